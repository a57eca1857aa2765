"""Whether a text opens as people open a note to themselves: "ask Tom first", "same as row 12".

Who begins with "can't remember" or "copy from" has no purpose yet, whatever follows. An opening
that a real purpose may have as well ("need to ask", "see") is listed with all that makes a note of
it, up to the end. A text is compared with the openings in which its first word stands, by its first
four letters, and with those that begin with any word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from planner.words import all_of
from planner.words.phrases import expression

_LONGEST = 160
# Where words are not told apart by blanks, and in Arabic: what stands anywhere in a short note.
_LONGEST_WITHIN = 24
_LETTERS = 4
_ANY_WORD = ("{", "(with:", "(unless:")
_NAME = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[^\W\d_]+")


def opens_note(purpose: str, plain_text: str) -> bool:
    """Whether a text opens as a note to oneself; `plain_text` is its plain form."""
    if len(plain_text) > _LONGEST:
        return False
    if not purpose.isascii() and len(purpose) <= _LONGEST_WITHIN and _says_within(purpose):
        return True
    first, _, _ = plain_text.partition(" ")
    return any(opening.match(plain_text) for opening in _openings(first[:_LETTERS]))


def _says_within(purpose: str) -> bool:
    return any(word in purpose for word in all_of("note.within"))


@cache
def _openings(start: str) -> tuple[re.Pattern[str], ...]:
    """Return the openings to compare a text with whose first word begins so.

    Compiled as they are asked for: all of them would take a tenth of the time in which a short
    list is drafted.
    """
    by_start = _by_start()
    return tuple(map(_compiled, dict.fromkeys([*by_start[""], *by_start.get(start, ())])))


@cache
def _compiled(opening: str) -> re.Pattern[str]:
    return re.compile(expression(opening))


@cache
def _by_start() -> dict[str, list[str]]:
    """Return the openings by the letters that they may begin with, or "" for any."""
    found = defaultdict[str, list[str]](list)
    for opening in all_of("note.openings"):
        is_any = opening.startswith(_ANY_WORD)
        starts = (
            [""]
            if is_any
            else {word[:_LETTERS] for word in _WORD.findall(_NAME.sub(" ", _head(opening)))}
        )
        for start in starts:
            found[start].append(opening)
    return found


def _head(opening: str) -> str:
    """Return the part of a phrase that holds the first words: up to a blank outside of brackets."""
    depth = 0
    for at, letter in enumerate(opening):
        if depth == 0 and opening.startswith((" ", "[ ", "( "), at):
            return opening[:at]
        depth += (letter in "([") - (letter in ")]")
    return opening
