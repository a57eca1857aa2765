"""Builds the sheets of a starter workbook: a title, lines of guidance, then names or columns.

openpyxl makes these workbooks and never saves one of the user's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.values import column_letters
from planner.starter import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from planner.starter.words import Column, Line

    Value = str | int | float | date | None

__all__ = [
    "add_columns_sheet",
    "add_dropdown",
    "add_lines_sheet",
    "put_table",
    "put_title",
    "style_header",
]

INK, DEEP, PALE, RULE, QUIET = "1F2937", "1F4E5F", "E8F1F2", "C9D6D9", "5B6770"
_ROWS_WITH_HELP = 1000


def put_title(sheet: Worksheet, title: str, guidance: Iterable[str], *, columns: int) -> int:
    """Write a title and its guidance over the first `columns` columns; the next free row.

    One blank row stays between the guidance and what follows.
    """
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - openpyxl is heavy

    sheet["A1"] = title
    sheet["A1"].font = Font(name="Calibri", size=16, bold=True, color=DEEP)
    sheet.row_dimensions[1].height = 26
    row = 1
    for row, text in enumerate(guidance, start=2):
        sheet.cell(row, 1, text).font = Font(name="Calibri", size=11, color=QUIET)
        sheet.cell(row, 1).alignment = Alignment(vertical="top", wrap_text=True)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        sheet.row_dimensions[row].height = _height(sheet, text, columns)
    return row + 2


def _height(sheet: Worksheet, text: str, columns: int) -> float:
    width = sum(
        sheet.column_dimensions[column_letters(number)].width for number in range(1, columns + 1)
    )
    lines = -(-len(text) // int(width))
    return 15.5 * max(1, lines)


def style_header(cells: Iterable[Cell]) -> None:
    """Give header cells white bold text on the deep colour."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - openpyxl is heavy

    for cell in cells:
        cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=DEEP)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def put_table(sheet: Worksheet, name: str, reference: str) -> None:
    """Make the cells of `reference` an Excel table with quiet banding."""
    from openpyxl.worksheet.table import Table, TableStyleInfo  # noqa: PLC0415 - heavy

    table = Table(displayName=name, ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)


def add_dropdown(sheet: Worksheet, cells: str, choices: Sequence[str], *, hint: str = "") -> None:
    """Offer `choices` in `cells`; other words stay possible."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - heavy

    listed = DataValidation(
        type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False
    )
    if hint:
        listed.promptTitle, listed.prompt, listed.showInputMessage = "Choose", hint, True
    sheet.add_data_validation(listed)
    listed.add(cells)


def add_columns_sheet(
    workbook: Workbook,
    title: str,
    guidance: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]] = (),
    *,
    table: str = "",
) -> Worksheet:
    """Add a sheet of columns, its header frozen below the guidance; hints are cell notes."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - openpyxl is heavy

    sheet = workbook.create_sheet(title)
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[column_letters(number)].width = column.width
    header_row = put_title(sheet, title, guidance, columns=min(len(columns), 6))
    for number, column in enumerate(columns, start=1):
        header = sheet.cell(header_row, number, column.header)
        if column.hint:
            header.comment = Comment(column.hint, "planner", height=70, width=240)
        _help_below(sheet, column, column_letters(number), header_row)
    style_header(sheet[header_row])
    sheet.row_dimensions[header_row].height = 20
    last = header_row
    for last, values in enumerate(rows, start=header_row + 1):
        for number, value in enumerate(values, start=1):
            sheet.cell(last, number, value)
    sheet.freeze_panes = f"B{header_row + 1}"
    if table:
        end = f"{column_letters(len(columns))}{max(last, header_row + 1)}"
        put_table(sheet, table, f"A{header_row}:{end}")
    return sheet


def _help_below(sheet: Worksheet, column: Column, letters: str, header_row: int) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - openpyxl is heavy

    first, last = header_row + 1, header_row + _ROWS_WITH_HELP
    if column.choices:
        add_dropdown(sheet, f"{letters}{first}:{letters}{last}", column.choices)
    cell = sheet.cell(first, sheet[f"{letters}1"].column)
    cell.alignment = Alignment(vertical="top", wrap_text=column.width > 30)
    if column.is_date:
        sheet.column_dimensions[letters].number_format = "yyyy-mm-dd"
        cell.number_format = "yyyy-mm-dd"


def add_lines_sheet(
    workbook: Workbook,
    title: str,
    guidance: Sequence[str],
    lines: Sequence[Line],
    values: Mapping[str, str | int] | None = None,
) -> Worksheet:
    """Add a sheet of names and values; with `values`, only the names that it holds."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415 - heavy

    sheet = workbook.create_sheet(title)
    for letters, width in (("A", 26), ("B", 58), ("C", 78)):
        sheet.column_dimensions[letters].width = width
    row = put_title(sheet, title, guidance, columns=3)
    shown = [line for line in lines if values is None or line.name in values]
    rule = Border(bottom=Side(style="thin", color=RULE))
    for row, line in enumerate(shown, start=row):
        value = line.value if values is None else values[line.name]
        sheet.cell(row, 1, line.name).font = Font(name="Calibri", bold=True, color=INK)
        filled = sheet.cell(row, 2, value if value != "" else None)
        filled.fill = PatternFill("solid", fgColor=PALE)
        filled.number_format = "@" if isinstance(value, str) else "General"
        filled.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
        sheet.cell(row, 3, line.hint).font = Font(name="Calibri", italic=True, color=QUIET)
        for cell in sheet[row]:
            cell.border = rule
        if line.choices:
            add_dropdown(sheet, f"B{row}", line.choices)
    return sheet
