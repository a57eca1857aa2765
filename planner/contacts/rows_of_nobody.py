"""Knows the rows of a list that are no person: its totals, and the line that says its source."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from planner.text.normalise import plain
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may follow the first words of a source line: "Source: IHK", "Stand 2024", "Updated - May".
_BEGINNING = re.compile(r"^\W*([^\W\d_][^:\d]{0,30}?)\s*(?:[:\d]|[-–—]\s)")
_NUMBERS = re.compile(r"\d+")
_MARKS = ("©", "(c)", "* ", "** ", "¹ ")


def is_nobody(name: str, others: Sequence[str]) -> bool:
    """Say whether a row by which nobody is reached is no person's: totals, or a list's source.

    `name` is its cell for the name, `others` are its other cells.
    """
    if _as_total(name) in _totals():
        return True
    return not any(others) and _is_source(name)


def _as_total(name: str) -> str:
    return plain(_NUMBERS.sub(" ", name))


def _is_source(name: str) -> bool:
    if name.casefold().startswith(_MARKS):
        return True
    beginning = _BEGINNING.match(name)
    return beginning is not None and plain(beginning[1]) in _sources()


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(plain, all_of("row.total")))


@cache
def _sources() -> frozenset[str]:
    return frozenset(map(plain, all_of("row.source")))
