"""A campaign on disk, a real terminal to walk through it, and programs that only take notes."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

if sys.platform != "win32":
    import termios

ROOT = Path(__file__).resolve().parents[2]
PROMPT = "[?] > "
_PATIENCE = 30.0  # seconds before a terminal that says nothing fails the test

# A terminal of its own is what makes Ctrl-C reach the command.
_LAUNCH = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from planner.cli import main
main()
"""

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

    def campaign(self, now: datetime | None = None) -> Campaign:
        """The campaign, opened anew."""
        return Campaign.open(self.path, now=now)

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

    def changed(self, change: Callable[[Any], None]) -> None:
        """Let `change` work on the workbook that openpyxl reads, and save it."""
        workbook = load_workbook(self.path)
        change(workbook)
        workbook.save(self.path)
        workbook.close()

    def with_settings(self, **settings: str | int) -> None:
        """Write the Settings sheet; `daily_cap` means "daily cap"."""

        def write(workbook: Any) -> None:
            sheet = workbook.create_sheet("Settings")
            for name, value in settings.items():
                sheet.append((name.replace("_", " "), value))

        self.changed(write)

    def track(self, name: str, **values: object) -> None:
        """Type into a person's row of Tracking, as its owner would; `Sent_on` means "Sent on"."""

        def write(workbook: Any) -> None:
            sheet = workbook["Tracking"]
            headers = [cell.value for cell in sheet[1]]
            (number,) = [
                row[0].row for row in sheet.iter_rows() if row[headers.index("Name")].value == name
            ]
            for header, value in values.items():
                sheet.cell(number, headers.index(header.replace("_", " ")) + 1).value = value

        self.changed(write)


@dataclass(slots=True)
class Terminal:
    """A pseudo-terminal in which planner runs, read and typed into with a limit on time."""

    process: subprocess.Popen[bytes]
    master: int
    text: str = ""
    _raw: bytearray = field(default_factory=bytearray)
    _read_to: int = 0

    def until(self, words: str) -> str:
        """Read until the words appear, and give what came up to them since the last time."""
        deadline = time.monotonic() + _PATIENCE
        while (at := self.text.find(words, self._read_to)) < 0:
            assert self._more(deadline), f"{words!r} never came:\n{self.text[self._read_to :]}"
        start, self._read_to = self._read_to, at + len(words)
        return self.text[start : self._read_to]

    def press(self, *keys: str) -> str:
        """Press keys, each once planner asks for one; gives what was on the screen before."""
        seen = ""
        for key in keys:
            seen += self.until(PROMPT)
            self._until_keys_count()
            os.write(self.master, key.encode())
        return seen

    def say(self, line: str, after: str) -> None:
        """Type a line and Enter once the words `after` have appeared."""
        self.until(after)
        os.write(self.master, line.encode())

    def interrupt(self, after: str) -> int:
        """Press Ctrl-C while a line is asked for after these words; gives the exit code.

        Python overlooks one that comes in the instant before it reads, and so may a user's: press
        it again then.
        """
        self.until(after)
        for _ in range(6):
            os.write(self.master, b"\x03")
            while select.select([self.master], [], [], 5)[0]:
                if not self._more(time.monotonic() + _PATIENCE):
                    return self.process.wait(_PATIENCE)
        raise AssertionError(f"Ctrl-C changed nothing:\n{self.text}")

    def end(self) -> int:
        """Read to the end and give the exit code."""
        deadline = time.monotonic() + _PATIENCE
        while self._more(deadline):
            pass
        return self.process.wait(_PATIENCE)

    def _until_keys_count(self) -> None:
        # What is typed before the terminal is set to single keys is thrown away, on purpose.
        deadline = time.monotonic() + _PATIENCE
        while termios.tcgetattr(self.master)[3] & termios.ICANON:
            assert time.monotonic() < deadline
            select.select([self.master], [], [], 0.01)

    def _more(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], max(deadline - time.monotonic(), 0))
        assert ready, f"no word in {_PATIENCE} seconds:\n{self.text}"
        try:
            chunk = os.read(self.master, 65536)
        except OSError:  # the other end is closed
            return False
        self._raw += chunk
        self.text = self._raw.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(chunk)


