"""History and Tracking remember who was written to, whatever is done to the sheets in Excel."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import load_workbook

from planner.campaign import Campaign
from planner.model.errors import TrackingError

HEADER = ("Name", "Email", "LinkedIn", "Company", "Purpose")
ANN = ("Ann Ashworth", "ann@soil.example", None, "Soil Ltd", "your talk on soil")
BO = ("Bo Beck", "bo@clay.example", None, "Clay Ltd", "your talk on clay")


@pytest.fixture
def written(listed: Any) -> Any:
    """A list of two, of whom Ann was written to."""
    desk = listed(HEADER, ANN, BO)
    desk.run("draft", sender=True)
    desk.run("status", "set", "Ann Ashworth", "sent")
    return desk


def change(desk: Any, cells: dict[str, Any], sheet: str = "Contacts") -> None:
    book = load_workbook(desk.path)
    for cell, value in cells.items():
        book[sheet][cell] = value
    book.save(desk.path)


def drafted(desk: Any) -> dict[str, str]:
    report = desk.run("draft", sender=True)
    return {draft["contact"]: draft["text"] for draft in report["drafts"]}


def slugs(desk: Any) -> set[str]:
    return {finding["slug"] for finding in desk.findings(sender=True)}


def test_a_deleted_row_of_tracking_sends_nothing_again(written: Any) -> None:
    book = load_workbook(written.path)
    sheet = book["Tracking"]
    names = [row[0].value for row in sheet.iter_rows(min_row=1)]
    at = next(
        row for row in range(2, len(names) + 1)
        if "ann@soil.example" in {str(cell.value) for cell in sheet[row]}
    )  # fmt: skip
    sheet.delete_rows(at)
    book.save(written.path)

    assert "ann@soil.example" not in drafted(written)
    (found,) = [f for f in written.findings(sender=True) if f["slug"] == "written-to-already"]
    assert 'History says "sent"' in found["message"]


def test_a_deleted_tracking_sheet_sends_nothing_again_and_says_how_to_get_it_back(
    written: Any,
) -> None:
    book = load_workbook(written.path)
    del book["Tracking"]
    book.save(written.path)

    with Campaign.open(written.path) as campaign, pytest.raises(TrackingError) as error:
        campaign.book.tracking_sheet()
    assert "the sheet History tells of 1 change" in error.value.message
    assert ".planner" in error.value.hint

    assert "ann@soil.example" not in drafted(written)
    assert "written-to-already" in slugs(written)


def test_the_users_word_new_lets_a_first_message_out(written: Any) -> None:
    book = load_workbook(written.path)
    del book["Tracking"]
    book.save(written.path)
    change(written, {"F1": "Status", "F2": "new"})

    assert "ann@soil.example" in drafted(written)


@pytest.mark.parametrize(
    "cells",
    [
        {"A2": "Ann Ashwort", "C2": "https://www.linkedin.com/in/ann-ashworth"},
        {"A2": "Dr. Ann Ashworth", "C2": "https://www.linkedin.com/in/ann-ashworth"},
        {"A2": "Ashworth, Ann", "C2": "https://www.linkedin.com/in/ann-ashworth"},
        {"A2": "A. Ashworth", "B2": "ann@soil.example"},
        {"B2": "ann@home.example"},
        {"B2": None, "D2": "Loam Ltd"},
        {"A2": "Ann Miller", "C2": "https://www.linkedin.com/in/ann-miller"},
        {"D2": "Soil & Sons", "B2": "a.ashworth@soil.example"},
    ],
    ids=["typo and profile", "title and profile", "order and profile", "initial", "new address",
         "company alone", "married and profile", "firm renamed"],
)  # fmt: skip
def test_a_corrected_contact_is_not_written_to_again(written: Any, cells: dict[str, Any]) -> None:
    change(written, cells)

    texts = drafted(written)

    assert not any("talk on soil" in text for text in texts.values())


def test_somebody_else_at_the_same_office_is_a_newcomer(written: Any) -> None:
    book = load_workbook(written.path)
    book["Contacts"].append(("Cy Cole", "cy@soil.example", None, "Soil Ltd", "your work on loam"))
    book.save(written.path)

    assert any("loam" in text for text in drafted(written).values())


def test_ids_filled_in_anew_after_a_sort_swap_nobodys_history(listed: Any) -> None:
    header = ("ID", *HEADER)
    desk = listed(header, (1, *ANN), (2, *BO))
    desk.run("draft", sender=True)
    desk.run("status", "set", "Ann Ashworth", "sent")

    change(desk, {"A2": 2, "A3": 1})
    report = desk.run("draft", sender=True)

    assert report["drafts"] == []
    assert {f["cell"] for f in desk.findings(sender=True) if f["slug"] == "identity-unclear"} == {
        "A2", "A3"
    }  # fmt: skip
    names = {touch["contact"]: touch["name"] for touch in desk.run("status")["touches"]}
    assert names == {"1": "Ann Ashworth", "2": "Bo Beck"}
    assert desk.run("today")["due"] == []


def test_the_bar_follows_the_person_to_a_new_address(written: Any) -> None:
    book = load_workbook(written.path)
    sheet = book.create_sheet("Do not contact")
    sheet.append(("Email",))
    sheet.append(("bo@clay.example",))
    book["Contacts"]["B3"] = "bo.beck@home.example"
    book.save(written.path)

    assert not any("clay" in text for text in drafted(written).values())
    assert all(due["name"] != "Bo Beck" for due in written.run("today")["due"])
