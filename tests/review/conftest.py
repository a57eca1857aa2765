"""A campaign on disk, and the review page of it as a browser without scripts would use it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.review.app import Life, make_app
from planner.review.guard import COOKIE, Guard
from planner.review.journal import Journal
from planner.review.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

PORT = 45_678


def today() -> date:
    """The day on the user's own calendar, as the page takes it."""
    return date.today()  # noqa: DTZ011 - the page reads the clock, too


PEOPLE: tuple[Mapping[str, str], ...] = (
    {
        "Name": "Ada Byron",
        "Title": "Head of Engines",
        "Company": "Difference Ltd",
        "LinkedIn URL": "https://www.linkedin.com/in/ada-byron-example",
        "Email": "",
        "Purpose": "the notes on the engine that you read out in Turin",
        "Events": "Turin 1840",
    },
    {
        "Name": "Grace Múrray",
        "Title": "Rear Admiral",
        "Company": "Harbour Systems",
        "LinkedIn URL": "",
        "Email": "grace@harbour.example",
        "Purpose": "a review of our compiler course before the autumn term",
        "Events": "",
    },
    {
        "Name": "Edsger Blom",
        "Title": "",
        "Company": "Kortste Pad",
        "LinkedIn URL": "",
        "Email": "edsger@kortstepad.example",
        "Purpose": "the talk on routes that you gave at the town library",
        "Events": "",
    },
    {
        "Name": "Mary Vane",
        "Title": "Keeper",
        "Company": "Harbour Systems",
        "LinkedIn URL": "",
        "Email": "mary@harbour.example",
        "Purpose": "TBD",
        "Events": "",
    },
)
SENDER = {
    "Name": "Nora Whitfield",
    "Headline": "Teacher of mathematics",
    "Offer": "my worked examples, yours to copy",
    "Events": "Turin 1840",
}


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with contacts, at `path`."""

    path: Path

    def campaign(self) -> Campaign:
        """The campaign, opened anew."""
        return Campaign.open(self.path)

    def drafted(self) -> Book:
        """The same, drafted."""
        with self.campaign() as campaign:
            campaign.draft()
        return self

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

    def row(self, name: str, sheet: str = "Tracking") -> dict[str, Any]:
        """The row that bears a person's name."""
        (found,) = [row for row in self.rows(sheet) if row["Name"] == name]
        return found

    def typed(self, name: str, sheet: str = "Tracking", **values: object) -> None:
        """Type into a person's row, as its owner would in Excel; `Sent_on` means "Sent on"."""
        workbook = load_workbook(self.path)
        page = workbook[sheet]
        headers = [cell.value for cell in page[1]]
        (number,) = [
            row[0].row or 0 for row in page.iter_rows() if row[headers.index("Name")].value == name
        ]
        for header, value in values.items():
            page.cell(number, headers.index(header.replace("_", " ")) + 1).value = value  # type: ignore[assignment]  # openpyxl takes any
        workbook.save(self.path)
        workbook.close()

    def held_by_excel(self) -> Path:
        """Put the lock beside it that Excel would."""
        lock = self.path.with_name(f"~${self.path.name}")
        lock.write_bytes(b"\x04Nora".ljust(165, b" "))
        return lock


def make_book(path: Path, people: Sequence[Mapping[str, str]] = PEOPLE) -> Book:
    """Make a workbook with contacts and a sender."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Contacts"
    sheet.append([*people[0]])
    for person in people:
        sheet.append([*person.values()])
    sender = workbook.create_sheet("Sender")
    for row in SENDER.items():
        sender.append(row)
    workbook.save(path)
    workbook.close()
    return Book(path)


@dataclass(slots=True)
class Form:
    """A form of a page: where it goes, what it brings, and its buttons with what each adds."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def with_values(self, button: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
        """What is sent when `button` is pressed with these values typed."""
        kept = [each for each in self.fields if each[0] not in values]
        pressed = self.buttons[button]
        return [*kept, *values.items(), *([pressed] if pressed else [])]


