"""Builds the sheets of a starter workbook: a title, lines of guidance, then names or columns.

openpyxl makes these workbooks and never saves one of the user's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.starter import starter_words
from planner.model.cells import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

    from planner.contacts.starter.starter_words import Column, Line

    Value = str | int | float | date | None


INK, DEEP, PALE, RULE, QUIET = "1F2937", "1F4E5F", "E8F1F2", "C9D6D9", "5B6770"
_ROWS_WITH_HELP, _BLANK_ROWS = 1000, 20
_DATE = "yyyy-mm-dd"
_WRAPS = 30  # a column this wide holds sentences
# planner's reader knows by these words that the third column holds no values.
_LINE_HEADER = ("Name", "Value", "What it is for")
_STEPS = ((1, None, None, 0, "any answer"), (2, None, None, 3, "any answer"),
          (3, None, None, 7, "any answer"))  # fmt: skip


def starter_workbook(*, with_examples: bool) -> Workbook:
    """Make the sheets Contacts, Sender, Sequence, Do not contact and Settings, ready to fill in.

    `with_examples` puts a few example rows into Contacts, which get no message.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - openpyxl is heavy

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "planner"
    workbook.properties.title = "Contacts"
    contacts, columns = starter_words.CONTACTS_GUIDANCE, starter_words.CONTACTS
    examples = starter_words.EXAMPLES if with_examples else ()
    rows = [[example.get(column.header) for column in columns] for example in examples]
    sheet = add_columns_sheet(workbook, "Contacts", contacts, columns, rows)
    _fade(sheet, len(contacts) + 3, len(rows))
    add_lines_sheet(workbook, "Sender", starter_words.SENDER_GUIDANCE, starter_words.SENDER)
    add_columns_sheet(
        workbook, "Sequence", starter_words.SEQUENCE_GUIDANCE, starter_words.SEQUENCE, _STEPS
    )
    add_columns_sheet(
        workbook,
        "Do not contact",
        starter_words.DO_NOT_CONTACT_GUIDANCE,
        starter_words.DO_NOT_CONTACT,
    )
    add_lines_sheet(workbook, "Settings", starter_words.SETTINGS_GUIDANCE, starter_words.SETTINGS)
    return workbook


def _fade(sheet: Worksheet, first: int, rows: int) -> None:
    """Show the example rows in the colour of guidance."""
    from openpyxl.styles import Font  # noqa: PLC0415 - openpyxl is heavy

    for row in sheet.iter_rows(min_row=first + 1, max_row=first + rows):
        for cell in row:
            cell.font = Font(name="Calibri", italic=True, color=QUIET)


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


def set_up_view(sheet: Worksheet, header_row: int) -> None:
    """Freeze the header, and print it on each page, landscape and as wide as one page."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - heavy

    sheet.freeze_panes = f"B{header_row + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = DEEP
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.row_dimensions[header_row].height = 22


def style_header(cells: Iterable[Cell | MergedCell]) -> None:
    """Give header cells white bold text on the deep colour."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - openpyxl is heavy

    for cell in cells:
        cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=DEEP)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def put_table(sheet: Worksheet, name: str, reference: str) -> None:
    """Make the cells of `reference` an Excel table, with filters in its header."""
    from openpyxl.worksheet.table import Table, TableStyleInfo  # noqa: PLC0415 - heavy

    table = Table(displayName=name, ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)


def add_dropdown(sheet: Worksheet, cells: str, choices: Sequence[str]) -> None:
    """Offer `choices` in `cells`; other words stay possible."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - heavy

    listed = DataValidation(
        type="list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=False
    )
    sheet.add_data_validation(listed)
    listed.add(cells)


def add_columns_sheet(
    workbook: Workbook,
    title: str,
    guidance: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]] = (),
) -> Worksheet:
    """Add a sheet whose columns are an Excel table, its header frozen below the guidance.

    Some blank rows are laid out below `rows`; hints are cell notes.
    """
    sheet: Worksheet = workbook.create_sheet(title)
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[column_letters(number)].width = column.width
    header_row = put_title(sheet, title, guidance, columns=min(len(columns), 6))
    last = header_row + len(rows) + _BLANK_ROWS
    for number, column in enumerate(columns, start=1):
        _lay_out(sheet, column, number, header_row, last)
    style_header(sheet[header_row])
    for row, values in enumerate(rows, start=header_row + 1):
        for number, value in enumerate(values, start=1):
            sheet.cell(row, number, value)
    set_up_view(sheet, header_row)
    name = title.replace(" ", "_")
    put_table(sheet, name, f"A{header_row}:{column_letters(len(columns))}{last}")
    return sheet


def _lay_out(sheet: Worksheet, column: Column, number: int, header_row: int, last: int) -> None:
    """Head a column, and make its cells ready: dropdown, date format, wrapping, rules."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - openpyxl is heavy
    from openpyxl.styles import Alignment  # noqa: PLC0415 - same

    letters = column_letters(number)
    header = sheet.cell(header_row, number, column.header)
    if column.hint:
        header.comment = Comment(column.hint, "planner", height=70, width=240)
    if column.choices:
        cells = f"{letters}{header_row + 1}:{letters}{header_row + _ROWS_WITH_HELP}"
        add_dropdown(sheet, cells, column.choices)
    if column.is_date:
        sheet.column_dimensions[letters].number_format = _DATE
    for row in range(header_row + 1, last + 1):
        cell = sheet.cell(row, number)
        cell.alignment = Alignment(
            horizontal="left", vertical="top", wrap_text=column.width >= _WRAPS
        )
        cell.border = _rule()
        if column.is_date:
            cell.number_format = _DATE


def add_lines_sheet(
    workbook: Workbook, title: str, guidance: Sequence[str], lines: Sequence[Line]
) -> Worksheet:
    """Add a sheet of names, values to be filled in, and what each is for."""
    sheet: Worksheet = workbook.create_sheet(title)
    for letters, width in (("A", 26), ("B", 58), ("C", 78)):
        sheet.column_dimensions[letters].width = width
    header_row = put_title(sheet, title, guidance, columns=3)
    for number, word in enumerate(_LINE_HEADER, start=1):
        sheet.cell(header_row, number, word)
    style_header(sheet[header_row])
    for row, line in enumerate(lines, start=header_row + 1):
        _put_line(sheet, row, line)
    set_up_view(sheet, header_row)
    return sheet


def _put_line(sheet: Worksheet, row: int, line: Line) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - openpyxl is heavy

    sheet.row_dimensions[row].height = 18
    name, value, hint = (sheet.cell(row, column) for column in (1, 2, 3))
    name.value, name.font = line.name, Font(name="Calibri", bold=True, color=INK)
    value.fill = PatternFill("solid", fgColor=PALE)
    value.number_format = "@"  # a phone number keeps its zeros
    hint.value, hint.font = line.hint, Font(name="Calibri", italic=True, color=QUIET)
    for cell in (name, value, hint):
        cell.border = _rule()
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=cell is value)
    if line.choices:
        add_dropdown(sheet, value.coordinate, line.choices)


def _rule() -> Border:
    from openpyxl.styles import Border, Side  # noqa: PLC0415 - openpyxl is heavy

    return Border(bottom=Side(style="thin", color=RULE))
