"""Text that only looks filled: `TBD`, `n/a`, `?`, "same as above", in the languages we know.

Compared as plain words: no case, accents, punctuation. A whole cell must say one of the words; a
cell that says anything more is somebody's real words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from planner.text.normalise import clean, plain
from planner.words import all_of

# Found however long a letter is held down: "TBDDD", "todoooo".
_SQUEEZED = frozenset({"tbd", "tbc", "tba", "todo", "nvt", "bla", "blabla"})

# What stands before the name in the rows that the starter workbook shows as examples.
EXAMPLE_MARK = "Example: "

_TEMPLATE_MARK = re.compile(r"\{\{.*\}\}|\{%.*%\}|<<.*>>|«.*»|%\w+%", re.DOTALL)
_LOREM = re.compile(r"lorem ipsum\b")
# A mark to come back to, whatever follows: "TBD: ask Anna", "TODO - find a reason". "Todo app
# feedback" has no such punctuation, and "Todo: …" is Spanish.
_NOTE_TO_SELF = re.compile(r"\W*(?:(?i:tbd|tbc|tba|fixme)|TODO)\s*[:?!.,;…–—\])>-]")


@cache
def placeholders() -> frozenset[str]:
    """Give every text that only looks filled, in plain form."""
    return frozenset(all_of("placeholder"))


@cache
def _openings() -> frozenset[str]:
    return frozenset(text.partition(" ")[0] for text in placeholders())


def is_placeholder(text: str) -> bool:
    """Whether a cell's text is blank or only looks filled.

    True for blanks seen and unseen, for text without one letter or digit (`-`, `?`, `…`, an emoji
    alone), for a letter or digit over and over (`xxx`, `0`), for words such as `TBD`, `n/a`,
    "siehe oben", "à compléter" in any case, brackets and punctuation, for an unfilled merge
    mark (`{{purpose}}`), and for a note to oneself that opens with TBD or TODO. Never for a short
    real purpose: "Hire", "PhD position", "N.A. sales role".
    """
    return not _opens_real_words(text.partition(" ")[0]) and _looks_empty(text)


@lru_cache(maxsize=65_536)
def _opens_real_words(opening: str) -> bool:
    """Whether the first word of a text already shows that the text is no placeholder.

    True says so surely, False says nothing. It spares most cells of a long list a closer look.
    """
    opening = opening.lower()
    return (
        len(opening) > 1
        and opening.isascii()
        and opening.isalpha()
        and opening[0] not in "tnb"  # "tbddd", "nvtt", "blaaa" are found by their beginning
        and opening[0] != opening[1]
        and opening not in _openings()
        and "ae" not in opening
        and "oe" not in opening
        and "ue" not in opening
    )


@lru_cache(maxsize=65_536)
def _looks_empty(text: str) -> bool:
    text = clean(text)
    words = plain(text)
    if not words or _is_monotone(words):
        return True
    if words in placeholders() or _umlauts_bare(words) in placeholders():
        return True
    if _squeezed(words) in _SQUEEZED or _repeats_a_placeholder(words):
        return True
    if _LOREM.match(words) or _NOTE_TO_SELF.match(text):
        return True
    return _TEMPLATE_MARK.fullmatch(text) is not None


def _is_monotone(words: str) -> bool:
    # One letter over and over (x, xxx, "x x x", 000), in a script whose letters are not words: a
    # single Chinese character can be a purpose.
    letters = set(words.replace(" ", ""))
    letter = letters.pop()
    return not letters and (letter.isdigit() or "LATIN" in unicodedata.name(letter, ""))


def _umlauts_bare(words: str) -> str:
    return words.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _squeezed(words: str) -> str:
    return re.sub(r"(.)\1+", r"\1", words.replace(" ", ""))


def _repeats_a_placeholder(words: str) -> bool:
    # "tbd tbd", "n/a, n/a", "TBD / to be decided": nothing but placeholders in a row.
    tokens = words.split()
    if len(tokens) < 2 or len(words) > 60:
        return False
    reachable = {0}
    for end in range(1, len(tokens) + 1):
        for start in range(max(0, end - 6), end):
            if start in reachable and " ".join(tokens[start:end]) in placeholders():
                reachable.add(end)
                break
    return len(tokens) in reachable
