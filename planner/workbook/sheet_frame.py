"""Changes what stands before and behind a sheet's rows: dimension, columns, rules, links.

The order of a worksheet's children is fixed by its schema (ECMA-376 Part 1, 18.3.1.99).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.workbook.bounds import MAX_COLUMNS
from planner.workbook.references import Area, grown
from planner.workbook.row_patch import attribute, masked
from planner.workbook.searching import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.workbook.row_patch import RowTag


_AFTER_ROWS = [
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]
_ORDER = {name.encode(): place for place, name in enumerate(_AFTER_ROWS)}
# Excel wraps form controls so; they keep the place that their content has.
_ORDER[b"AlternateContent"] = _ORDER[b"controls"]

_TAG = re.compile(rb"""<(/?)(?:[\w.-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(/?)>""")
_DIMENSION = re.compile(rb"""(<(?:[\w.-]+:)?dimension\s[^>]*?\bref\s*=\s*["'])([^"']*)(["'])""")
_SQREF = re.compile(rb"""(\ssqref\s*=\s*["'])([^"']*)(["'])|(<(?:[\w.-]+:)?sqref>)([^<]*)(<)""")
_HYPERLINK = re.compile(rb"<(?:[\w.-]+:)?hyperlink(?=\s)[^>]*/>")
# Excel's own limit of links on a sheet (Microsoft, "Excel specifications and limits").
_MAX_LINKS = 65_530
_WIDTH = re.compile(rb"[0-9]{1,3}(?:\.[0-9]{1,20})?")
_COL = re.compile(rb"<(?:[\w.-]+:)?col(?=\s)[^>]*>")


def children(xml: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The elements on the outermost level of a piece of XML: name, start, end."""
    depth = start = 0
    for match in _TAG.finditer(masked(xml)):
        closing, name, _attributes, empty = match.groups()
        if closing:
            depth -= 1
            if depth < 0:
                return
        elif not depth:
            start = match.start()
        if not closing and not empty:
            depth += 1
        elif not depth:
            yield name, start, match.end()


def inserted(tail: bytes, name: bytes, xml: bytes) -> bytes:
    """Put an element behind the rows at the place that the schema gives it.

    `tail` begins with the end tag of the sheet's data.
    """
    begin = tail.index(b">") + 1
    place, at = _ORDER[name], begin
    for other, _start, end in children(tail[begin:]):
        if _ORDER.get(other, -1) <= place:
            at = begin + end
        else:
            break
    return tail[:at] + xml + tail[at:]


def with_dimension(head: bytes, area: Area | None) -> bytes:
    """Let the sheet's dimension hold `area` as well, where the sheet states one."""
    match = _DIMENSION.search(masked(head))
    if match is None or area is None:
        return head
    old = Area.parsed(match[2].decode("ascii", "replace"))
    new = area if old is None else area.united(old)
    if new == old:
        return head
    return head[: match.start(2)] + str(new).encode() + head[match.end(2) :]


def column_styles(head: bytes) -> dict[int, int]:
    """The style of each column that has one of its own."""
    styles: dict[int, int] = {}
    for match in _COL.finditer(head):
        first, last, style = _numbers(match[0], b"min", b"max", b"style")
        if style and len(styles) < MAX_COLUMNS:
            columns = range(first, min(last, MAX_COLUMNS) + 1)
            styles.update(dict.fromkeys(columns, style))
    return styles


def column_widths(head: bytes) -> dict[int, float]:
    """The width of each column that shows and has one of its own."""
    widths: dict[int, float] = {}
    for match in _COL.finditer(head):
        first, last = _numbers(match[0], b"min", b"max")
        width = attribute(match[0], b"width") or b""
        is_shown = attribute(match[0], b"hidden") not in {b"1", b"true"}
        if is_shown and _WIDTH.fullmatch(width) and len(widths) < MAX_COLUMNS:
            columns = range(first, min(last, MAX_COLUMNS) + 1)
            widths.update(dict.fromkeys(columns, float(width)))
    return widths


def _numbers(tag: bytes, *names: bytes) -> Iterator[int]:
    return (whole_number(attribute(tag, name)) for name in names)


def with_grown_ranges(tail: bytes, body: Area, last_row: int) -> bytes:
    """Let formats and rules that cover the table's last row cover its new last row."""

    def longer(match: re.Match[bytes]) -> bytes:
        before, sqref, after = (each for each in match.groups() if each is not None)
        return before + grown(sqref.decode("utf-8"), body, last_row).encode() + after

    return _SQREF.sub(longer, tail)


def with_column(head: bytes, column: int, width: float, tag: RowTag, *, is_hidden: bool) -> bytes:
    """Give a column its width, unless the sheet has a word on that column already."""
    hidden = b' hidden="1"' if is_hidden else b""
    xml = b'<%bcol min="%d" max="%d" width="%b" customWidth="1"%b/>' % (
        *(tag.prefix, column, column, f"{width:g}".encode(), hidden),
    )
    scan = masked(head)
    later = len(head)
    for match in _COL.finditer(scan):
        first, last = _numbers(match[0], b"min", b"max")
        if first <= column <= last:
            return head
        if first > column:
            later = min(later, match.start())
    closing = scan.find(b"</" + tag.prefix + b"cols")
    if closing >= 0:
        at = min(later, closing)
        return head[:at] + xml + head[at:]
    at = scan.rindex(b"<" + tag.prefix + b"sheetData")
    return head[:at] + b"<%bcols>%b</%bcols>" % (tag.prefix, xml, tag.prefix) + head[at:]


def with_validation(tail: bytes, sqref: str, choices: Sequence[str], tag: RowTag) -> bytes:
    """Add a dropdown of `choices`; other words stay possible."""
    words = ",".join(choices).replace("&", "&amp;").replace("<", "&lt;").replace('"', '""')
    xml = (
        f'<{tag.prefix.decode()}dataValidation type="list" allowBlank="1" sqref="{sqref}">'
        f"<{tag.prefix.decode()}formula1>&quot;{words}&quot;</{tag.prefix.decode()}formula1>"
        f"</{tag.prefix.decode()}dataValidation>"
    ).encode()
    scan = masked(tail)
    opening = re.search(rb"<(?:[\w.-]+:)?dataValidations(?=[\s/>])[^>]*>", scan)
    if opening is None or opening[0].endswith(b"/>"):
        new = b'<%bdataValidations count="1">%b</%bdataValidations>' % (tag.prefix, xml, tag.prefix)
        return inserted(tail, b"dataValidations", new)
    count = attribute(opening[0], b"count")
    head = opening[0]
    if count is not None and count.isdigit():
        head = re.sub(
            rb"""(\bcount\s*=\s*["'])\d+""", rb"\g<1>%d" % (whole_number(count) + 1), head
        )
    return tail[: opening.start()] + head + xml + tail[opening.end() :]


def with_links(tail: bytes, links: Mapping[str, str], tag: RowTag, *, is_strict: bool) -> bytes:
    """Let cells open the addresses behind relationship ids, in place of what they opened before."""
    namespace = (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        if is_strict
        else (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships")
    )

    def kept(match: re.Match[bytes]) -> bytes:
        ref = attribute(match[0], b"ref") or b""
        return b"" if ref.decode("ascii", "replace") in links else match[0]

    tail = _HYPERLINK.sub(kept, tail)
    room = _MAX_LINKS - len(_HYPERLINK.findall(tail))
    xml = b"".join(
        b'<%bhyperlink ref="%b" xmlns:rel="%b" rel:id="%b"/>'
        % (tag.prefix, reference.encode(), namespace, rel_id.encode())
        for reference, rel_id in [*links.items()][: max(room, 0)]
    )
    if not xml:
        return tail
    name = tag.prefix + b"hyperlinks"
    opening = re.search(rb"<(?:[\w.-]+:)?hyperlinks(?=[\s/>])[^>]*>", masked(tail))
    if opening is None or opening[0].endswith(b"/>"):
        if opening is not None:
            tail = tail[: opening.start()] + tail[opening.end() :]
        return inserted(tail, b"hyperlinks", b"<%b>%b</%b>" % (name, xml, name))
    return tail[: opening.end()] + xml + tail[opening.end() :]


def is_protected(tail: bytes) -> bool:
    """Whether the sheet's protection is on."""
    if b"sheetProtection" not in tail:  # a sheet may have a link on every row
        return False
    for name, start, end in children(tail[tail.index(b">") + 1 :]):
        if name == b"sheetProtection":
            begin = tail.index(b">") + 1
            return attribute(tail[begin + start : begin + end], b"sheet") in {b"1", b"true"}
    return False
