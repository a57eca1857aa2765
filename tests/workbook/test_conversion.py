"""Files that planner can only read become new workbooks, which hold the same values."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.model.errors import WorkbookError
from planner.workbook.conversion import convert, target_of
from planner.workbook.edits import AddSheet
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from pathlib import Path

CSV = """Name;Firma;Zweck;PLZ
Anna Bergström;Acme;wie der Wechsel vom Archiv zum Records Management gelang;01067
Ben Okafor;Northwind;TBD;10115
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people [2026].csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_each_cell_of_a_csv_file_stands_where_it_stood(people: Path) -> None:
    target = target_of(people)

    with read_sheets(people) as sheets:
        report = convert(sheets, target, [AddSheet("More", [["a", 1]])])

    book = openpyxl.load_workbook(target)
    assert report.path == target
    assert book.sheetnames == ["people  2026", "More"]
    rows = [[cell or "" for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert rows == [line.split(";") for line in CSV.splitlines()]
    book.close()


def test_a_file_that_stands_there_is_never_replaced(people: Path) -> None:
    target = target_of(people)
    target.write_bytes(b"mine")

    with read_sheets(people) as sheets, pytest.raises(WorkbookError, match="exists already"):
        convert(sheets, target)

    assert target.read_bytes() == b"mine"


def test_drafting_a_csv_file_makes_a_workbook_that_drafts_on_by_itself(people: Path) -> None:
    before = people.read_bytes()
    run = CliRunner()

    first = run.invoke(planner, ["draft", str(people), "--sender", "name=Ada Example"])
    made = target_of(people)
    again = run.invoke(planner, ["draft", str(made)])

    assert first.exit_code == again.exit_code == 0
    assert f"{people.name} can only be read" in first.output
    assert "Drafted 1 message; 1 row without a draft." in first.output
    assert "1 unchanged" in again.output
    assert people.read_bytes() == before
    tracking = openpyxl.load_workbook(made)["Tracking"]
    drafts = [str(row) for row in tracking.iter_rows(values_only=True)]
    assert sum("Wechsel vom Archiv zum Records Management" in row for row in drafts) == 1


def test_a_csv_file_without_a_sender_asks_for_one(people: Path) -> None:
    result = CliRunner().invoke(planner, ["draft", str(people)])

    assert "--sender name=" in getattr(result.exception, "hint", "")
    assert sorted(people.parent.iterdir()) == [people]


def test_dates_and_gaps_stay(tmp_path: Path) -> None:
    from python_calamine import load_workbook  # noqa: PLC0415 - beside its use

    path = tmp_path / "gaps.csv"
    path.write_text("Name,Purpose\n\n\nAnna,x\n", encoding="utf-8")

    with read_sheets(path) as sheets:
        convert(sheets, tmp_path / "gaps.xlsx")

    rows = load_workbook(str(tmp_path / "gaps.xlsx")).get_sheet_by_index(0).to_python()
    assert [row for row in rows if any(row)] == [["Name", "Purpose"], ["Anna", "x"]]
    assert rows[3] == ["Anna", "x"]
    assert datetime(2026, 1, 1) not in rows[3]  # noqa: DTZ001 - Excel knows no zones
