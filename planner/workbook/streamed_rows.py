"""Reads a sheet in flat memory, the quick way wherever its XML allows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.plain_rows import PlainRows
from planner.workbook.sought_rows import SoughtRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.workbook.read_types import Sought
    from planner.workbook.sheet_rows import CellReader, Piece, Row


def streamed_rows(
    pieces: Iterator[Piece], reader: CellReader, sought: Sought | None = None
) -> Iterator[Row]:
    """Read the rows of a sheet, or those alone that are sought."""
    plain = PlainRows(reader, sought)
    if sought is not None:
        pieces = map(SoughtRows(sought, reader).picked, pieces)
    for piece in pieces:
        rows = plain.of(piece.xml) if piece.is_plain else None
        if rows is not None:
            yield from rows
            continue
        for row in reader.piece(piece, plain.last):
            plain.last = row.number
            if sought is None or sought.is_met(row.texts):
                yield row
