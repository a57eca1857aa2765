"""Reads pieces of a sheet in the shape that Excel, LibreOffice and planner write, quickly.

A piece of any other shape (comments, cells without references, text in runs, HYPERLINK formulas)
is told apart, and left to the reader that understands everything.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.workbook.references import column_number, letters
from planner.workbook.searching import possible_column, possible_row
from planner.workbook.sheet_rows import Row, is_hidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.model import CellValue
    from planner.workbook.sheet_rows import CellReader

__all__ = ["chosen_columns", "plain_rows"]

# What follows a cell's reference: style, type, formula, value, text.
_TAIL = (
    rb'(?: s="(\d{1,9})")?(?: t="(\w+)")?(?:/>|>(<f[^>]*/>|<f[^>]*>[^<]*</f>)?'
    rb'(?:<v>([^<]*)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_UNGROUPED = re.sub(rb"\((?!\?)", rb"(?:", _TAIL)
_TOKEN = re.compile(rb'<(?:row r="(\d{1,7})"([^>]*)>|c r="([A-Z]{1,3})\d+"(' + _UNGROUPED + rb"))")
_ROW = re.compile(rb'<row r="(\d{1,7})"([^>]*)>')
_CELL = re.compile(_TAIL)
_NONE: frozenset[int] = frozenset()
_SHORT = 80
_REMEMBERED = 100_000


class _Columns(dict[bytes, int]):
    """Indices of columns by their letters, worked out once each."""

    def __missing__(self, spelled: bytes) -> int:
        self[spelled] = index = possible_column(column_number(spelled.decode())) - 1
        return index


_COLUMNS = _Columns()


def _is_plain(piece: bytes) -> bool:
    """Whether each row and each cell names itself first of all, and nothing stands between."""
    return (
        b"<!" not in piece
        and b"<?" not in piece
        and b"HYPERLINK(" not in piece
        and piece.count(b"<c") == piece.count(b'<c r="')
        and piece.count(b"<row") == piece.count(b'<row r="')
    )


def _looked_up(tail: bytes, reader: CellReader) -> tuple[CellValue, str, bool]:
    """What a cell holds; lists repeat themselves: companies, cities, amounts, days."""
    match = _CELL.match(tail)
    cell = reader.usual(*match.groups(b"")) if match else (None, "", True)
    if len(tail) <= _SHORT:
        if len(reader.known) >= _REMEMBERED:
            reader.known.clear()
        reader.known[tail] = cell
    return cell


def _is_hidden(attributes: bytes) -> bool:
    return (b"hidden" in attributes or b"ht" in attributes) and is_hidden(
        b"<row" + attributes + b">"
    )


def plain_rows(piece: bytes, reader: CellReader) -> list[Row] | None:
    """The rows of a piece, all columns; None for a piece of another shape."""
    if not _is_plain(piece):
        return None
    tokens = _TOKEN.findall(piece)
    if len(tokens) != piece.count(b"<c") + piece.count(b"<row"):
        return None
    rows: list[Row] = []
    known = reader.known
    values: list[CellValue] = []
    texts: list[str] = []
    for number, tag, column, tail in tokens:
        if number:
            row, values, texts = possible_row(int(number)), [], []
            rows.append(Row(row, values, texts, _is_hidden(tag), reader.links_of(row)))
            continue
        gap = _COLUMNS[column] - len(values)
        if gap:
            if gap < 0:
                return None  # cells out of order
            values.extend([None] * gap)
            texts.extend([""] * gap)
        value, text, is_computed = known.get(tail) or _looked_up(tail, reader)
        values.append(value)
        texts.append(text)
        if not is_computed:
            rows[-1] = replace(rows[-1], uncomputed=rows[-1].uncomputed | {len(values)})
    return rows


def chosen_columns(piece: bytes, reader: CellReader, columns: Sequence[int]) -> list[Row] | None:
    """The rows of a piece, with `columns` (in ascending order) alone; None for another shape."""
    if not _is_plain(piece):
        return None
    spelled = [(column - 1, b'<c r="' + letters(column).encode()) for column in columns]
    starts = [*_ROW.finditer(piece)]
    if len(starts) != piece.count(b"<row"):
        return None
    ends = [match.start() for match in starts[1:]] + [len(piece)][: len(starts)]
    width = columns[-1] if columns else 0
    rows: list[Row] = []
    for match, end in zip(starts, ends, strict=True):
        number, at = match[1], match.end()
        reference = number + b'"'
        values: list[CellValue] = [None] * width
        texts = [""] * width
        uncomputed = _NONE
        for index, spelling in spelled:
            start = spelling + reference
            found = piece.find(start, at, end)
            if found < 0:
                continue
            tail = _CELL.match(piece, found + len(start))
            if tail is None:
                return None
            at = tail.end()
            cell = reader.known.get(tail[0]) or _looked_up(tail[0], reader)
            values[index], texts[index], is_computed = cell
            if not is_computed:
                uncomputed |= {index + 1}
        row = possible_row(int(number))
        rows.append(Row(row, values, texts, _is_hidden(match[2]), reader.links_of(row), uncomputed))
    return rows
