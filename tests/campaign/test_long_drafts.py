"""A draft that no cell can hold is a finding of its row, and stops nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from planner.campaign import Campaign

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("letter", ["a", "ä", "😀"])
def test_only_its_own_row_is_held(tmp_path: Path, letter: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(("Name", "Email", "Purpose", "Story"))
    words = f"{letter * 7} " * 1_900
    sheet.append(("Anna Berg", "anna@x.example", "your opening for a clerk", words))
    sheet.append(("Bo Lind", "bo@x.example", "your opening for a clerk", "a short one"))
    book.create_sheet("Sender").append(("Name", "Eve Example"))
    path = tmp_path / "long.xlsx"
    book.save(path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "long.txt").write_text(
        "Name: Long\nChannel: email\nSubject: Hello\n\nHello {{ first_name }},\n\n"
        "I'm writing about {{ purpose }}.\n{{ story }}\n{{ story }}\n{{ story }}\n\nEve\n",
        encoding="utf-8",
    )

    with Campaign.open(path) as campaign:
        report = campaign.draft(template="long")

    (found,) = [each for each in report.findings if each.slug == "draft-too-long"]
    assert "32,767 that a cell of Excel holds" in found.message
    assert [draft.touch for draft in report.drafts] == ["bo@x.example#1"]
    rows = openpyxl.load_workbook(path)["Tracking"].iter_rows(values_only=True, min_row=2)
    assert {row[0]: row[2] for row in rows} == {"Anna Berg": None, "Bo Lind": "drafted"}
