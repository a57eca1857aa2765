"""What a cell can hold, typed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from planner.model.frozen import frozen


@frozen
class CellError:
    """An error value that stands in a cell, such as `#N/A` or `#REF!`."""

    code: str


CellValue = str | int | float | bool | datetime | date | time | timedelta | CellError | None


def column_letters(column: int) -> str:
    """Spell a 1-based column number as Excel does: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
