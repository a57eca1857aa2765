"""Shows where a draft comes from: the template, and the cell behind each piece of it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from planner.contacts.find_contacts import ids_meant
from planner.model.frozen import frozen
from planner.model.sender import Sender
from planner.templating.prose.purpose_kind import kind_of_row, own_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from planner.drafting.prepare import Prepared
    from planner.drafting.run import Drafts
    from planner.model.contact import Contact
    from planner.model.introducer import Introducer
    from planner.templating.watch import Use


@frozen
class Source:
    """A value that the template draws on: its name, its cell, what it says.

    `is_literal` where the draft has it word for word; else the template makes something of it, or
    only asks whether it is there.
    """

    name: str
    cell: str
    text: str
    is_literal: bool


@frozen
class Preview:
    """A touch as it would be drafted now, with its sources; no sources where there is no draft."""

    prepared: Prepared
    sources: tuple[Source, ...]
    kind: str = ""
    kind_reason: str = ""


def sources_of(
    prepared: Prepared,
    uses: Iterable[Use],
    sender: Sender,
    introducer_of: Callable[[str], Introducer],
) -> Iterator[Source]:
    """What the template of a draft draws on, in the order in which the template names it."""
    draft, contact = prepared.draft, prepared.contact
    if draft is None:
        return
    said = _words(f"{draft.subject}\n{draft.text}")
    named: Mapping[str, Use] = {use.spelled: use for use in uses}
    for spelled, use in named.items():
        if spelled == "common":
            yield from _shared(prepared, said)
            continue
        if spelled == "introducer" and not contact.text("introducer"):
            found = introducer_of(contact.id)
            if found:
                yield Source(spelled, found.evidence, found.name, _words(found.name) in said)
            continue
        if use.owner == "sender":
            text, cell = sender.text(use.name), sender.cell(use.name)
            place = f"{sender.sheet}!{cell}" if cell else ""
        else:
            text, cell = contact.text(use.name), contact.cell(use.name)
            place = f"{contact.columns.sheet}!{cell}" if cell else ""
        if text:
            yield Source(spelled, place, text, _words(text).rstrip(".") in said)


def _shared(prepared: Prepared, said: str) -> Iterator[Source]:
    for common in prepared.common:
        if _words(common.text) in said:
            cells = f"{common.contact_cell} and {common.sender_cell}"
            yield Source("common", cells, common.text, is_literal=True)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def preview(
    drafts: Drafts, who: str = "", *, template: str = "", where: Iterable[str] = (), limit: int = 5
) -> list[Preview]:
    """The drafts of the people that `who` means, with the cell behind each piece.

    Raises:
        UsageError: nobody answers to `who`.
    """
    people = ids_meant(drafts.book.contacts, who) if who else None
    prepared = drafts.prepared(template=template, where=where)
    wanted = (each for each in prepared if people is None or each.contact.id in people)
    return [_previewed(drafts, each) for each in islice(wanted, limit)]


def _previewed(drafts: Drafts, prepared: Prepared) -> Preview:
    if prepared.draft is None:
        return Preview(prepared, ())
    uses = drafts.library.watch(drafts.library.named(prepared.template)).uses
    sender, introducer_of = drafts.book.sender or Sender(), drafts.introductions.introducer
    sources = tuple(sources_of(prepared, uses, sender, introducer_of))
    return Preview(prepared, sources, *_kind(drafts, prepared.contact))


def _kind(drafts: Drafts, contact: Contact) -> tuple[str, str]:
    """The kind of message, which decides what it asks, and what says so."""
    found = kind_of_row(contact, drafts.background.language_of(contact))
    if not found.words:
        return found.kind, "no word of the purpose says another"
    said = "its own cell says" if found.words == own_kind(contact) else "its purpose says"
    return found.kind, f'{said} "{found.words}"'
