"""A drafted campaign whose people have the names and words that formats stumble over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from planner import Campaign
from planner.departures import ExportReport, depart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
HEADERS = ("Name", "Company", "Email", "LinkedIn URL", "Channel", "Phone", "Purpose")
PEOPLE = (
    ("Ada Byron", 'Difference, "Engines" Ltd', "ada@difference.example", "", "", "+44 1",
     "the notes on the engine; you read them out in Turin, twice"),
    ("Zoë 😀 Müller", "=Größe & Söhne", "zoe@groesse.example", "", "", "",
     "a walk along the harbour, which you led in May"),
    ("ליאור אברהמי", "Yam", "lior@yam.example", "", "", "",
     "a joint proposal on the sea wall of the old port"),
    ("CON", "Devices", "con@devices.example", "", "", "",
     "the devices that you showed at the fair in Leeds"),
    ("Nia Note", "Notes Co", "", "linkedin.com/in/nia-note", "", "",
     "the harbour plan that you drew for the town of Turin"),
)  # fmt: skip


class Outbox:
    """The workbook at `path`, and what leaves it for the folder `to`."""

    def __init__(self, path: Path, to: Path) -> None:
        self.path = path
        self.to = to

    def depart(self, format_name: str, **wishes: Any) -> ExportReport:
        """Let the drafts leave."""
        with Campaign.open(self.path, now=NOW) as campaign:
            return depart(campaign, format_name, self.to, **wishes)

    def files(self) -> dict[str, bytes]:
        """What lies in the folder, by name."""
        if not self.to.is_dir():
            return {}
        paths = (path for path in sorted(self.to.iterdir()) if not path.name.startswith("."))
        return {path.name: path.read_bytes() for path in paths}

    def type(self, name: str, header: str, value: str, *, sheet: str = "Tracking") -> None:
        """Type into a cell of somebody's row, as its owner would."""
        workbook = load_workbook(self.path)
        rows = workbook[sheet]
        headers = [cell.value for cell in rows[1]]
        row = next(row for row in rows.iter_rows() if row[headers.index("Name")].value == name)
        cell = row[headers.index(header)]
        cell.value, cell.data_type = value, "s"  # what begins with "=" is typed as text
        workbook.save(self.path)
        workbook.close()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    """Five people, drafted; the last one gets an invitation note."""
    path = tmp_path / "people.xlsx"
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    for row in (HEADERS, *PEOPLE):
        sheet.append([None if value == "" else value for value in row])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    sender = workbook.create_sheet("Sender")
    for line in (
        ("Name", "Nora Whitfield"),
        ("Email", "nora@whitfield.example"),
        ("Headline", "Teacher"),
        ("Postal address", "7 Invented Row, Leeds"),
    ):
        sender.append(line)
    workbook.save(path)
    workbook.close()
    with Campaign.open(path, now=NOW) as campaign:
        campaign.draft()
    return Outbox(path, tmp_path / "out")


@pytest.fixture
def write_template(outbox: Outbox) -> Callable[[str, str], Path]:
    """A function that puts a template beside the workbook."""

    def write(name: str, text: str) -> Path:
        folder = outbox.path.parent / "templates"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
