"""Cell references and ranges: `B7`, `A1:D20`, and lists of them (sqref)."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from planner.model.cells import column_letters
from planner.model.frozen import frozen
from planner.workbook.bounds import MAX_COLUMNS, MAX_ROWS

_AREA = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?$")

letters = lru_cache(maxsize=MAX_COLUMNS)(column_letters)


@lru_cache(maxsize=MAX_COLUMNS)
def column_number(spelled: str) -> int:
    """The number of a column: A → 1, AA → 27."""
    number = 0
    for letter in spelled.upper():
        number = number * 26 + ord(letter) - 64
    return number


@frozen
class Area:
    """A rectangle of cells, both corners included, 1-based."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @classmethod
    def parsed(cls, text: str) -> Area | None:
        """Read `B7` or `A1:D20`; None for whole columns, whole rows and nonsense."""
        match = _AREA.match(text.strip())
        if match is None:
            return None
        first, top, last, bottom = match.groups()
        left, right = column_number(first), column_number(last or first)
        rows = int(top), int(bottom or top)
        return cls(min(rows), min(left, right), max(rows), max(left, right))

    def __str__(self) -> str:
        first = f"{letters(self.first_column)}{self.first_row}"
        last = f"{letters(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in the area."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )

    def united(self, other: Area) -> Area:
        """The smallest area that holds both."""
        return Area(
            min(self.first_row, other.first_row),
            min(self.first_column, other.first_column),
            max(self.last_row, other.last_row),
            max(self.last_column, other.last_column),
        )

    def fits(self) -> bool:
        """Whether the area lies on a sheet of Excel's size."""
        return self.last_row <= MAX_ROWS and self.last_column <= MAX_COLUMNS


def grown(sqref: str, body: Area, last_row: int) -> str:
    """Let the ranges of a sqref that reach the end of a table's `body` reach `last_row` instead.

    A format or rule that covers the last row of a table is meant for the rows below it, too; Excel
    itself does so when a table grows.
    """
    return " ".join(_grown(each, body, last_row) for each in sqref.split())


def _grown(text: str, body: Area, last_row: int) -> str:
    area = Area.parsed(text)
    if area is None or not (
        area.first_row <= body.last_row <= area.last_row < last_row
        and area.first_column <= body.last_column
        and area.last_column >= body.first_column
    ):
        return text
    return str(replace(area, last_row=last_row))
