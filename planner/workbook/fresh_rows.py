"""Spells blocks of rows as XML, column by column: a column of texts is escaped in one go.

Per cell, a call costs more than the work; so a block of rows is turned into columns, each column
into cells by what it holds, and the cells into rows again.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice, repeat, zip_longest
from types import NoneType
from typing import TYPE_CHECKING, cast

from planner.model.errors import UneditableWorkbookError
from planner.workbook.bounds import MAX_COLUMNS, MAX_ROWS
from planner.workbook.edits import Link
from planner.workbook.references import letters
from planner.workbook.xml_text import cell, escaped_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from planner.workbook.edits import EditValue


# Rows that are spelled together: about a megabyte of XML where each holds a message.
BLOCK = 500

# A row stays lower than a screen, so that one can scroll: the rest of a text shows when edited.
_MOST_LINES = 18
_LINE = 15  # points, of the usual 11 point font
# A unit of width is a digit; the letters of a text are narrower, and its lines break early.
_LETTERS_PER_UNIT = 1.05
_HEIGHTS = ["", "", *(f' ht="{_LINE * lines}"' for lines in range(2, _MOST_LINES + 1))]


class ColumnWriter:
    """Spells the cells of one column. `style` is for all but dates and links.

    `date_style` gives the format of a cell that holds a `date` or a `datetime`; `link` takes a
    cell's reference and a link, and gives the style to show it in.
    """

    def __init__(
        self,
        column: int,
        style: int,
        *,
        date_style: Callable[[type], int],
        link: Callable[[str, Link], int] | None = None,
        date1904: bool = False,
    ) -> None:
        if column > MAX_COLUMNS:
            raise UneditableWorkbookError(
                f"A sheet has room for {MAX_COLUMNS:,} columns.", "Leave some columns out."
            )
        self._letters = letters(column)
        self._style = style
        self._date_style = date_style
        self._link = link
        self._date1904 = date1904
        self._start = f'<c r="{self._letters}'
        self._styled = f'" s="{style}"' if style else '"'

    def cells(self, rows: Sequence[str], values: Sequence[EditValue]) -> Sequence[str]:
        """The cells of a block of rows, one string a row; "" where a row has none."""
        kinds = set(map(type, values))
        has_gaps = NoneType in kinds
        kinds.discard(NoneType)
        if not kinds:
            return [""] * len(values)
        if kinds == {str}:
            texts = [value or "" for value in values] if has_gaps else values
            return self._texts(rows, cast("Sequence[str]", texts))
        if kinds == {int}:
            start, between = self._start, f"{self._styled}><v>"
            return [
                f"{start}{row}{between}{value}</v></c>" if value is not None else ""
                for row, value in zip(rows, values, strict=True)
            ]
        if kinds == {Link}:
            links = cast("Sequence[Link | None]", values)
            if all(each is None or each.text for each in links):
                return self._links(rows, links)
        if kinds == {date}:
            return self._dates(rows, cast("Sequence[date | None]", values))
        return [self._cell(row, value) for row, value in zip(rows, values, strict=True)]

    def _texts(self, rows: Sequence[str], texts: Sequence[str]) -> list[str]:
        start = self._start
        between = f'{self._styled} t="inlineStr"><is><t xml:space="preserve">'
        return [
            f"{start}{row}{between}{text}</t></is></c>" if text else ""
            for row, text in zip(rows, escaped_all(texts), strict=True)
        ]

    def _links(self, rows: Sequence[str], links: Sequence[Link | None]) -> list[str]:
        texts = escaped_all([each.text if each else "" for each in links])
        cells = []
        for row, link, text in zip(rows, links, texts, strict=True):
            if link is None:
                cells.append("")
                continue
            reference = f"{self._letters}{row}"
            style = self._link(reference, link) if self._link else self._style
            styled = f' s="{style}"' if style else ""
            cells.append(
                f'<c r="{reference}"{styled} t="inlineStr">'
                f'<is><t xml:space="preserve">{text}</t></is></c>'
            )
        return cells

    def _dates(self, rows: Sequence[str], days: Sequence[date | None]) -> list[str]:
        """A column of days holds few that differ, so each is spelled once."""
        style = self._date_style(date)
        ends = {day: cell("", day, style, date1904=self._date1904)[6:] for day in set(days)}
        start = self._start
        return [
            f"{start}{row}{ends[day]}" if day is not None else ""
            for row, day in zip(rows, days, strict=True)
        ]

    def _cell(self, row: str, value: EditValue) -> str:
        if value is None or value == "":
            return ""
        reference, style = f"{self._letters}{row}", self._style
        if isinstance(value, Link) and self._link is not None:
            style = self._link(reference, value)
        elif isinstance(value, date):
            style = self._date_style(datetime if isinstance(value, datetime) else date)
        return cell(reference, value, style, date1904=self._date1904)


def blocks(rows: Iterable[Sequence[EditValue]]) -> Iterator[list[Sequence[EditValue]]]:
    """Take rows block by block."""
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK)):
        yield block


def rows_xml(
    first_row: int,
    block: Sequence[Sequence[EditValue]],
    column: Callable[[int], ColumnWriter],
    heights: Iterable[str] | None = None,
) -> str:
    """Spell a block of rows; `column` gives the writer of a column by its place, from 0.

    `heights` are attributes for the rows' tags, one a row.

    Raises:
        UneditableWorkbookError: more rows than a sheet has, or a value that no cell can hold.
    """
    if first_row + len(block) - 1 > MAX_ROWS:
        raise UneditableWorkbookError(
            f"A sheet has room for {MAX_ROWS:,} rows.", "Split the list into several workbooks."
        )
    rows = [str(row) for row in range(first_row, first_row + len(block))]
    columns = [
        column(place).cells(rows, values) for place, values in enumerate(zip_longest(*block))
    ]
    if not columns:
        return ""
    return "".join(
        f'<row r="{row}"{height}>{"".join(cells)}</row>'
        for row, height, cells in zip(
            rows, heights or repeat("", len(rows)), zip(*columns, strict=True), strict=True
        )
    )


def row_heights(block: Sequence[Sequence[EditValue]], capacities: Mapping[int, int]) -> list[str]:
    """How high rows must be to show their wrapped texts, as attributes of their tags.

    `capacities` holds the characters that fit on a line, by the place of the column. Excel finds
    the heights out by itself, though it takes its time; LibreOffice shows one line without them.
    They are not marked as chosen by hand, so both programs fit a row anew when it is edited.
    """
    lines = [1] * len(block)
    for place, capacity in capacities.items():
        for at, row in enumerate(block):
            text = row[place] if place < len(row) else None
            if isinstance(text, str) and (len(text) > capacity or "\n" in text):
                lines[at] = max(lines[at], _lines(text, capacity))
    return [_HEIGHTS[min(count, _MOST_LINES)] for count in lines]


def line_capacity(width: float) -> int:
    """How many characters of a text fit on a line of a column so wide, in Excel's unit."""
    return max(int(width * _LETTERS_PER_UNIT), 1)


def _lines(text: str, capacity: int) -> int:
    return text.count("\n") + 1 + sum([len(line) // capacity for line in text.split("\n")])
