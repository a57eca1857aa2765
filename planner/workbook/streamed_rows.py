"""Reads a sheet in flat memory, the quick way wherever its XML allows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.plain_rows import PlainRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.workbook.read_types import Sought
    from planner.workbook.row_patch import RowTag
    from planner.workbook.sheet_rows import CellReader, Row

__all__ = ["streamed_rows"]


def streamed_rows(
    pieces: Iterator[tuple[RowTag, bytes]], reader: CellReader, sought: Sought | None = None
) -> Iterator[Row]:
    """Read the rows of a sheet, or those alone that are sought."""
    plain = PlainRows(reader, sought)
    for tag, piece in pieces:
        rows = None if tag.prefix else plain.of(piece)
        if rows is not None:
            yield from rows
            continue
        for row in reader.piece(tag, piece, plain.last):
            plain.last = row.number
            if sought is None or sought.is_met(row.texts):
                yield row
