"""A drafted campaign, and real servers on loopback whose answers a test can script."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.cli import main
from planner.sending.pace import Pace
from planner.sending.send import Post
from planner.sending.sendable import Wishes
from tests.sending.dovecot import DOVECOT, Dovecot
from tests.sending.servers import ME, SECRET, Script, SmtpServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from planner.sending.answers import AnswersRead
    from planner.sending.mail import Mail
    from planner.sending.send_report import SendReport

NAMES = ("Ann Ash", "Bo Beck", "Cy Cole", "Dee Dunn", "Eli Elm", "Fay Fox", "Gus Gale", "Hal Hill",
         "Ivy Inn", "Joe Jay")  # fmt: skip
TEMPLATE = (
    "Channel: email\nSubject: About {{ company }}\n\nDear {{ name }},\n\n{{ purpose|sentence }}\n\n"
    "Thank you,\n{{ sender.name }}\n"
)
FOLLOW_UP = (
    "Channel: email\nFor: step 2+\nSubject: {{ previous.subject|reply }}\n\nDear {{ name }},\n\n"
    "I wrote to you about {{ purpose|about }}.\n\nThank you,\n{{ sender.name }}\n"
)


def address_of(name: str) -> str:
    """The address of somebody in the campaign."""
    first, last = name.lower().split()
    return f"{first}@{last}.example"


class Desk:
    """A campaign in a folder of its own, with its clock, and the account that it sends through."""

    def __init__(self, path: Path, people: Sequence[str] = NAMES) -> None:
        self.path = path
        self.now = datetime.now().astimezone()
        self.environment: dict[str, str] = {"PLANNER_EMAIL_PASSWORD": SECRET}
        self._make(people)

    def _make(self, people: Sequence[str]) -> None:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Contacts"
        sheet.append(("Name", "Company", "Email", "Channel", "Purpose"))
        for number, name in enumerate(people):
            company = name.split()[1]
            purpose = f"the soil survey number {number} that you made at {company} Farm"
            sheet.append((name, f"{company} Farm", address_of(name), "email", purpose))
        sender = book.create_sheet("Sender")
        sender.append(("name", "Ina Moss"))
        sender.append(("email", ME))
        book.create_sheet("Settings").append(("email a day", "off"))
        book.save(self.path)
        templates = self.path.parent / "templates"
        templates.mkdir(exist_ok=True)
        (templates / "email.txt").write_text(TEMPLATE, encoding="utf-8")
        (templates / "email-again.txt").write_text(FOLLOW_UP, encoding="utf-8")

    def use(self, server: Any) -> None:
        """Send through a server on this machine."""
        self.environment |= {
            "PLANNER_SMTP_SERVER": server.host,
            "PLANNER_SMTP_PORT": str(server.port),
            "PLANNER_SMTP_SECURITY": server.security,
        }

    def draft(self, *, status: str = "approved") -> None:
        """Draft, and give every draft a status."""
        with self.campaign() as campaign:
            campaign.draft()
        if status != "drafted":
            for touch in self.statuses():
                self.type(touch, "Status", status)

    def campaign(self) -> Campaign:
        """The campaign, to be read anew."""
        return Campaign.open(self.path, now=self.now.replace(tzinfo=None))

    def mail(self, campaign: Campaign, *where: str) -> Mail:
        """Its email."""
        return campaign.mail(where=where)

    def send(self, *where: str, wishes: Wishes | None = None, **pace: Any) -> SendReport:
        """Send what may be sent, without a pause."""
        with self.campaign() as campaign:
            mail = campaign.mail(where=where)
            post = Post(mail.account(self.environment), self.environment)
            return mail.send(post, wishes or Wishes(), self.pace(**pace))

    def answers(self) -> AnswersRead:
        """Read the answers since the last look."""
        with self.campaign() as campaign:
            mail = campaign.mail()
            return mail.answers(Post(mail.account(self.environment), self.environment), zone=UTC)

    def pace(self, **given: Any) -> Pace:
        """A pace without pauses, whose clock stands still but for what is slept."""

        def sleep(seconds: float) -> None:
            self.now += timedelta(seconds=seconds)

        usual: dict[str, Any] = {"pause": 0.0, "clock": lambda: self.now, "sleep": sleep}
        return Pace(**{**usual, **given})

    def statuses(self) -> dict[str, str]:
        """Where every touch stands, by its Touch ID."""
        with self.campaign() as campaign:
            return {each.id: each.text("Status") for each in campaign.book.touches()}

    def statuses_by_name(self) -> dict[str, str]:
        """Where the touch of everybody stands, by their names."""
        with self.campaign() as campaign:
            return {each.name: each.text("Status") for each in campaign.book.touches()}

    def status_of(self, name: str) -> str:
        """Where the first touch of somebody stands."""
        with self.campaign() as campaign:
            return next(
                each.text("Status") for each in campaign.book.touches() if each.name == name
            )

    def history(self) -> list[tuple[str, str, str, str]]:
        """Name, before, after and who, of every change."""
        with self.campaign() as campaign:
            return [(c.name, c.before, c.after, str(c.by)) for c in campaign.changes()]

    def type(self, touch: str, header: str, value: str | date, *, sheet: str = "Tracking") -> None:
        """Type into a cell of a row, as its owner would."""
        book = load_workbook(self.path)
        rows = book[sheet]
        headers = [cell.value for cell in rows[1]]
        key = headers.index("Touch ID") if "Touch ID" in headers else headers.index("Name")
        row = next(row for row in rows.iter_rows() if row[key].value == touch)
        row[headers.index(header)].value = value
        book.save(self.path)
        book.close()

    def add_sheet(self, title: str, *rows: Sequence[object]) -> None:
        """Add a sheet of the owner's, or rows to one that is there."""
        book = load_workbook(self.path)
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        book.save(self.path)
        book.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A campaign of ten people, not drafted yet."""
    return Desk(tmp_path / "list.xlsx")


@pytest.fixture
def script() -> Script:
    """What the server is to do."""
    return Script()


@pytest.fixture
def smtp(script: Script, desk: Desk) -> Iterator[SmtpServer]:
    """A server without TLS on this machine, which the campaign sends through."""
    server = SmtpServer(script)
    server.start()
    desk.use(server)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """An authority of the tests' own."""
    return trustme.CA()


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


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs commands."""
    return Command(capsys)


NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def imap(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[Dovecot]:
    """A mailbox on this machine, that of the campaign's account; skips where there is none."""
    if DOVECOT is None:
        pytest.skip("Dovecot is not installed")
    folder = tmp_path_factory.mktemp("dovecot")
    # Its processes run as somebody else, who must get as far as their own folder.
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(0o755)
    server = Dovecot(folder)
    server.start()
    desk.environment |= {
        "PLANNER_IMAP_SERVER": server.host,
        "PLANNER_IMAP_PORT": str(server.port),
        "PLANNER_IMAP_SECURITY": server.security,
    }
    try:
        yield server
    finally:
        server.stop()
