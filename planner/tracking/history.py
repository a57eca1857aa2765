"""The History sheet: one row a change, appended and never touched again.

It answers "who got what, when, in which words": the text as sent stands in the row that says sent,
whatever becomes of the template or the Draft cell later.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.contacts.header_row import find_header
from planner.model.frozen import frozen
from planner.tracking.layout import status_colours
from planner.tracking.touch_values import as_text
from planner.workbook.edits import AddTableSheet, AppendRows, TableColumn
from planner.workbook.free_names import free_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.workbook.edits import Edit, EditValue
    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


HISTORY = "History"
# A History of before this column keeps its shape; its owner may add it.
WHO = "Who"

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("When", width=17, number_format="yyyy-mm-dd hh:mm"),
    TableColumn("Touch ID", width=20),
    TableColumn("Name", width=22),
    TableColumn("From", width=14, colours=status_colours({})),
    TableColumn("To", width=14, colours=status_colours({})),
    TableColumn("By", width=10),
    TableColumn("Note", width=44, wrap=True),
    TableColumn("Subject as sent", width=28, wrap=True),
    TableColumn("Text as sent", width=72, wrap=True),
    TableColumn(WHO, width=16),
)
_HEADERS = tuple(column.header for column in COLUMNS)


class By(StrEnum):
    """Who made a change."""

    EXCEL = "excel"
    COMMAND = "command"
    IMPORT = "import"
    SEND = "send"


@frozen
class Change:
    """One change of a touch; `before` and `after` are statuses in words and may be equal.

    `who` is the person of the team who made it, where the sheet has a column Who.
    """

    when: datetime | None
    touch: str
    name: str
    before: str
    after: str
    by: By
    note: str = ""
    subject: str = ""
    text: str = ""
    who: str = ""

    def cells(self) -> list[EditValue]:
        """The row of the History sheet."""
        return [
            self.when.replace(microsecond=0, tzinfo=None) if self.when else None,
            self.touch,
            self.name,
            self.before or None,
            self.after or None,
            str(self.by),
            self.note or None,
            self.subject or None,
            self.text or None,
            self.who or None,
        ]


@frozen
class HistorySheet:
    """The History sheet as it stands: its name, where its columns are, and its changes."""

    name: str
    columns: dict[str, int]
    changes: tuple[Change, ...]


def read_history(sheets: Sheets, *, with_changes: bool = True) -> HistorySheet | None:
    """Read the History sheet, or None where the workbook has none yet.

    Who only adds to it needs no look at its changes.
    """
    for info in sheets.sheets:
        if not info.is_worksheet:
            continue
        rows = iter(sheets.stream_rows(info.name))
        header = find_header(rows, _columns)
        if header is not None:
            columns = header[1]
            changes = [_change(row.values, columns) for row in rows] if with_changes else []
            return HistorySheet(info.name, columns, tuple(each for each in changes if each.touch))
    return None


def history_edits(
    sheet: HistorySheet | None, changes: Sequence[Change], taken: Iterable[str], who: str
) -> list[Edit]:
    """Make the edits that append changes to the History sheet, or add the sheet.

    `who` runs planner; who has typed a change in Excel is not known.
    """
    if not changes:
        return []
    rows = [
        change.cells() if change.by is By.EXCEL else replace(change, who=who).cells()
        for change in changes
    ]
    if sheet is None:
        return [AddTableSheet(free_name(HISTORY, taken), HISTORY, COLUMNS, rows)]
    placed = [
        {
            sheet.columns[header]: value
            for header, value in zip(_HEADERS, row, strict=True)
            if header in sheet.columns
        }
        for row in rows
    ]
    return [AppendRows(sheet.name, placed)]


def _columns(row: Row) -> dict[str, int]:
    columns = {text.strip(): number for number, text in enumerate(row.texts, start=1)}
    known = {header: columns[header] for header in _HEADERS if header in columns}
    return known if {"Touch ID", "From", "To", "By"} <= known.keys() else {}


def _change(values: Sequence[object], columns: dict[str, int]) -> Change:
    def cell(header: str) -> object:
        number = columns.get(header, 0)
        return values[number - 1] if 0 < number <= len(values) else None

    when = cell("When")
    by = as_text(cell("By"))
    return Change(
        when=when if isinstance(when, datetime) else None,
        touch=as_text(cell("Touch ID")),
        name=as_text(cell("Name")),
        before=as_text(cell("From")),
        after=as_text(cell("To")),
        by=By(by) if by in set(By) else By.EXCEL,
        note=as_text(cell("Note")),
        subject=as_text(cell("Subject as sent")),
        text=as_text(cell("Text as sent")),
        who=as_text(cell(WHO)).strip(),
    )
