"""Splices cells into one `<row>` of a sheet; every byte outside the cells set stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.workbook.references import column_number, letters
from planner.workbook.searching import inside, possible_column, possible_row, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    # Writes one cell from its reference and the style that it has or would have.
    Writer: TypeAlias = Callable[[str, int], bytes]


# What hides XML from a search, by its second character: the first is far too frequent.
_HIDING = (re.compile(rb"!(?<=<!)"), re.compile(rb"\?(?<=<\?)"))
# What does not end hides the rest; to look for its end from each beginning would take too long.
_COMMENTS = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_REFERENCE = re.compile(rb"""(\sr\s*=\s*["']\$?[A-Za-z]{1,3}\$?)\d+(["'])""")
_ROW_NUMBER = re.compile(rb"""(\sr\s*=\s*["'])\d+(["'])""")
_HEIGHT = re.compile(rb"""\sht\s*=\s*["'][^"'<>]*["']""")
_FAR = 10**9
_SPANS = re.compile(rb"""(\sspans\s*=\s*["'])(\d+):(\d+)(["'])""")


def masked(xml: bytes) -> bytes:
    """The same XML to search in: comments, CDATA and instructions blanked, offsets equal.

    Where there are none it is the very same object.
    """
    if not any(each.search(xml) for each in _HIDING):
        return xml
    return _COMMENTS.sub(lambda match: b" " * len(match[0]), xml)


def attribute(tag: bytes, name: bytes) -> bytes | None:
    """The value of an attribute in a start tag, undecoded; None where it is missing."""
    at = tag.find(name)
    while at > 0:
        rest = tag[at + len(name) :].lstrip()
        if tag[at - 1 : at].isspace() and rest.startswith(b"="):
            quoted = rest[1:].lstrip()
            return quoted[1:].partition(quoted[:1])[0]
        at = tag.find(name, at + 1)
    return None


@frozen
class Cell:
    """One cell as it stands in a row's XML: its column, its style, and its place in the bytes."""

    column: int
    style: int
    start: int
    end: int
    xml: bytes

    @property
    def formula(self) -> bytes:
        """The start tag of its formula; empty for a plain value."""
        at = self.xml.find(b"f", 0)
        while at > 0:
            before, after = self.xml[at - 1 : at], self.xml[at + 1 : at + 2]
            if before in b"<:" and (after in b">/" or after.isspace()):
                return self.xml[at : self.xml.index(b">", at) + 1]
            at = self.xml.find(b"f", at + 1)
        return b""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it but its style."""
        return re.search(rb"<(?:[\w.-]+:)?(?:v|f|is)[\s/>]", self.xml) is None


@frozen
class RowTag:
    """The names of the elements in this sheet, with their namespace prefix if it has one."""

    prefix: bytes = b""

    def pattern_of_rows(self) -> re.Pattern[bytes]:
        """Matches the start tag of a row, or the end of the sheet's data."""
        name = re.escape(self.prefix)
        return re.compile(rb"<" + name + rb"row(?=[\s/>])[^>]*>|</" + name + rb"sheetData\s*>")

    def pattern_of_cells(self) -> re.Pattern[bytes]:
        """Matches an entire cell."""
        name = re.escape(self.prefix)
        return re.compile(
            rb"<%bc(?=[\s/>])(?:[^>]*/>|[^>]*>%b</%bc\s*>)" % (name, inside(b"c", name), name)
        )

    @property
    def end(self) -> bytes:
        return b"</" + self.prefix + b"row>"


def row_number(tag: bytes, last: int) -> int:
    """The number of a row by its start tag; one without a number follows the `last`.

    Raises:
        UnreadableWorkbookError: beyond the last row of a sheet.
    """
    if tag.startswith(b'<row r="'):  # nearly all do
        written: bytes | None = tag[8 : tag.find(b'"', 8)]
    else:
        written = attribute(tag, b"r")
    is_number = written is not None and written.isdigit()
    return possible_row(whole_number(written, _FAR) if is_number else last + 1)


def cells_of(row: bytes, pattern: re.Pattern[bytes]) -> list[Cell]:
    """The cells of one row's XML, in their order; a cell without a reference follows the last."""
    cells: list[Cell] = []
    column = 0
    scan = masked(row)
    for match in pattern.finditer(scan):
        possible_column(len(cells) + 1)
        tag = scan[match.start() : scan.index(b">", match.start()) + 1]
        reference = attribute(tag, b"r")
        column = column_number(_letters_of(reference)) if reference else column + 1
        start, end = match.span()
        style = whole_number(attribute(tag, b"s"))
        cells.append(Cell(possible_column(column), style, start, end, row[start:end]))
    return cells


def _letters_of(reference: bytes) -> str:
    return reference.decode("ascii", "replace").rstrip("0123456789").lstrip("$ ")


def patched_row(
    row: bytes,
    number: int,
    cells: list[Cell],
    writers: Mapping[int, Writer],
    style_of: Callable[[int], int],
    *,
    tag: RowTag,
) -> bytes:
    """Put cells into a row.

    `writers` give, per column, the XML of the cell from its reference and style; `style_of` tells
    the style of a column where the row has no cell yet.
    """
    if not writers:
        return row  # formulas stood in all of the cells, and stay
    row, pieces, at = _opened(row, tag), [], 0
    waiting = sorted(writers)
    inside = row.rindex(b"</")
    for cell in cells:
        while waiting and waiting[0] < cell.column:
            column = waiting.pop(0)
            pieces += [
                row[at : cell.start],
                writers[column](f"{letters(column)}{number}", style_of(column)),
            ]
            at = cell.start
        if waiting and waiting[0] == cell.column:
            column = waiting.pop(0)
            pieces += [
                row[at : cell.start],
                writers[column](f"{letters(column)}{number}", cell.style),
            ]
            at = cell.end
    pieces.append(row[at : cells[-1].end if cells else inside])
    at = cells[-1].end if cells else inside
    pieces += [
        writers[column](f"{letters(column)}{number}", style_of(column)) for column in waiting
    ]
    pieces.append(row[at:])
    return _spanned(b"".join(pieces), min(writers), max(writers))


def fresh_row(number: int, content: bytes, tag: RowTag) -> bytes:
    """A new row that holds `content`."""
    return b'<%brow r="%d">%b%b' % (tag.prefix, number, content, tag.end)


def with_height(row: bytes, height: bytes) -> bytes:
    """Give a row the attribute `height`, or none; one whose height was chosen by hand keeps it."""
    head, rest = row[: row.index(b">")], row[row.index(b">") :]
    if attribute(head + b">", b"customHeight") in {b"1", b"true"}:
        return row
    bare = _HEIGHT.sub(b"", head)
    return bare.rstrip(b"/") + height + (b"/" if bare.endswith(b"/") else b"") + rest


def renumbered(row: bytes, old: int, new: int, pattern: re.Pattern[bytes]) -> bytes:
    """Move a row to another number; references in its formulas stay as they are."""
    if new == old:
        return row
    moved, at = [], 0
    for cell in cells_of(row, pattern):
        tag = row[cell.start : row.index(b">", cell.start)]
        moved += [row[at : cell.start], _REFERENCE.sub(rb"\g<1>%d\g<2>" % new, tag, count=1)]
        at = cell.start + len(tag)
    moved.append(row[at:])
    joined = b"".join(moved)
    head = joined.index(b">")
    return _ROW_NUMBER.sub(rb"\g<1>%d\g<2>" % new, joined[:head], count=1) + joined[head:]


def _opened(row: bytes, tag: RowTag) -> bytes:
    """The row with an end tag of its own, where it was one empty tag."""
    head = row.index(b">")
    if row[head - 1 : head] != b"/":
        return row
    return row[: head - 1].rstrip() + b">" + tag.end


def _spanned(row: bytes, first: int, last: int) -> bytes:
    """Widen the row's `spans`, a hint on which columns it uses, where it has one."""
    head = row.index(b">") + 1
    match = _SPANS.search(row, 0, head)
    if match is None:
        return row
    low, high = min(whole_number(match[2], first), first), max(whole_number(match[3]), last)
    return (
        row[: match.start()] + b"%b%d:%d%b" % (match[1], low, high, match[4]) + row[match.end() :]
    )
