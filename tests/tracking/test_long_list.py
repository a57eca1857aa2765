"""A change of one status in a long list leaves every other byte of the workbook as it was."""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from planner.campaign import Campaign
from planner.model.status import Status
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
ROWS = 10_000
HEADERS = ("Name", "Email", "Purpose", "Amount")
MIRRORED = ("Status", "Last contacted", "Next step")
CONTACTS = "xl/worksheets/sheet1.xml"


def make(path: Path, headers: tuple[str, ...]) -> None:
    """A long list with what its owner has around it: a chart, a comment, a name, formulas."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(headers)
    for number in range(ROWS):
        purpose = f"how you drew harbour plan {number}"
        sheet.append((f"Ann Example{number}", f"ann{number}@example.org", purpose, number))
    sheet["A2"].comment = Comment("met in Turin", "Nora")
    workbook.create_sheet("Sender").append(("name", "Nora Whitfield"))
    notes = workbook.create_sheet("Sums")
    notes.append(("all", f"=SUM(Contacts!D2:D{ROWS + 1})"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=4, min_row=1, max_row=20))
    notes.add_chart(chart, "D4")
    workbook.defined_names["Amounts"] = DefinedName("Amounts", attr_text="Contacts!$D$2:$D$99")
    workbook.save(path)
    workbook.close()


@pytest.fixture(scope="module", params=[False, True], ids=["plain", "mirrored"])
def drafted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The long list, drafted; with the owner's own columns for the status, or without."""
    path = tmp_path_factory.mktemp("long") / ("mirrored.xlsx" if request.param else "plain.xlsx")
    make(path, HEADERS + MIRRORED if request.param else HEADERS)
    with Campaign.open(path, now=NOW) as campaign:
        assert campaign.draft(keep_drafts=False).drafted == ROWS
    return path


@pytest.fixture
def book(drafted: Path, tmp_path: Path) -> Path:
    path = tmp_path / drafted.name
    shutil.copyfile(drafted, path)
    return path


def set_status(path: Path, number: int, status: Status) -> None:
    with Campaign.open(path, now=NOW) as campaign:
        campaign.set_status([Order(f"ann{number}@example.org", status)])


def members(path: Path) -> dict[str, bytes]:
    """Each part as it lies in the zip: compressed."""
    found = {}
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for each in archive.infolist():
            file.seek(each.header_offset + 26)
            name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
            file.seek(name + extra, 1)
            found[each.filename] = file.read(each.compress_size)
    return found


def rows(path: Path, part: str) -> list[bytes]:
    """The rows of a sheet as they are spelled, with what stands before and after them."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(part).replace(b"</sheetData>", b"<row ").split(b"<row ")


def part_of(path: Path, text: bytes) -> str:
    with zipfile.ZipFile(path) as archive:
        (found,) = (
            name
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet") and text in archive.read(name)[:8000]
        )
    return found


def test_one_status_changes_tracking_history_and_what_is_mirrored(book: Path) -> None:
    set_status(book, 0, Status.SENT)
    before, tracking = members(book), part_of(book, b"Planned for")
    old_tracking, old_contacts = rows(book, tracking), rows(book, CONTACTS)

    set_status(book, ROWS - 1, Status.SENT)

    after = members(book)
    history = part_of(book, b"Text as sent")
    own = {tracking, history, "xl/tables/table2.xml"}
    if book.stem == "mirrored":
        own.add(CONTACTS)
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == own
    # And within the sheets the one row alone.
    assert differing(old_tracking, rows(book, tracking)) == [ROWS + 1]
    expected = [ROWS + 1] if book.stem == "mirrored" else []
    assert differing(old_contacts, rows(book, CONTACTS)) == expected


def test_the_first_change_of_all_adds_history_and_what_names_it(book: Path) -> None:
    before = members(book)

    set_status(book, 7, Status.SENT)

    after = members(book)
    added = after.keys() - before.keys()
    changed = {name for name in before if after[name] != before[name]}
    assert {name for name in added if "table" not in name and "rels" not in name} == {
        part_of(book, b"Text as sent")
    }
    assert CONTACTS not in changed or book.stem == "mirrored"
    assert changed - {CONTACTS} <= {
        part_of(book, b"Planned for"),
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "docProps/app.xml",
    }


def differing(before: list[bytes], after: list[bytes]) -> list[int]:
    assert len(before) == len(after)
    return [
        number
        for number, (one, other) in enumerate(zip(before, after, strict=True))
        if one != other
    ]
