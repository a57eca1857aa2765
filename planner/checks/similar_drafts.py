"""Colleagues who would get practically the same message: they compare notes.

People at one company whose purposes read alike stand in one group, found by one pass over the list.
Only within a group are drafts held against each other, and there by the words that name something:
the template's are the same in both and drop out, and so do the names and roles of the two. What is
left is what the messages say differently.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.checks.colleagues import NAME_FIELDS, naming_words, words_of_fields
from planner.model.frozen import frozen
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.draft import Draft
    from planner.model.finding import Finding


_DIGIT = re.compile(r"\d")
_ALIKE = 84.0
_MOST_IN_GROUP = 12


@frozen
class Message:
    """What a first message says: all words that name something, and those of the purpose."""

    contact: Contact
    template: str
    words: frozenset[str]
    purpose: frozenset[str]


@frozen
class DraftedMessages:
    """What one run has drafted for colleagues with similar purposes: by group, then Contact ID."""

    groups: dict[int, dict[str, Message]] = field(default_factory=dict)

    def add(self, contact: Contact, draft: Draft, context: CheckContext) -> None:
        """Keep what a first message says, where none that is kept says the same already."""
        group = _group_of(contact, draft, context)
        if group is None:
            return
        messages = self.groups.setdefault(group, {})
        message = _message(contact, draft)
        if len(messages) < _MOST_IN_GROUP and _twin(message, messages.values()) is None:
            messages[contact.id] = message


def check_similar_drafts(
    contact: Contact, draft: Draft, context: CheckContext, drafted: DraftedMessages
) -> list[Finding]:
    """Find a colleague who would get practically the same first message."""
    group = _group_of(contact, draft, context)
    messages = drafted.groups.get(group) if group is not None else None
    if not messages:
        return []
    message = _message(contact, draft)
    twin = _twin(message, messages.values())
    return [] if twin is None else _found(message, twin, context.reached.written)


def _group_of(contact: Contact, draft: Draft, context: CheckContext) -> int | None:
    return context.similar.get(contact.id) if draft.touch.endswith("#1") else None


def _message(contact: Contact, draft: Draft) -> Message:
    words = naming_words(f"{draft.subject}\n{draft.text}")
    return Message(contact, draft.template, words, naming_words(contact.purpose))


def _twin(message: Message, messages: Iterable[Message]) -> Message | None:
    """Return the first message of an earlier row that says the same."""
    row = message.contact.row
    # A second look at the same list meets itself again.
    earlier = (other for other in messages if other.contact.row < row)
    return next((other for other in earlier if _are_alike(message, other)), None)


def _found(mine: Message, twin: Message, written: frozenset[str]) -> list[Finding]:
    """Return the finding stands at the later row, or at the one that can still be changed."""
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
    roles = [words_of_fields(contact, ("title",)) for contact in people]
    own = frozenset().union(*roles) - one.purpose - other.purpose
    # How somebody is addressed says no more than the name does.
    own = own.union(
        all_of("person.address_words"),
        *(words_of_fields(contact, NAME_FIELDS) for contact in people),
    )
    return _are_spelled_alike(only_here - own, only_there - own)


def _are_spelled_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets of words are the same but for an ending or a slip; numbers have neither."""
    if len(words) != len(others) or _DIGIT.search(" ".join(words | others)):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 - start-up stays light

    pairs = zip(sorted(words), sorted(others), strict=True)
    return all(fuzz.ratio(*pair) >= _ALIKE for pair in pairs)
