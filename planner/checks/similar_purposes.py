"""Groups colleagues whose purposes name the same things."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING

from planner.checks.placeholder_purpose import stands_in_only
from planner.checks.word_weights import WEIGHTS
from planner.model.frozen import frozen
from planner.text.normalise import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.model.contact import Contact


NAME_FIELDS = ("name", "first_name", "last_name", "company")


# "careers", "career"; "recordkeeping", "records": words may be alike that begin alike.
_BEGINNING = 4


@frozen
class Message:
    """What a contact is told: all words that name something, and those of the purpose."""

    contact: Contact
    template: str
    words: frozenset[str]
    purpose: frozenset[str]


@frozen
class Alikes:
    """The group of each contact who has a colleague with much the same purpose, by Contact ID.

    `told` remembers what the drafts of a group say: by group, then by Contact ID.
    """

    groups: Mapping[str, int]
    told: dict[int, dict[str, Message]] = field(default_factory=dict)

    @classmethod
    def of(cls, companies: Iterable[list[Contact]]) -> Alikes:
        """Group the people of each company by what their purposes name."""
        groups: dict[str, int] = {}
        for people in companies:
            if len(people) > 1:
                for alike in _grouped(people):
                    groups.update(dict.fromkeys(alike, len(groups)))
        return cls(groups)


def _grouped(people: list[Contact]) -> Iterable[list[str]]:
    grouped: dict[frozenset[str], list[str]] = defaultdict(list)
    for contact in people:
        if contact.purpose and not stands_in_only(contact.purpose):
            words = naming_words(contact.purpose)
            telling = words - words_of_fields(contact, NAME_FIELDS) or words
            grouped[frozenset([word[:_BEGINNING] for word in telling])].append(contact.id)
    return [alike for alike in grouped.values() if len(alike) > 1]


def naming_words(text: str) -> frozenset[str]:
    """The words that name something; all of them where none does."""
    words = in_words(text)
    return frozenset([word for word in words if WEIGHTS[word]]) or frozenset(words)


def words_of_fields(contact: Contact, fields: Iterable[str]) -> frozenset[str]:
    """Collect the plain words that stand in some fields of a contact."""
    return frozenset(in_words(" ".join([contact.text(name) for name in fields])))
