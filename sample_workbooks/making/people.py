"""The invented people, one CSV file a sample, and how their values are typed into a sheet."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

__all__ = [
    "TEXT",
    "dropdown",
    "fill_names",
    "headed",
    "number",
    "people",
    "typed",
    "widen",
    "wrapped",
]

TEXT = "@"
_TWO_LINES = 31  # points
_INK, _PAPER = "FFFFFFFF", "FF1F4E5F"


def people(sample: str) -> list[dict[str, str]]:
    """The people of a sample, in the order of its file."""
    path = Path(__file__).with_name(f"{sample}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> int | float:
    """The number that the text spells: whole where it has no point."""
    return float(text) if "." in text else int(text)


def typed(sheet: Worksheet, row: int, column: int, text: str, number_format: str) -> None:
    """Type a value in as its owner would: a date or a number where the format is for one.

    `number_format` is Excel's; "" leaves a plain text cell. An empty text leaves the cell empty,
    but formatted, as dragging a format down a column does.
    """
    cell = sheet.cell(row, column)
    if number_format:
        cell.number_format = number_format
    if not text:
        return
    if number_format in {"", TEXT}:
        cell.value = text
    elif "-" in text:
        cell.value = date.fromisoformat(text)
    else:
        cell.value = number(text)
    if number_format:
        cell.number_format = number_format  # openpyxl gives a date its own


def wrapped(sheet: Worksheet, row: int, column: int) -> None:
    """Let the text of a cell take two lines, and the row be high enough for them."""
    for cell in sheet[row]:
        cell.alignment = Alignment(vertical="top", wrap_text=cell.column == column)
    sheet.row_dimensions[row].height = _TWO_LINES


def headed(sheet: Worksheet, row: int, headers: Sequence[str]) -> None:
    """Write the header row, white on dark."""
    for column, header in enumerate(headers, start=1):
        cell = sheet.cell(row, column, header)
        cell.font = Font(bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_PAPER)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def widen(sheet: Worksheet, widths: Mapping[str, float]) -> None:
    """Set column widths by letter, in characters."""
    for letter, width in widths.items():
        sheet.column_dimensions[letter].width = width


def dropdown(sheet: Worksheet, cells: str, choices: Sequence[str]) -> None:
    """Offer choices in a range, and let its owner type something else all the same."""
    listed = ",".join(choices)
    rule = DataValidation(
        type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False
    )
    rule.add(cells)
    sheet.add_data_validation(rule)


def fill_names(sheet: Worksheet, lines: Mapping[str, str | int], *, start: int = 1) -> None:
    """Write a sheet of names and values: names in column A, values in column B."""
    for row, (name, value) in enumerate(lines.items(), start=start):
        sheet.cell(row, 1, name).font = Font(bold=True)
        sheet.cell(row, 2, value).alignment = Alignment(vertical="top", wrap_text=True)
    widen(sheet, {"A": 22, "B": 70})
