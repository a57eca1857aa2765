"""Colleagues who would get practically the same message: they compare notes.

People at one company whose purposes read alike stand in one group, found by one pass over the list.
Only within a group are drafts held against each other, and there by the words that name something:
the template's are the same in both and drop out, and so do the names and roles of the two. What is
left is what the messages say differently.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING

from planner.checks.explain import finding, shown
from planner.checks.placeholder_purpose import stands_in_only
from planner.checks.vague_words import WEIGHTS
from planner.model.frozen import frozen
from planner.text.normalise import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.checks.context import Background
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_NAMES = ("name", "first_name", "last_name", "company")
# How somebody is addressed says no more than the name does.
_TITLE_WORDS = (
    "mr mrs ms miss mx dr prof professor frau herr herrn geehrte geehrter madame monsieur mme cher"
    " chere senora senor sra sr estimada estimado signora signor gentile mevrouw meneer"
)
_TITLES = frozenset(_TITLE_WORDS.split())
_DIGIT = re.compile(r"\d")
_ALIKE = 84.0
_MOST_IN_GROUP = 12
# "careers", "career"; "recordkeeping", "records": words may be alike that begin alike.
_BEGINNING = 4


@frozen
class _Told:
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
    told: dict[int, dict[str, _Told]] = field(default_factory=dict)

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
            words = _telling(contact.purpose)
            telling = words - _words_of(contact, _NAMES) or words
            grouped[frozenset([word[:_BEGINNING] for word in telling])].append(contact.id)
    return [alike for alike in grouped.values() if len(alike) > 1]


def check_alike(contact: Contact, draft: Draft, background: Background) -> list[Finding]:
    """Find a colleague who would get practically the same first message."""
    group = background.alikes.groups.get(contact.id)
    if group is None or not draft.touch.endswith("#1"):
        return []
    told = background.alikes.told.setdefault(group, {})
    mine = _Told(
        contact,
        draft.template,
        _telling(f"{draft.subject}\n{draft.text}"),
        _telling(contact.purpose),
    )
    # A second look at the same list meets itself again.
    earlier = (each for each in told.values() if each.contact.row < contact.row)
    twin = next((each for each in earlier if _are_alike(mine, each)), None)
    if twin is not None:
        return _found(mine, twin, background.so_far.written)
    if len(told) < _MOST_IN_GROUP:
        told[contact.id] = mine
    return []


def _found(mine: _Told, twin: _Told, written: frozenset[str]) -> list[Finding]:
    """The finding stands at the later row, or at the one that can still be changed."""
    contact, other = mine.contact, twin.contact
    if contact.id in written:
        contact, other = other, contact
    if contact.id in written:
        return []
    what = (
        "practically the same message"
        if mine.template == twin.template
        else "another message with the same purpose"
    )
    tense = "got" if other.id in written else "gets"
    message = (
        f"{other.name} at {other.company} ({other.cell('purpose')}) {tense} {what}:"
        f' "{shown(contact.purpose)}"'
    )
    hint = "Colleagues compare: write to one of them, or say what is this one's part in it."
    return [finding("draft-alike", contact, "purpose", message, hint)]


def _are_alike(one: _Told, other: _Told) -> bool:
    """Whether nothing tells two messages apart but names and roles.

    Two templates say one thing in different words, so there the purposes are compared. A role that
    a purpose speaks of is what the message is about.
    """
    is_same = one.template == other.template
    here, there = (one.words, other.words) if is_same else (one.purpose, other.purpose)
    only_here, only_there = here - there, there - here
    if not only_here and not only_there:
        return True
    people = (one.contact, other.contact)
    roles = [_words_of(each, ("title",)) for each in people]
    own = frozenset().union(*roles) - one.purpose - other.purpose
    own = own.union(_TITLES, *(_words_of(each, _NAMES) for each in people))
    return _are_spelled_alike(only_here - own, only_there - own)


def _are_spelled_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of words are the same but for an ending or a slip; numbers have neither."""
    if len(words) != len(others) or _DIGIT.search(" ".join(words | others)):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 - start-up stays light

    pairs = zip(sorted(words), sorted(others), strict=True)
    return all(fuzz.ratio(*pair) >= _ALIKE for pair in pairs)


def _telling(text: str) -> frozenset[str]:
    """The words that name something; all of them where none does."""
    words = in_words(text)
    return frozenset([word for word in words if WEIGHTS[word]]) or frozenset(words)


def _words_of(contact: Contact, fields: Iterable[str]) -> frozenset[str]:
    return frozenset(in_words(" ".join([contact.text(name) for name in fields])))
