"""A person's name in parts, and the parts as a name.

Most names are told apart by a rule that costs nothing; nameparser is asked about the rest (titles,
commas, suffixes, nicknames). Names in scripts that are not written given name first, or whose word
breaks say nothing of it, stay whole: a greeting with the whole name is never wrong.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

from planner.text.normalise import word_set
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Callable


# Letters of the Latin, Greek and Cyrillic scripts with their accents, and what stands inside names.
_PLAIN_NAME = re.compile(r"[A-Za-z\u00c0-\u052f\u1e00-\u1fff'’`´\-\u2010\u2011 ]+")
_INITIAL = re.compile(r"[A-Z\u00c0-\u00de\u0400-\u042f]\.")
# Hebrew, Arabic and their kin, kana, Han, Hangul. (Indic scripts write the given name first.)
_LEFT_WHOLE = (
    "[\u0590-\u08ff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefe\U00020000-\U0003ffff]"
)

_HAN_KANA_HANGUL = "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7ff]"
_KANA = "[\u3040-\u30ff]"

# Capitalised in front of one word, these are given names: Ben Berg, Van Nguyen. So nameparser says.
_ALSO_GIVEN = word_set("Abu Al Bar Ben Bin Da Del Di Do Du El La Le Van")
_ASIDE = re.compile(r"\s*[(\[{][^)\]}]*[)\]}]?")
_ORNAMENT = re.compile("[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff®™©•|*_#]+")


def full_name(first: str, last: str) -> str:
    """Join a given and a family name; kana, Han and Hangul names as they are written there."""
    if not first or not last:
        return first or last
    if _is_east_asian(first) and _is_east_asian(last):
        return f"{last} {first}" if re.search(_KANA, first + last) else f"{last}{first}"
    return f"{first} {last}"


def split_name(name: str) -> tuple[str, str]:
    """Split into given and family name; ("", "") for no name, (whole, "") for what stays whole.

    "Anna Berg" → Anna, Berg; "DUPONT Marie" → Marie, DUPONT; "Ludwig van Beethoven" → Ludwig,
    van Beethoven; "Dr. Anna Berg, PhD" → Anna, Berg; "王伟" → 王伟, "".
    """
    words = name.split()
    if len(words) == 2 and _is_plain_word(words[1]):
        first, last = words
        if _is_plain_word(first) or first in _ALSO_GIVEN:
            return first, last
    if _PLAIN_NAME.fullmatch(name) is None:
        return _split_unusual(name)
    if len(words) == 2:
        first, last = words
        if first.lower() in _always_asked() or last.lower() in _always_asked():
            return _asked(name)
        if first.isupper() and len(first) > 1 and not last.isupper():
            return last, first
        return first, last
    return _split_words(words)


@lru_cache(maxsize=65_536)
def _is_plain_word(word: str) -> bool:
    """Whether a word of a name is a name and nothing else: no title, no particle, not shouted."""
    return (
        word.isalpha()
        and _PLAIN_NAME.fullmatch(word) is not None
        and word.lower() not in _always_asked()
        and not word.isupper()
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(all_of(f"person.{name}"))


@cache
def _always_asked() -> frozenset[str]:
    """Words that make a name nameparser's business, where a rule cannot tell what they are."""
    return _words("titles") | _words("suffixes") | _words("particles")


def _split_words(words: list[str]) -> tuple[str, str]:
    if len(words) < 2:
        return (words[0], "") if words else ("", "")
    lowered = [word.lower().rstrip(".") for word in words]
    if not _words("titles").isdisjoint(lowered) or not _words("suffixes").isdisjoint(lowered[1:]):
        return _asked(" ".join(words))
    shouted = [len(word) > 1 and word.isupper() and "." not in word for word in words]
    if shouted[0] and not all(shouted):  # "DE LA TOUR Marie": the family name is shouted
        start = shouted.index(False)
        return words[start], " ".join(words[:start])
    if shouted[-1] and not all(shouted):
        return words[0], " ".join(words[shouted.index(True) :])
    if lowered[0] in _words("particles"):
        return _asked(" ".join(words))
    for place in range(1, len(words) - 1):
        if lowered[place] in _words("particles"):
            return words[0], " ".join(words[place:])
    return words[0], words[-1]


def _split_unusual(name: str) -> tuple[str, str]:
    bare = _ORNAMENT.sub(" ", _ASIDE.sub(" ", name)).strip() if name else ""
    bare = " ".join(bare.split())
    if not bare.isascii() and re.search(_LEFT_WHOLE, bare):
        return bare, ""
    words = bare.split()
    if all(_PLAIN_NAME.fullmatch(word) or _INITIAL.fullmatch(word) for word in words):
        return _split_words(words)
    if bare.isascii() or any(mark in bare for mark in ",."):
        return _asked(bare)
    return _split_words(words)


def _is_east_asian(text: str) -> bool:
    return not text.isascii() and re.search(_HAN_KANA_HANGUL, text) is not None


@lru_cache(maxsize=16_384)
def _asked(name: str) -> tuple[str, str]:
    parsed = _human_name()(name)
    first, last = str(parsed.first), str(parsed.last)
    return (first, last) if first or last else (name, "")


@lru_cache(maxsize=1)
def _human_name() -> Callable[[str], Any]:
    from nameparser import HumanName  # noqa: PLC0415 - not loaded while every name is plain
    from nameparser.config import Constants  # noqa: PLC0415 - same

    constants = Constants()
    constants.titles.add(*_words("titles"))
    return partial(HumanName, constants=constants)
