"""A drafted campaign, and exports and mailboxes that speak of its people."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from planner.importing.answers.apply_answers import AnswersReport
    from planner.model.status import Status

NOW = datetime(2026, 3, 20, 9)  # noqa: DTZ001 - the user's own calendar

ME = "https://www.linkedin.com/in/nora-whitfield-example"
PEOPLE: tuple[Mapping[str, str], ...] = (
    {
        "Name": "Ada Byron",
        "Company": "Difference Ltd",
        "LinkedIn URL": "https://www.linkedin.com/in/Ada-Byron-example/",
        "Email": "",
        "Channel": "linkedin-note",
        "Purpose": "the notes on the engine that you read out in Turin",
    },
    {
        "Name": "Grace Múrray",
        "Company": "Harbour Systems",
        "LinkedIn URL": "linkedin.com/in/grace-murray-example",
        "Email": "grace@harbour.example",
        "Channel": "email",
        "Purpose": "a review of our compiler course before the autumn term",
    },
    {
        "Name": "Edsger Blom",
        "Company": "Kortste Pad",
        "LinkedIn URL": "linkedin.com/in/edsger-blom-example",
        "Email": "",
        "Channel": "linkedin-message",
        "Purpose": "the talk on routes that you gave at the town library",
    },
    {
        "Name": "שרה לוי",
        "Company": "ספריית הנמל",
        "LinkedIn URL": "https://www.linkedin.com/in/%D7%A9%D7%A8%D7%94-%D7%9C%D7%95%D7%99-12",
        "Email": "",
        "Channel": "linkedin-note",
        "Purpose": "the reading room that you opened in the old harbour office",
    },
)
ADA, GRACE, EDSGER, SARA = (person["Name"] for person in PEOPLE)
SENDER = {
    "Name": "Nora Whitfield",
    "Headline": "Teacher of mathematics",
    "Email": "nora@whitfield.example",
    "LinkedIn URL": ME,
    "Offer": "my worked examples, yours to copy",
}

PREAMBLE = (
    'Notes:\n"When exporting your connection data, you may notice that some are missing."\n\n'
)
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position")
CONNECTIONS_OLD = ("First Name", "Last Name", "Email Address", "Company", "Position")
INVITATIONS = ("From", "To", "Sent At", "Message", "Direction")
MESSAGES = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO",
    "RECIPIENT PROFILE URLS", "DATE", "SUBJECT", "CONTENT", "FOLDER",
)  # fmt: skip
PROFILES = {person["Name"]: person["LinkedIn URL"] for person in PEOPLE} | {"me": ME}


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as LinkedIn writes them."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


@dataclass(frozen=True, slots=True)
class Book:
    """A drafted workbook."""

    path: Path

    def closed(self, source: Path, **options: Any) -> AnswersReport:
        """What closing the loop from a source comes to."""
        with Campaign.open(self.path, now=NOW) as campaign:
            return campaign.apply_answers(source, **options)

    def set(self, who: str, status: Status, on: str) -> None:
        """Write down what happened, as the user does."""
        with Campaign.open(self.path, now=NOW) as campaign:
            day = datetime.fromisoformat(on).date()
            campaign.set_status([Order(who, status, day)])

    def rows(self, sheet: str = "Tracking") -> list[dict[str, Any]]:
        """A sheet row by row, read past planner; "" for empty cells."""
        workbook = load_workbook(self.path)
        headers, *rows = workbook[sheet].iter_rows(values_only=True)
        workbook.close()
        names = [str(header) for header in headers]
        return [
            {name: "" if value is None else value for name, value in zip(names, row, strict=True)}
            for row in rows
        ]

    def row(self, name: str) -> dict[str, Any]:
        """The row of Tracking that bears a person's name."""
        (found,) = [row for row in self.rows() if row["Name"] == name]
        return found

    def statuses(self) -> dict[str, str]:
        """Where every touch stands, by name."""
        return {row["Name"]: row["Status"] for row in self.rows()}

    def type(self, name: str, header: str, value: object) -> None:
        """Type into a person's row of Tracking, as its owner would."""
        workbook = load_workbook(self.path)
        sheet: Any = workbook["Tracking"]
        headers = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            if row[headers.index("Name")].value == name:
                row[headers.index(header)].value = value
        workbook.save(self.path)
        workbook.close()