@dataclass(slots=True)
class Desk:
    """The user's desk: where planner runs, and programs on PATH that note down what they get."""

    folder: Path
    environment: dict[str, str]
    open_terminals: list[Terminal] = field(default_factory=list)

    def program(self, name: str, script: str) -> Path:
        """Put a shell script of that name first on PATH."""
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    def noted(self, name: str) -> str:
        """What a program noted down."""
        return (self.folder / name).read_bytes().decode("utf-8")

    def editor(self, script: str) -> None:
        """Make the user's editor do this to the file that is "$1"."""
        self.environment["EDITOR"] = str(self.program("editor", script))

    def next(self, book: Book, *words: str, size: tuple[int, int] = (40, 100)) -> Terminal:
        """Run `planner next` in a terminal."""
        master, slave = os.openpty()
        termios.tcsetwinsize(slave, size)
        process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, "next", book.path.name, *words],
            cwd=book.path.parent,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=self.environment,
            start_new_session=True,
        )
        os.close(slave)
        terminal = Terminal(process, master)
        self.open_terminals.append(terminal)
        return terminal

    def close(self) -> None:
        """Let go of every terminal."""
        for terminal in self.open_terminals:
            if terminal.process.poll() is None:
                terminal.process.kill()
                terminal.process.wait()
            os.close(terminal.master)


@pytest.fixture
def today() -> date:
    """The day on which the commands run."""
    return date.today()  # noqa: DTZ011 - the user's own day, as the command line takes it


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Book]:
    """Makes a drafted workbook with the people given."""

    def make(people: Sequence[Mapping[str, str]] = PEOPLE, name: str = "contacts.xlsx") -> Book:
        workbook = Workbook()
        contacts: Any = workbook.active
        contacts.title = "Contacts"
        contacts.append(list(people[0]))
        for person in people:
            contacts.append([value or None for value in person.values()])
        sender = workbook.create_sheet("Sender")
        for item in SENDER.items():
            sender.append(item)
        path = tmp_path / name
        workbook.save(path)
        workbook.close()
        with Campaign.open(path) as campaign:
            report = campaign.draft()
        assert report.drafted == len(people)
        return Book(path)

    return make


@pytest.fixture
def book(make_book: Callable[..., Book]) -> Book:
    """Three people with a draft each: the first on LinkedIn, two by email."""
    return make_book()


@pytest.fixture
def book_at() -> Callable[[Path], Book]:
    """Takes a workbook that is there already."""
    return Book


@pytest.fixture
def people() -> Sequence[Mapping[str, str]]:
    """The people in the workbook."""
    return PEOPLE


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with a browser, a mail program and a clipboard; skips where there is no pty."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals of this kind")
    folder = tmp_path_factory.mktemp("desk")
    kept = {"LANG", "LC_ALL", "SYSTEMROOT", "COVERAGE_PROCESS_START"}
    environment = {name: value for name, value in os.environ.items() if name in kept}
    desk = Desk(folder, environment)
    environment |= {
        "PATH": os.pathsep.join((str(folder / "bin"), os.environ.get("PATH", ""))),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "TERM": "xterm",
        "DISPLAY": ":99",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "BROWSER": str(desk.program("browser", f'printf "%s\\n" "$1" >> "{folder}/opened"')),
    }
    for clipboard in ("xclip", "pbcopy"):
        desk.program(clipboard, f'cat > "{folder}/copied"')
    for opener in ("xdg-open", "open"):
        desk.program(opener, f'cp "$1" "{folder}/opened.eml"')
    yield desk
    desk.close()
