"""Writes worksheets that did not exist before, piece by piece: plain rows, or one styled table.

The order of a worksheet's children is fixed by its schema (ECMA-376 Part 1, 18.3.1.99). Rows may
come from a generator; what must be known of them afterwards (the table's range, its links) is
gathered while they pass.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from itertools import chain, count
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from planner.workbook.fresh_rows import (
    BLOCK,
    ColumnWriter,
    blocks,
    line_capacity,
    row_heights,
    rows_xml,
)
from planner.workbook.references import Area, letters
from planner.workbook.tables import fresh_table
from planner.workbook.xml_text import attribute, escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from planner.workbook.edits import AddTableSheet, EditValue, Link, TableColumn
    from planner.workbook.styles import Styles


# Excel's own limits (Microsoft, "Excel specifications and limits").
MAX_LINKS = 65_530
_MAX_URL = 2_079
_MAX_CHOICES = 255
_MAX_STRING = 255  # a string constant in a formula
_MAX_HEADER = 255

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'

_PRINTED_LINES = '<printOptions gridLines="1"/>'
_HEADER_FILL, _HEADER_TEXT, _TAB = "1F4E78", "FFFFFF", "1F4E78"
# The filter's button covers the end of a header, and Excel adds padding on both sides.
_BUTTON, _PADDING = 3.5, 0.71
_DATE, _MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_TABLE_ID = "rId1"
_URL_SIGNS = "%:/?#[]@!$&'()*+,;=~"
# Nearly all addresses are of this kind, and taking them apart costs more than writing the sheet.
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/%=&?#+-]*)?", re.ASCII)
# The cell of another column, in the formula of a rule.
_NAMED = re.compile(r"\[([^\]]+)\]")
_EXTERNAL = ' TargetMode="External"'
_HIDDEN = ' hidden="1"'


def plain_sheet(
    rows: Iterable[Sequence[EditValue]],
    *,
    date_style: Callable[[type], int],
    is_strict: bool = False,
    date1904: bool = False,
) -> Iterator[bytes]:
    """Write a worksheet of plain rows in pieces; a link becomes its text.

    `date_style` gives the cell format for `date` and for `datetime`; it is asked when one comes.

    Raises:
        UneditableWorkbookError: more rows or columns than a sheet has, or an impossible value.
    """
    styles = cache(date_style)

    @cache
    def column(place: int) -> ColumnWriter:
        return ColumnWriter(place + 1, 0, date_style=styles, date1904=date1904)

    yield f"{_opening(is_strict=is_strict)}<sheetData>".encode()
    first_row = 1
    for block in blocks(rows):
        yield rows_xml(first_row, block, column).encode()
        first_row += len(block)
    yield f"</sheetData>{_MARGINS}</worksheet>".encode()


def table_sheet(
    edit: AddTableSheet,
    *,
    styles: Styles,
    table_id: int,
    table_name: str,
    is_strict: bool = False,
    date1904: bool = False,
) -> NewTableSheet:
    """Plan a worksheet that is one Excel table; its cell formats are added to `styles` at once.

    Raises:
        ValueError: headers that a table cannot have, or a dropdown too long for a sheet.
    """
    _refuse_columns(edit.columns)
    return NewTableSheet(
        edit,
        styles,
        table=(table_id, table_name),
        is_strict=is_strict,
        date1904=date1904,
    )


class NewTableSheet:
    """A worksheet in the making. Take all of `chunks` first; then the rest is known."""

    def __init__(
        self,
        edit: AddTableSheet,
        styles: Styles,
        *,
        table: tuple[int, str],
        is_strict: bool,
        date1904: bool,
    ) -> None:
        self._edit = edit
        self._table = table
        self._is_strict = is_strict
        self._last_row = 1
        self._links: list[tuple[str, str]] = []
        self._targets: dict[str, str] = {}
        self._header_style = styles.cell(
            bold=True, wrap=True, top=False, fill=_HEADER_FILL, colour=_HEADER_TEXT
        )
        self._column_styles = [
            styles.cell(number_format=column.number_format, wrap=column.wrap, left=True)
            for column in edit.columns
        ]
        self._capacities = {
            place: line_capacity(column.width)
            for place, column in enumerate(edit.columns)
            if column.wrap and not column.hidden
        }
        self._fills = {
            fill: styles.dxf(fill)
            for column in edit.columns
            for fill in (*column.colours.values(), *column.rules.values())
        }
        self._writers = [
            self._writer(place, column, styles, date1904=date1904)
            for place, column in enumerate(edit.columns)
        ]

    def chunks(self) -> Iterator[bytes]:
        """Write the worksheet, taking the rows once.

        Raises:
            UneditableWorkbookError: more rows than a sheet has, or an impossible value.
            ValueError: a row with more cells than the table has columns.
        """
        waiting = blocks(self._edit.rows)
        first = next(waiting, [])
        # A table has one data row at least. A dimension is optional, and known in advance only
        # where the rows end within the first block.
        last_row = 1 + max(len(first), 1) if len(first) < BLOCK else 0
        yield self._head(last_row).encode()
        for block in chain((first,), waiting):
            heights = row_heights(block, self._capacities)
            yield rows_xml(self._last_row + 1, block, self._writer_at, heights).encode()
            self._last_row += len(block)
        self._last_row = max(self._last_row, 2)
        yield self._tail().encode()

    @property
    def table_xml(self) -> bytes:
        """The part of the table that the rows make."""
        return fresh_table(
            *self._table,
            [column.header for column in self._edit.columns],
            self._last_row,
            is_strict=self._is_strict,
        )

    def relationships(self, base: str, table_target: str) -> bytes:
        """The worksheet's relationships: its table and its links.

        `base` begins the types (`…/officeDocument/2006/relationships`); `table_target` is the
        table's part as seen from the sheet.
        """
        entry = '<Relationship Id="{}" Type="{}/{}" Target="{}"{}/>'
        # Of links there may be tens of thousands: their entries are not held as texts, too.
        xml = bytearray(f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">'.encode())
        xml += entry.format(_TABLE_ID, base, "table", attribute(table_target), "").encode()
        for url, rel_id in self._targets.items():
            xml += entry.format(rel_id, base, "hyperlink", attribute(url), _EXTERNAL).encode()
        xml += b"</Relationships>"
        return bytes(xml)

    def _writer(
        self, place: int, column: TableColumn, styles: Styles, *, date1904: bool
    ) -> ColumnWriter:
        own = self._column_styles[place]

        @cache
        def date_style(kind: type) -> int:
            code = column.number_format or (_MOMENT if kind is datetime else _DATE)
            return styles.cell(number_format=code, wrap=column.wrap, left=True)

        @cache
        def link_style() -> int:
            return styles.cell(base=own, link=True, top=False)

        def link(reference: str, value: Link) -> int:
            return link_style() if self._enter(reference, value.url) else own

        return ColumnWriter(place + 1, own, date_style=date_style, link=link, date1904=date1904)

    def _writer_at(self, place: int) -> ColumnWriter:
        if place >= len(self._writers):
            name, count = self._edit.name, len(self._writers)
            raise ValueError(f"sheet {name!r}: a row has more cells than the {count} columns")
        return self._writers[place]

    def _enter(self, reference: str, url: str) -> bool:
        """Let a cell open an address; False where the sheet has no room or the address is none."""
        target = _target(url) if len(self._links) < MAX_LINKS else ""
        if not target:
            return False
        rel_id = self._targets.setdefault(target, f"rId{len(self._targets) + 2}")
        self._links.append((reference, rel_id))
        return True

    def _head(self, last_row: int) -> str:
        columns = self._edit.columns
        dimension = f'<dimension ref="{Area(1, 1, last_row, len(columns))}"/>' if last_row else ""
        header = "".join(
            f'<c r="{letters(number)}1" s="{self._header_style}" t="inlineStr">'
            f'<is><t xml:space="preserve">{escaped(column.header)}</t></is></c>'
            for number, column in enumerate(columns, 1)
        )
        return (
            f"{_opening(is_strict=self._is_strict)}"
            f'<sheetPr><tabColor rgb="FF{_TAB}"/><pageSetUpPr fitToPage="1"/></sheetPr>{dimension}'
            f'<sheetViews><sheetView workbookViewId="0">{self._pane()}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{self._cols()}</cols>'
            f'<sheetData><row r="1"{self._header_height()}>{header}</row>'
        )

    def _pane(self) -> str:
        frozen = self._edit.frozen_columns
        first = f"{letters(frozen + 1)}2"
        active = "bottomRight" if frozen else "bottomLeft"
        split = f' xSplit="{frozen}"' if frozen else ""
        beside = '<selection pane="topRight"/><selection pane="bottomLeft"/>' if frozen else ""
        return (
            f'<pane{split} ySplit="1" topLeftCell="{first}" activePane="{active}" state="frozen"/>'
            f'{beside}<selection pane="{active}" activeCell="{first}" sqref="{first}"/>'
        )

    def _header_height(self) -> str:
        shown = (column for column in self._edit.columns if not column.hidden)
        is_tight = any(len(each.header) + _BUTTON > _width(each) for each in shown)
        return ' ht="30"' if is_tight else ""

    def _cols(self) -> str:
        return "".join(
            f'<col min="{number}" max="{number}" width="{_width(column):g}" style="{style}" '
            f'customWidth="1"{_HIDDEN if column.hidden else ""}/>'
            for number, (column, style) in enumerate(
                zip(self._edit.columns, self._column_styles, strict=True), 1
            )
        )

    def _tail(self) -> str:
        return (
            f"</sheetData>{self._conditional_formats()}{self._validations()}{self._hyperlinks()}"
            f"{_PRINTED_LINES}{_MARGINS}"
            '<pageSetup orientation="landscape" fitToHeight="0"/>'
            f'<tableParts count="1"><tablePart r:id="{_TABLE_ID}"/></tableParts></worksheet>'
        )

    def _body_of(self, number: int) -> str:
        return f"{letters(number)}2:{letters(number)}{self._last_row}"

    def _conditional_formats(self) -> str:
        formats = []
        priorities = count(1)
        for number, column in enumerate(self._edit.columns, 1):
            rules = [
                f'<cfRule type="cellIs" dxfId="{self._fills[fill]}" priority="{next(priorities)}" '
                f'operator="equal"><formula>{_literal(text)}</formula></cfRule>'
                for text, fill in column.colours.items()
            ]
            rules += [
                f'<cfRule type="expression" dxfId="{self._fills[fill]}" '
                f'priority="{next(priorities)}"><formula>{self._formula(text)}</formula></cfRule>'
                for text, fill in column.rules.items()
            ]
            if rules:
                formats.append(
                    f'<conditionalFormatting sqref="{self._body_of(number)}">{"".join(rules)}'
                    "</conditionalFormatting>"
                )
        return "".join(formats)

    def _formula(self, text: str) -> str:
        """A formula for the first row of the table, as the rules of columns spell it."""
        places = {column.header.casefold(): at for at, column in enumerate(self._edit.columns, 1)}
        return escaped(_NAMED.sub(lambda found: f"${letters(places[found[1].casefold()])}2", text))

    def _validations(self) -> str:
        lists = [
            # No error message: the words are a help, and others may be typed.
            '<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="0" '
            f'sqref="{self._body_of(number)}"><formula1>{_literal(",".join(column.choices))}'
            "</formula1></dataValidation>"
            for number, column in enumerate(self._edit.columns, 1)
            if column.choices
        ]
        tips = [
            f'<dataValidation allowBlank="1" showInputMessage="1" prompt="{attribute(column.tip)}" '
            f'sqref="{self._body_of(number)}"/>'
            for number, column in enumerate(self._edit.columns, 1)
            if column.tip
        ]
        rules = [*lists, *tips]
        if not rules:
            return ""
        return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>'

    def _hyperlinks(self) -> str:
        links = "".join(f'<hyperlink ref="{ref}" r:id="{rel_id}"/>' for ref, rel_id in self._links)
        return links and f"<hyperlinks>{links}</hyperlinks>"


def _opening(*, is_strict: bool) -> str:
    main, related = (_MAIN_STRICT, _RELATED_STRICT) if is_strict else (_MAIN, _RELATED)
    return f'{_DECLARATION}<worksheet xmlns="{main}" xmlns:r="{related}">'


def _width(column: TableColumn) -> float:
    """A column's width in Excel's unit, with room for its header's longest word."""
    words = column.header.split()
    return max(column.width, max(map(len, words), default=0) + _BUTTON) + _PADDING


