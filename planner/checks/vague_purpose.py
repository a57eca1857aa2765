"""Does a purpose name anything? A rule that can be read: what its words weigh, added up.

Words that name nothing (vague_words.py) weigh 0, kinds of things half, every other word 1. A
purpose that reaches 1 names something. So "networking" is vague and
"networking with records managers ahead of the March conference" is not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.checks.other_scripts import names_nothing, stands_in_other_script
from planner.checks.vague_words import WEIGHTS
from planner.checks.word_pairs import FAMILY, FIELDS, OWNERS, PHRASES, POSTS, ROLES, WORKS
from planner.text.normalise import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence


_ENOUGH = 1.0
_MOST_IN_A_PHRASE = 3
_SHORTEST_ALONE = 3
# "GBS-0417", "R2-D2", "#1234": a reference to one thing.
_REFERENCE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9]+[-/_.][A-Za-z0-9./_-]+|#\w*\d\w*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# A question that somebody took the words to ask: "what you wish you had known before you joined".
_ASKS = frozenset(
    """
    how what why when which whether where who wie was warum wann welche wo ob comment pourquoi quand
    quel quelle quels quelles como que por cuando cual donde quando qual onde perche quale dove
    hoe wat waarom wanneer welke waar
    """.split()  # noqa: SIM905 - a list of words reads as text
)
_SHORTEST_QUESTION = 8
_PHRASES = re.compile(rf"\b(?:{PHRASES})\b")


@lru_cache(maxsize=32_768)
def is_vague(purpose: str, own: tuple[str, ...] = ()) -> bool:
    """Whether a purpose names no job, position, field, course, event, work, offer or question.

    `own` are the words of the contact's own name and company, which name nothing here: every
    message has a person and a company it goes to.
    """
    if not purpose.isascii() and stands_in_other_script(purpose):
        return names_nothing(purpose) and not _REFERENCE.search(purpose)
    words = in_words(_ADDRESS.sub(" ", purpose) if "/" in purpose else purpose)
    weight = _weight(words, own)
    if len(words) == 1 and len(words[0]) < _SHORTEST_ALONE:
        weight = 0.0  # "beekeeping" names a field; what "XY" names, its writer alone knows
    if weight > _ENOUGH + _MOST_IN_A_PHRASE:
        return False
    if weight >= _ENOUGH:
        spoken = " ".join(words)
        bare = _PHRASES.sub(" ", spoken)
        if bare == spoken or _weight(bare.split(), own) >= _ENOUGH:
            return False
    if len(words) >= _SHORTEST_QUESTION and words[0] in _ASKS:
        return False
    return not _REFERENCE.search(purpose)


def _weight(words: Sequence[str], own: tuple[str, ...]) -> float:
    told_apart = set(words).difference(own)
    total = sum(WEIGHTS[word] for word in told_apart)
    if total >= _ENOUGH:
        families = [FAMILY[word] for word in told_apart if word in FAMILY]
        total -= (len(families) - len(set(families))) / 2
    if total < _ENOUGH:
        total += sum(_names_together(*pair) for pair in pairwise(words))
    return total


def _names_together(word: str, following: str) -> bool:
    return (
        (word in ROLES and following in POSTS)
        or (word in OWNERS and following in WORKS)
        or (word, following) in FIELDS
    )
