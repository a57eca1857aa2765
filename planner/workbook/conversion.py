"""Makes an .xlsx of a file that planner can read and not write: .xls, .xlsb, .ods, .csv."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planner.model.errors import WorkbookError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddSheet, ReplaceSheet
from planner.workbook.free_names import LONGEST_SHEET_NAME, free_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import Edit, EditValue
    from planner.workbook.read_sheets import Sheets
    from planner.workbook.read_types import SheetInfo


# What Excel does not take in a sheet's name, and how long it may be.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def target_of(source: Path) -> Path:
    """Where the .xlsx of `source` goes: beside it, under the same name."""
    return source.with_suffix(".xlsx")


def convert(sheets: Sheets, target: Path, edits: Iterable[Edit] = ()) -> SaveReport:
    """Write the values of `sheets` to a new workbook at `target`, and carry out `edits` there.

    Formats, formulas and pictures are not taken along; what they show is.

    Raises:
        WorkbookError: there is a file at `target` already, or it cannot be written.
    """
    if target.exists():
        raise WorkbookError(
            f"{sheets.path.name} can be read and not written to, and {target.name} exists already.",
            f"Go on with {target.name}, or name another file with --out.",
        )
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - as is what follows

    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and needed here alone

    with_cells = [info for info in sheets.sheets if info.is_worksheet]
    names = _names(with_cells)
    first, *others = [_rows(sheets, info.name) for info in with_cells]
    empty = Workbook()
    empty.worksheets[0].title = names[0]
    empty.properties.creator = "planner"
    with TemporaryDirectory(prefix="planner-") as folder:
        blank = Path(folder) / "blank.xlsx"
        empty.save(blank)
        filled: list[Edit] = [ReplaceSheet(names[0], first)]
        filled += [AddSheet(name, rows) for name, rows in zip(names[1:], others, strict=True)]
        return apply_edits(blank, [*filled, *edits], target)


def _names(found: Sequence[SheetInfo]) -> list[str]:
    """Names that Excel takes, each another one."""
    names: list[str] = []
    for info in found:
        plain = _FORBIDDEN.sub(" ", info.name).strip(" '")[:LONGEST_SHEET_NAME] or "Contacts"
        names.append(free_name(plain, names, longest=LONGEST_SHEET_NAME))
    return names


def _rows(sheets: Sheets, name: str) -> Iterator[list[EditValue]]:
    """The rows from the top, blank ones too, so that every row keeps its number."""
    last = 0
    for row in sheets.rows(name):
        for _blank in range(last + 1, row.number):
            yield []
        yield [
            value if value is None or isinstance(value, str | int | float | date) else text
            for value, text in zip(row.values, row.texts, strict=True)
        ]
        last = row.number
