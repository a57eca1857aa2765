"""The languages that templates come in, and the words that owners write for them."""

from __future__ import annotations

from functools import cache, lru_cache

from planner.words import section

# What a template is written in whose file name says nothing of it.
DEFAULT_LANGUAGE = "en"


@lru_cache(maxsize=1024)
def language_code(word: str) -> str:
    """The two-letter code that a word such as `German`, `Deutsch`, `de-AT` or `DE` means, or ""."""
    first = word.strip().casefold().replace("_", "-").split("-")[0].split("(")[0].strip()
    if first in _codes():
        return _codes()[first]
    is_code = len(first) in {2, 3} and first.isascii() and first.isalpha()
    return first if is_code else ""


@cache
def _codes() -> dict[str, str]:
    return {word: code for code, words in section("language.names").items() for word in words}
