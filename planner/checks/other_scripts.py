"""Does a purpose name anything, in scripts where words are not told apart, or bear their articles?

In Japanese, Chinese and Korean no blank shows where a word ends, and in Arabic and Hebrew the
article, "and" and "to" are written into it. So what names nothing is taken out of a text wherever
it stands, and a purpose names something if more than single letters are left.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from planner.words import all_of

# Before Greek all is Latin. After it only Cyrillic is listed, and Latin with two accents.
_FIRST_OTHER = "\u0370"
_KNOWN = re.compile("[\u0400-\u052f\u1e00-\u1eff]")
_KANA = "[\u3040-\u309fー]+"


def stands_in_other_script(purpose: str) -> bool:
    """Whether a text holds a letter of a script that the lists of words do not know."""
    if max(purpose, default="") < _FIRST_OTHER:
        return False
    return any(
        letter >= _FIRST_OTHER and letter.isalpha() and not _KNOWN.match(letter)
        for letter in purpose
    )


def names_nothing(purpose: str) -> bool:
    """Whether nothing is left of a text in such a script but single letters."""
    left = _naming_nothing().sub(" ", unicodedata.normalize("NFKC", purpose))
    return not re.search(r"[^\W_]{2}", _small().sub(" ", left))


@cache
def _naming_nothing() -> re.Pattern[str]:
    words = set(all_of("purpose.other_script"))
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@cache
def _small() -> re.Pattern[str]:
    """Endings of verbs and small words, which mean nothing alone."""
    particles = "".join(all_of("purpose.particles"))
    return re.compile(rf"{_KANA}|[{particles}]+(?!\w)")
