"""The same person twice: certainly, by an exact sign; likely, by a name spelled nearly alike.

Exact signs are found by one pass and a dictionary. Names are compared only within a company, and
there only with those that share a given or a family name, so that the work stays linear.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.text.normalise import in_words
from planner.text.person_keys import email_address, linkedin_slug
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact, ContactList
    from planner.model.finding import Finding


_MOST_IN_BLOCK = 60
_ALIKE = 84.0


def check_duplicates(contacts: ContactList, context: CheckContext) -> list[Finding]:
    """Find rows that are, or look like, one person."""
    reported = {found.contact for found in contacts.findings if "duplicate" in found.slug}
    found, exact = [], set()
    for contact, earlier, what in _same(contacts):
        exact.add(contact.row)
        if contact.id not in reported:
            found.append(_certain(contact, earlier, what))
    for people in context.companies.values():
        if len(people) > 1:
            found += [
                _likely(later, earlier)
                for earlier, later in _alike(people)
                if later.row not in exact and later.id not in reported
            ]
    return found


def _same(contacts: ContactList) -> Iterator[tuple[Contact, Contact, str]]:
    """Each later row with an address or profile that an earlier one has, and which."""
    seen: dict[tuple[str, str], Contact] = {}
    for contact in contacts:
        for field in ("linkedin_url", "email"):
            key = _key(field, contact.text(field))
            earlier = seen.setdefault((field, key), contact) if key else contact
            if earlier is not contact:
                yield contact, earlier, field
                break


def _key(field: str, text: str) -> str:
    if not text:
        return ""
    return email_address(text) if field == "email" else linkedin_slug(text)


def _certain(contact: Contact, earlier: Contact, field: str) -> Finding:
    what = "LinkedIn profile" if field == "linkedin_url" else "email address"
    return finding(
        "identity-duplicate",
        contact,
        field,
        f"{contact.name or 'this row'} has the {what} of row {earlier.row}"
        f" ({earlier.name}, {earlier.cell(field)})",
        "Delete one of the rows, or correct the one that is wrong: nobody should get it twice.",
    )


def _likely(contact: Contact, earlier: Contact) -> Finding:
    return finding(
        "duplicate-likely",
        contact,
        "name",
        f'"{contact.name}" may be "{earlier.name}" at {earlier.company} ({earlier.cell("name")})',
        "If it is one person, delete one of the rows; if not, leave it so.",
    )


def _alike(people: list[Contact]) -> Iterator[tuple[Contact, Contact]]:
    """Pairs whose names differ by a slip, an initial, a short form or a middle name."""
    blocks: dict[tuple[int, str], list[tuple[Contact, list[str]]]] = defaultdict(list)
    for contact in people:
        words = in_words(contact.name)
        if len(words) > 1:
            for end in (0, -1):
                blocks[end, words[end]].append((contact, words))
            if words[-1] != words[0]:
                blocks[1, " ".join(sorted((words[0], words[-1])))].append((contact, words))
    seen = set()
    for (end, _), block in blocks.items():
        for at, (later, words) in enumerate(block[:_MOST_IN_BLOCK]):
            for earlier, others in block[:at]:
                pair = (earlier.row, later.row)
                if pair in seen or not _may_be_one(earlier, later):
                    continue
                if end == 1 or _is_likely(words, others, end):
                    seen.add(pair)
                    yield earlier, later


def _is_likely(words: list[str], others: list[str], same_end: int) -> bool:
    """Whether two names with one end in common are one: `same_end` is 0 or -1."""
    word, other = (words[-1], others[-1]) if same_end == 0 else (words[0], others[0])
    if word == other:
        return True  # only the middle differs
    if same_end == -1:
        if 1 in {len(word), len(other)}:
            return word[0] == other[0]
        if _full_form(word) == _full_form(other):
            return True
    from rapidfuzz import fuzz  # noqa: PLC0415 - start-up stays light

    return min(len(word), len(other)) > 2 and fuzz.ratio(word, other, score_cutoff=_ALIKE) > 0


def _full_form(name: str) -> str:
    """Return the given name that a short form ("Bob") stands for; any other name as it is."""
    return _full_forms().get(name, name)


@cache
def _full_forms() -> dict[str, str]:
    lines = [line.split() for line in all_of("person.short_forms")]
    return {short: forms[0] for forms in lines for short in forms}


def _may_be_one(contact: Contact, other: Contact) -> bool:
    """Whether nothing says that they are two: each with a profile or an address of their own."""
    for field in ("linkedin_url", "email"):
        mine, theirs = _key(field, contact.text(field)), _key(field, other.text(field))
        if mine and theirs and mine != theirs:
            return field == "email" and mine.partition("@")[2] != theirs.partition("@")[2]
    return True
