"""What a page does to the workbook, one edit at a time: words, a purpose, somebody left alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from planner.campaign import Campaign
from planner.model.errors import ContactsError, TrackingError
from planner.model.status import Status
from planner.templating.shipped import samples
from planner.tracking.changes import Order

RAVI, TOM = "ravi.menon@calder.example", "tom-okafor-example"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of a sample, drafted."""
    sample = samples() / "job_search.xlsx"
    copied = Path(shutil.copy(sample, tmp_path / sample.name))
    with Campaign.open(copied) as campaign:
        campaign.draft()
    return copied


def cells(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet, read past planner."""
    workbook = load_workbook(path)
    rows = list(workbook[sheet].iter_rows(values_only=True))
    workbook.close()
    return rows


def typed(path: Path, sheet: str, cell: str, value: object) -> None:
    """Type into a cell, as its owner would."""
    workbook = load_workbook(path)
    workbook[sheet][cell].value = value
    workbook.save(path)
    workbook.close()


def test_a_purpose_goes_into_its_cell_and_nowhere_else(path: Path) -> None:
    before = cells(path, "Contacts")

    with Campaign.open(path) as campaign:
        campaign.state_purpose("henrik.aalto@polardata.example", "your role\n in data stewardship ")

    after = cells(path, "Contacts")
    changed = [
        (row, column)
        for row, (one, other) in enumerate(zip(before, after, strict=True), start=1)
        for column, (old, new) in enumerate(zip(one, other, strict=True), start=1)
        if old != new
    ]
    assert changed == [(5, 4)]
    assert after[4][3] == "your role in data stewardship"


def test_a_purpose_does_not_go_over_a_formula(path: Path) -> None:
    typed(path, "Contacts", "D5", '="a" & "b"')

    with Campaign.open(path) as campaign, pytest.raises(ContactsError, match="holds a formula"):
        campaign.state_purpose("henrik.aalto@polardata.example", "your role")

    assert cells(path, "Contacts")[4][3] == '="a" & "b"'


def test_a_purpose_without_a_column_names_the_remedy(path: Path) -> None:
    typed(path, "Contacts", "D1", "Shoe size")
    typed(path, "Contacts", "H1", "Hat size")

    with Campaign.open(path) as campaign, pytest.raises(ContactsError) as caught:
        campaign.state_purpose(RAVI, "a reference")

    assert 'Head an empty column "Purpose"' in caught.value.hint


def test_whoever_is_left_alone_stands_on_a_sheet_and_gets_no_draft(path: Path) -> None:
    with Campaign.open(path) as campaign:
        campaign.leave_alone(RAVI, "asked me to")

    header, row, *rest = cells(path, "Do not contact")
    assert (dict(zip(header, row, strict=True)), rest) == (
        {
            "Email": RAVI,
            "LinkedIn URL": None,
            "Name": "Ravi Menon",
            "Company": "Calder City Archives",
            "Reason": "asked me to",
        },
        [],
    )
    with Campaign.open(path) as campaign:
        assert RAVI not in {due.touch.contact for due in campaign.due().due}
        # Nobody else of that company is meant.
        assert TOM in {due.touch.contact for due in campaign.due().due}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("Email", "Why"), ("a@b.example", "no")], (RAVI, "asked me to")),
        ([("Name", "Company"), ("Ida Ek", "Ek AB")], ("Ravi Menon", "Calder City Archives")),
        ([("a@b.example",), ("c@d.example",)], (RAVI,)),
    ],
)
def test_a_list_that_is_there_gets_a_row_in_its_own_columns(
    path: Path, rows: list[tuple[str, ...]], expected: tuple[str, ...]
) -> None:
    workbook = load_workbook(path)
    sheet = workbook.create_sheet("Do not contact")
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    workbook.close()

    with Campaign.open(path) as campaign:
        campaign.leave_alone(RAVI, "asked me to")

    assert cells(path, "Do not contact")[-1][: len(expected)] == expected
    with Campaign.open(path) as campaign:
        assert RAVI not in {due.touch.contact for due in campaign.due().due}


def test_a_list_that_could_not_name_them_is_left_as_it_is(path: Path) -> None:
    workbook = load_workbook(path)
    workbook.create_sheet("Do not contact").append(("Domain", "Reason"))
    workbook.save(path)
    workbook.close()

    with Campaign.open(path) as campaign, pytest.raises(ContactsError, match="has no column"):
        campaign.leave_alone(RAVI, "asked me to")

    assert cells(path, "Do not contact") == [("Domain", "Reason")]


def test_planners_draft_comes_back_and_counts_as_edited_no_more(path: Path) -> None:
    touch = f"{RAVI}#1"
    with Campaign.open(path) as campaign:
        (before,) = campaign.touches_of(touch)
    with Campaign.open(path) as campaign:
        campaign.write_draft(touch, "My words on the reference for the system move", subject="Mine")
    with Campaign.open(path) as campaign:
        campaign.set_status([Order(touch, Status.APPROVED)])

    with Campaign.open(path) as campaign:
        campaign.draft_again(touch)

    with Campaign.open(path) as campaign:
        (after,) = campaign.touches_of(touch)
        assert (after.subject, after.draft, after.status) == (
            before.subject,
            before.draft,
            Status.DRAFTED,
        )
        assert not after.is_own_wording
        assert campaign.changes(touch)[-1].note == "planner's draft again"
        assert campaign.draft().redrawn == 0


def test_what_is_out_is_not_drafted_again(path: Path) -> None:
    with Campaign.open(path) as campaign:
        campaign.set_status([Order(f"{RAVI}#1", Status.SENT)])

    with Campaign.open(path) as campaign, pytest.raises(TrackingError, match="is out"):
        campaign.draft_again(f"{RAVI}#1")


def test_words_are_judged_as_they_would_be_once_saved(path: Path) -> None:
    words = "Hello Peter,\nwould you give me a reference for the system move of 2021?"
    with Campaign.open(path) as campaign:
        told = campaign.findings_of_words(f"{RAVI}#1", "A reference", words)
    with Campaign.open(path) as campaign:
        campaign.write_draft(f"{RAVI}#1", words, subject="A reference")
    with Campaign.open(path) as campaign:
        said = [each for each in campaign.findings() if each.contact == RAVI]

    assert "draft-other-person" in {each.slug for each in told}
    assert {each.slug for each in told} == {each.slug for each in said}


def test_the_cells_behind_words_are_those_that_preview_names(path: Path) -> None:
    with Campaign.open(path) as campaign:
        (shown,) = campaign.preview("Ravi Menon")
    with Campaign.open(path) as campaign:
        assert campaign.sources_of_words(f"{RAVI}#1") == shown.sources


def test_purposes_are_asked_for_where_they_lack_and_of_nobody_who_is_out(path: Path) -> None:
    with Campaign.open(path) as campaign:
        first = campaign.purposes_asked_for()
        campaign.leave_alone("yuki-tanabe-example")
    with Campaign.open(path) as campaign:
        campaign.set_status([Order("declan-moyes-example#1", Status.SENT)])

    with Campaign.open(path) as campaign:
        then = campaign.purposes_asked_for()

    assert [each.findings[0].slug for each in first] == [*["purpose-missing"] * 6, "purpose-vague"]
    gone = {each.contact.name for each in first} - {each.contact.name for each in then}
    assert gone == {"Yuki Tanabe", "Declan Moyes"}
