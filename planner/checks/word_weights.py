"""Weighs a word of a purpose: 0 names nothing, 0.5 a kind of thing, 1 a thing.

Small words carry grammar, manners and good will. Others are the usual names for no purpose at all,
or everyday words that never are what a message is about. Kinds of things (a conference, a field as
wide as marketing) name something where two stand together.
"""

from __future__ import annotations

import re
from functools import cache

from planner.words import all_of, section

_MOST_REMEMBERED = 50_000
_MINUTES = re.compile(r"\d{1,2}|\d{1,2}00")
_HOURS = re.compile(r"\d{1,2}(?:min|mins|h|am|pm)")
_NAMING_NOTHING = ("purpose.small_words", "purpose.nothing")
# German, Dutch and the Romance languages bend their words: "gegenseitig", "gegenseitiger".
_INFLECTIONS = frozenset(
    {"", "e", "s", "n", "r", "t", "o", "a", "i",
     "en", "er", "es", "em", "te", "ns", "os", "as", "ar", "ir", "re", "ra", "is"}
)  # fmt: skip
_LONGEST_INFLECTION = 2
_SHORTEST_STEM = 6


class _Weights(dict[str, float]):
    """How much each plain word names.

    Every word of every purpose is looked up here, so that what was once judged is kept.
    """

    def __missing__(self, word: str) -> float:
        if word.isdigit():  # of numbers there is no end
            return 0.0 if _MINUTES.fullmatch(word) else 0.5
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        weight = self[word] = _weight_of(word)
        return weight


def _weight_of(word: str) -> float:
    if _stands_in(word, "purpose.kinds"):
        return 0.5
    if any(_stands_in(word, name) for name in _NAMING_NOTHING):
        return 0.0
    if word.endswith(all_of("purpose.endings")) or _HOURS.fullmatch(word) or _is_general_verb(word):
        return 0.0
    if word.endswith("ly") and word.isascii():  # manner, never matter
        return 0.0
    if not _bent_stems().isdisjoint(_stems_of(word)):
        return 0.0
    return 1.0 if len(word) > 1 else 0.0


def _stands_in(word: str, name: str) -> bool:
    words, stems = _words_and_stems(name)
    return word in words or word.startswith(stems)


@cache
def _words_and_stems(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = all_of(name)
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), stems


def _is_general_verb(word: str) -> bool:
    """Whether a plain word is a general English verb, with or without a regular ending."""
    verbs = _verbs()
    for ending in ("", "s", "d", "ed", "ing"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if stem in verbs or (ending == "ing" and f"{stem}e" in verbs):
                return True
    return False


@cache
def _verbs() -> frozenset[str]:
    return frozenset(all_of("purpose.verbs"))


def _stems_of(word: str) -> set[str]:
    shortest = max(_SHORTEST_STEM, len(word) - _LONGEST_INFLECTION)
    ends = range(shortest, len(word) + 1)
    return {word[:end] for end in ends if word[end:] in _INFLECTIONS}


@cache
def _bent_stems() -> frozenset[str]:
    """Return the stems of all words that name nothing in languages that bend their words."""
    return frozenset(
        stem
        for name in _NAMING_NOTHING
        for language, words in section(name).items()
        if language != "en"
        for word in words
        for stem in _stems_of(word)
    )


WEIGHTS = _Weights()
