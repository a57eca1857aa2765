"""Colleagues who would get practically the same message: they compare notes.

People at one company whose purposes read alike stand in one group, found by one pass over the list.
Only within a group are drafts held against each other, and there by the words that name something:
the template's are the same in both and drop out, and so do the names and roles of the two. What is
left is what the messages say differently.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.checks.explain import finding, shown
from planner.checks.similar_purposes import NAME_FIELDS, Message, naming_words, words_of_fields
from planner.words import all_of

if TYPE_CHECKING:
    from planner.checks.context import Background
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_DIGIT = re.compile(r"\d")
_ALIKE = 84.0
_MOST_IN_GROUP = 12


def check_alike(contact: Contact, draft: Draft, background: Background) -> list[Finding]:
    """Find a colleague who would get practically the same first message."""
    group = background.alikes.groups.get(contact.id)
    if group is None or not draft.touch.endswith("#1"):
        return []
    told = background.alikes.told.setdefault(group, {})
    mine = Message(
        contact,
        draft.template,
        naming_words(f"{draft.subject}\n{draft.text}"),
        naming_words(contact.purpose),
    )
    # A second look at the same list meets itself again.
    earlier = (each for each in told.values() if each.contact.row < contact.row)
    twin = next((each for each in earlier if _are_alike(mine, each)), None)
    if twin is not None:
        return _found(mine, twin, background.so_far.written)
    if len(told) < _MOST_IN_GROUP:
        told[contact.id] = mine
    return []


def _found(mine: Message, twin: Message, written: frozenset[str]) -> list[Finding]:
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


def _are_alike(one: Message, other: Message) -> bool:
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
    roles = [words_of_fields(each, ("title",)) for each in people]
    own = frozenset().union(*roles) - one.purpose - other.purpose
    # How somebody is addressed says no more than the name does.
    own = own.union(
        all_of("person.address_words"), *(words_of_fields(each, NAME_FIELDS) for each in people)
    )
    return _are_spelled_alike(only_here - own, only_there - own)


def _are_spelled_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of words are the same but for an ending or a slip; numbers have neither."""
    if len(words) != len(others) or _DIGIT.search(" ".join(words | others)):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 - start-up stays light

    pairs = zip(sorted(words), sorted(others), strict=True)
    return all(fuzz.ratio(*pair) >= _ALIKE for pair in pairs)
