"""Puts the report on planner's own sheet of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.model.frozen import frozen
from planner.reporting.report_sheet import MARK, report_sheet
from planner.reporting.status_counts import status_counts
from planner.tracking.save_book import own_sheet, save
from planner.workbook.edits import DrawSheet

if TYPE_CHECKING:
    from planner.reporting.report import Report
    from planner.tracking.book import Book
    from planner.workbook.apply import SaveReport

_NAME = "Report"


@frozen
class SheetReport:
    """A report, the sheet that shows it, and the save that put it there."""

    report: Report
    sheet: str
    saved: SaveReport


def write_sheet(book: Book, report: Report) -> SheetReport:
    """Draw the report on planner's own sheet Report, or anew where it stands.

    Somebody's own sheet of that name stays; planner's takes the next free one. Where it says the
    same already, nothing is written.

    Raises:
        UsageError: the workbook is of a kind that planner can only read.
        WorkbookError: the sheet cannot be written.
    """
    if not book.sheets.is_writable:
        raise UsageError(
            f"{book.path.name} is of a kind that planner can only read, so it takes no sheet.",
            "Save it as .xlsx in Excel, or leave --sheet out.",
        )
    name, _is_there = own_sheet(book, _NAME, MARK)
    drawn = DrawSheet(name, report_sheet(report, status_counts(book), name))
    return SheetReport(report, name, save(book, [drawn]))
