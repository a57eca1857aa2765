"""Lets a merged cell count for every row that it covers, as the eye reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from planner.model.cells import CellValue
    from planner.workbook.references import Area
    from planner.workbook.sheet_rows import Row


def filled_rows(
    rows: Iterable[Row], merged: Iterable[Area], columns: Collection[int]
) -> Iterator[Row]:
    """Give each row what merged cells above say of it, in these 1-based columns.

    A cell that is merged sideways alone says nothing of its neighbours: it is a heading. A row in
    which nothing else stands is nobody's, and stays blank.
    """
    spans = sorted(
        (area.first_row, area.last_row, area.first_column)
        for area in merged
        if area.last_row > area.first_row and area.first_column in columns
    )
    if not spans:
        yield from rows
        return
    waiting = iter(spans)
    upcoming = next(waiting, None)
    # By column: the last row that the merged cell covers, its text and its value.
    open_spans: dict[int, tuple[int, str, CellValue]] = {}
    for row in rows:
        while upcoming is not None and upcoming[0] < row.number:
            upcoming = next(waiting, None)  # its first row holds nothing
        filled = _filled(row, open_spans)
        while upcoming is not None and upcoming[0] == row.number:
            _, last, column = upcoming
            if column <= len(row.texts) and row.texts[column - 1]:
                value = row.values[column - 1] if column <= len(row.values) else None
                open_spans[column] = (last, row.texts[column - 1], value)
            upcoming = next(waiting, None)
        yield filled


def _filled(row: Row, spans: dict[int, tuple[int, str, CellValue]]) -> Row:
    for column in [column for column, span in spans.items() if span[0] < row.number]:
        del spans[column]
    if not spans or not any(row.texts):
        return row
    width = max(len(row.texts), *spans)
    texts = [*row.texts, *[""] * (width - len(row.texts))]
    values = [*row.values, *[None] * (width - len(row.values))]
    for column, (_, text, value) in spans.items():
        if not texts[column - 1]:
            texts[column - 1], values[column - 1] = text, value
    return replace(row, texts=tuple(texts), values=tuple(values))
