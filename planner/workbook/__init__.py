"""The only room that touches workbook files: rows and tables out, edits in."""

from __future__ import annotations

from planner.workbook.adopting import adopt
from planner.workbook.apply import SaveReport, apply_edits
from planner.workbook.conversion import convert, target_of
from planner.workbook.csv_rows import OpenQuoteError, csv_rows
from planner.workbook.edits import (
    AddColumn,
    AddSheet,
    AddTableSheet,
    AppendRows,
    Edit,
    EditValue,
    Link,
    RemoveRows,
    ReplaceSheet,
    SetCell,
    TableColumn,
)
from planner.workbook.foreign import decoded, text_sheets
from planner.workbook.hidden import hidden_folder
from planner.workbook.lock import workbook_lock
from planner.workbook.read import (
    Row,
    SheetInfo,
    Sheets,
    Sought,
    TableInfo,
    is_foreign,
    read_by_content,
    read_sheets,
    require_workbook,
)
from planner.workbook.save import fingerprint_of
from planner.workbook.text import MAX_TEXT
from planner.workbook.undo import UndoReport, undo

__all__ = [
    "MAX_TEXT",
    "AddColumn",
    "AddSheet",
    "AddTableSheet",
    "AppendRows",
    "Edit",
    "EditValue",
    "Link",
    "OpenQuoteError",
    "RemoveRows",
    "ReplaceSheet",
    "Row",
    "SaveReport",
    "SetCell",
    "SheetInfo",
    "Sheets",
    "Sought",
    "TableColumn",
    "TableInfo",
    "UndoReport",
    "adopt",
    "apply_edits",
    "convert",
    "csv_rows",
    "decoded",
    "fingerprint_of",
    "hidden_folder",
    "is_foreign",
    "read_by_content",
    "read_sheets",
    "require_workbook",
    "target_of",
    "text_sheets",
    "undo",
    "workbook_lock",
]
