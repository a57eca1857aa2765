"""Reads a sheet in flat memory: all its cells, or a few columns without a look at the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.plain_rows import PlainRows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from planner.workbook.row_patch import RowTag
    from planner.workbook.sheet_rows import CellReader, Row

__all__ = ["streamed_rows"]


def streamed_rows(
    pieces: Iterator[tuple[RowTag, bytes]], reader: CellReader, columns: Collection[int] | None
) -> Iterator[Row]:
    """Read the cells of `columns`, all others as empty; of all columns where that is None."""
    is_wanted: Callable[[int], bool] | None = None if columns is None else set(columns).__contains__
    plain = PlainRows(reader, columns)
    last = 0
    for tag, piece in pieces:
        rows = None if tag.prefix else plain.of(piece)
        for row in rows if rows is not None else reader.piece(tag, piece, last, is_wanted):
            yield row
            last = row.number
