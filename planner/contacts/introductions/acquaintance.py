"""Whom the sender knows, ready to be found by profile, address, name and company."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.contacts.introductions.route import Person
from planner.contacts.suppressions import Suppressions, is_listed
from planner.text.normalise import plain
from planner.text.organisations import without_legal_form
from planner.text.person_keys import email_addresses, linkedin_slug
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.contacts.connections import Connection
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
    """The connections by every sign; those on the Do not contact sheet are nobody to ask."""

    connections: tuple[Connection, ...]
    at_company: dict[str, list[int]] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    _by_profile: dict[str, int] = field(default_factory=dict)
    _by_email: dict[str, int] = field(default_factory=dict)
    _spelled: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, connections: Iterable[Connection], suppressions: Suppressions) -> Acquaintance:
        """Index the connections whom the sender may write to."""
        allowed = tuple(
            each
            for each in connections
            if not is_listed(
                suppressions,
                email=each.email,
                profile=f"/in/{each.profile}" if each.profile else "",
                name=each.name,
                company=each.company,
            )
        )
        known = cls(allowed)
        for number, each in enumerate(allowed):
            known.by_name.setdefault(plain(each.name), []).append(number)
            if each.profile:
                known._by_profile.setdefault(each.profile, number)
            if each.email:
                known._by_email.setdefault(each.email, number)
            company = known.spelled(each.company)
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
        slug = linkedin_slug(contact.text("linkedin_url"))
        if slug in self._by_profile:
            return self._by_profile[slug]
        for address in email_addresses(contact.text("email")):
            if address in self._by_email:
                return self._by_email[address]
        company = self.spelled(contact.company)
        for number in self.by_name.get(plain(contact.name), ()) if company else ():
            each = self.connections[number]
            if self.spelled(each.company) == company and not (slug and each.profile):
                return number
        return None

    def named(self, text: str) -> list[int]:
        """The connections that a cell's words may mean, by profile, address or whole name."""
        slug = linkedin_slug(text)
        if slug:
            return [self._by_profile[slug]] if slug in self._by_profile else []
        addresses = email_addresses(text)
        if addresses:
            return [self._by_email[each] for each in addresses if each in self._by_email]
        return self.by_name.get(plain(text), [])
