"""Streams a worksheet's XML and splices cells into it; rows that do not change are copied.

A sheet of 100,000 rows passes through in pieces: one regular expression finds the rows' start
tags, and only the rows that an edit touches are looked into. A sheet that holds comments or CDATA
sections is taken as one piece, with those blanked in a copy that is searched.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.workbook.fresh_rows import line_capacity, row_heights
from planner.workbook.references import Area
from planner.workbook.row_patch import (
    Cell,
    RowTag,
    attribute,
    cells_of,
    fresh_row,
    masked,
    patched_row,
    renumbered,
    row_number,
    with_height,
)
from planner.workbook.searching import extended, whole_number
from planner.workbook.sheet_frame import column_styles, column_widths, with_dimension

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from planner.workbook.edits import EditValue

    # One cell's XML from its reference, its style, its value and the elements' prefix.
    CellWriter: TypeAlias = Callable[[str, int, EditValue, bytes], bytes]


_ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet(?=[\s/>])")
_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])[^>]*>")
_PIECE = 1 << 20
_NUMBER = re.compile(rb'<row(?: r="([1-9]\d{0,6})")?')
_KINDS = (b"array", b"dataTable")
_RANGED = re.compile(rb"""<(?:[\w.-]+:)?f(?=\s)[^>]*\bt\s*=\s*["'](?:array|dataTable)["'][^>]*>""")


@dataclass(slots=True)
class SheetPatch:
    """What to change in one sheet, and, once it has been streamed, what was met on the way.

    `cells` maps rows to columns to values; those in `yielding` leave a formula alone. New rows
    below `model_row` take its cells' styles, and must not meet anything that stands there, save
    `totals`: that many rows below `model_row`, which end a table, move down behind the new ones.
    `new_headers` gives, by row, the first of the columns that are added there: their headers look
    like the one to their left. `head` and `tail` change what stands before and behind the rows.

    A new row's style is `inherited` from the style above it, those of the same column in `kin_row`
    and of the column itself. Rows of `texts` get the height that these need, by column, in
    cells whose style `is_wrapped`.
    """

    sheet: str
    cells: Mapping[int, Mapping[int, EditValue]]
    write: CellWriter
    yielding: Collection[tuple[int, int]] = ()
    model_row: int = 0
    totals: int = 0
    added_rows: int = 0
    new_headers: Mapping[int, int] = field(default_factory=dict)
    kin_row: int = 0
    inherited: Callable[[int, Sequence[int]], int] | None = None
    texts: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    is_wrapped: Callable[[int], bool] | None = None
    head: Callable[[bytes, RowTag], bytes] = lambda head, _tag: head
    tail: Callable[[bytes, RowTag], bytes] = lambda tail, _tag: tail
    lost_formulas: list[str] = field(default_factory=list)
    styles_met: set[int] = field(default_factory=set)
    _tag: RowTag = field(default_factory=RowTag)
    _columns: dict[int, int] = field(default_factory=dict)
    _widths: dict[int, float] = field(default_factory=dict)
    _model: dict[int, int] = field(default_factory=dict)
    _kin: dict[int, int] = field(default_factory=dict)
    _ranged: list[Area] = field(default_factory=list)

    @property
    def area(self) -> Area | None:
        """The smallest area that holds all cells to be set."""
        columns = [column for row in self.cells.values() for column in row]
        if not columns:
            return None
        return Area(min(self.cells), min(columns), max(self.cells), max(columns))

    def applied(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Stream the sheet's XML with the cells in it.

        Raises:
            UneditableWorkbookError: no sheet data, rows out of order, or a cell that belongs to a
                formula over several cells.
        """
        head, rest = self._head(chunks)
        yield self.head(with_dimension(head, self.area), self._tag)
        tail = yield from self._rows(rest, chunks)
        yield self.tail(tail, self._tag)

    def _head(self, chunks: Iterator[bytes]) -> tuple[bytes, bytes]:
        """Everything up to the first row, and what was read beyond it."""
        rest = b""
        while len(buffer := extended(rest, chunks, self.sheet)) > len(rest):
            rest, scan = buffer, masked(buffer)
            root = _ROOT.search(scan)
            if root is None and len(buffer) < _PIECE:
                continue
            prefix = b"" if root is None or root[1] is None else root[1] + b":"
            found = re.search(rb"<" + re.escape(prefix) + rb"sheetData(?=[\s/>])[^>]*>", scan)
            if found is not None:
                self._tag = RowTag(prefix)
                self._columns = column_styles(scan[: found.start()])
                self._widths = column_widths(scan[: found.start()]) if self.texts else {}
                return self._opened(buffer, found)
        raise UneditableWorkbookError(
            f'Sheet "{self.sheet}" has no place for cells.',
            "Open the workbook in Excel, save it anew, and use that file.",
        )

    def _opened(self, buffer: bytes, found: re.Match[bytes]) -> tuple[bytes, bytes]:
        end, tag = found.end(), buffer[found.start() : found.end()]
        if not tag.endswith(b"/>"):
            return buffer[:end], buffer[end:]
        closing = b"</" + self._tag.prefix + b"sheetData>"
        return buffer[: end - 2] + b">", closing + buffer[end:]

    def _rows(self, buffer: bytes, chunks: Iterator[bytes]) -> Generator[bytes, None, bytes]:
        """Pass the rows on, patched where an edit asks for it; returns what stands behind them."""
        waiting = sorted(self.cells, reverse=True)
        rows, cells = self._tag.pattern_of_rows(), self._tag.pattern_of_cells()
        last, is_last = 0, False
        while True:
            scan = masked(buffer)
            if scan is not buffer and not is_last:
                buffer, is_last = buffer + b"".join(chunks), True
                scan = masked(buffer)
            self._note_ranged(scan)
            done = at = 0
            for match in self._tags(scan, rows, waiting, last):
                if scan[match.start() + 1 : match.start() + 2] == b"/":
                    yield buffer[done : match.start()]
                    yield from self._fresh(waiting, None)
                    return buffer[match.start() :] + b"".join(chunks)
                if match.start() < done:
                    raise self._unfinished()
                number = self._number(match[0], last)
                if (
                    number in self._anchors
                    or number == self.kin_row
                    or (waiting and waiting[-1] <= number)
                ):
                    end = self._end(scan, match)
                    if end < 0:
                        at = match.start()
                        break
                    yield buffer[done : match.start()]
                    row, place = buffer[match.start() : end], self._place(number)
                    yield from self._fresh(waiting, place)
                    yield self._row(renumbered(row, number, place, cells), place, cells, waiting)
                    done = at = end
                else:
                    at = match.end()
                last = number
            yield buffer[done:at]
            buffer = buffer[at:]
            longer = b"" if is_last else extended(buffer, _pieces(chunks), self.sheet)
            if len(longer) <= len(buffer):
                raise self._unfinished()
            buffer = longer

    @property
    def _anchors(self) -> range:
        """The rows that are looked into though no cell of theirs is set."""
        return range(self.model_row, self.model_row + self.totals + 1)

    def _tags(
        self, scan: bytes, pattern: re.Pattern[bytes], waiting: Sequence[int], last: int
    ) -> Iterator[re.Match[bytes]]:
        """The rows' start tags and the end of the rows.

        Where rows are written as Excel does, those alone where something is to be done, and the
        last one.
        """
        starts = _starts(scan, last)
        if self._tag.prefix or not starts:
            yield from pattern.finditer(scan)
            return
        numbers = [*starts]
        due = takewhile(lambda each: each <= numbers[-1], reversed(waiting))
        wanted = {numbers[bisect_left(numbers, each)] for each in due}
        at = 0
        for number in sorted(
            wanted.union(self._anchors, (self.kin_row,), numbers[-1:]).intersection(numbers)
        ):
            match = pattern.match(scan, starts[number])
            if match is None:  # a tag that goes on beyond this piece
                return
            yield match
            at = match.end()
        yield from pattern.finditer(scan, at)

    def _end(self, scan: bytes, start: re.Match[bytes]) -> int:
        """Where a row ends; -1 if it goes on beyond this piece."""
        if start[0].endswith(b"/>"):
            return start.end()
        end = scan.find(b"</" + self._tag.prefix + b"row", start.end())
        close = scan.find(b">", end)
        return close + 1 if end >= 0 and close >= 0 else -1

    def _number(self, tag: bytes, last: int) -> int:
        number = row_number(tag, last)
        if number <= last:
            raise UneditableWorkbookError(
                f'Sheet "{self.sheet}" is damaged: row {number} stands behind row {last}.',
                "Open the workbook in Excel, save it anew, and use that file.",
            )
        return number

    def _place(self, number: int) -> int:
        """Where a row goes: a table's totals move down behind the rows that are added."""
        is_total = self.model_row < number <= self.model_row + self.totals
        return number + self.added_rows if is_total else number

    def _row(
        self, row: bytes, number: int, pattern: re.Pattern[bytes], waiting: list[int]
    ) -> bytes:
        cells = cells_of(row, pattern)
        if number == self.kin_row and number != self.model_row:
            self._kin = {cell.column: cell.style for cell in cells}
        if number == self.model_row:
            self._model = {cell.column: cell.style for cell in cells}
        if not waiting or waiting[-1] != number:
            return row
        values = self.cells[waiting.pop()]
        if self.yielding:
            kept = {each.column for each in cells if each.formula}
            values = {
                column: value
                for column, value in values.items()
                if column not in kept or (number, column) not in self.yielding
            }
        for cell in cells:
            if cell.column in values:
                self._check(cell, number)
                if self.added_rows and number > self.model_row and not cell.is_empty:
                    raise self._no_room(number)
        style_of = self._style_in(row)
        if number in self.new_headers:
            style_of = _beside(cells, self.new_headers[number], style_of)
        styles = {cell.column: cell.style for cell in cells}
        row = patched_row(row, number, cells, self._writers(values), style_of, tag=self._tag)
        return self._fitted(row, number, lambda column: styles.get(column, style_of(column)))

    def _fresh(self, waiting: list[int], before: int | None) -> Iterator[bytes]:
        """New rows for the edits that come before row `before`, or for all that are left."""
        while waiting and (before is None or waiting[-1] < before):
            number = waiting.pop()
            style_below = self._style_below(number)
            content = patched_row(
                self._fitted(fresh_row(number, b"", self._tag), number, style_below),
                number,
                [],
                self._writers(self.cells[number]),
                style_below,
                tag=self._tag,
            )
            yield content

    def _writers(self, values: Mapping[int, EditValue]) -> dict[int, Callable[[str, int], bytes]]:
        def writer(value: EditValue) -> Callable[[str, int], bytes]:
            def write(reference: str, style: int) -> bytes:
                self.styles_met.add(style)
                return self.write(reference, style, value, self._tag.prefix)

            return write

        return {column: writer(value) for column, value in values.items()}

    def _style_below(self, number: int) -> Callable[[int], int]:
        if self.model_row and number > self.model_row:
            return self._inherited
        return lambda column: self._columns.get(column, 0)

    def _inherited(self, column: int) -> int:
        own = self._columns.get(column, 0)
        style = self._model.get(column, own)
        others = [own, self._kin[column]] if column in self._kin else [own]
        return self.inherited(style, others) if self.inherited else style

    def _fitted(self, row: bytes, number: int, style_of: Callable[[int], int]) -> bytes:
        """The row as high as its texts ask for; a height that was chosen by hand stays."""
        texts = self.texts.get(number, {})
        if not texts or self.is_wrapped is None:
            return row
        capacities = {
            at: line_capacity(self._widths[column])
            for at, column in enumerate(texts)
            if column in self._widths and self.is_wrapped(style_of(column))
        }
        return with_height(row, row_heights([[*texts.values()]], capacities)[0].encode())

    def _style_in(self, row: bytes) -> Callable[[int], int]:
        """The style that a new cell of this row takes: the row's own, else its column's."""
        head = row[: row.index(b">") + 1]
        style = attribute(head, b"s")
        if attribute(head, b"customFormat") in {b"1", b"true"} and style and style.isdigit():
            number = whole_number(style)
            return lambda _column: number
        return lambda column: self._columns.get(column, 0)

    def _note_ranged(self, scan: bytes) -> None:
        """Remember the areas of formulas over several cells; their first cell comes first."""
        if not any(kind in scan for kind in _KINDS) or b"<" + self._tag.prefix + b"f" not in scan:
            return
        for match in _RANGED.finditer(scan):
            area = Area.parsed((attribute(match[0], b"ref") or b"").decode("ascii", "replace"))
            if area is not None and area not in self._ranged:
                self._ranged.append(area)

    def _check(self, cell: Cell, row: int) -> None:
        """Refuse to overwrite what other cells depend on; note a formula that goes."""
        formula = cell.formula
        reference = f"{Area(row, cell.column, row, cell.column)}"
        if b"shared" in formula and attribute(formula, b"ref"):
            raise UneditableWorkbookError(
                f"{self.sheet}!{reference} holds a formula that other cells share.",
                "Choose another cell, or in Excel replace the formula by values first.",
            )
        if any(area.holds(row, cell.column) for area in self._ranged):
            raise UneditableWorkbookError(
                f"{self.sheet}!{reference} is part of a formula over several cells.",
                "Choose another cell, or in Excel replace the formula by values first.",
            )
        if formula:
            self.lost_formulas.append(reference)

    def _no_room(self, row: int) -> UneditableWorkbookError:
        return UneditableWorkbookError(
            f'Sheet "{self.sheet}" has no room for new rows: something stands in row {row}.',
            "Move what stands below the table to another place.",
        )

    def _unfinished(self) -> UneditableWorkbookError:
        return UneditableWorkbookError(
            f'Sheet "{self.sheet}" is damaged: its rows do not end.',
            "Open the workbook in Excel, let it repair the file, save it, and try again.",
        )


def _starts(scan: bytes, last: int) -> dict[int, int]:
    """Where each row starts, by its number.

    No row where the numbers do not all show, or do not rise from `last` on.
    """
    found = [*_NUMBER.finditer(scan)]
    starts = {int(each[1] or 0): each.start() for each in found}
    are_rising = all(map(operator.lt, [last, *starts], starts))
    return starts if are_rising and len(starts) == len(found) else {}


def _pieces(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same in pieces of a megabyte or so."""
    gathered, length = [], 0
    for chunk in chunks:
        gathered.append(chunk)
        length += len(chunk)
        if length >= _PIECE:
            yield b"".join(gathered)
            gathered, length = [], 0
    yield b"".join(gathered)


_CONTENT = re.compile(rb"<(?:[\w.-]+:)?(?:v|is|f)(?=[\s/>])")


def _beside(
    cells: Sequence[Cell], first: int, style_of: Callable[[int], int]
) -> Callable[[int], int]:
    """Give the columns from `first` on the style of the last cell before them."""
    before = [cell.style for cell in cells if cell.column < first]
    return lambda column: before[-1] if before and column >= first else style_of(column)


def last_used_row(chunks: Iterator[bytes]) -> int:
    """The last row of a sheet that holds more than formats; 0 for an empty sheet."""
    xml = masked(b"".join(chunks))
    last = number = 0
    starts = [*_ROW.finditer(xml)]
    for at, match in enumerate(starts):
        number = row_number(match[0], number)
        end = starts[at + 1].start() if at + 1 < len(starts) else len(xml)
        if _CONTENT.search(xml, match.end(), end):
            last = number
    return last
