"""Puts rows on a sheet of the owner's: in the blank rows of its table, then below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.edits import AppendRows, SetCell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.workbook.edits import Edit, EditValue
    from planner.workbook.read_sheets import Sheets


def rows_below(sheets: Sheets, sheet: str, rows: Sequence[Mapping[int, EditValue]]) -> list[Edit]:
    """Make the edits for rows in the blank rows of the sheet's table, then below the last.

    Each of `rows` maps a column number to a value.
    """
    tables = sheets.tables(sheet)
    blank = blank_rows(sheets, sheet, tables[0].first_row) if len(tables) == 1 else ()
    edits: list[Edit] = [
        SetCell(sheet, number, at, value, over_formula=False)
        for number, row in zip(blank, rows, strict=False)
        for at, value in row.items()
    ]
    rest = rows[len(blank) :]
    return [*edits, AppendRows(sheet, rest)] if rest else edits


def blank_rows(sheets: Sheets, sheet: str, header_row: int, filled: int = 0) -> tuple[int, ...]:
    """List the blank rows at the end of the sheet's table, below the row `filled`."""
    tables = [each for each in sheets.tables(sheet) if each.first_row == header_row]
    filled = max(filled, header_row)
    if not tables or tables[0].has_totals or filled >= tables[0].last_row:
        return ()
    for row in sheets.rows(sheet):
        if row.number <= tables[0].last_row and any(text.strip() for text in row.texts):
            filled = max(filled, row.number)
    return tuple(range(filled + 1, tables[0].last_row + 1))
