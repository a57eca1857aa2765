"""What sender and contact share, best first: rare in this list, and strong of kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.checks.lengths import limit_of
from planner.model.channel import length_counter
from planner.model.commonality import Commonality
from planner.text.normalise import plain as spelled_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.checks.context import CheckContext
    from planner.checks.sharing import Thing
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_WORDS_AROUND = 25  # "We have … in common. "


def commonalities(contact: Contact, context: CheckContext) -> tuple[Commonality, ...]:
    """Return what the sender and `contact` share, best first, with the two cells that say so."""
    texts = contact.texts
    found: dict[int, tuple[Thing, Commonality]] = {}
    for column in context.shared.columns:
        for thing, words in column[texts[column.at]]:
            if thing.place not in found:
                cell = f"{contact.columns.sheet}!{contact.cell(column.name)}"
                same = Commonality(thing.kind, words, thing.text, thing.cell, cell)
                found[thing.place] = thing, same
    if not found:
        return ()
    return _best_first(found, context.shared.strength)


def _best_first(
    found: dict[int, tuple[Thing, Commonality]], strength: tuple[float, ...]
) -> tuple[Commonality, ...]:
    """Rank, and say a thing once that stands twice on the Sender sheet or in two columns."""
    ranked = sorted(found, key=lambda place: (-strength[place], place))
    best: list[Commonality] = []
    for same in (found[place][1] for place in ranked):
        if not any(_goes_without_saying(same, better) for better in best):
            best.append(same)
    return tuple(best)


def _goes_without_saying(same: Commonality, better: Commonality) -> bool:
    """Whether `better` says it already: the same thing, or words inside its words in one cell."""
    if same.sender_text.casefold() == better.sender_text.casefold():
        return True
    return same.contact_cell == better.contact_cell and same.text in better.text


def check_common_is_said(
    contact: Contact, draft: Draft, context: CheckContext, common: Sequence[Commonality]
) -> list[Finding]:
    """Find a first message that mentions nothing of what both share, though there is room."""
    own = context.sender.text("employer")  # a colleague needs no telling
    telling = [same for same in common if same.kind != "language" and same.sender_text != own]
    if not telling or not draft.touch.endswith("#1"):
        return []
    if any(same.text in draft.text for same in telling):
        return []
    best, text = telling[0], spelled_alike(draft.text)
    if any(_is_mentioned(same, text) for same in telling) or not _has_room(best, draft, context):
        return []
    if contact.name in context.sender.items("people"):  # nor does somebody whom you know
        return []
    return [
        finding(
            "common-unsaid",
            contact,
            "name",
            f'you share "{best.text}" ({best.contact_cell} and {best.sender_cell}), and the draft'
            " does not mention it",
            f"Put {{{{ common[0] }}}} into the template {draft.template}.",
        )
    ]


def _is_mentioned(common: Commonality, draft: str) -> bool:
    return any(spelled_alike(text) in draft for text in (common.text, common.sender_text))


def _has_room(common: Commonality, draft: Draft, context: CheckContext) -> bool:
    limit = limit_of(draft.channel, context)
    if limit is None:
        return True
    return length_counter(draft.channel)(draft.text) + len(common.text) + _WORDS_AROUND <= limit
