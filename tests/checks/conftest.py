"""Builds contacts, senders and backgrounds as the checks see them, from plain words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.checks.commonality import commonalities
from planner.checks.context import CheckContext
from planner.checks.run_checks import check_contact, check_draft, check_list, check_own_words
from planner.checks.similar_drafts import DraftedMessages
from planner.model.channel import Channel
from planner.model.contact import Columns, Contact, ContactList
from planner.model.draft import Draft
from planner.model.sender import Sender
from planner.model.settings import Settings
from planner.text.person_keys import contact_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from planner.model.commonality import Commonality
    from planner.model.finding import Finding
    from planner.model.suppression import Suppression

TODAY = date(2026, 11, 2)


@dataclass
class World:
    """A list of people and who writes to them; `sheet` takes one mapping of cells a person."""

    contacts: ContactList
    context: CheckContext
    drafted: DraftedMessages = field(default_factory=DraftedMessages)

    def __getitem__(self, place: int) -> Contact:
        return self.contacts.contacts[place]

    def of_contact(self, place: int = 0) -> list[Finding]:
        return check_contact(self[place], self.context)

    def of_list(self) -> list[Finding]:
        return check_list(self.contacts, self.context)

    def common(self, place: int = 0) -> tuple[Commonality, ...]:
        return commonalities(self[place], self.context)

    def of_draft(
        self,
        text: str,
        *,
        place: int = 0,
        channel: Channel = Channel.LINKEDIN_MESSAGE,
        subject: str = "",
        template: str = "message",
    ) -> list[Finding]:
        contact = self[place]
        draft = Draft(f"{contact.id}#1", contact.id, channel, template, subject, text)
        found = check_draft(contact, draft, self.context, self.common(place), self.drafted)
        self.drafted.add(contact, draft, self.context)
        return found

    def of_own_words(self, text: str, *, place: int = 0) -> list[Finding]:
        contact = self[place]
        draft = Draft(f"{contact.id}#1", contact.id, Channel.LINKEDIN_MESSAGE, "message", "", text)
        return check_own_words(contact, draft, self.context)


def contact_list(people: Iterable[Mapping[str, str]]) -> ContactList:
    """A sheet called Contacts whose header stands in row 1, with a column for each key."""
    rows = [dict(person) for person in people]
    for row in rows:
        words = row.get("name", "").split()
        row.setdefault("first_name", words[0] if words else "")
        row.setdefault("last_name", " ".join(words[1:]))
    fields = list(dict.fromkeys(["name", *(key for row in rows for key in row)]))
    columns = Columns(
        "Contacts",
        1,
        {name: at for at, name in enumerate(fields)},
        tuple(range(1, len(fields) + 1)),
        tuple(name.replace("_", " ").title() for name in fields),
    )
    contacts: list[Contact] = []
    for number, row in enumerate(rows, start=2):
        texts = tuple(row.get(name, "") for name in fields)
        identity = contact_id(
            own_id=row.get("id") or None,
            linkedin=row.get("linkedin_url", ""),
            email=row.get("email", ""),
            name=row.get("name", ""),
            company=row.get("company", ""),
        )
        known = {each.id for each in contacts}
        unique = identity if identity not in known else f"{identity}~{number}"
        contacts.append(Contact(unique, number, columns, texts, tuple(t or None for t in texts)))
    return ContactList(columns, tuple(contacts))


def sender_sheet(values: Mapping[str, str]) -> Sender:
    cells = {name: f"B{row}" for row, name in enumerate(values, start=2)}
    return Sender(dict(values), cells)


def settings_sheet(values: Mapping[str, str]) -> Settings:
    cells = {name: f"B{row}" for row, name in enumerate(values, start=2)}
    return Settings({name.casefold(): value for name, value in values.items()}, cells)


@pytest.fixture
def world() -> Callable[..., World]:
    """Make a world: `world([{"name": "Anna Berg"}], sender={…}, settings={…})`."""

    def make(
        *people: Mapping[str, str],
        sender: Mapping[str, str] | None = None,
        settings: Mapping[str, str] | None = None,
        suppressions: Iterable[Suppression] = (),
        ignored: Iterable[str] = (),
    ) -> World:
        contacts = contact_list(people)
        context = CheckContext.of(
            contacts,
            sender_sheet(sender or {}),
            settings_sheet(settings or {}),
            tuple(suppressions),
            today=TODAY,
            workbook=Path("people.xlsx"),
            ignored=frozenset(ignored),
        )
        return World(contacts, context)

    return make
