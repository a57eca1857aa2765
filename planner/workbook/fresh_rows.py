"""Spells blocks of rows as XML, column by column: a column of texts is escaped in one go.

Per cell, a call costs more than the work; so a block of rows is turned into columns, each column
into cells by what it holds, and the cells into rows again.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice, zip_longest
from types import NoneType
from typing import TYPE_CHECKING, cast

from planner.errors import UneditableWorkbookError
from planner.workbook.bounds import MAX_COLUMNS, MAX_ROWS
from planner.workbook.edits import Link
from planner.workbook.references import letters
from planner.workbook.text import cell, escaped_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from planner.workbook.edits import EditValue

__all__ = ["BLOCK", "ColumnWriter", "blocks", "rows_xml"]

# Rows that are spelled together: about a megabyte of XML where each holds a message.
BLOCK = 500


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

    def cells(self, first_row: int, values: Sequence[EditValue]) -> list[str]:
        """The cells of a block of rows, one string a row; "" where a row has none."""
        kinds = set(map(type, values)) - {NoneType}
        if not kinds:
            return [""] * len(values)
        if kinds == {str}:
            return self._texts(first_row, [cast("str", value) or "" for value in values])
        if kinds == {date}:
            return self._dates(first_row, cast("Sequence[date | None]", values))
        return [self._cell(row, value) for row, value in enumerate(values, first_row)]

    def _texts(self, first_row: int, texts: Sequence[str]) -> list[str]:
        start = self._start
        between = f'{self._styled} t="inlineStr"><is><t xml:space="preserve">'
        return [
            f"{start}{row}{between}{text}</t></is></c>" if text else ""
            for row, text in enumerate(escaped_all(texts), first_row)
        ]

    def _dates(self, first_row: int, days: Sequence[date | None]) -> list[str]:
        """A column of days holds few that differ, so each is spelled once."""
        style = self._date_style(date)
        ends = {day: cell("", day, style, date1904=self._date1904)[6:] for day in set(days)}
        start = self._start
        return [
            f"{start}{row}{ends[day]}" if day is not None else ""
            for row, day in enumerate(days, first_row)
        ]

    def _cell(self, row: int, value: EditValue) -> str:
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
) -> str:
    """Spell a block of rows; `column` gives the writer of a column by its place, from 0.

    Raises:
        UneditableWorkbookError: more rows than a sheet has, or a value that no cell can hold.
    """
    if first_row + len(block) - 1 > MAX_ROWS:
        raise UneditableWorkbookError(
            f"A sheet has room for {MAX_ROWS:,} rows.", "Split the list into several workbooks."
        )
    columns = [
        column(place).cells(first_row, values) for place, values in enumerate(zip_longest(*block))
    ]
    if not columns:
        return ""
    return "".join(
        f'<row r="{row}">{"".join(cells)}</row>'
        for row, cells in enumerate(zip(*columns, strict=True), first_row)
    )
