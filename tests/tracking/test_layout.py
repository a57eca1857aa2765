"""How Tracking looks: what a person meets first, and rows that come or change later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from planner.workbook.apply import apply_edits
from planner.workbook.edits import AppendRows, SetCell
from tests.tracking.conftest import NOW, Life, make

if TYPE_CHECKING:
    from pathlib import Path

YELLOW = "FFFF00"


@pytest.fixture
def life(tmp_path: Path) -> Life:
    """Five people; the owner has words of their own for a status."""
    life = make(tmp_path / "c.xlsx")
    life.sheet("Settings", ("status sent", "Geschickt; on its way"))
    return life


def tracking(life: Life) -> Any:
    return openpyxl.load_workbook(life.path)["Tracking"]


def column(sheet: Any, header: str) -> str:
    (cell,) = [cell for cell in sheet[1] if cell.value == header]
    return str(cell.column_letter)


def test_a_new_sheet_shows_the_person_the_state_and_the_words_first(life: Life) -> None:
    life.draft()
    sheet = tracking(life)
    headers = [cell.value for cell in sheet[1]]
    assert ", ".join(headers[:20]) == (
        "Name, Company, Status, Subject, Draft, Next action, Planned for, Channel, Link, Flags,"
        " Notes, Sent on, Answered on, Accepted on, In common, Step, Template, Length, Touch ID,"
        " Contact ID"
    )
    assert sheet.freeze_panes == "B2"
    hidden = {header for header in headers if sheet.column_dimensions[column(sheet, header)].hidden}
    assert hidden == {"Touch ID", "Contact ID", *headers[20:]}


def test_a_sheet_that_exists_keeps_its_owners_order(life: Life) -> None:
    life.draft()
    life.changed(lambda workbook: workbook["Tracking"].move_range("C1:C6", cols=40))
    life.changed(lambda workbook: workbook["Contacts"].__setitem__("E3", "another purpose"))
    life.draft(NOW + timedelta(days=1))
    assert column(tracking(life), "Status") == "AQ"


def test_the_dropdown_offers_the_owners_words_in_the_colour_of_their_status(life: Life) -> None:
    life.draft()
    sheet = tracking(life)
    first = sheet.data_validations.dataValidation[0]
    assert first.formula1.startswith('"Geschickt,on its way,needs purpose,drafted,')
    fills = {
        rule.formula[0]: rule.dxf.fill.bgColor.rgb
        for ranged in sheet.conditional_formatting
        for rule in ranged.rules
    }
    assert fills['"Geschickt"'] == fills['"on its way"'] == fills['"sent"']


def test_a_status_has_its_colour_in_history_too(life: Life) -> None:
    life.draft()
    life.track("anna-berg-7#1", Status="sent")
    life.draft(NOW + timedelta(days=1))
    history = openpyxl.load_workbook(life.path)["History"]
    coloured = [
        str(ranged.sqref)
        for ranged in history.conditional_formatting
        if '"sent"' in [rule.formula[0] for rule in ranged.rules]
    ]
    assert [area[0] for area in coloured] == ["D", "E"]


def test_a_row_is_as_high_as_the_draft_that_comes_into_it_later(life: Life) -> None:
    life.changed(lambda workbook: workbook["Contacts"].__setitem__("E3", None))
    life.draft()
    before = tracking(life).row_dimensions[3].height or 15
    apply_edits(life.path, [SetCell("Contacts", 3, 5, "the harbour plans")])
    life.draft(NOW + timedelta(days=1))
    sheet = tracking(life)
    assert sheet[f"{column(sheet, 'Draft')}3"].value.count("\n") > 4
    assert sheet.row_dimensions[3].height > before + 45


def test_a_height_chosen_by_hand_stays(life: Life) -> None:
    life.changed(lambda workbook: workbook["Contacts"].__setitem__("E3", None))
    life.draft()
    life.changed(lambda workbook: setattr(workbook["Tracking"].row_dimensions[3], "height", 22))
    apply_edits(life.path, [SetCell("Contacts", 3, 5, "the harbour plans")])
    life.draft(NOW + timedelta(days=1))
    assert tracking(life).row_dimensions[3].height == pytest.approx(22)


def test_a_new_row_is_high_enough_and_has_no_colour_of_the_row_above(life: Life) -> None:
    life.draft()

    def mark(workbook: Any) -> None:
        for cell in workbook["Tracking"][6]:
            cell.fill = PatternFill("solid", fgColor=YELLOW)

    life.changed(mark)
    newcomer = {1: "Eve Stone", 2: "Echo", 4: "eve@echo.example", 5: "the tide mill"}
    apply_edits(life.path, [AppendRows("Contacts", [newcomer])])
    life.draft(NOW + timedelta(days=1))
    sheet = tracking(life)
    draft = column(sheet, "Draft")
    assert sheet["A7"].value == "Eve Stone"
    assert sheet[f"{draft}6"].fill.fgColor.rgb[-6:] == YELLOW
    assert all(cell.fill.fill_type is None for cell in sheet[7])
    assert sheet[f"{draft}7"].alignment.wrap_text
    assert sheet.row_dimensions[7].height >= 90


def test_a_new_row_has_a_colour_that_the_whole_list_has(life: Life) -> None:
    def mark(workbook: Any) -> None:
        for number in range(1, 7):
            for cell in workbook["Contacts"][number]:
                cell.fill = PatternFill("solid", fgColor=YELLOW)

    life.changed(mark)
    apply_edits(life.path, [AppendRows("Contacts", [{1: "Eve Stone", 2: "Echo"}])])
    sheet = openpyxl.load_workbook(life.path)["Contacts"]
    assert [sheet.cell(7, at).fill.fgColor.rgb[-6:] for at in (1, 2)] == [YELLOW, YELLOW]
