"""Who must not be contacted: a person's keys held against the Do not contact sheet."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.contacts.row_marks import opt_out_fields, opted_out
from planner.model.frozen import frozen
from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import PersonIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.model.contact import Columns, Contact
    from planner.model.suppression import Suppression


@frozen
class Suppressions:
    """Who must not be contacted: the Do not contact sheet by whom its rows mean.

    These are people, names alone, whole companies and domains. `opt_out_fields` are the columns of
    the contacts in which a row may ask for silence itself.
    """

    people: PersonIndex[Suppression] = field(default_factory=PersonIndex)
    names: dict[str, Suppression] = field(default_factory=dict)
    companies: dict[str, Suppression] = field(default_factory=dict)
    domains: dict[str, Suppression] = field(default_factory=dict)
    opt_out_fields: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, suppressions: Iterable[Suppression], columns: Columns | None = None
    ) -> Suppressions:
        """Index the rows; where two rows mean one person, the first counts."""
        index = cls(opt_out_fields=opt_out_fields(columns) if columns else ())
        for suppression in suppressions:
            keys = PersonKeys.of_texts(
                linkedin=suppression.linkedin_url,
                email=suppression.email,
                name=suppression.name,
                company=suppression.company,
            )
            index.people.add(suppression, keys)
            if keys.name and not keys.company:
                index.names.setdefault(keys.name, suppression)
            if keys.company and not keys.name:
                index.companies.setdefault(keys.company, suppression)
            for domain in _domains(suppression, keys):
                index.domains.setdefault(domain, suppression)
        return index

    def __bool__(self) -> bool:
        """Say whether anybody may be meant at all."""
        return bool(self.people or self.opt_out_fields)

    def of_person(self, keys: PersonKeys) -> Suppression | None:
        """Find the row that means the person with these keys, or None.

        A name alone means everybody of that name, a company alone everybody there, a domain
        everybody with an email address there or below it.
        """
        return next(self._meaning(keys), None) if self.people else None

    def _meaning(self, keys: PersonKeys) -> Iterator[Suppression]:
        yield from self.people.people(keys, By.EMAIL, By.PROFILE, By.NAME_AND_COMPANY)
        if keys.name in self.names:
            yield self.names[keys.name]
        if keys.company in self.companies:
            yield self.companies[keys.company]
        for address in keys.emails:
            domain = address.rpartition("@")[2]
            while "." in domain:
                if domain in self.domains:
                    yield self.domains[domain]
                domain = domain.partition(".")[2]


def _domains(suppression: Suppression, keys: PersonKeys) -> Iterator[str]:
    # A cell of emails may well hold a whole domain: "@rival.example", "*@rival.example".
    for text in (suppression.domain, "" if keys.emails else suppression.email):
        domain = text.strip().casefold().lstrip("*").rpartition("@")[2].removeprefix("www.")
        if "." in domain:
            yield domain.strip(".")


def suppression_of(contact: Contact, suppressions: Suppressions) -> Suppression | None:
    """Find the row of the Do not contact sheet, or the opt-out column, that means this contact."""
    if not suppressions:
        return None
    listed = suppressions.of_person(PersonKeys.of_contact(contact)) if suppressions.people else None
    return listed or opted_out(contact, suppressions.opt_out_fields)
