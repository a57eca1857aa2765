"""Writes lines of the Settings sheet: a name in one column, its value in the next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.workbook.edits import AddSheet, SetCell
from planner.workbook.references import Area

if TYPE_CHECKING:
    from planner.model.settings import Settings
    from planner.workbook.edits import Edit
    from planner.workbook.read_sheets import Sheets


def with_value(sheets: Sheets, settings: Settings, name: str, value: str) -> list[Edit]:
    """Make the edits that add `value` to the setting `name`, behind the values that it has.

    Without a Settings sheet there will be one; without the line it comes below the last.
    """
    if not _has_sheet(sheets, settings):
        return [AddSheet(settings.sheet, [("Setting", "Value"), (name, value)])]
    cell = settings.cells.get(name)
    if cell:
        row, column = _place(cell)
        told = f"{settings.values[name]}; {value}"
        return [SetCell(settings.sheet, row, column, told, over_formula=False)]
    filled = (row.number for row in sheets.rows(settings.sheet) if any(row.texts))
    below = max(filled, default=0) + 1
    values = _value_column(settings)
    return [
        SetCell(settings.sheet, below, max(values - 1, 1), name),
        SetCell(settings.sheet, below, values, value),
    ]


def _has_sheet(sheets: Sheets, settings: Settings) -> bool:
    return any(info.name == settings.sheet for info in sheets.sheets)


def _value_column(settings: Settings) -> int:
    columns = Counter(_place(cell)[1] for cell in settings.cells.values())
    return columns.most_common(1)[0][0] if columns else 2


def _place(cell: str) -> tuple[int, int]:
    area = Area.parsed(cell)
    assert area is not None, cell  # noqa: S101 - planner wrote the reference itself
    return area.first_row, area.first_column
