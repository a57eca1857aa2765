"""Every part that planner writes is valid by ISO/IEC 29500-4, charts and drawings too."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.campaign import Campaign
from planner.model.errors import WorkbookError
from planner.model.status import Status
from planner.templating.shipped import samples
from planner.tracking.changes import Order
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddTableSheet, AppendRows, DrawSheet, SetCell, TableColumn
from planner.workbook.read_sheets import read_sheets
from tests.workbook.drawn import drawn_workbook
from tests.workbook.open_xml import errors_of, new_errors, require_schemas

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.workbook.edits import Edit

NOW = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - the user's own clock


@pytest.mark.parametrize("name", ["job_search", "mentors", "fundraiser", "conference"])
def test_a_campaign_drafted_planned_sent_and_reported_is_valid(
    name: str, tmp_path: Path, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    require_schemas()
    path = Path(shutil.copyfile(samples() / f"{name}.xlsx", tmp_path / f"{name}.xlsx"))
    before = parts_of(path)
    with Campaign.open(path, now=NOW) as campaign:
        drafts = campaign.draft().drafts
    with Campaign.open(path, now=NOW) as campaign:
        campaign.plan(with_sheet=True)
    with Campaign.open(path, now=NOW) as campaign:
        campaign.set_status([Order(draft.touch, Status.SENT) for draft in drafts[:3]])
    with Campaign.open(path, now=NOW) as campaign:
        campaign.report_on_sheet()
    after = parts_of(path)
    assert any("/charts/chart" in part for part in after)
    assert new_errors(before, after) == []


@pytest.mark.corpus
def test_what_is_written_into_real_workbooks_is_valid(
    good_workbooks: list[Path], tmp_path: Path, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    require_schemas()
    drawn, tried = drawn_workbook("Drawn by planner"), 0
    edits: list[Edit] = [
        AddTableSheet("New table", "NewTable", (TableColumn("A"), TableColumn("B")), [["x", 1]]),
        DrawSheet("Drawn by planner", drawn),
    ]
    for source in good_workbooks[::9]:
        path = Path(shutil.copyfile(source, tmp_path / source.name))
        before = parts_of(path)
        try:
            apply_edits(path, edits)
        except WorkbookError:
            continue  # refused, and untouched
        tried += 1
        assert new_errors(before, parts_of(path)) == [], source.name
    assert tried >= 20


def test_a_fault_is_found(tmp_path: Path, parts_of: Callable[[Path], dict[str, bytes]]) -> None:
    require_schemas()
    path = Path(shutil.copyfile(samples() / "mentors.xlsx", tmp_path / "mentors.xlsx"))
    sheet = "xl/worksheets/sheet1.xml"
    xml = parts_of(path)[sheet]
    assert not errors_of(sheet, xml)
    assert errors_of(sheet, xml.replace(b"<sheetData>", b"<sheetData><c/>", 1))
    assert errors_of(sheet, xml.replace(b"</sheetData>", b'</sheetData><mergeCells count="0"/>', 1))


def test_cells_and_rows_are_valid(
    tmp_path: Path, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    require_schemas()
    path = Path(shutil.copyfile(samples() / "mentors.xlsx", tmp_path / "mentors.xlsx"))
    before = parts_of(path)
    with read_sheets(path) as sheets:
        sheet = sheets.sheets[0].name
    apply_edits(
        path,
        [
            SetCell(sheet, 2, 1, "a < b & c\n_x0041_"),
            SetCell(sheet, 900, 40, NOW),
            AppendRows(sheet, [{1: "new", 3: 7, 4: True}]),
        ],
    )
    assert new_errors(before, parts_of(path)) == []
