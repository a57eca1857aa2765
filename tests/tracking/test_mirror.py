"""The owner's own columns Status, Last contacted and Next step are kept in step, both ways."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from planner.campaign import Campaign
from planner.model.status import Status
from planner.tracking.changes import Order
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.drafting.report import DraftReport

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
LATER = datetime(2026, 3, 9, 9, 0)  # noqa: DTZ001 - as above
HEADERS = ("Name", "Email", "Purpose", "Status", "Last contacted", "Next step")
STATUS, CONTACTED, STEP = 4, 5, 6
PEOPLE = {"Ann": 2, "Ben": 3, "Cem": 4, "Dora": 5}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "people.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(HEADERS)
    for name in PEOPLE:
        purpose = f"how {name} catalogued the harbour plans"
        sheet.append((f"{name} Example", f"{name.lower()}@example.org", purpose))
    workbook.create_sheet("Sender").append(("name", "Nora Whitfield"))
    workbook.save(path)
    return path


def cell(path: Path, name: str, column: int) -> object:
    value = openpyxl.load_workbook(path)["Contacts"].cell(PEOPLE[name], column).value
    return value.date() if isinstance(value, datetime) else value


def typed(path: Path, name: str, column: int, value: str | date) -> None:
    apply_edits(path, [SetCell("Contacts", PEOPLE[name], column, value)])


def draft(path: Path, now: datetime = NOW) -> DraftReport:
    with Campaign.open(path, now=now) as campaign:
        return campaign.draft()


def set_status(path: Path, name: str, status: Status, now: datetime = NOW) -> None:
    with Campaign.open(path, now=now) as campaign:
        campaign.set_status([Order(f"{name.lower()}@example.org", status)])


def tracked(path: Path, name: str) -> dict[str, object]:
    with Campaign.open(path, now=LATER) as campaign:
        rows = {touch.id: touch.cells for touch in campaign.book.touches()}
    return dict(rows[f"{name.lower()}@example.org#1"])


def slugs(report: DraftReport) -> set[str]:
    return {finding.slug for finding in report.findings}


def test_a_draft_alone_writes_nothing_beside_the_contacts(book: Path) -> None:
    draft(book)

    assert [cell(book, name, column) for name in PEOPLE for column in (4, 5, 6)] == [None] * 12


def test_what_goes_out_is_written_beside_the_contact(book: Path) -> None:
    draft(book)

    set_status(book, "Ann", Status.SENT)

    assert cell(book, "Ann", STATUS) == "sent"
    assert cell(book, "Ann", CONTACTED) == NOW.date()
    assert cell(book, "Ann", STEP) == "Wait for an answer"
    assert cell(book, "Ben", STATUS) is None


def test_each_further_status_follows(book: Path) -> None:
    draft(book)
    set_status(book, "Ann", Status.SENT)

    set_status(book, "Ann", Status.REPLIED, LATER)

    assert cell(book, "Ann", STATUS) == "replied"
    assert cell(book, "Ann", CONTACTED) == NOW.date()
    assert cell(book, "Ann", STEP) == "Answer them"


def test_an_edit_of_tracking_in_excel_is_written_beside_the_contact_at_the_next_run(
    book: Path,
) -> None:
    draft(book)
    with read_sheets(book) as sheets:
        header = next(iter(sheets.rows("Tracking"))).texts
    apply_edits(book, [SetCell("Tracking", 2, header.index("Status") + 1, "sent")])

    draft(book, LATER)

    assert cell(book, "Ann", STATUS) == "sent"
    assert cell(book, "Ann", CONTACTED) == LATER.date()


def test_a_status_typed_beside_the_contact_is_taken_over_with_its_date(book: Path) -> None:
    draft(book)
    typed(book, "Ben", STATUS, "Sent")
    typed(book, "Ben", CONTACTED, date(2026, 3, 4))

    draft(book, LATER)

    row = tracked(book, "Ben")
    assert row["Status"] == "sent"
    assert row["Sent on"] == date(2026, 3, 4)
    with Campaign.open(book, now=LATER) as campaign:
        (change,) = campaign.changes("Ben Example")
    assert (change.before, change.after, change.by) == ("drafted", "sent", "excel")
    assert "harbour plans" in change.text


def test_an_answer_before_the_message_is_a_finding_and_stays_as_typed(book: Path) -> None:
    draft(book)
    typed(book, "Ben", STATUS, "replied")

    report = draft(book, LATER)

    assert "status-impossible" in slugs(report)
    assert tracked(book, "Ben")["Status"] == "drafted"
    assert cell(book, "Ben", STATUS) == "replied"


def test_of_two_changes_the_later_one_counts_and_both_are_shown(book: Path) -> None:
    draft(book)
    for name in ("Ann", "Ben"):
        set_status(book, name, Status.SENT)
    # Behind planner's back: one side each is further along.
    with read_sheets(book) as sheets:
        header = next(iter(sheets.rows("Tracking"))).texts
    status = header.index("Status") + 1
    typed(book, "Ann", STATUS, "meeting")
    typed(book, "Ben", STATUS, "accepted")
    apply_edits(book, [SetCell("Tracking", 2, status, "replied")])
    apply_edits(book, [SetCell("Tracking", 3, status, "replied")])

    report = draft(book, LATER)

    found = [each for each in report.findings if each.slug == "status-conflict"]
    assert [each.cell for each in found] == ["D2", "D3"]
    assert all('"replied" in Tracking' in each.message for each in found)
    assert tracked(book, "Ann")["Status"] == cell(book, "Ann", STATUS) == "meeting"
    assert tracked(book, "Ben")["Status"] == cell(book, "Ben", STATUS) == "replied"


def test_a_word_of_another_kind_keeps_planner_out_of_the_column(book: Path) -> None:
    draft(book)
    typed(book, "Ann", STATUS, "VIP")
    typed(book, "Ann", STEP, "call her sister")

    set_status(book, "Ann", Status.SENT)
    set_status(book, "Ben", Status.SENT)

    assert cell(book, "Ann", STATUS) == "VIP"
    assert cell(book, "Ann", STEP) == "call her sister"
    assert cell(book, "Ben", STATUS) is None
    assert cell(book, "Ben", CONTACTED) == NOW.date()


def test_a_formula_under_status_stays(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook["Contacts"].cell(PEOPLE["Ben"], STATUS, '=IF(1=1,"","")')
    workbook.save(book)
    draft(book)

    set_status(book, "Ben", Status.SENT)

    assert cell(book, "Ben", STATUS) == '=IF(1=1,"","")'
    before = book.read_bytes()
    draft(book)
    assert book.read_bytes() == before


def test_a_word_for_not_yet_gives_way_to_what_happened(book: Path) -> None:
    typed(book, "Ann", STATUS, "To do")
    draft(book)

    set_status(book, "Ann", Status.SENT)

    assert cell(book, "Ann", STATUS) == "sent"


@pytest.mark.parametrize(
    ("offered", "written"),
    [
        ("Offen,Angeschrieben,Absage", "Angeschrieben"),
        ("New,Contacted,Won,Lost", "Contacted"),
        ("À faire,Envoyé,Refusé", "Envoyé"),
        ("Open,Stage 2,Stage 3", None),
    ],
)
def test_only_a_word_of_the_cells_own_dropdown_is_written(
    book: Path, offered: str, written: str | None
) -> None:
    workbook = openpyxl.load_workbook(book)
    rule = DataValidation(type="list", formula1=f'"{offered}"')
    rule.add("D2:D40")
    workbook["Contacts"].add_data_validation(rule)
    workbook.save(book)
    draft(book)

    set_status(book, "Ann", Status.SENT)

    assert cell(book, "Ann", STATUS) == written


def test_a_dropdown_that_lists_cells_of_another_sheet_is_read(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    lists = workbook.create_sheet("My lists")
    for word in ("Nuevo", "Enviado", "Rechazado"):
        lists.append((word,))
    rule = DataValidation(type="list", formula1="'My lists'!$A$1:$A$3")
    rule.add("D2")
    workbook["Contacts"].add_data_validation(rule)
    workbook.save(book)
    draft(book)

    set_status(book, "Ann", Status.SENT)

    assert cell(book, "Ann", STATUS) == "Enviado"


def test_the_owners_own_word_is_written(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook.create_sheet("Settings").append(("status sent", "angeschrieben"))
    workbook.save(book)
    draft(book)
    typed(book, "Ben", STATUS, "Angeschrieben")

    set_status(book, "Ann", Status.SENT)
    draft(book, LATER)

    assert cell(book, "Ann", STATUS) == "angeschrieben"
    assert tracked(book, "Ben")["Status"] == "sent"


def test_who_was_written_to_before_planner_came_gets_no_draft(book: Path) -> None:
    typed(book, "Ann", STATUS, "sent")
    typed(book, "Ann", CONTACTED, date(2026, 2, 1))
    typed(book, "Ben", STATUS, "declined")
    typed(book, "Cem", STATUS, "suppressed")

    report = draft(book)

    assert (report.drafted, report.kept, report.suppressed) == (1, 2, 1)
    for name, status in (("Ann", "sent"), ("Ben", "declined"), ("Cem", "suppressed")):
        row = tracked(book, name)
        assert row["Status"] == status
        assert "Draft" not in row
    assert tracked(book, "Ann")["Sent on"] == date(2026, 2, 1)
    before = book.read_bytes()
    assert draft(book).path is None
    assert book.read_bytes() == before


def test_a_status_beside_the_contact_is_not_that_of_a_follow_up(book: Path) -> None:
    draft(book)
    set_status(book, "Ann", Status.SENT)

    report = draft(book, LATER.replace(month=4))

    assert report.drafted == 1
    with Campaign.open(book, now=LATER) as campaign:
        found = {touch.id: touch for touch in campaign.book.touches()}
    assert found["ann@example.org#2"].status is Status.DRAFTED
    assert found["ann@example.org#2"].text("Draft")


def test_a_protected_contacts_sheet_does_not_stand_in_the_way(book: Path) -> None:
    draft(book)
    workbook = openpyxl.load_workbook(book)
    workbook["Contacts"].protection.sheet = True
    workbook.save(book)

    set_status(book, "Ann", Status.SENT)

    assert tracked(book, "Ann")["Status"] == "sent"
    assert cell(book, "Ann", STATUS) is None


def test_a_change_of_status_changes_no_other_part(
    book: Path, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    draft(book)
    set_status(book, "Ann", Status.SENT)
    before = parts_of(book)

    set_status(book, "Ben", Status.SENT)

    after = parts_of(book)
    changed = {name for name in after if before.get(name) != after[name]}
    # Contacts, Tracking and History with its table; Sender and everything else as it was.
    assert changed == {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/sheet4.xml",
        "xl/tables/table2.xml",
    }


def test_a_suppressed_person_stays_so_until_somebody_forces_it(book: Path) -> None:
    draft(book)
    set_status(book, "Ann", Status.SUPPRESSED)

    draft(book, LATER)

    assert tracked(book, "Ann")["Status"] == cell(book, "Ann", STATUS) == "suppressed"
    with Campaign.open(book, now=LATER) as campaign:
        campaign.set_status([Order("ann@example.org", Status.DRAFTED)], force=True)
    assert draft(book, LATER).redrawn == 0
    assert tracked(book, "Ann")["Status"] == "drafted"
