"""Reads all cells of a sheet: texts through python-calamine, numbers as they stand in the XML.

calamine is quick with texts; what Excel shows for a number, which rows are hidden, and which
formulas have no result, only the XML says. The first rows are read from the XML alone, because
many who look for something look no further.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from planner.model import CellError
from planner.workbook.bounds import MAX_STRING
from planner.workbook.foreign import is_panic
from planner.workbook.references import column_number
from planner.workbook.searching import possible_row, whole_number
from planner.workbook.sheet_rows import CellReader, Row, is_hidden, pieces
from planner.workbook.strings import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.model import CellValue
    from planner.workbook.package import Package, SheetPart

__all__ = ["dense_rows"]

_FIRST = 200
# calamine lays a sheet out as a full rectangle; a stray cell in a far corner would fill memory.
_MAX_RECTANGLE = 40_000_000
_CELL = rb'<c r="([A-Z]{1,3})\d+"(?: s="(\d{1,9})")?'
_FORMULA = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"
# What the patterns below would misread; such a piece is read with more care.
_ODD = re.compile(
    rb'<c(?! r="[A-Z]{1,3}\d+"(?: s="\d{1,9}")?(?: t="(?!d")\w+")?/?>)[\s/>]'
    rb'|<row(?! r="\d{1,7}")|<!|<\?|HYPERLINK\('
)
_BLANKS = (b"> <", b">\n", b">\r", b">\t")
_TOKEN = re.compile(
    rb'<row r="(\d{1,7})"([^>]*)>|' + _CELL + rb'(?: t="([en])")?>' + _FORMULA + rb"?<v>([^<]+)</v>"
)
_UNCOMPUTED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="\d{1,9}")?(?: t="[en]")?>'
    + _FORMULA
    + rb"(?:<v/>|<v></v>)?</c>"
)
_WIDE = re.compile(rb'<c r="([A-Z]{2,3})')


def dense_rows(package: Package, sheet: SheetPart, reader: CellReader) -> Iterator[Row]:
    """The rows of a sheet from the top, all columns."""
    exact = reader.rows(pieces(package, sheet.part), None)
    last = 0
    for row in islice(exact, _FIRST):
        yield row
        last = row.number
    following = next(exact, None)
    if following is None:
        return
    texts = None if reader.is_dressing else _calamine_rows(package, sheet)
    if texts is None:
        yield following
        yield from exact
        return
    for row in _joined(package, sheet, reader, *texts):
        if row.number > last:
            yield row


def _joined(
    package: Package,
    sheet: SheetPart,
    reader: CellReader,
    texts: Iterator[list[object]],
    first_column: int,
) -> Iterator[Row]:
    """calamine's rows with what the XML knows better."""
    padding = [""] * first_column
    at = last = 0
    for tag, piece in pieces(package, sheet.part):
        is_odd = tag.prefix or len(piece) > MAX_STRING or _ODD.search(piece)
        if is_odd or any(each in piece for each in _BLANKS):
            for row in reader.piece(tag, piece, last):
                yield row
                last = row.number
            continue
        for number, hidden, cells, uncomputed in _marks(piece):
            last = number
            cell_texts = next(islice(texts, number - 1 - at, None), None)
            at = number
            if cell_texts is not None:
                found = padding + cell_texts if padding else cell_texts
                yield _row(number, found, cells, reader, hidden=hidden, uncomputed=uncomputed)


def _row(
    number: int,
    found: list[object],
    cells: list[tuple[bytes, bytes, bytes, bytes]],
    reader: CellReader,
    *,
    hidden: bool,
    uncomputed: frozenset[int],
) -> Row:
    texts = [each if each.__class__ is str else _shown(each) for each in found]
    values: list[CellValue] = [each or None for each in texts]
    for spelled, style, kind, raw in cells:
        at = column_number(spelled.decode()) - 1
        if at >= len(texts):
            continue
        if kind == b"e":
            texts[at] = code = unescaped(raw)
            values[at] = CellError(code)
        else:
            values[at], texts[at] = reader.number(raw, int(style or 0))
    for at, each in enumerate(found):
        if each.__class__ is bool:
            values[at] = bool(each)
    return Row(number, values, texts, hidden, reader.links_of(number), uncomputed)


def _shown(value: object) -> str:
    return "TRUE" if value is True else "FALSE" if value is False else ""


_Mark = tuple[int, bool, list[tuple[bytes, bytes, bytes, bytes]], frozenset[int]]


def _marks(piece: bytes) -> Iterator[_Mark]:
    """Each row's number, whether it is hidden, its numeric cells, and its uncomputed formulas."""
    missing: dict[int, set[int]] = {}
    if b"</f></c>" in piece or b"/></c>" in piece or b"<v></v>" in piece:
        for match in _UNCOMPUTED.finditer(piece):
            missing.setdefault(int(match[2]), set()).add(column_number(match[1].decode()))
    row, tag = 0, b""
    cells: list[tuple[bytes, bytes, bytes, bytes]] = []
    for number, rest, *cell in _TOKEN.findall(piece):
        if number:
            if row:
                yield row, is_hidden(tag), cells, frozenset(missing.get(row, ()))
            row, tag, cells = possible_row(int(number)), b"<row" + rest, []
        else:
            cells.append((cell[0], cell[1], cell[2], cell[3]))
    if row:
        yield row, is_hidden(tag), cells, frozenset(missing.get(row, ()))


def _is_too_wide(package: Package, part: str) -> bool:
    """Whether the rectangle around the sheet's cells is too large for calamine."""
    widest, last = 26, 0
    for _tag, piece in pieces(package, part, 1 << 20):
        if _tag.prefix:
            return True
        for spelled in set(_WIDE.findall(piece)):
            widest = max(widest, column_number(spelled.decode()))
        row = piece[piece.rfind(b'<row r="') + 8 :].partition(b'"')[0]
        last = max(last, whole_number(row))
    return widest * last > _MAX_RECTANGLE


def _calamine_rows(package: Package, sheet: SheetPart) -> tuple[Iterator[list[object]], int] | None:
    """calamine's rows and the columns that it leaves out on the left; None where it cannot help."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - start-up

    if package.is_ambiguous or _is_too_wide(package, sheet.part):
        return None
    try:
        workbook = CalamineWorkbook.from_path(str(package.path))
        rows = workbook.get_sheet_by_name(sheet.name)
    except CalamineError:
        return None
    except BaseException as error:
        if not is_panic(error):
            raise
        return None
    start = rows.start
    return ([*row] for row in rows.iter_rows()), start[1] if start else 0