class Forms(HTMLParser):
    """Reads the forms of a page as a browser does, those of elements elsewhere included."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.by_id: dict[str, Form] = {}
        self.all: list[Form] = []
        self._current: Form | None = None
        self._text = ""
        self._button: tuple[Form, tuple[str, str] | None] | None = None
        self._area: tuple[Form, str] | None = None
        self._is_key = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._is_key = self._is_key or tag == "kbd"
        if tag == "form":
            self._current = Form(given.get("action", ""))
            self.all.append(self._current)
            if "id" in given:
                self.by_id[given["id"]] = self._current
        form = self.by_id.get(given["form"]) if "form" in given else self._current
        if form is None or "disabled" in given:
            return
        named = (given["name"], given.get("value", "")) if given.get("name") else None
        is_ticked = given.get("type") != "checkbox" or "checked" in given
        if tag == "input" and named and is_ticked:
            form.fields.append(named)
        elif tag == "textarea" and named:
            self._area, self._text = (form, named[0]), ""
        elif tag == "button":
            self._button, self._text = (form, named), ""

    def handle_data(self, data: str) -> None:
        if not self._is_key:  # the key that does the same as a button is no part of its label
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._current = None
        elif tag == "kbd":
            self._is_key = False
        elif tag == "textarea" and self._area:
            form, name = self._area
            form.fields.append((name, self._text.removeprefix("\n")))
            self._area = None
        elif tag == "button" and self._button:
            form, pressed = self._button
            form.buttons[self._text.strip()] = pressed
            self._button = None


@dataclass(slots=True)
class Desk:
    """The review page of a workbook, and a browser without scripts that has been let in."""

    book: Book
    guard: Guard
    workspace: Workspace
    client: FlaskClient
    life: Life

    def get(self, page: str, **parts: str) -> TestResponse:
        """Ask for a page."""
        return self.client.get(
            f"{self.guard.room}/{page}",
            query_string=parts,
            base_url=self.guard.origin,
            buffered=True,  # a file of the page is closed again
        )

    def text(self, page: str, **parts: str) -> str:
        """The HTML of a page that must be there."""
        answer = self.get(page, **parts)
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(
        self, page: str, fields: Mapping[str, str] | Sequence[tuple[str, str]], **headers: str
    ) -> TestResponse:
        """Send fields as they are, from this page."""
        body = list(fields.items()) if hasattr(fields, "items") else list(fields)
        path = page if page.startswith("/") else f"{self.guard.room}/{page}"
        data: dict[str, list[str]] = {}
        for name, value in body:
            data.setdefault(name, []).append(value)
        sent = {"Origin": self.guard.origin, **headers}
        return self.client.post(path, data=data, base_url=self.guard.origin, headers=sent)

    def press(self, html: str, button: str, **values: str) -> TestResponse:
        """Press a button of a page that was shown, with these values typed into its form."""
        (form,) = [each for each in Forms(html).all if button in each.buttons]
        return self.post(form.action, form.with_values(button, values))

    def touch(self, name: str) -> str:
        """The Touch ID of a person."""
        return str(self.book.row(name)["Touch ID"])


def make_desk(book: Book, *, is_read_only: bool = False) -> Desk:
    """The page of a workbook, with a browser that has been let in."""
    guard = Guard(PORT, is_read_only=is_read_only)
    workspace, life = Workspace(book.path, book.campaign), Life()
    app = make_app(workspace, guard, Journal(book.path), life, lambda _address: None)
    client = app.test_client()
    desk = Desk(book, guard, workspace, client, life)
    path = guard.address.removeprefix(guard.origin)
    assert client.get(path, base_url=guard.origin).status_code == 200
    assert client.get_cookie(COOKIE, "127.0.0.1", f"{guard.room}/") is not None
    return desk


def _copied(source: Path, target: Path) -> Path:
    return Path(shutil.copy(source, target))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """A workbook with four contacts, one of them without a purpose: plain, and drafted."""
    folder = tmp_path_factory.mktemp("made")
    plain = make_book(folder / "plain.xlsx")
    drafted = Book(_copied(plain.path, folder / "drafted.xlsx")).drafted()
    return {"plain": plain, "drafted": drafted}


@pytest.fixture
def book(tmp_path: Path, made: dict[str, Book]) -> Book:
    """A workbook with four contacts, nothing drafted."""
    return Book(_copied(made["plain"].path, tmp_path / "contacts.xlsx"))


@pytest.fixture
def drafted(tmp_path: Path, made: dict[str, Book]) -> Book:
    """The same workbook, drafted."""
    return Book(_copied(made["drafted"].path, tmp_path / "contacts.xlsx"))


@pytest.fixture
def desk(drafted: Book) -> Desk:
    """The page of the workbook, drafted."""
    return make_desk(drafted)


@pytest.fixture
def reader(drafted: Book) -> Desk:
    """The same, read-only."""
    return make_desk(drafted, is_read_only=True)
