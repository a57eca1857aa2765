"""Whom the sender knows, ready to be found by profile, address, name and company."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planner.contacts.introductions.route import Person
from planner.text.normalise import plain
from planner.text.organisations import without_legal_form
from planner.text.person_keys import By, PersonKeys, company_key
from planner.text.person_match import EXACT, Certainty, PersonIndex
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.contacts.connections import Connection
    from planner.contacts.suppressions import Suppressions
    from planner.model.contact import Contact


# What people write as their company who work at none, or at none in common.
_NO_COMPANY = frozenset(
    {
        "self employed", "selfemployed", "self", "freelance", "freelancer", "freelancing",
        "independent", "independent consultant", "consultant", "contractor", "own business",
        "entrepreneur", "startup", "stealth", "stealth startup", "stealth mode",
        "stealth mode startup", "confidential", "confidential company", "private", "retired",
        "unemployed", "between jobs", "open to work", "seeking new opportunities", "student",
        "home", "various", "selbststandig", "selbstandig", "freiberuflich", "freiberufler",
        "im ruhestand", "arbeitssuchend", "independant", "auto entrepreneur", "a mon compte",
        "autonomo", "por cuenta propia", "jubilado", "autonoma", "libero professionista",
        "zelfstandig", "zzp", "zzper",
    }
)  # fmt: skip


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
        """A company without its legal form; "" for what is none ("Self-employed")."""
        known = self._spelled.get(company)
        if known is None:
            name = without_legal_form(company) if company and not is_placeholder(company) else ""
            known = self._spelled[company] = "" if name in _NO_COMPANY else name
        return known

    def person(self, number: int) -> Person:
        """A connection as somebody on a route."""
        each = self.connections[number]
        return Person(f"connection {number}", each.name, each.company, each.position)

    def same_as(self, contact: Contact) -> int | None:
        """The connection who is this contact: by profile, by address, by name at one company."""
        company = self.spelled(contact.company)
        keys = replace(PersonKeys.of_contact(contact), company=company)
        exact = self._index.people(keys, *EXACT)
        if exact or not company:
            return exact[0] if exact else None
        named = self._index.matches(keys, By.NAME_AND_COMPANY)
        likely = (match.person for match in named if match.certainty is not Certainty.NO)
        return next(likely, None)

    def named(self, text: str) -> list[int]:
        """The connections that a cell's words may mean, by profile, address or whole name."""
        return self._index.called(text)


def _keys(connection: Connection) -> PersonKeys:
    emails = (connection.email,) if connection.email else ()
    name, company = plain(connection.name), company_key(connection.company)
    return PersonKeys("", connection.profile, emails, name, company)
