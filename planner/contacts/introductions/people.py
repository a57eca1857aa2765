"""The people on a route: whom the sender knows, and whom cells name.

Cells that name somebody are the columns "Introduced by" and "Knows" of the contacts, and the Sender
sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planner.contacts.introductions.route import Person
from planner.model.frozen import frozen
from planner.text.normalise import plain
from planner.text.organisations import without_legal_form
from planner.text.person_keys import By, PersonKeys, company_key
from planner.text.person_match import EXACT, Certainty, PersonIndex
from planner.text.placeholders import is_placeholder
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.contacts.connections import Connection
    from planner.contacts.suppressions import Suppressions
    from planner.model.contact import Contact, ContactList
    from planner.model.sender import Sender


@dataclass(slots=True)
class Acquaintance:
    """The connections by every key; those on the Do not contact sheet are nobody to ask."""

    connections: tuple[Connection, ...]
    at_company: dict[str, list[int]] = field(default_factory=dict)
    _index: PersonIndex[int] = field(default_factory=PersonIndex)
    _spelled: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, connections: Iterable[Connection], suppressions: Suppressions) -> Acquaintance:
        """Index the connections whom the sender may write to."""
        keyed = ((connection, _keys(connection)) for connection in connections)
        allowed = [
            (connection, keys) for connection, keys in keyed if suppressions.of_person(keys) is None
        ]
        known = cls(tuple(connection for connection, _ in allowed))
        for number, (connection, keys) in enumerate(allowed):
            company = known.spelled(connection.company)
            known._index.add(number, replace(keys, company=company))
            if company:
                known.at_company.setdefault(company, []).append(number)
        return known

    def spelled(self, company: str) -> str:
        """Spell a company without its legal form; "" for what is none ("Self-employed")."""
        known = self._spelled.get(company)
        if known is None:
            name = without_legal_form(company) if company and not is_placeholder(company) else ""
            known = self._spelled[company] = "" if name in all_of("company.none") else name
        return known

    def person(self, number: int) -> Person:
        """Show a connection as somebody on a route."""
        connection = self.connections[number]
        return Person(
            f"connection {number}", connection.name, connection.company, connection.position
        )

    def same_as(self, contact: Contact) -> int | None:
        """Find the connection who is this contact: by profile, address, or name at one company."""
        company = self.spelled(contact.company)
        keys = replace(PersonKeys.of_contact(contact), company=company)
        exact = self._index.people(keys, *EXACT)
        if exact or not company:
            return exact[0] if exact else None
        named = self._index.matches(keys, By.NAME_AND_COMPANY)
        likely = (match.person for match in named if match.certainty is not Certainty.NO)
        return next(likely, None)

    def named(self, text: str) -> list[int]:
        """List the connections that a cell's words may mean: by profile, address or whole name."""
        return self._index.called(text)


def _keys(connection: Connection) -> PersonKeys:
    emails = (connection.email,) if connection.email else ()
    name, company = plain(connection.name), company_key(connection.company)
    return PersonKeys("", connection.profile, emails, name, company)


INTRODUCED_BY, KNOWS = "introduced_by", "knows"
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_APART = re.compile(r"[;\n|•·]+")
_LISTED = re.compile(r",\s+|\s+(?:and|und|et|y|e|en|&)\s+")


@frozen
class Named:
    """A cell of `contact` that names `person`; `field` is `introduced_by` or `knows`."""

    contact: Contact
    person: Person
    field: str
    cell: str
    header: str


@dataclass(slots=True)
class Naming:
    """Resolves the names in cells; a name that may be two people is a doubt, and nobody."""

    known: Acquaintance
    contacts: ContactList
    doubts: list[str] = field(default_factory=list)
    _index: PersonIndex[int] = field(default_factory=PersonIndex)
    _by_row: dict[int, Contact] = field(default_factory=dict)
    _people_of: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for contact in self.contacts:
            self._by_row[contact.row] = contact
            self._index.add(contact.row, PersonKeys.of_contact(contact))

    def person_of(self, contact: Contact) -> Person:
        """Show a contact as somebody on a route: the connection, where both are one person."""
        person = self._people_of.get(contact.id)
        if person is None:
            number = self.known.same_as(contact)
            person = self._people_of[contact.id] = (
                self.known.person(number)
                if number is not None
                else Person(
                    f"contact {contact.id}", contact.name, contact.company, contact.text("title")
                )
            )
        return person

    def all(self) -> Iterator[Named]:
        """Yield everybody named beside a contact, in the order of the sheet."""
        columns = self.contacts.columns
        fields = [name for name in (INTRODUCED_BY, KNOWS) if name in columns.positions]
        for contact in self.contacts if fields else ():
            for name in fields:
                cell = f"{columns.sheet}!{contact.cell(name)}"
                for person in self._people(contact.text(name), cell):
                    yield Named(contact, person, name, cell, columns.header(name))

    def of_sender(self, sender: Sender) -> Iterator[tuple[Person, str]]:
        """Yield the people whom the Sender sheet names, with the cell of each."""
        cell = f"{sender.sheet}!{sender.cell('people')}"
        for text in sender.items("people"):
            yield from ((person, cell) for person in self._people(text, cell))

    def _people(self, text: str, cell: str) -> Iterator[Person]:
        for part in _APART.split(text):
            whole = _ASIDE.sub(" ", part).strip()
            if not whole or is_placeholder(whole):
                continue
            # A comma may stand inside a name, so the whole is tried before its parts.
            parts = [whole] if self._candidates(whole) else _LISTED.split(whole)
            for name in parts:
                person = self._resolved(name.strip(), cell)
                if person is not None:
                    yield person

    def _resolved(self, text: str, cell: str) -> Person | None:
        if not plain(text):
            return None
        found = self._candidates(text)
        if len(found) > 1:
            self.doubts.append(f'"{text}" in {cell} could be {len(found)} people')
            return None
        return found[0] if found else Person(f"name {plain(text)}", text)

    def _candidates(self, text: str) -> list[Person]:
        people = [self.known.person(number) for number in self.known.named(text)]
        people += [self.person_of(self._by_row[row]) for row in self._index.called(text)]
        return list({person.key: person for person in people}.values())
