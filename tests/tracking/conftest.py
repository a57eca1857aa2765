"""A small campaign on disk, and the command line within this process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from planner.campaign import Campaign
from planner.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from planner.drafting.report import DraftReport

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
HEADERS = ("Name", "Company", "LinkedIn URL", "Email", "Purpose")
PEOPLE: tuple[tuple[str, ...], ...] = (
    ("Anna Berg", "Acme", "https://www.linkedin.com/in/Anna-Berg-7", "", "the tide tables"),
    ("Ben Okafor", "Acme", "", "Ben@Acme.example", "the harbour plans"),
    ("Cem Özgür", "Blau AG", "", "cem@blau.example", "the lamp catalogue"),
    ("Dora Berg", "Cobalt", "", "dora@cobalt.example", "the ferry logs"),
    ("Dora Berg", "Dune Ltd", "", "dora@dune.example", "the sand survey"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Life:
    """A campaign in the workbook at `path`."""

    path: Path

    def draft(self, now: datetime = NOW) -> DraftReport:
        with Campaign.open(self.path, now=now) as campaign:
            return campaign.draft()

    def rows(self, sheet: str = "Tracking") -> list[dict[str, Any]]:
        """A sheet row by row, read past planner."""
        workbook = openpyxl.load_workbook(self.path)
        headers, *rows = workbook[sheet].iter_rows(values_only=True)
        workbook.close()
        return [dict(zip(map(str, headers), row, strict=True)) for row in rows]

    def row(self, touch: str) -> dict[str, Any]:
        """A touch's row of Tracking."""
        (found,) = [row for row in self.rows() if row["Touch ID"] == touch]
        return found

    def statuses(self) -> list[str]:
        """The words in the Status column."""
        return [row["Status"] for row in self.rows()]

    def changed(self, change: Callable[[Any], None]) -> None:
        """Let `change` work on the workbook that openpyxl reads, and save it."""
        workbook = openpyxl.load_workbook(self.path)
        change(workbook)
        workbook.save(self.path)
        workbook.close()

    def track(self, touch: str, **values: object) -> None:
        """Type into a touch's row of Tracking; `Sent_on` means "Sent on"."""

        def write(workbook: Any) -> None:
            sheet = workbook["Tracking"]
            headers = [cell.value for cell in sheet[1]]
            ids = headers.index("Touch ID")
            (number,) = [row[ids].row for row in sheet.iter_rows() if row[ids].value == touch]
            for header, value in values.items():
                sheet.cell(number, headers.index(header.replace("_", " ")) + 1).value = value

        self.changed(write)

    def sheet(self, name: str, *rows: Sequence[object]) -> None:
        """Add a sheet with these rows."""

        def add(workbook: Any) -> None:
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(row)

        self.changed(add)


def make(path: Path) -> Life:
    """Write the workbook of five people, two of them of one name."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(HEADERS)
    for person in PEOPLE:
        sheet.append([cell or None for cell in person])
    sender = workbook.create_sheet("Sender")
    sender.append(("name", "Nora Whitfield"))
    sender.append(("email", "nora@example.org"))
    workbook.save(path)
    workbook.close()
    return Life(path)


@pytest.fixture
def life(tmp_path: Path) -> Life:
    """Five people, two of one name, before the first draft."""
    return make(tmp_path / "people.xlsx")


@pytest.fixture(scope="session")
def first_draft(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same workbook after its first draft, made once for all tests."""
    life = make(tmp_path_factory.mktemp("drafted") / "people.xlsx")
    assert life.draft().drafted == len(PEOPLE)
    return life.path.read_bytes()


@pytest.fixture
def drafted(life: Life, first_draft: bytes) -> Life:
    """The same, drafted."""
    life.path.write_bytes(first_draft)
    return life


@pytest.fixture
def planner(life: Life, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command on the workbook: `planner("status", "set", "Anna Berg", "sent")`."""

    def run(command: str, *words: object) -> Ran:
        with pytest.raises(SystemExit) as stopped:
            main([*command.split(), str(life.path), *map(str, words)])
        printed = capsys.readouterr()
        code = stopped.value.code
        assert isinstance(code, int)
        assert "Traceback" not in printed.err
        return Ran(code, printed.out, printed.err)

    return run
