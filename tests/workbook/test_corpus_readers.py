"""Edited real workbooks as other programs see them: openpyxl, calamine and LibreOffice."""

from __future__ import annotations

import shutil
import warnings
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from python_calamine import CalamineError, load_workbook

from planner.model.errors import UneditableWorkbookError, UnreadableWorkbookError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddSheet, AddTableSheet, AppendRows, Link, SetCell, TableColumn
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from planner.workbook.edits import Edit, EditValue

pytestmark = pytest.mark.corpus

MARK = "Zoë & <Ann> 😀"
NAME = "Tracking by planner"
# Two members whose names differ by case alone: Excel takes one, calamine the other.
TWO_OF_A_NAME = "duplicate-filename-case-insensitive.xlsx"
COLUMNS = (
    TableColumn("Touch ID"),
    TableColumn("Status", choices=("drafted", "sent"), colours={"sent": "C6EFCE"}),
    TableColumn("Sent on", number_format="yyyy-mm-dd"),
    TableColumn("Link"),
)
ROWS: list[list[EditValue]] = [
    ["a#1", "drafted", None, Link("https://example.org/a", "a")],
    ["b#1", "sent", date(2026, 3, 2), None],
]


def edited(source: Path, target: Path) -> tuple[str, int, int] | None:
    """Edit a copy in each way planner knows; the place of the one cell that it sets, or None."""
    try:
        with read_sheets(source) as sheets:
            sheet = next(each for each in sheets.sheets if each.is_worksheet)
            # Below everything, so that the edit itself lies outside every comparison.
            below = 1 + max((row.number for row in sheets.stream_rows(sheet.name)), default=0)
    except (UnreadableWorkbookError, StopIteration):
        return None
    shutil.copyfile(source, target)
    steps: list[list[Edit]] = [
        [
            SetCell(sheet.name, below, 2, MARK),
            AddSheet("Plain by planner", [["a", 1, True, None, MARK]]),
            AddTableSheet(NAME, "TrackingByPlanner", COLUMNS, iter(ROWS)),
        ],
        [SetCell(NAME, 2, 2, "sent"), AppendRows(NAME, [{1: "c#1", 2: "drafted"}])],
    ]
    try:
        for step in steps:
            apply_edits(target, step)
    except UneditableWorkbookError:
        return None
    return sheet.name, below, 2


def calamine_values(path: Path) -> dict[tuple[str, int, int], object]:
    book = load_workbook(str(path))
    values: dict[tuple[str, int, int], object] = {}
    for name in book.sheet_names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except CalamineError:  # a chart sheet, or one that calamine cannot read before either
            continue
        values |= {
            (name, row, column): value
            for row, cells in enumerate(rows, start=1)
            for column, value in enumerate(cells, start=1)
            if value != ""
        }
    return values


def openpyxl_values(path: Path) -> dict[tuple[str, int, int], object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path)
    values = {
        (sheet.title, cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    book.close()
    return dict(values)


def seen(read: Callable[[Path], dict[tuple[str, int, int], object]], path: Path) -> object:
    """What a reader sees, or the kind of error with which it gives up."""
    try:
        return read(path)
    except BaseException as error:  # noqa: BLE001 - each reader fails in its own ways on odd files
        return type(error).__name__


def of_manageable_size(books: Sequence[Path]) -> Iterator[Path]:
    return (each for each in books if each.stat().st_size < 400_000)


@pytest.mark.parametrize(
    ("reader", "read"), [("calamine", calamine_values), ("openpyxl", openpyxl_values)]
)
def test_every_value_elsewhere_is_what_it_was(
    reader: str,
    read: Callable[[Path], dict[tuple[str, int, int], object]],
    good_workbooks: list[Path],
    tmp_path: Path,
) -> None:
    counts: Counter[str] = Counter()
    for source in of_manageable_size(good_workbooks):
        before = seen(read, source)
        target = tmp_path / f"edited{source.suffix}"
        place = edited(source, target)
        if place is None:
            counts["refused, or without cells"] += 1
            continue
        after = seen(read, target)
        if not isinstance(before, dict):
            counts["unreadable to it before, too"] += 1
            continue
        assert isinstance(after, dict), (source.name, after)
        added = {key: value for key, value in after.items() if key not in before}
        kept = {key: after.get(key) for key in before}
        assert kept == before, source.name
        if not before and not added:
            counts["unreadable to it before, too"] += 1  # Strict workbooks
            continue
        if source.name == TWO_OF_A_NAME and reader == "calamine":
            counts["read through the other of two members"] += 1
            continue
        assert added.pop(place) == MARK, source.name
        assert {name for name, _row, _column in added} == {"Plain by planner", NAME}, source.name
        assert [added[NAME, row, 1] for row in (1, 2, 3, 4)] == ["Touch ID", "a#1", "b#1", "c#1"]
        counts["equal"] += 1
        counts["values compared"] += len(before)
    print(reader, dict(counts))
    assert counts["equal"] >= 0.9 * (sum(counts.values()) - counts["values compared"])


@pytest.mark.office
def test_libreoffice_opens_sixty_edited_workbooks(
    good_workbooks: list[Path],
    convert_with_office: Callable[[Sequence[Path], str, Path], None],
    tmp_path: Path,
) -> None:
    made: list[Path] = []
    out = tmp_path / "out"
    # Evenly over the alphabet, and only what LibreOffice would not ask a password for.
    small = [*of_manageable_size(good_workbooks)]
    for source in small[:: max(1, len(small) // 75)]:
        target = tmp_path / f"{len(made):02}{source.suffix}"
        if len(made) < 60 and edited(source, target):
            made.append(target)

    for start in range(0, len(made), 20):
        convert_with_office(made[start : start + 20], "xlsx:Calc MS Excel 2007 XML", out)

    assert len(made) == 60
    opened = 0
    for path in made:
        book = load_workbook(str(out / f"{path.stem}.xlsx"))
        rows = book.get_sheet_by_name(NAME).to_python()
        assert [row[0] for row in rows] == ["Touch ID", "a#1", "b#1", "c#1"], path
        opened += 1
    print(f"LibreOffice opened {opened} edited workbooks")