def _literal(text: str) -> str:
    """A text as a string constant of a formula."""
    return '"' + escaped(text.replace('"', '""')) + '"'


def _target(url: str) -> str:
    """An address as Excel accepts it in a relationship; "" for one that it would stumble over."""
    if _PLAIN_URL.fullmatch(url) and len(url) <= _MAX_URL:
        return url
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    if not is_web and not (parts.scheme in {"mailto", "tel"} and parts.path):
        return ""
    # What a URI may not hold is spelled in percent; escapes that stand there already stay.
    spelled = quote(url.strip(), safe=_URL_SIGNS, errors="replace")
    return spelled if len(spelled) <= _MAX_URL else ""


def _refuse_columns(columns: Sequence[TableColumn]) -> None:
    folded = [column.header.casefold() for column in columns]
    if not folded or len(set(folded)) < len(folded) or "" in folded:
        raise ValueError(f"a table's headers must be unique and not blank: {folded}")
    for column in columns:
        if len(column.header) > _MAX_HEADER:
            raise ValueError(f"a header of a table holds {_MAX_HEADER} characters: {column.header}")
        if len(",".join(column.choices)) > _MAX_CHOICES:
            raise ValueError(
                f"the dropdown of {column.header!r} is longer than {_MAX_CHOICES} characters"
            )
        if any("," in choice or choice != choice.strip() for choice in column.choices):
            raise ValueError(f"a choice of {column.header!r} has a comma or outer blanks")
        if any(len(text) > _MAX_STRING for text in column.colours):
            raise ValueError(f"a coloured word of {column.header!r} is too long for a formula")
        if len(column.tip) > _MAX_STRING or (column.tip and column.choices):
            raise ValueError(f"the tip of {column.header!r} is too long, or beside a dropdown")
        named = {name.casefold() for rule in column.rules for name in _NAMED.findall(rule)}
        if not named <= set(folded):
            raise ValueError(f"a rule of {column.header!r} names a column that is not there")
