"""What `planner init` gives: a workbook that planner itself reads without stumbling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.contacts.sender_sheet import read_sender, read_settings
from planner.contacts.starter.create import TEMPLATES, WORKBOOK, make_starter
from planner.contacts.starter.starter_words import EXAMPLES, KINDS
from planner.contacts.suppressions_sheet import read_suppressions
from planner.model.contact import KNOWN_FIELDS
from planner.model.errors import UsageError
from planner.model.sender import KNOWN_SENDER_FIELDS
from planner.templating import shipped
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

SHEETS = ["Contacts", "Sender", "Sequence", "Do not contact", "Settings"]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return make_starter(tmp_path / "campaign")[0]


def test_init_makes_a_workbook_and_nothing_else_unless_asked(tmp_path: Path) -> None:
    made = make_starter(tmp_path / "campaign")
    assert list((tmp_path / "campaign").iterdir()) == [*made]


def test_init_makes_a_copy_of_every_template_if_asked(tmp_path: Path) -> None:
    workbook, *templates = make_starter(tmp_path / "new" / "campaign", with_templates=True)
    assert workbook == tmp_path / "new" / "campaign" / WORKBOOK
    shipped_names = sorted(each.name for each in shipped.templates().glob("*.txt"))
    assert [each.name for each in templates] == shipped_names
    for each in templates:
        assert each.parent.name == TEMPLATES
        assert each.read_bytes() == (shipped.templates() / each.name).read_bytes()


def test_the_same_workbook_comes_out_every_time(tmp_path: Path) -> None:
    one, other = (make_starter(tmp_path / name)[0] for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / WORKBOOK).write_bytes(b"mine")
    with pytest.raises(UsageError, match="overwrites nothing"):
        make_starter(tmp_path)
    assert (tmp_path / WORKBOOK).read_bytes() == b"mine"
    assert not (tmp_path / TEMPLATES).exists()


def test_a_template_of_ones_own_is_not_overwritten_either(tmp_path: Path) -> None:
    folder = tmp_path / TEMPLATES
    folder.mkdir()
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"note\.txt"):
        make_starter(tmp_path, with_templates=True)
    assert not (tmp_path / WORKBOOK).exists()


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError) as caught:
        make_starter(tmp_path / "file" / "campaign")
    assert "cannot be written" in caught.value.message
    assert caught.value.hint


def test_every_sheet_has_its_guidance_and_its_frozen_header(workbook: Path) -> None:
    opened = load_workbook(workbook)
    assert opened.sheetnames == SHEETS
    for sheet in opened.worksheets:
        assert sheet["A1"].value == sheet.title
        assert str(sheet["A2"].value).endswith(".")
        assert sheet.freeze_panes is not None
    opened.close()


def test_what_can_be_chosen_has_a_dropdown(workbook: Path) -> None:
    opened = load_workbook(workbook)
    offered = {
        sheet.title: " ".join(str(each.formula1) for each in sheet.data_validations.dataValidation)
        for sheet in opened.worksheets
    }
    assert "linkedin-note" in offered["Contacts"]
    assert ",".join(KINDS) in offered["Contacts"]
    assert "high,medium,low" in offered["Contacts"]
    assert "open,discreet,no" in offered["Sender"]
    assert "any answer" in offered["Sequence"]
    assert "free,premium" in offered["Settings"]
    for sheet in opened.worksheets:
        for each in sheet.data_validations.dataValidation:
            assert len(str(each.formula1)) <= 255 + 2  # Excel's limit, without the quotes
    opened.close()


# --- planner reads its own starter ---------------------------------------------------------------


def test_right_after_init_planner_finds_nobody_and_nothing_else(workbook: Path) -> None:
    with read_sheets(workbook) as sheets:
        place = find_contacts(sheets)
        contacts = read_contacts(sheets, place)
        sender = read_sender(sheets)
        settings = read_settings(sheets)
        suppressions = read_suppressions(sheets)
    assert place.sheet == "Contacts"
    assert len(contacts) == 0
    assert [found.slug for found in contacts.findings] == ["contacts-none"]
    assert sender is not None
    assert dict(sender.values) == {}
    assert sender.cells.keys() <= set(KNOWN_SENDER_FIELDS)
    assert {"name", "schools", "offer", "job_search", "postal_address"} <= sender.cells.keys()
    assert dict(settings.values) == {}
    assert suppressions == ()


def test_every_column_that_planner_knows_is_understood(workbook: Path) -> None:
    with read_sheets(workbook) as sheets:
        place = find_contacts(sheets)
    known = {each for each in place.columns.positions if each in KNOWN_FIELDS}
    assert known >= {"name", "company", "title", "purpose", "channel", "linkedin_url", "email",
                     "introduced_by", "priority", "deadline", "language", "template",
                     "notes"}  # fmt: skip
    context = set(place.columns.positions) - set(KNOWN_FIELDS)
    assert context == {"topic", "met_at", "school", "past_employers", "groups", "kind"}


def test_what_is_filled_in_is_read_and_the_guidance_is_not(workbook: Path) -> None:
    with read_sheets(workbook) as sheets:
        place = find_contacts(sheets)
        sender = read_sender(sheets)
    assert sender is not None
    row = place.header_row + 1 + len(EXAMPLES)
    column = {name: place.columns.numbers[at] for name, at in place.columns.positions.items()}
    school = int(sender.cell("schools").removeprefix("B"))
    name = int(sender.cell("name").removeprefix("B"))
    apply_edits(
        workbook,
        [
            SetCell("Contacts", row, column["name"], "Anna Berg"),
            SetCell("Contacts", row, column["purpose"], "your opening for a records manager"),
            SetCell("Contacts", row + 30, column["name"], "Ugo Rossi"),
            SetCell("Contacts", row + 30, column["purpose"], "your talk"),
            SetCell("Sender", name, 2, "Ada Example"),
            SetCell("Sender", school, 2, "Leeds; Umeå"),
            SetCell("Do not contact", 5, 1, "bo@x.example"),
            SetCell("Settings", 6, 2, "premium"),
        ],
    )
    with read_sheets(workbook) as sheets:
        contacts = read_contacts(sheets, find_contacts(sheets))
        sender = read_sender(sheets)
        settings = read_settings(sheets)
        (suppression,) = read_suppressions(sheets)
    assert [(each.name, each.row) for each in contacts] == [("Anna Berg", row)]
    assert [found.slug for found in contacts.findings] == ["rows-below-table"]
    assert sender is not None
    assert sender.text("first_name") == "Ada"
    assert sender.items("schools") == ["Leeds", "Umeå"]
    assert settings.text("linkedin account") == "premium"
    assert suppression.email == "bo@x.example"


def test_an_example_row_gets_no_message_whatever_else_is_typed_into_it(workbook: Path) -> None:
    with read_sheets(workbook) as sheets:
        place = find_contacts(sheets)
    column = {name: place.columns.numbers[at] for name, at in place.columns.positions.items()}
    first = place.header_row + 1
    apply_edits(
        workbook,
        [
            SetCell("Contacts", first, column["purpose"], "your talk on paper"),
            SetCell("Contacts", first + 1, column["name"], "Ugo Rossi"),
        ],
    )
    with read_sheets(workbook) as sheets:
        contacts = read_contacts(sheets, place)
    assert [each.name for each in contacts] == ["Ugo Rossi"]
    (found,) = contacts.findings
    assert (found.slug, found.cell) == ("name-odd", f"A{first}")
    assert "example row" in found.message


def test_every_kind_that_is_offered_has_templates(workbook: Path) -> None:
    assert workbook.exists()
    meant = " ".join(
        line.removeprefix("For: kind ")
        for each in shipped.templates().glob("*.txt")
        for line in each.read_text("utf-8").splitlines()
        if line.startswith("For: kind ")
    )
    for kind in KINDS:
        assert kind in meant


@pytest.mark.office
def test_libreoffice_opens_every_sheet(
    workbook: Path,
    tmp_path: Path,
    convert_with_office: Callable[[Sequence[Path], str, Path], None],
) -> None:
    convert_with_office([workbook], "pdf", tmp_path)
    assert (tmp_path / "contacts.pdf").stat().st_size > 10_000
