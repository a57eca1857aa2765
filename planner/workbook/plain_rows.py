"""Reads pieces of a sheet in the shape that Excel, LibreOffice and planner write, quickly.

One pattern takes in a whole row, with a group for each column that the sheet has; what a cell's XML
says is looked up by its bytes. A piece of any other shape (comments, cells without references,
HYPERLINK formulas) is told apart, and left to the reader that understands everything.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.workbook.references import column_number, letters
from planner.workbook.searching import possible_column, possible_row
from planner.workbook.sheet_rows import Row, is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.model.cells import CellValue
    from planner.workbook.read_types import Sought
    from planner.workbook.sheet_rows import CellReader


# What follows a cell's reference: style, type, formula, value, text.
_TAIL = re.compile(
    rb'(?: s="(\d{1,9})")?(?: t="(\w+)")?(?:/>|>(<f[^>]*/>|<f[^>]*>[^<]*</f>)?'
    rb'(?:<v>([^<]*)</v>|<v/>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
# What follows it as far as the end of the cell, whatever stands there. Atomic: a cell that was read
# one way is never tried in another, or a row of other columns would take 2 ** cells tries.
TO_THE_END = rb"(?>[^<>]*+>(?:<v>[^<]*+</v></c>|(?<=/>)|[^<]*+%b</c>))" % (
    rb"(?>(?:<(?!/?(?:c|row)[\s/>])[^<]*+)*)"
)
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})\d')
_WIDEST = 600  # the last column that a pattern reaches
_SHORT = 80
_REMEMBERED = 100_000
_NONE: frozenset[int] = frozenset()


class PlainRows:
    """The rows of one sheet, piece after piece; `last` is the number of the last one seen.

    Rows that are not `sought` are passed over without a look at their other cells.
    """

    def __init__(self, reader: CellReader, sought: Sought | None = None) -> None:
        self.last = 0
        self._reader = reader
        self._sought = sought
        self._columns: frozenset[int] = frozenset()
        self._pattern = _pattern_of(self._columns)
        self._cells = _Cells(reader)

    def of(self, piece: bytes) -> Iterator[Row] | None:
        """The rows of a piece; None for a piece of another shape."""
        if b"HYPERLINK(" in piece:
            return None
        count = piece.count(b"<row")
        found = self._pattern.findall(piece)
        if len(found) != count:
            self._widen(piece)
            found = self._pattern.findall(piece)
            if len(found) != count:
                return None
        if found:
            self.last = possible_row(max(int(row[0]) for row in found))
        return self._rows(found)

    def _rows(self, found: list[tuple[bytes, ...]]) -> Iterator[Row]:
        look, links_of = self._cells.__getitem__, self._reader.links_of
        sought = self._sought
        for row_number, tag, *tails in found:
            if sought is not None and not self._is_sought(tails, sought):
                continue
            number = int(row_number)
            values, texts, computed = zip(*map(look, tails), strict=True) if tails else _EMPTY
            uncomputed = _NONE if all(computed) else _columns_of(computed)
            yield Row(number, values, texts, _is_hidden(tag), links_of(number), uncomputed)

    def _is_sought(self, tails: list[bytes], sought: Sought) -> bool:
        at = sought.column - 1
        return at < len(tails) and sought.has(self._cells[tails[at]][1])

    def _widen(self, piece: bytes) -> None:
        """Take in the columns of this piece, too."""
        spelled = {column_number(each.decode()) for each in set(_COLUMN.findall(piece))}
        columns = self._columns | {possible_column(each) for each in spelled}
        if max(columns, default=0) <= _WIDEST:
            self._columns, self._pattern = columns, _pattern_of(columns)


class _Cells(dict[bytes, "tuple[CellValue, str, bool]"]):
    """What cells hold, by their XML behind the reference: value, text, and whether it is computed.

    Lists repeat themselves: companies, cities, amounts, days.
    """

    def __init__(self, reader: CellReader) -> None:
        super().__init__({b"": (None, "", True)})
        self._reader = reader

    def __missing__(self, tail: bytes) -> tuple[CellValue, str, bool]:
        cell = self._reader.shared(tail)
        if cell is None:
            match = _TAIL.fullmatch(tail)
            cell = self._reader.usual(*match.groups(b"")) if match else self._reader.unusual(tail)
        if len(tail) <= _SHORT:
            if len(self) >= _REMEMBERED:
                self.clear()
                self[b""] = (None, "", True)
            self[tail] = cell
        return cell


_EMPTY: tuple[tuple[()], tuple[()], tuple[()]] = ((), (), ())


_CELL = rb'\s*+(?:<c r="%b\d++"(%b)|(?!<c r="%b\d))'


@lru_cache(maxsize=16)
def _pattern_of(columns: frozenset[int]) -> re.Pattern[bytes]:
    """Matches a row of these columns: its number, its other attributes, and each of its cells.

    A column has a group also where the sheet leaves it out. No group stands inside a possessive
    quantifier: CPython 3.11.2 loses it there.
    """
    cells = [
        _CELL % (spelled, TO_THE_END, spelled) if column in columns else b"()"
        for column in range(1, max(columns, default=0) + 1)
        if (spelled := letters(column).encode())
    ]
    return re.compile(
        rb'<row r="(\d{1,7})"([^>]*+)>' + b"".join(cells) + rb"(?:\s*+</row>|(?<=/>))"
    )


def _columns_of(computed: tuple[bool, ...]) -> frozenset[int]:
    return frozenset(column for column, each in enumerate(computed, start=1) if not each)


def _is_hidden(attributes: bytes) -> bool:
    return (b"hidden" in attributes or b"ht" in attributes) and is_hidden(
        b"<row" + attributes + b">"
    )
