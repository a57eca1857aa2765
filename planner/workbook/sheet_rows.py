"""Reads a worksheet's rows out of its XML, piece by piece, with everything that a cell says.

Every shape of sheet is understood (prefixes, comments, cells without references). `plain` pieces,
which is what Excel writes, allow the shortcuts of `read`.
"""

from __future__ import annotations

import re
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from planner.model.cells import CellError
from planner.model.errors import UnreadableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.bounds import MAX_STRING
from planner.workbook.number_format.calendar import to_datetime
from planner.workbook.number_format.display import display
from planner.workbook.row_patch import Cell, RowTag, attribute, cells_of, masked, row_number
from planner.workbook.searching import PREFIX, bounded_text, extended, inside, whole_number
from planner.workbook.strings import rich_text, unescaped
from planner.workbook.transcoding import as_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.model.cells import CellValue
    from planner.workbook.file_formats import Formats
    from planner.workbook.package import Package
    from planner.workbook.strings import SharedStrings


_DATA = re.compile(rb"<(?:([\w.-]+):)?sheetData(?=[\s/>])[^>]*>")
_VALUE = re.compile(rb"<%bv(?:\s[^>]*)?(?<!/)>(%b)</%bv\s*>" % (PREFIX, inside(b"v"), PREFIX))
_FORMULA_LINK = re.compile(r'^\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_FORMULA = re.compile(rb"<%bf(?:\s[^>]*)?>(%b)</%bf\s*>" % (PREFIX, inside(b"f"), PREFIX))
_FAR = 10**9
_CELL_END = b"</v></c>"
_REPAIR = "Open it in Excel, let Excel repair it, save it, and use that file."
_NO_LINKS: Mapping[int, str] = {}


@frozen
class Row:
    """One row of a sheet: index 0 of `values` and `texts` is column A, both may end early.

    `texts` is what Excel shows. `links` gives the addresses behind cells and `uncomputed` the
    formulas without a stored result, both by 1-based column.
    """

    number: int
    values: Sequence[CellValue]
    texts: Sequence[str]
    is_hidden: bool = False
    links: Mapping[int, str] = field(default_factory=dict)
    uncomputed: frozenset[int] = frozenset()


class Piece(NamedTuple):
    """Some whole rows of a sheet as UTF-8; `is_plain` without prefixes, comments and the like."""

    tag: RowTag
    xml: bytes
    is_plain: bool


def pieces(package: Package, part: str, size: int = 1 << 16) -> Iterator[Piece]:
    """The XML of a sheet's rows in pieces."""
    chunks = as_utf8(package.stream(part, size), part)
    buffer, opening = b"", None
    while opening is None:
        length, buffer = len(buffer), extended(buffer, chunks, part)
        if len(buffer) == length:
            return
        opening = _DATA.search(masked(buffer))
    if opening[0].endswith(b"/>"):
        return
    tag = RowTag(opening[1] + b":" if opening[1] else b"")
    close, end = b"</" + tag.prefix + b"row", b"</" + tag.prefix + b"sheetData"
    buffer = buffer[opening.end() :]
    while True:
        scan = masked(buffer)
        is_plain = scan is buffer and not tag.prefix
        if scan is not buffer:
            buffer += b"".join(chunks)
            scan = masked(buffer)
        stop = scan.find(end)
        if stop >= 0:
            yield Piece(tag, buffer[:stop], is_plain)
            return
        last = scan.rfind(close)
        last = scan.find(b">", last) + 1 if last >= 0 else 0
        if last > 0:
            yield Piece(tag, buffer[:last], is_plain)
            buffer = buffer[last:]
        length, buffer = len(buffer), extended(buffer, chunks, part)
        if len(buffer) == length:
            raise UnreadableWorkbookError(
                f"{package.path.name} is damaged: the rows of {part} do not end.",
                _REPAIR,
            )


def row_tags(
    tag: RowTag, piece: bytes, scan: bytes, last: int
) -> Iterator[tuple[int, bytes, bytes]]:
    """The rows of a piece: number, start tag, and all of its XML; `last` is the row before."""
    close = b"</" + tag.prefix + b"row"
    end = 0
    for match in tag.pattern_of_rows().finditer(scan):
        last = row_number(match[0], last)
        start, before, end = match.start(), end, match.end()
        if not match[0].endswith(b"/>"):
            end = scan.find(close, end)
        if start < before or end < 0:
            raise UnreadableWorkbookError("A sheet is damaged: its rows do not end.", _REPAIR)
        if not match[0].endswith(b"/>"):
            end = scan.find(b">", end) + 1 or len(piece)
        yield last, match[0], piece[start:end]


def is_hidden(row_tag: bytes) -> bool:
    """Whether a row is hidden, filtered out, or of no height."""
    if b"hidden" not in row_tag and b"ht" not in row_tag:
        return False
    hidden, height = attribute(row_tag, b"hidden"), attribute(row_tag, b"ht")
    return hidden in {b"1", b"true"} or height in {b"0", b"0.0"}


class CellReader:
    """Turns cells into values and into the texts that Excel shows."""

    def __init__(
        self, formats: Formats, strings: SharedStrings, links: Mapping[int, dict[int, str]]
    ) -> None:
        self._formats = formats
        self._strings = strings
        self._links = links

    @property
    def dresses_texts(self) -> bool:
        """Whether a format of the workbook shows texts otherwise than they are."""
        return bool(self._formats.dressing)

    def shared_text(self, number: int) -> str:
        """One of the texts that the workbook's cells share."""
        return self._strings[number]

    def piece(self, piece: Piece, last: int) -> Iterator[Row]:
        """Read the rows of one piece."""
        tag, pattern = piece.tag, piece.tag.pattern_of_cells()
        for number, start, xml in row_tags(tag, piece.xml, masked(piece.xml), last):
            yield self._row(number, start, cells_of(xml, pattern))

    def number(self, raw: bytes, style: int) -> tuple[CellValue, str]:
        """The value and the text of a numeric cell."""
        try:
            value = float(raw)
        except ValueError:
            text = unescaped(raw)
            return text, text
        formats = self._formats
        exact: float = int(value) if value.is_integer() and abs(value) < 1e15 else value
        text = formats.shown(exact, style).strip()
        if style in formats.dates:
            try:
                return to_datetime(value, formats.date1904), text
            except (ValueError, OverflowError):
                return exact, text
        return exact, text

    def shared(self, tail: bytes) -> tuple[CellValue, str, bool] | None:
        """The same as `usual` for the commonest cell, a shared text; None for any other."""
        start, _, value = tail.partition(b"><v>")
        number = value[: -len(_CELL_END)]
        is_shared = start.endswith(b' t="s"') and number.isdigit() and value.endswith(_CELL_END)
        if not is_shared or len(number) > 9 or self._formats.dressing:
            return None
        text = self._strings[int(number)]
        return text or None, text, True

    def usual(
        self, style: bytes, kind: bytes, formula: bytes, raw: bytes, inline: bytes
    ) -> tuple[CellValue, str, bool]:
        """The value and the text of a cell of usual shape, from what its XML says.

        The third is False for a formula without a stored result.
        """
        if inline:
            return (*self._text(unescaped(inline), int(style or 0)), True)
        if not raw:
            return None, "", kind == b"str" or not formula
        return (*self._typed(kind, raw if kind == b"str" else raw.strip(), int(style or 0)), True)

    def unusual(self, tail: bytes) -> tuple[CellValue, str, bool]:
        """The same for a cell of any shape, from its XML behind the reference."""
        [cell] = cells_of(b'<c r="A1"' + tail, RowTag().pattern_of_cells())
        return self._cell(cell)

    def links_of(self, number: int) -> Mapping[int, str]:
        """The addresses behind the cells of a row."""
        return self._links.get(number, _NO_LINKS)

    def _row(self, number: int, start: bytes, cells: list[Cell]) -> Row:
        width = max((each.column for each in cells), default=0)
        values: list[CellValue] = [None] * width
        texts = [""] * width
        links = dict(self.links_of(number))
        uncomputed = set()
        for cell in cells:
            at = cell.column - 1
            if not 0 <= at < width:
                continue
            values[at], texts[at], is_computed = self._cell(cell)
            if not is_computed:
                uncomputed.add(cell.column)
            if b"HYPERLINK" in cell.xml.upper() and cell.formula:
                url = _formula_link(cell.xml)
                if url:
                    links[cell.column] = url
        return Row(number, values, texts, is_hidden(start), links, frozenset(uncomputed))

    def _cell(self, cell: Cell) -> tuple[CellValue, str, bool]:
        xml = cell.xml
        kind = attribute(xml[: xml.index(b">") + 1], b"t") or b"n"
        if kind == b"inlineStr":
            return (*self._text(rich_text(xml), cell.style), True)
        found = _VALUE.search(xml)
        if found is None or (not found[1] and kind != b"str"):
            return None, "", kind == b"str" or not cell.formula
        raw = found[1]
        if b"<![CDATA[" in raw:
            raw = raw.replace(b"<![CDATA[", b"").replace(b"]]>", b"")
        return (*self._typed(kind, raw.strip() if kind != b"str" else raw, cell.style), True)

    def _typed(self, kind: bytes, raw: bytes, style: int) -> tuple[CellValue, str]:
        if kind == b"s":
            text = self._strings[whole_number(raw, _FAR)] if raw.isdigit() else ""
            return self._text(text, style)
        if kind == b"b":
            return (True, "TRUE") if raw in {b"1", b"true"} else (False, "FALSE")
        if kind == b"e":
            code = unescaped(raw)
            return CellError(code), code
        if kind in {b"str", b"d"}:
            return self._text(unescaped(raw), style)
        return self.number(raw, style)

    def _text(self, text: str, style: int) -> tuple[CellValue, str]:
        if len(text) > MAX_STRING:
            bounded_text(text)
        if style in self._formats.dressing:
            return text or None, display(text, self._formats.code(style)).strip()
        return text or None, text


def _formula_link(xml: bytes) -> str:
    """The address of a HYPERLINK formula that spells it out."""
    formula = _FORMULA.search(xml)
    found = _FORMULA_LINK.match(unescaped(formula[1])) if formula else None
    return found[1].replace('""', '"') if found else ""
