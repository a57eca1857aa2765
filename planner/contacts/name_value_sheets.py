"""Reads a sheet of names and values: the name in one column, its values in those to the right.

Titles, guidance and blank lines between them are left out: they have no value beside them. A header
row (`Name`, `Value`, `What it is for`) is none of the lines; where there is one, it says which
columns hold values, so that the column of explanations is not taken for another value.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planner.model.cells import CellError
from planner.model.frozen import frozen
from planner.text.normalise import clean, fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.model.cells import CellValue
    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


_DIGITS = "0123456789"


@frozen
class Entry:
    """A name with the texts of its values, and where they begin (1-based row and column).

    `raws` are the typed values of `texts`. A name beside which nothing stands has no texts.
    """

    name: str
    texts: tuple[str, ...]
    raws: tuple[CellValue, ...]
    row: int
    column: int


def entries(sheets: Sheets, sheet: str) -> Iterator[Entry]:
    """Every name of `sheet` with its values, from the top.

    A row without a name right below one with values goes on with that name.
    """
    names, values, last_value = 1, 2, None  # 1-based columns; None: to the end of the row
    before: Entry | None = None
    for row in sheets.rows(sheet):
        header = _header(row)
        if header is not None:
            names, values, last_value = header
            before = None
            if fold(_text(row, values)).rstrip(_DIGITS) in folded("lines.value"):
                continue  # else somebody has typed their value over its header
        texts, raws = _values(row, values, last_value)
        name = _text(row, names)
        if not name and texts and before is not None and before.row == row.number - 1:
            name = before.name
        if not name:
            before = None
            continue
        entry = Entry(name, texts, raws, row.number, _first(row, values, last_value))
        before = entry if texts else None
        yield entry


def _header(row: Row) -> tuple[int, int, int | None] | None:
    """Find the columns of names, of the first and of the last value, if the row says so."""
    words = [fold(text).rstrip(_DIGITS) for text in row.texts]
    filled = [number for number, word in enumerate(words, start=1) if word]
    # planner's own third column is known even where a value was typed over the second's header.
    has_guide = any(word in folded("lines.guidance") for word in words)
    for names, values in pairwise(filled):
        if words[names - 1] not in folded("lines.name"):
            continue
        is_typed_over = has_guide and words[values - 1] not in folded("lines.guidance")
        if words[values - 1] not in folded("lines.value") and not is_typed_over:
            continue
        beyond = [
            number
            for number in filled
            if number > values and words[number - 1] not in folded("lines.value")
        ]
        return names, values, beyond[0] - 1 if beyond else None
    return None


def _values(
    row: Row, first: int, last: int | None
) -> tuple[tuple[str, ...], tuple[CellValue, ...]]:
    texts: list[str] = []
    raws: list[CellValue] = []
    for number in _filled(row, first, last):
        texts.append(clean(row.texts[number - 1]))
        raws.append(row.values[number - 1] if number <= len(row.values) else None)
    return tuple(texts), tuple(raws)


def _first(row: Row, first: int, last: int | None) -> int:
    return next(iter(_filled(row, first, last)), first)


def _filled(row: Row, first: int, last: int | None) -> Iterator[int]:
    for number in range(first, min(last or len(row.texts), len(row.texts)) + 1):
        if _text(row, number):
            yield number


def _text(row: Row, number: int) -> str:
    if number > len(row.texts) or number in row.uncomputed:
        return ""
    if number <= len(row.values) and isinstance(row.values[number - 1], CellError):
        return ""
    return clean(row.texts[number - 1])
