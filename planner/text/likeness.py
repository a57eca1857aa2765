"""Compares names of people and firms as a careful reader would: titles, order, initials, Ltd."""

from __future__ import annotations

from functools import cache

from planner.text.normalise import in_words
from planner.text.organisations import without_legal_form
from planner.words import all_of


def name_words(name: str) -> tuple[str, ...]:
    """List the words of a person's name in one order, without titles: "Li, Dr. Bo" is bo, li."""
    words = in_words(name)
    bare = [word for word in words if word not in _titles()]
    return tuple(sorted(bare or words))


def is_likely_name(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Say whether two names may be one person's: a name more, or initials for given names.

    Each is as `name_words` gives it. One word alone is nobody's full name.
    """
    if min(len(words), len(others)) < 2:
        return False
    short, long = sorted((set(words), set(others)), key=len)
    if short <= long:
        return True
    shared = short & long
    if not any(len(word) > 2 for word in shared):
        return False
    rest, other_rest = sorted(short - shared), sorted(long - shared)
    return all(any(_abbreviates(word, other) for other in other_rest) for word in rest)


def firm_words(company: str) -> str:
    """Spell a firm's name in plain words without its legal form: "Ngo GmbH" is "ngo"."""
    return without_legal_form(company)


def is_likely_firm(firm: str, other: str) -> bool:
    """Say whether one firm's name begins with the other: "acme" and "acme research"."""
    short, long = sorted((firm, other), key=len)
    return bool(short) and short != long and f"{long} ".startswith(f"{short} ")


def _abbreviates(word: str, other: str) -> bool:
    return 1 in {len(word), len(other)} and word[0] == other[0]


@cache
def _titles() -> frozenset[str]:
    titles = (*all_of("person.titles"), *all_of("person.honorifics"))
    return frozenset(word for title in titles for word in in_words(title))
