"""Counts that stay live in the workbook: how many messages stand where, by Excel's own formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.model.status import Status
from planner.workbook.references import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.tracking.book import Book


@frozen
class StatusCount:
    """How many messages have a status: Excel's formula for it, and what it gives today."""

    status: str
    formula: str
    number: int


def status_counts(book: Book) -> tuple[StatusCount, ...]:
    """Count the rows of Tracking by status, each in whatever word they say it.

    Raises:
        TrackingError: nothing is drafted yet.
    """
    sheet = book.tracking_sheet()
    cells = _cells(book)
    typed: dict[Status, dict[str, int]] = {status: {str(status): 0} for status in Status}
    for word, status in book.status_words.own.items():
        typed[status].setdefault(word.casefold(), 0)
    for touch in sheet.touches:
        if touch.status is not None:
            word = touch.text("Status").casefold()
            typed[touch.status][word] = typed[touch.status].get(word, 0) + 1
    return tuple(
        StatusCount(str(status), _formula(cells, words), sum(words.values()))
        for status, words in typed.items()
    )


def _cells(book: Book) -> str:
    """The cells of the column Status: of the Excel table, or else the whole column."""
    sheet = book.tracking_sheet()
    column = sheet.columns["Status"]
    for table in book.sheets.tables(sheet.name):
        if table.first_column <= column <= table.last_column:
            return f"{table.name}[Status]"
    quoted = sheet.name.replace("'", "''")
    return f"'{quoted}'!${letters(column)}:${letters(column)}"


def _formula(cells: str, words: Iterable[str]) -> str:
    spelled = [f'"={_literally(word)}"' for word in words]
    if len(spelled) == 1:
        return f"=COUNTIFS({cells},{spelled[0]})"
    return f"=SUMPRODUCT(COUNTIFS({cells},{{{','.join(spelled)}}}))"


def _literally(word: str) -> str:
    """The word as a criterion that means nothing else: no wildcard, no end of the text."""
    for sign in "~*?":
        word = word.replace(sign, f"~{sign}")
    return word.replace('"', '""')
