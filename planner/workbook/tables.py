"""Reads, makes and resizes the part that turns a range of cells into an Excel table.

ECMA-376 Part 1, 18.5.1. The names of a table's columns equal the texts of its header cells; where
they differ, Excel repairs the file. So whoever changes one changes the other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.references import Area
from planner.workbook.searching import whole_number
from planner.workbook.splicing import Part, Span, with_attribute
from planner.workbook.xml import local
from planner.workbook.xml_text import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree import ElementTree as ET


_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
# Grey stripes: they stay behind the colours that rows get from their status.
_STYLE = "TableStyleLight1"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RESAVE = "Open the workbook in Excel, save it anew, and try that file."


@frozen
class Table:
    """An Excel table: where it stands (header and totals included) and what its columns are called.

    `header_rows` is 0 for a table whose header is switched off.
    """

    id: int
    name: str
    area: Area
    headers: tuple[str, ...]
    header_rows: int
    totals_rows: int
    has_filter: bool

    @property
    def body(self) -> Area:
        """The data rows alone."""
        return replace(
            self.area,
            first_row=self.area.first_row + self.header_rows,
            last_row=self.area.last_row - self.totals_rows,
        )


def parse_table(xml: bytes) -> Table:
    """Read a table part.

    Raises:
        UneditableWorkbookError: damaged, or without a range.
    """
    return _table_of(Part(xml, "table", "A table").root)


def resized(
    xml: bytes, first_row: int, first_column: int, last_row: int, last_column: int
) -> bytes:
    """Give a table another range; its filter and its sort order follow.

    A table has one data row at least: a smaller range is made as large as that.
    """
    part = Part(xml, "table", "A table")
    table = _table_of(part.root)
    least = first_row + table.header_rows + table.totals_rows
    new = Area(first_row, first_column, max(last_row, least), last_column)
    return part.encoded(_moved(part, table, new))


def with_column(xml: bytes, header: str) -> bytes:
    """Add a column at the table's right edge.

    Raises:
        UneditableWorkbookError: the name is taken, or the columns come from a query or a map.
    """
    part = Part(xml, "table", "A table")
    table = _table_of(part.root)
    if header.casefold() in {each.casefold() for each in table.headers}:
        raise UneditableWorkbookError(
            f'Table "{table.name}" has a column "{header}" already.', "Rename that column."
        )
    if part.root.get("tableType", "worksheet") != "worksheet":
        raise UneditableWorkbookError(
            f'Table "{table.name}" takes its columns from a query, so none can be added.',
            "In Excel: Table Design > Unlink, save, and try again.",
        )
    new = replace(table.area, last_column=table.area.last_column + 1)
    columns = _child(part, "tableColumns")
    if columns is None or not columns.is_open:
        raise UneditableWorkbookError(f'Table "{table.name}" has no columns.', _RESAVE)
    number = 1 + max(_number(each.get("id")) for each in _columns(part.root))
    added = _column(number, header, part.prefix)
    tag = with_attribute(part.start_tag(columns), "count", str(len(table.headers) + 1))
    splices = [(columns.start, columns.inner, tag), (columns.close, columns.close, added)]
    return part.encoded([*_moved(part, table, new), *splices])


def fresh_table(
    table_id: int,
    name: str,
    headers: Sequence[str],
    last_row: int,
    *,
    is_strict: bool = False,
) -> bytes:
    """Make a table that starts in A1 and ends in `last_row`, with a filter on every column."""
    ref = str(Area(1, 1, last_row, len(headers)))
    columns = "".join(_column(number, header, "") for number, header in enumerate(headers, 1))
    spelled = attribute(name)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<table xmlns="{_STRICT if is_strict else _TRANSITIONAL}" id="{table_id}" '
        f'name="{spelled}" displayName="{spelled}" ref="{ref}" totalsRowShown="0">'
        f'<autoFilter ref="{ref}"/>'
        f'<tableColumns count="{len(headers)}">{columns}</tableColumns>'
        f'<tableStyleInfo name="{_STYLE}" showFirstColumn="0" showLastColumn="0" '
        'showRowStripes="1" showColumnStripes="0"/></table>'
    ).encode()


def _column(number: int, header: str, prefix: str) -> str:
    # Excel spells a line feed in a column's name so, and takes the name for another one otherwise.
    name = attribute(header).replace("&#10;", "_x000a_").replace("&#9;", "_x0009_")
    return f'<{prefix}tableColumn id="{number}" name="{name}"/>'


def _table_of(root: ET.Element) -> Table:
    name = root.get("displayName") or root.get("name") or ""
    area = Area.parsed(root.get("ref", ""))
    if area is None:
        raise UneditableWorkbookError(f'Table "{name}" has no range.', _RESAVE)
    totals = root.get("totalsRowCount")
    return Table(
        id=_number(root.get("id")),
        name=name,
        area=area,
        headers=tuple(_unescaped(each.get("name", "")) for each in _columns(root)),
        header_rows=_number(root.get("headerRowCount", "1")),
        totals_rows=_number(totals),
        has_filter=any(local(each.tag) == "autoFilter" for each in root),
    )


def _columns(root: ET.Element) -> Iterator[ET.Element]:
    for each in root:
        if local(each.tag) == "tableColumns":
            yield from each


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _number(text: str | None) -> int:
    return whole_number(text)


def _child(part: Part, name: str) -> Span | None:
    found = (each for each in part.children() if each.name.rpartition(":")[2] == name)
    return next(found, None)


def _moved(part: Part, table: Table, new: Area) -> Iterator[tuple[int, int, str]]:
    """The splices that move a table's range, and those of its filter and sort order with it."""
    yield _with_ref(part, part.span, str(new))
    moved = replace(table, area=new)
    for span in part.children():
        if span.name.rpartition(":")[2] in {"autoFilter", "sortState"}:
            yield from _with_moved_refs(part, span, table, moved)


def _with_moved_refs(
    part: Part, span: Span, old: Table, new: Table
) -> Iterator[tuple[int, int, str]]:
    """Let the ranges of a filter or sort order, and those inside it, end where the table ends."""
    found = re.search(r"""\bref\s*=\s*["']([^"']*)""", part.start_tag(span))
    area = Area.parsed(found[1]) if found else None
    if area is not None:
        edges, end = area, old.body.last_row
        # A range that reaches beyond the table is older than the table's own; it stays.
        if area.last_row == end or new.body.last_row < area.last_row < end:
            edges = replace(edges, last_row=new.body.last_row)
        # What is sorted by is one column, and stays that column.
        if not span.name.endswith("Condition") and area.last_column == old.area.last_column:
            edges = replace(edges, last_column=new.area.last_column)
        if edges.first_row <= edges.last_row and edges != area:
            yield _with_ref(part, span, str(edges))
    for inner in _nested(part, span):
        yield from _with_moved_refs(part, inner, old, new)


def _nested(part: Part, span: Span) -> Iterable[Span]:
    names = {"sortState", "sortCondition"}
    return (each for each in part.children(span) if each.name.rpartition(":")[2] in names)


def _with_ref(part: Part, span: Span, ref: str) -> tuple[int, int, str]:
    return span.start, span.inner, with_attribute(part.start_tag(span), "ref", ref)
