"""Who must not be contacted: a person's keys held against the Do not contact sheet."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.contacts.row_marks import opt_out_fields, opted_out
from planner.model.frozen import frozen
from planner.text.likeness import firm_words, is_likely_firm, is_likely_name, name_words
from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import PersonIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.model.contact import Columns, Contact
    from planner.model.suppression import Suppression


# Of a list with thousands of namesakes no more are looked at.
_MOST_ALIKE = 50


@frozen
class Suppressions:
    """Who must not be contacted: the Do not contact sheet by whom its rows mean.

    These are people, names alone, whole companies and domains. `opt_out_fields` are the columns of
    the contacts in which a row may ask for silence itself.
    """

    people: PersonIndex[Suppression] = field(default_factory=PersonIndex)
    names: dict[tuple[str, ...], Suppression] = field(default_factory=dict)
    names_at: dict[tuple[tuple[str, ...], str], Suppression] = field(default_factory=dict)
    by_word: dict[str, list[Suppression]] = field(default_factory=dict)
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
            name, firm = name_words(suppression.name), firm_words(suppression.company)
            if name and firm:
                index.names_at.setdefault((name, firm), suppression)
            elif name:
                index.names.setdefault(name, suppression)
            elif firm:
                index.companies.setdefault(firm, suppression)
            for word in name or firm.split()[:1]:
                index.by_word.setdefault(word, []).append(suppression)
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
        name, firm = name_words(keys.name), firm_words(keys.company)
        if (name, firm) in self.names_at:
            yield self.names_at[name, firm]
        if name in self.names:
            yield self.names[name]
        if firm in self.companies:
            yield self.companies[firm]
        for address in keys.emails:
            domain = address.rpartition("@")[2]
            while "." in domain:
                if domain in self.domains:
                    yield self.domains[domain]
                domain = domain.partition(".")[2]

    def nearly(self, keys: PersonKeys) -> Suppression | None:
        """Find a row that may well mean the person with these keys, and does not name them.

        A row with an address or profile of its own means nobody who has another.
        """
        name, firm = name_words(keys.name), firm_words(keys.company)
        words = dict.fromkeys((*name, *firm.split()[:1]))
        for word in words:
            for row in self.by_word.get(word, ())[:_MOST_ALIKE]:
                if _is_likely(row, name, firm, keys):
                    return row
        return None


def _is_likely(row: Suppression, name: tuple[str, ...], firm: str, keys: PersonKeys) -> bool:
    own = PersonKeys.of_texts(linkedin=row.linkedin_url, email=row.email)
    if own.differing(keys):
        return False
    row_name, row_firm = name_words(row.name), firm_words(row.company)
    is_firm = row_firm == firm or is_likely_firm(row_firm, firm)
    if not row_name:
        return is_likely_firm(row_firm, firm)
    if row_name == name:
        return bool(row_firm) and (not firm or is_firm)
    return is_likely_name(row_name, name) and (not row_firm or not firm or is_firm)


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
