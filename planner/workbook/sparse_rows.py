"""Reads a few columns of a large sheet without looking at the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.workbook.references import letters
from planner.workbook.sheet_rows import CellReader, Row, is_hidden

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from planner.model import CellValue
    from planner.workbook.row_patch import RowTag

__all__ = ["sparse_rows"]

_ROW = re.compile(rb'<row r="(\d+)"([^>]*)>')
# What Excel, LibreOffice and planner write: a cell that names itself first of all.
_ODD = re.compile(rb'<(?:c(?! r="[A-Z]{1,3}\d+"[ />])|row(?! r="\d+"))[\s>]|<!|<\?')
_NONE: frozenset[int] = frozenset()


def sparse_rows(
    pieces: Iterator[tuple[RowTag, bytes]], reader: CellReader, columns: Collection[int]
) -> Iterator[Row]:
    """Read the cells of `columns`, all others as empty; pieces of another shape take longer."""
    wanted = sorted(columns)
    last = 0
    for tag, piece in pieces:
        if tag.prefix or b"HYPERLINK(" in piece or _ODD.search(piece):
            rows = reader.piece(tag, piece, last, wanted.__contains__)
        else:
            rows = _plain_rows(piece, reader, wanted)
        for row in rows:
            yield row
            last = row.number


def _plain_rows(piece: bytes, reader: CellReader, wanted: list[int]) -> Iterator[Row]:
    spelled = [(column, b'<c r="' + letters(column).encode()) for column in wanted]
    starts = [*_ROW.finditer(piece)]
    ends = [match.start() for match in starts[1:]] + [len(piece)]
    width = wanted[-1] if wanted else 0
    for match, end in zip(starts, ends, strict=True):
        number, at = match[1], match.end()
        values: list[CellValue] = [None] * width
        texts = [""] * width
        uncomputed: set[int] | None = None
        for column, cell in spelled:
            found = piece.find(cell + number + b'"', at, end)
            if found >= 0:
                at = found
                value, text, is_computed = reader.plain(piece, found, end)
                values[column - 1], texts[column - 1] = value, text
                if not is_computed:
                    uncomputed = {column, *(uncomputed or ())}
        row = int(number)
        hidden = is_hidden(match[0])
        missing = frozenset(uncomputed) if uncomputed else _NONE
        yield Row(row, values, texts, hidden, reader.links_of(row), missing)
