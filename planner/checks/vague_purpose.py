"""Does a purpose name anything? A rule that can be read: what its words weigh, added up.

Words that name nothing (word_weights.py) weigh 0, kinds of things half, every other word 1. A
purpose that reaches 1 names something. So "networking" is vague and
"networking with records managers ahead of the March conference" is not.

In Japanese, Chinese and Korean no blank shows where a word ends, and in Arabic and Hebrew the
article, "and" and "to" are written into it. So there what names nothing is taken out of a text
wherever it stands, and a purpose names something if more than single letters are left.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.checks.word_weights import WEIGHTS
from planner.text.normalise import in_words
from planner.words import all_of
from planner.words.phrases import any_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ENOUGH = 1.0
_MOST_IN_A_PHRASE = 3
_SHORTEST_ALONE = 3
# "GBS-0417", "R2-D2", "#1234": a reference to one thing.
_REFERENCE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9]+[-/_.][A-Za-z0-9./_-]+|#\w*\d\w*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SHORTEST_QUESTION = 8
# Kinds of one family say no more together than one of them: "participate in a research study".
_FAMILIES = (
    "giving", "research", "events", "enterprise", "work", "places", "months", "occasions",
)  # fmt: skip
# Before Greek all is Latin. After it only Cyrillic is listed, and Latin with two accents.
_FIRST_OTHER = "\u0370"
_KNOWN = re.compile("[\u0400-\u052f\u1e00-\u1eff]")
_KANA = "[\u3040-\u309fー]+"


@lru_cache(maxsize=32_768)
def is_vague(purpose: str, own: tuple[str, ...] = ()) -> bool:
    """Whether a purpose names no job, position, field, course, event, work, offer or question.

    `own` are the words of the contact's own name and company, which name nothing here: every
    message has a person and a company it goes to.
    """
    if not purpose.isascii() and _stands_in_other_script(purpose):
        return _names_nothing(purpose) and not _REFERENCE.search(purpose)
    words = in_words(_ADDRESS.sub(" ", purpose) if "/" in purpose else purpose)
    weight = _weight(words, own)
    if len(words) == 1 and len(words[0]) < _SHORTEST_ALONE:
        weight = 0.0  # "beekeeping" names a field; what "XY" names, its writer alone knows
    if weight > _ENOUGH + _MOST_IN_A_PHRASE:
        return False
    if weight >= _ENOUGH:
        text = " ".join(words)
        bare = _turns_of_speech().sub(" ", text)
        if bare == text or _weight(bare.split(), own) >= _ENOUGH:
            return False
    if len(words) >= _SHORTEST_QUESTION and words[0] in _words("purpose.questions"):
        return False
    return not _REFERENCE.search(purpose)


def _weight(words: Sequence[str], own: tuple[str, ...]) -> float:
    different = set(words).difference(own)
    total = sum(WEIGHTS[word] for word in different)
    if total >= _ENOUGH:
        family_of = _families()
        families = [family_of[word] for word in different if word in family_of]
        total -= (len(families) - len(set(families))) / 2
    if total < _ENOUGH:
        total += sum(_names_together(*pair) for pair in pairwise(words))
        total += sum(map(_names_post, zip(words, words[1:], words[2:], words[3:], strict=False)))
    return total


def _names_together(word: str, following: str) -> bool:
    """Whether two words name one thing, though either alone does not: "your book"."""
    return (
        (word in _words("pair.roles") and following in _words("pair.posts"))
        or (word in _words("pair.owners") and following in _words("pair.works"))
        or f"{word} {following}" in _words("pair.fields")
    )


def _names_post(four: tuple[str, str, str, str]) -> bool:
    """Whether four words name a post by its field: "your vacancy in planning"."""
    owner, post, between, field = four
    return (
        owner in _words("pair.owners")
        and post in _words("pair.posts")
        and between in _words("pair.between")
        and field in _words("pair.roles")
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(all_of(name))


@cache
def _families() -> Mapping[str, str]:
    return {word: family for family in _FAMILIES for word in all_of(f"family.{family}")}


@cache
def _turns_of_speech() -> re.Pattern[str]:
    """Return what is taken out before the rest is weighed: its words weigh, and name nothing."""
    return re.compile(rf"\b(?:{any_of('purpose.turns')})\b")


def _stands_in_other_script(purpose: str) -> bool:
    """Whether a text holds a letter of a script that the lists of words do not know."""
    if max(purpose, default="") < _FIRST_OTHER:
        return False
    return any(
        letter >= _FIRST_OTHER and letter.isalpha() and not _KNOWN.match(letter)
        for letter in purpose
    )


def _names_nothing(purpose: str) -> bool:
    """Whether nothing is left of a text in such a script but single letters."""
    left = _naming_nothing().sub(" ", unicodedata.normalize("NFKC", purpose))
    return not re.search(r"[^\W_]{2}", _small().sub(" ", left))


@cache
def _naming_nothing() -> re.Pattern[str]:
    words = set(all_of("purpose.other_script"))
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def _small() -> re.Pattern[str]:
    """Return endings of verbs and small words, which mean nothing alone."""
    particles = "".join(all_of("purpose.particles"))
    return re.compile(rf"{_KANA}|[{particles}]+(?!\w)")
