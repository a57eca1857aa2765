"""A workbook whose zip parts folders with backslashes is read, and refused before it is written."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from planner.campaign import Campaign
from planner.model.errors import UneditableWorkbookError

if TYPE_CHECKING:
    from pathlib import Path


def test_backslashes_are_read_and_nothing_is_written(tmp_path: Path) -> None:
    usual, odd = tmp_path / "usual.xlsx", tmp_path / "odd.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Name", "Email", "Purpose"))
    sheet.append(("Ann Ash", "ann@soil.example", "your talk on soil"))
    book.create_sheet("Sender").append(("name", "Eve Example"))
    book.save(usual)
    with zipfile.ZipFile(usual) as source, zipfile.ZipFile(odd, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo("x")
            entry.filename = name.replace("/", "\\")
            target.writestr(entry, source.read(name))
    before = odd.read_bytes()

    with Campaign.open(odd) as campaign:
        assert [contact.name for contact in campaign.book.contacts] == ["Ann Ash"]
        with pytest.raises(UneditableWorkbookError) as error:
            campaign.draft()

    assert "backslashes" in error.value.message
    assert odd.read_bytes() == before
