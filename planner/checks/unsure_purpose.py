"""A second opinion on whether a purpose is a note to oneself: a small linear model.

Lists of words know the notes that somebody thought of. The model has read some thousands of
labelled purposes and weighs the pieces they are made of, so that it finds notes that no list names.
It is wrong now and then, so that what it says is a warning and stops no message. The weights stand
in `unsure_weights.txt` beside this file; `tests/checks/train_unsure_purpose.py` makes them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.checks.purpose_wording import check_wording
from planner.checks.vague_purpose import is_vague
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.finding import Finding

_TABLE = Path(__file__).resolve().with_name("unsure_weights.txt")
# Whoever writes more than this says what it is about; notes are short.
_LONGEST = 120
_SIZES = (2, 3, 4, 5)
_DIGIT = re.compile(r"\d")
# A given name is as good as another: "Tom has it", "Lena has it".
_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]+")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_MOST_PIECES = 12
_HINT = (
    "If it says why you write to this person, leave it; else complete the sentence"
    " “I'm writing because …”."
)


def check_unsure(contact: Contact, context: CheckContext) -> list[Finding]:
    """Find a purpose that reads like a note to oneself, where no other check speaks of it."""
    purpose = contact.purpose
    if not purpose or not is_unsure(purpose) or is_placeholder_purpose(purpose):
        return []
    if is_vague(purpose) or check_wording(contact, context):
        return []
    message = f'"{shown(purpose)}" reads like a note to yourself'
    return [finding("purpose-unsure", contact, "purpose", message, _HINT)]


@lru_cache(maxsize=32_768)
def is_unsure(purpose: str) -> bool:
    """Whether the pieces of a purpose are those of notes more than those of purposes."""
    if len(purpose) > _LONGEST or speaks_to_reader(purpose):
        return False
    weights, enough = _weights()
    return sum(weights.get(gram, 0) for gram in grams(purpose)) >= enough


def speaks_to_reader(purpose: str) -> bool:
    """Whether a purpose opens with "your": no note to oneself does."""
    return purpose.split(maxsplit=1)[0].casefold() in _owners() if purpose.strip() else False


@cache
def _owners() -> frozenset[str]:
    return frozenset(all_of("pair.owners"))


def grams(purpose: str) -> set[str]:
    """The pieces that have a weight: runs of letters, pairs of words, and how many words there are.

    A blank stands as "_" in a run of letters, digits are all alike, and a pair of words has a blank
    between them, so that it is no run of letters.
    """
    text = _DIGIT.sub("0", _NAME.sub(_named, purpose).casefold())
    run = f"_{'_'.join(text.split())}_"
    found = {run[at : at + size] for size in _SIZES for at in range(len(run) - size + 1)}
    words = ["^", *_PIECE.findall(text), "$"]
    found.update(map(" ".join, pairwise(words)))
    found.add(f"words {min(len(words) - 2, _MOST_PIECES)}")
    return found


def _named(word: re.Match[str]) -> str:
    return "Nn" if word[0].casefold() in _given_names() else word[0]


@cache
def _given_names() -> frozenset[str]:
    return frozenset(all_of("person.given_names"))


@cache
def _weights() -> tuple[Mapping[str, int], int]:
    """Each piece's weight in hundredths, the constant one as the sum from which a text is unsure.

    The table has a line a weight: the weight, then the pieces, with tabs between.
    """
    first, *lines = _TABLE.read_text("utf-8").splitlines()
    weights: dict[str, int] = {}
    for line in lines:
        weight, *pieces = line.split("\t")
        weights.update(dict.fromkeys(pieces, int(weight)))
    return weights, int(first)
