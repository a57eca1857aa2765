"""Names of schools, firms, groups and events in one spelling, so that they can be compared.

"Univ. of Michigan" and "University of Michigan" become the same words; a short list of aliases,
which the owner may extend, joins what no rule can ("MIT").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from planner.text.normalise import in_words
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def same_words(text: str) -> tuple[str, ...]:
    """List the words that tell a name apart, in their one spelling: no "of", no legal form.

    A name made of nothing else keeps its words.
    """
    spelled = _spelled()
    words = [spelled.get(word, word) for word in in_words(text.replace("&", " and "))]
    if len(words) > 1 and words[0] == "u" and "of" in words[1:2]:
        words[0] = "university"
    small = _untelling_words()
    telling = tuple(word for word in words if word not in small)
    return telling or tuple(words)


@cache
def _spelled() -> dict[str, str]:
    """Each word that has several spellings with the one that stands for them all."""
    lines = [line.split() for line in all_of("organisation.spellings")]
    return {word: words[0] for words in lines for word in words}


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(all_of("organisation.legal_forms"))


@cache
def _untelling_words() -> frozenset[str]:
    return _legal_forms().union(all_of("organisation.small_words"))


def spellings_of(words: Iterable[str]) -> frozenset[str]:
    """Everything that may stand in a text where `same_words` gives one of these words.

    Words that `same_words` leaves out of most texts are not told.
    """
    wanted = set(words)
    other = {spelled for spelled, word in _spelled().items() if word in wanted}
    return frozenset(wanted | other | ({"u"} if "university" in wanted else set()))


def without_legal_form(text: str) -> str:
    """Spell a company's name in plain words without Ltd, GmbH and their kin."""
    words = in_words(text)
    while len(words) > 1 and words[-1] in _legal_forms():
        words.pop()
    return " ".join(words)


def is_near(word: str, other: str) -> bool:
    """Whether two long words differ by one slip of the finger.

    Short words are no slip of each other (Hamburg, Homburg), nor are two with other first letters.
    """
    if min(len(word), len(other)) < 8 or word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - start-up stays light

    distance: int = OSA.distance(word, other, score_cutoff=1)
    return distance <= 1


def aliases_from(typed: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Map each name with aliases, by its own words, to its spellings.

    `typed` is the owner's list: `MIT = Massachusetts Institute of Technology; UoN = …`.
    """
    spellings: dict[tuple[str, ...], tuple[str, ...]] = {}
    for names in _names((*all_of("organisation.aliases"), *re.split(r"[;\n]", typed))):
        joined = tuple(dict.fromkeys([*names, *_known(names, spellings)]))
        spellings.update((same_words(name), joined) for name in joined)
    return spellings


def _names(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        names = tuple(name.strip() for name in line.split("=") if name.strip())
        if len(names) > 1:
            yield names


def _known(
    names: Iterable[str], spellings: dict[tuple[str, ...], tuple[str, ...]]
) -> Iterator[str]:
    for name in names:
        yield from spellings.get(same_words(name), ())
