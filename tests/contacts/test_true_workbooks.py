"""Contacts out of workbooks as spreadsheet programs write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.contacts.sender_sheet import read_sender, read_settings
from planner.contacts.suppressions_sheet import read_suppressions
from planner.templating.shipped import samples
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from planner.model.contact import ContactList

HEADER = ["Full\nName", "Company\u00a0name", "E-Mail:", "LinkedIn", "PURPOSE ", "Met on", "Gift"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.xlsx"


def read(path: Path, *, visible_only: bool = False) -> ContactList:
    with read_sheets(path) as sheets:
        return read_contacts(sheets, find_contacts(sheets), visible_only=visible_only)


def test_a_messy_workbook_is_read_as_its_owner_sees_it(path: Path) -> None:
    workbook = Workbook()
    workbook.create_sheet("Budget").append(["Item", "Cost"])
    sheet = workbook.create_sheet("Spring 2026")
    sheet["B2"] = "Campaign of spring"
    sheet.merge_cells("B2:F2")
    for column, header in enumerate(HEADER, start=2):
        sheet.cell(5, column, header)
    sheet["B6"], sheet["C6"], sheet["D6"] = "Anna Berg", "Acme", "anna@acme.example"
    sheet["E6"], sheet["F6"] = "profile", "the opening in Leeds"
    sheet["E6"].hyperlink = "https://www.linkedin.com/in/anna-berg/"
    sheet["G6"], sheet["H6"] = date(2026, 3, 2), 1250
    sheet["G6"].number_format, sheet["H6"].number_format = "dd.mm.yyyy", "#,##0.00 [$€-407]"
    sheet["B8"], sheet["C8"], sheet["F8"] = "Ugo Rossi", "#N/A", "=1+1"
    sheet["B9"], sheet["F9"] = "Bo Li", "your talk"
    sheet.row_dimensions[9].hidden = True
    workbook.save(path)

    contacts = read(path)
    anna, ugo, bo = contacts
    assert (contacts.columns.sheet, contacts.columns.header_row) == ("Spring 2026", 5)
    assert (anna.id, anna.row, anna.cell("purpose")) == ("anna-berg", 6, "F6")
    assert anna.text("linkedin_url") == "https://www.linkedin.com/in/anna-berg/"
    assert (anna.text("met_on"), anna.raw("met_on")) == ("02.03.2026", date(2026, 3, 2))
    assert (anna.text("gift"), anna.raw("gift")) == ("1,250.00 €", 1250)
    assert (ugo.company, ugo.purpose, ugo.row) == ("", "", 8)
    assert [(each.slug, each.cell) for each in contacts.findings] == [
        ("cell-error", "C8"),
        ("formula-uncomputed", "F8"),
    ]
    assert bo.is_hidden
    assert [each.row for each in read(path, visible_only=True)] == [6, 8]


def test_rows_that_a_filter_hides_are_read_unless_only_visible_ones_are_wanted(
    path: Path,
) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["Name", "Purpose"], ["Anna Berg", "x y"], ["Ugo Rossi", "y z"]):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:B3"
    sheet.row_dimensions[2].hidden = True
    workbook.save(path)
    assert [each.name for each in read(path)] == ["Anna Berg", "Ugo Rossi"]
    assert [each.name for each in read(path, visible_only=True)] == ["Ugo Rossi"]


def test_a_table_beside_other_cells_bounds_the_contacts(path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A3"], sheet["F3"] = "Name", "Legend"
    sheet["B3"], sheet["C3"] = "Purpose", "Company"
    sheet["A4"], sheet["B4"], sheet["F4"] = "Anna Berg", "x y", "green: done"
    sheet["A7"] = "Printed by hand"
    sheet.add_table(Table(displayName="People", ref="A3:C4"))
    workbook.save(path)
    contacts = read(path)
    assert [each.name for each in contacts] == ["Anna Berg"]
    assert "legend" not in contacts.columns.positions
    assert contacts.findings == ()


def test_sender_settings_and_suppressions_come_from_their_sheets(path: Path) -> None:
    workbook = Workbook()
    sender = workbook.create_sheet("sender")
    sender.append(["Name", "Ada Example"])
    sender.append(["Schools", "Leeds\nUmeå"])
    workbook.create_sheet("Settings").append(["Limit email", 1200])
    listed = workbook.create_sheet("Do not contact")
    listed.append(["Email", "Reason"])
    listed.append(["anna@acme.example", "asked"])
    workbook.save(path)
    with read_sheets(path) as sheets:
        found = read_sender(sheets)
        assert found is not None
        assert found.items("schools") == ["Leeds", "Umeå"]
        assert found.cell("schools") == "B2"
        assert read_settings(sheets).whole_number("limit email", 0) == 1200
        assert [each.email for each in read_suppressions(sheets)] == ["anna@acme.example"]


@pytest.mark.parametrize(
    ("sample", "sheet", "sender"),
    [
        ("conference", "People 🌊", "Inés Alcántara-Moreau"),
        ("fundraiser", "Donors", "Beatrix Holloway"),
        ("job_search", "Contacts", "Nora Whitfield"),
        ("mentors", "Mentorinnen und Mentoren", "Katharina Brandt"),
    ],
)
def test_the_samples_are_read_wherever_their_people_stand(
    sample: str, sheet: str, sender: str
) -> None:
    with read_sheets(samples() / f"{sample}.xlsx") as sheets:
        contacts = read_contacts(sheets, find_contacts(sheets))
        found = read_sender(sheets)
    assert contacts.columns.sheet == sheet
    assert len(contacts) >= 15
    assert all(each.name for each in contacts)
    assert {"name", "company", "purpose"} <= contacts.columns.positions.keys()
    assert found is not None
    assert found.text("name") == sender
    assert found.text("offer")


@pytest.mark.corpus
def test_no_workbook_of_the_corpus_breaks_the_reading(good_workbooks: list[Path]) -> None:
    from planner.model.errors import PlannerError  # noqa: PLC0415 - of this test alone

    read_well = 0
    for each in good_workbooks[::25]:
        try:
            contacts = read(each)
        except PlannerError:
            continue
        read_well += 1
        ids = [contact.id for contact in contacts]
        assert len(set(ids)) == len(ids), each.name
        assert all(ids), each.name
    assert read_well
