"""Guesses which language a text is written in, from its small words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.words import section

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]*)?")


@cache
def _telling() -> Mapping[str, frozenset[str]]:
    """For each language, the small words that no other of the languages has."""
    return {language: frozenset(words) for language, words in section("language.words").items()}


@lru_cache(maxsize=16_384)
def guessed_language(text: str) -> str:
    """The language of a text, or "" where its words do not decide."""
    words = {word.casefold().replace("’", "'") for word in _WORD.findall(text)}
    counts = {language: len(words & telling) for language, telling in _telling().items()}
    best = max(counts, key=counts.__getitem__)
    others = max(count for language, count in counts.items() if language != best)
    return best if counts[best] > 0 and counts[best] >= 2 * others + 1 else ""
