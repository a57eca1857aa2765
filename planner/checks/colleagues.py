"""Groups contacts by company, and colleagues by what their purposes name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.checks.word_weights import WEIGHTS
from planner.text.normalise import in_words
from planner.text.organisations import without_legal_form
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.contact import Contact


NAME_FIELDS = ("name", "first_name", "last_name", "company")

# "careers", "career"; "recordkeeping", "records": words may be alike that begin alike.
_BEGINNING = 4


def by_company(contacts: Iterable[Contact]) -> dict[str, list[Contact]]:
    """Return the contacts at each company, however its legal form is written; blanks left out."""
    spelled: dict[str, str] = {}
    groups: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        company = contact.company
        if not company:
            continue
        name = spelled.get(company)
        if name is None:
            name = "" if is_placeholder(company) else without_legal_form(company)
            spelled[company] = name
        if name:
            groups[name].append(contact)
    return groups


def groups_of_similar_purposes(companies: Iterable[list[Contact]]) -> dict[str, int]:
    """Number the groups of colleagues whose purposes name the same things, by Contact ID.

    Who has no such colleague stands in none.
    """
    groups: dict[str, int] = {}
    for people in companies:
        if len(people) > 1:
            for similar in _grouped(people):
                groups.update(dict.fromkeys(similar, len(groups)))
    return groups


def _grouped(people: list[Contact]) -> Iterable[list[str]]:
    grouped: dict[frozenset[str], list[str]] = defaultdict(list)
    for contact in people:
        if contact.purpose and not is_placeholder_purpose(contact.purpose):
            words = naming_words(contact.purpose)
            telling = words - words_of_fields(contact, NAME_FIELDS) or words
            grouped[frozenset([word[:_BEGINNING] for word in telling])].append(contact.id)
    return [similar for similar in grouped.values() if len(similar) > 1]


def naming_words(text: str) -> frozenset[str]:
    """Return the words that name something; all of them where none does."""
    words = in_words(text)
    return frozenset([word for word in words if WEIGHTS[word]]) or frozenset(words)


def words_of_fields(contact: Contact, fields: Iterable[str]) -> frozenset[str]:
    """Collect the plain words that stand in some fields of a contact."""
    return frozenset(in_words(" ".join([contact.text(name) for name in fields])))
