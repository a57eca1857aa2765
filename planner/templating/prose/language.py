"""The words of one language as rules ask for them: sets, replacements, patterns, sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import blake2b

from planner.words import all_of, section


@cache
def entries(name: str, language: str) -> tuple[str, ...]:
    """The lines of a section in one language; none where the language leaves it out."""
    try:
        return section(name).get(language, ())
    except KeyError:
        return ()


@cache
def word_set(name: str, language: str) -> frozenset[str]:
    """The lines of a section as a set, for one word at a time."""
    return frozenset(entry.casefold() for entry in entries(name, language))


@cache
def in_any_language(name: str) -> frozenset[str]:
    """The lines of a section in all languages together: names belong to none."""
    return frozenset(entry.casefold() for entry in all_of(name))


@cache
def replacements(name: str, language: str) -> tuple[tuple[str, str], ...]:
    """The lines `what = instead` of a section, the longest first."""
    pairs = (entry.partition(" = ") for entry in entries(name, language))
    return tuple(sorted(((old, new) for old, _, new in pairs), key=lambda pair: -len(pair[0])))


@cache
def phrase_pattern(name: str, language: str) -> re.Pattern[str]:
    """Finds any line of a section as whole words; a star at its end stands for any ending."""
    phrases = sorted(entries(name, language), key=len, reverse=True)
    choices = "|".join(re.escape(each).replace(r"\*", r"\w*") for each in phrases)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)" if choices else r"(?!)", re.IGNORECASE)


@cache
def pattern(name: str, language: str) -> re.Pattern[str]:
    """Finds any line of a section, the lines being patterns themselves."""
    choices = "|".join(f"(?:{entry})" for entry in entries(name, language))
    return re.compile(choices or r"(?!)", re.IGNORECASE)


@cache
def is_spoken(language: str) -> bool:
    """Whether planner can put a purpose into sentences of this language."""
    return bool(entries("say.noun", language))


def one_of(name: str, language: str, chosen_by: str) -> str:
    """One of the equally good lines of a section, the same for the same `chosen_by`; or ""."""
    lines = entries(name, language)
    if len(lines) < 2:
        return lines[0] if lines else ""
    return lines[lot(f"{name} {chosen_by}", len(lines))]


@lru_cache(maxsize=16_384)
def lot(key: str, count: int) -> int:
    """A number below `count` that depends on nothing but `key`."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") % count
