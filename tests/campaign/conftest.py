"""A small campaign on disk, as its owner and planner treat it in turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from planner.drafting.report import DraftReport
    from planner.workbook.edits import EditValue

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar

PEOPLE: tuple[Mapping[str, str], ...] = (
    {
        "Name": "Radia Novak",
        "Company": "Spanning Trees",
        "Email": "radia@spanning.example",
        "Purpose": "",
    },
    {
        "Name": "Ada Byron",
        "Company": "Difference Ltd",
        "Email": "ada@difference.example",
        "Purpose": "the notes on the engine that you read out in Turin",
    },
    {
        "Name": "Grace Murray",
        "Company": "Harbour Systems",
        "Email": "grace@harbour.example",
        "Purpose": "a review of our compiler course before the autumn term",
    },
    {
        "Name": "Edsger Blom",
        "Company": "Kortste Pad",
        "Email": "edsger@kortstepad.example",
        "Purpose": "the talk on routes that you gave at the town library",
    },
)
SENDER = {
    "Name": "Nora Whitfield",
    "Role": "Teacher",
    "Headline": "Teacher of mathematics",
    "Offer": "my worked examples, yours to copy",
}


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with the sheets Contacts and Sender at `path`."""

    path: Path

    @classmethod
    def made(cls, path: Path, people: Sequence[Mapping[str, str]] = PEOPLE) -> Book:
        """Make the workbook with openpyxl, every person in a row under the headers of the first."""
        workbook = Workbook()
        contacts = _first_sheet(workbook, "Contacts")
        contacts.append(list(people[0]))
        for person in people:
            contacts.append([value or None for value in person.values()])
        sender = workbook.create_sheet("Sender")
        for item in SENDER.items():
            sender.append(item)
        workbook.save(path)
        workbook.close()
        return cls(path)

    def draft(self, **options: Any) -> DraftReport:
        """Have planner draft, at the same moment each time unless `now` says another."""
        now = options.pop("now", NOW)
        with Campaign.open(self.path, now=now) as campaign:
            return campaign.draft(**options)

    def rows(self) -> list[dict[str, object]]:
        """The Tracking sheet, row by row in its order, read past planner; "" for empty cells."""
        workbook = load_workbook(self.path)
        rows = list(workbook["Tracking"].iter_rows(values_only=True))
        workbook.close()
        headers = [str(each) for each in rows[0]]
        return [
            {
                header: "" if value is None else value
                for header, value in zip(headers, row, strict=True)
            }
            for row in rows[1:]
        ]

    def row(self, name: str) -> dict[str, object]:
        """The row of Tracking that is the first touch of the person of that name."""
        (found,) = [row for row in self.rows() if row["Name"] == name and row["Step"] == 1]
        return found

    def others(self, *names: str) -> list[dict[str, object]]:
        """All rows of Tracking but those of the people named."""
        return [row for row in self.rows() if row["Name"] not in names]

    def write(self, name: str, values: Mapping[str, EditValue], *, sheet: str = "Contacts") -> None:
        """Type into the cells of a person's row, as its owner would, under the headers named."""
        with read_sheets(self.path) as sheets:
            rows = list(sheets.stream_rows(sheet))
        headers = rows[0].texts
        column = headers.index("Name")
        (number,) = [row.number for row in rows if row.texts[column] == name]
        edits = [
            SetCell(sheet, number, headers.index(header) + 1, value)
            for header, value in values.items()
        ]
        apply_edits(self.path, edits)

    def track(self, name: str, **values: EditValue) -> None:
        """Type into the cells of a person's row in Tracking; `Sent_on` means "Sent on"."""
        headers = {header.replace("_", " "): value for header, value in values.items()}
        self.write(name, headers, sheet="Tracking")

    def changed(self, change: Callable[[Any], None]) -> None:
        """Let `change` work on the workbook that openpyxl reads, and save it."""
        workbook = load_workbook(self.path)
        change(workbook)
        workbook.save(self.path)
        workbook.close()

    def files(self) -> dict[str, bytes]:
        """Every file in the workbook's folder and below, by its place in it."""
        return dict(self._files())

    def _files(self) -> Iterator[tuple[str, bytes]]:
        for each in sorted(self.path.parent.rglob("*")):
            if each.name.endswith(".draft.json"):
                continue  # what the last draft came to, for the next one
            yield str(each), each.read_bytes() if each.is_file() else b""


def _first_sheet(workbook: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = workbook.worksheets[0]
    sheet.title = name
    return sheet


@pytest.fixture(scope="session")
def people() -> Sequence[Mapping[str, str]]:
    """The people in the workbook."""
    return PEOPLE


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Three people with a purpose and one without; nothing is drafted yet."""
    return Book.made(tmp_path / "contacts.xlsx")


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Book]:
    """A function that makes the workbook of other people, who have the columns of the first."""
    return lambda people: Book.made(tmp_path / "people.xlsx", people)


@pytest.fixture
def drafted(book: Book) -> Book:
    """The same workbook, drafted once."""
    book.draft()
    return book
