"""What sender and contact share, best first: rare in this list, and strong of kind."""

from __future__ import annotations

from collections import Counter
from math import log10
from typing import TYPE_CHECKING

from planner.checks.explain import finding
from planner.checks.lengths import limit_of
from planner.checks.sharing import Sharing, column_reading
from planner.model.channel import length_counter
from planner.model.commonality import Commonality
from planner.model.contact import KNOWN_FIELDS
from planner.model.frozen import frozen
from planner.text.normalise import plain as spelled_alike
from planner.text.organisations import aliases_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.checks.context import Background
    from planner.checks.sharing import Thing
    from planner.model.contact import Columns, Contact, ContactList
    from planner.model.draft import Draft
    from planner.model.finding import Finding
    from planner.model.sender import Sender
    from planner.model.settings import Settings


# How much a kind says, in powers of ten of rarity: to know the same person is worth as much as a
# city that one contact in a hundred shares with the sender is worth more than one that all share.
_STRENGTH = {
    "person": 3.0, "event": 2.5, "course": 2.5, "school": 2.0, "employer": 2.0, "group": 2.0,
    "field": 1.0, "skill": 1.0, "city": 0.5, "language": 0.0,
}  # fmt: skip
_MOST_REMEMBERED = 50_000
_WORDS_AROUND = 25  # "We have … in common. "
_COMPARED_KNOWN = frozenset({"company", "title", "city", "country", "introduced_by", "knows"})


class Column(dict[str, tuple[tuple["Thing", str], ...]]):
    """A column of contacts: what each of its texts shares with the sender, looked up once.

    `at` is its place in a contact's tuples, `reading` what such a column can tell of.
    """

    def __init__(self, name: str, at: int, reading: str, sharing: Sharing) -> None:
        super().__init__()
        self.name = name
        self.at = at
        self.reading = reading
        self._sharing = sharing

    def __missing__(self, text: str) -> tuple[tuple[Thing, str], ...]:
        if len(self) >= _MOST_REMEMBERED:  # a column of all different texts must not fill memory
            self.clear()
        found = self[text] = self._sharing.found_in(text, self.reading) if text else ()
        return found


@frozen
class Shared:
    """The columns to compare with the sender's things, and how strong each thing is here."""

    columns: tuple[Column, ...]
    strength: tuple[float, ...]

    @classmethod
    def of(cls, contacts: ContactList, sender: Sender, settings: Settings) -> Shared:
        """Count over all contacts how many share each thing; most columns hold nothing shared."""
        sharing = Sharing.of(sender, aliases_from(settings.text("aliases")))
        columns = []
        counted: Counter[int] = Counter()
        for column in _compared(contacts.columns, sharing) if sharing.things else ():
            at = column.at
            texts = Counter([contact.texts[at] for contact in contacts])
            shared = [(text, thing.place) for text in texts for thing, _ in column[text]]
            for text, place in shared:
                counted[place] += texts[text]
            if shared:
                columns.append(column)
        strength = (
            _STRENGTH[thing.kind] + log10(max(1, len(contacts)) / max(1, counted[thing.place]))
            for thing in sharing.things
        )
        return cls(tuple(columns), tuple(strength))


def _compared(columns: Columns, sharing: Sharing) -> Iterator[Column]:
    known = frozenset(KNOWN_FIELDS) - _COMPARED_KNOWN
    for name, at in columns.positions.items():
        if name not in known and (reading := column_reading(name)):
            yield Column(name, at, reading, sharing)


def commonalities(contact: Contact, background: Background) -> tuple[Commonality, ...]:
    """What the sender and `contact` share, best first; each names the two cells that say so."""
    texts = contact.texts
    found: dict[int, tuple[Thing, Commonality]] = {}
    for column in background.shared.columns:
        for thing, words in column[texts[column.at]]:
            if thing.place not in found:
                cell = f"{contact.columns.sheet}!{contact.cell(column.name)}"
                same = Commonality(thing.kind, words, thing.text, thing.cell, cell)
                found[thing.place] = thing, same
    if not found:
        return ()
    return _best_first(found, background.shared.strength)


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
    contact: Contact, draft: Draft, background: Background, common: Sequence[Commonality]
) -> list[Finding]:
    """Find a first message that mentions nothing of what both share, though there is room."""
    own = background.sender.text("employer")  # a colleague needs no telling
    telling = [each for each in common if each.kind != "language" and each.sender_text != own]
    if not telling or not draft.touch.endswith("#1"):
        return []
    if any(each.text in draft.text for each in telling):
        return []
    best, said = telling[0], spelled_alike(draft.text)
    if any(_is_said(each, said) for each in telling) or not _has_room(best, draft, background):
        return []
    if contact.name in background.sender.items("people"):  # nor does somebody whom you know
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


def _is_said(common: Commonality, said: str) -> bool:
    return any(spelled_alike(text) in said for text in (common.text, common.sender_text))


def _has_room(common: Commonality, draft: Draft, background: Background) -> bool:
    limit = limit_of(draft.channel, background)
    if limit is None:
        return True
    return length_counter(draft.channel)(draft.text) + len(common.text) + _WORDS_AROUND <= limit