class Sources:
    """Writes exports and mailboxes into a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        """A file of that text."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    def zip(self, **texts: str) -> Path:
        """LinkedIn's data zip with these files; `messages` means messages.csv."""
        path = self.folder / "Basic_LinkedInDataExport_03-19-2026.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in texts.items():
                archive.writestr(f"{name}.csv", text)
        return path

    @staticmethod
    def connections(
        *people: tuple[str, str, str, str], preamble: bool = True, urls: bool = True
    ) -> str:
        """Connections.csv of people with first name, last name, URL and day."""
        header = CONNECTIONS if urls else CONNECTIONS_OLD
        rows = [
            (first, last, url, "", "Some Company, Inc.", "Head", day)
            if urls
            else (first, last, "", "Some Company, Inc.", "Head", day)
            for first, last, url, day in people
        ]
        hidden = ("",) * len(header) + ("07 Jun 2025",)
        text = as_csv([(*header, "Connected On"), *rows, hidden])
        return f"{PREAMBLE}{text}" if preamble else text

    @staticmethod
    def invitations(*sent: tuple[str, str, str], urls: bool = True) -> str:
        """Invitations.csv of invitations sent to a person, at a time, with a message."""
        header = (*INVITATIONS, "inviterProfileUrl", "inviteeProfileUrl") if urls else INVITATIONS
        rows = [("Max Stranger", "Nora Whitfield", "1/2/26, 8:00 AM", "", "INCOMING")]
        rows += [("Nora Whitfield", who, at, text, "OUTGOING") for who, at, text in sent]
        ends = [("https://www.linkedin.com/in/max-stranger", ME)]
        ends += [(ME, PROFILES.get(who, "")) for who, _, _ in sent]
        both = [(*row, *end) if urls else row for row, end in zip(rows, ends, strict=True)]
        return as_csv([header, *both])

    @staticmethod
    def messages(
        *said: tuple[str, str, str, str], tail: Sequence[str] = ("ATTACHMENTS",), draft: str = ""
    ) -> str:
        """messages.csv of what was said: from, to (a name or "me"), the date, the words."""
        rows = []
        for number, (sender, to, at, words) in enumerate(said):
            other = to if sender == "me" else sender
            names = {"me": "Nora Whitfield"}
            rows.append(
                (
                    f"2-{other}", "", names.get(sender, sender), PROFILES.get(sender, ""),
                    names.get(to, to), PROFILES.get(to, ""), at, "", words, "INBOX",
                    *(draft if "DRAFT" in header and number == 0 else "" for header in tail),
                )
            )  # fmt: skip
        return as_csv([(*MESSAGES, *tail), *rows])


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Where exports and mailboxes are put."""
    folder = tmp_path / "sources"
    folder.mkdir()
    return Sources(folder)


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Book]:
    """Makes a drafted workbook with the people given."""

    def make(
        people: Sequence[Mapping[str, str]] = PEOPLE,
        sender: Mapping[str, str] = SENDER,
        drafted: int | None = None,
    ) -> Book:
        workbook = Workbook()
        contacts: Any = workbook.active
        contacts.title = "Contacts"
        contacts.append(list(people[0]))
        for person in people:
            contacts.append([value or None for value in person.values()])
        sheet: Any = workbook.create_sheet("Sender")
        for item in sender.items():
            sheet.append(item)
        path = tmp_path / "contacts.xlsx"
        workbook.save(path)
        workbook.close()
        with Campaign.open(path, now=NOW) as campaign:
            report = campaign.draft()
        assert report.drafted == (drafted or len(people)), report.findings
        return Book(path)

    return make


@pytest.fixture
def book(make_book: Callable[..., Book]) -> Book:
    """Four people with a draft each: two notes, an email, a message on LinkedIn."""
    return make_book()
