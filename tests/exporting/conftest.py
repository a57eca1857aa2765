"""A drafted campaign whose people have the names and words that formats stumble over."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from planner.exporting.run import LeaveReport

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
HEADERS = ("Name", "Title", "Company", "Email", "LinkedIn URL", "Channel", "Phone", "City", "Notes",
           "Purpose")  # fmt: skip
PEOPLE = (
    ("Byron, Ada", "Head of Engines", 'Difference, "Engines" & Söhne', "ada@difference.example",
     "", "email", "+44 20 555 01", "Turin", "first line\nsecond; line, with \\ and all",
     "the notes on the engine; you read them out in Turin, twice"),
    ('Zoë "Zed" 😀 Müller', "", "=HYPERLINK(\"http://x.example\")", "zoe@groesse.example", "",
     "email", "", "", "", "a walk along the harbour, which you led in May"),
    ("ליאור אברהמי", "", "ים", "lior@yam.example", "", "email", "", "", "",
     "a joint proposal on the sea wall of the old port"),
    ("CON", "", "Devices", "con@devices.example", "", "email", "", "", "",
     "the devices that you showed at the fair in Leeds"),
    ("Nia Note", "", "Notes Co", "", "linkedin.com/in/nia-note", "linkedin-note", "", "", "",
     "the harbour plan that you drew for the town"),
    ("Lena Brief", "", "Paper & Co", "", "", "letter", "", "", "",
     "the paper mill that you restored in Leeds"),
)  # fmt: skip
TEMPLATES = {
    "email.txt": "Channel: email\nSubject: About {{ company }}\n\n"
    "Dear {{ name }},\n\n{{ purpose|sentence }}\n\nThank you,\n{{ sender.name }}\n",
    "note.txt": "Channel: linkedin-note\n\nHello {{ name }}, {{ purpose }}. {{ sender.name }}\n",
    "letter.txt": "Channel: letter\nSubject: A word on paper\n\n"
    "Dear {{ name }},\n\n{{ purpose|sentence }}\n\nThank you,\n{{ sender.name }}\n",
}


class Outbox:
    """The workbook at `path`, and the place `to` to which its drafts leave."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.to = path.parent / "out"

    def campaign(self, *, ignored: Iterable[str] = ()) -> Campaign:
        """The campaign, to be read anew."""
        return Campaign.open(self.path, now=NOW, ignored=ignored)

    def draft(self) -> None:
        """Draft what is due."""
        with self.campaign() as campaign:
            campaign.draft()

    def leave(self, format_name: str, *, ignored: Iterable[str] = (), **wishes: Any) -> LeaveReport:
        """Let the drafts leave."""
        with self.campaign(ignored=ignored) as campaign:
            return campaign.export(format_name, **{"to": self.to, **wishes})

    def file_of(self, report: LeaveReport, name: str) -> Path:
        """The file that holds the message to somebody."""
        return next(each.file for each in report.messages if each.outgoing.name == name)

    def type(self, name: str, header: str, value: str | date, *, sheet: str = "Tracking") -> None:
        """Type into a cell of somebody's row, as its owner would."""
        workbook = load_workbook(self.path)
        rows = workbook[sheet]
        headers = [cell.value for cell in rows[1]]
        found = next(row for row in rows.iter_rows() if row[headers.index("Name")].value == name)
        cell = found[headers.index(header)]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # what begins with "=" is typed as text
        workbook.save(self.path)
        workbook.close()

    def add_sheet(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """Add a sheet of the owner's."""
        workbook = load_workbook(self.path)
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        workbook.save(self.path)
        workbook.close()

    def write_template(self, name: str, text: str) -> Path:
        """Put a template beside the workbook."""
        path = self.path.parent / "templates" / name
        path.write_text(text, encoding="utf-8")
        return path

    def statuses(self) -> Mapping[str, str]:
        """Where everybody stands, as the Tracking sheet says."""
        with self.campaign() as campaign:
            return {each.text("Name"): each.text("Status") for each in campaign.book.touches()}


class Command:
    """The command line, as a user has it."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> tuple[int, str, str]:
        """Run a command: its exit code, and what it printed to stdout and stderr."""
        with pytest.raises(SystemExit) as stop:
            main([str(each) for each in words])
        printed = self._capsys.readouterr()
        return int(stop.value.code or 0), printed.out, printed.err

    def json(self, *words: str | Path) -> Any:
        """Run a command that prints JSON."""
        return json.loads(self(*words, "--json")[1])


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    """Six people, drafted: four emails, a note, a letter."""
    path = tmp_path / "people.xlsx"
    (tmp_path / "templates").mkdir()
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    for row in (HEADERS, *PEOPLE):
        sheet.append([each or None for each in row])
        for cell in sheet[sheet.max_row]:
            if cell.value is not None:
                cell.data_type = "s"
    sender = workbook.create_sheet("Sender")
    for line in (
        ("Name", "Nora Whitfield"),
        ("Email", "nora@whitfield.example"),
        ("Headline", "Teacher"),
        ("Postal address", "7 Invented Row\nLeeds"),
    ):
        sender.append(line)
    workbook.save(path)
    workbook.close()
    made = Outbox(path)
    for name, text in TEMPLATES.items():
        made.write_template(name, text)
    made.draft()
    return made


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    """The command line."""
    return Command(capsys)
