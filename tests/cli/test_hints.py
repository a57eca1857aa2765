"""Every command that planner proposes is pasted as it stands, and works.

Each scenario brings planner to propose something; each proposal is then run in a copy of the folder
as it was at that moment. The last test holds that no place that proposes a command is left out.
"""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import sys
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from planner.campaign import Campaign
from planner.cli import main
from planner.cli.answers_report import print_answers_report
from planner.importing.answers.apply_answers import AnswersReport
from planner.templating.shipped import samples
from planner.text import pasted
from planner.tracking.history import By, Change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
BOOK = "my list.xlsx"
# What asks for a mail server or a browser is run by the tests of those rooms.
ELSEWHERE = ("planner/sending/", "planner/review/", "planner/cli/account.py", "planner/cli/send.py")
Site = tuple[str, str, str]


class Desk:
    """A folder with a workbook whose name has a blank, and what planner proposed there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.proposed: dict[Site, str] = {}
        # What was proposed, with a copy of the folder as it was then.
        self.moments: list[tuple[Site, str, Path]] = []

    def run(self, *words: str) -> int:
        code = run(*words)
        self.keep()
        return code

    def keep(self) -> None:
        known = {site for site, _, _ in self.moments}
        fresh = {site: line for site, line in self.proposed.items() if site not in known}
        if fresh:
            copy = self.folder.with_name(f"moment {len(self.moments)}")
            shutil.copytree(self.folder, copy)
            self.moments += [(site, line, copy) for site, line in fresh.items()]

    def record(self, *words: Path | str) -> str:
        """Stand in for the function that writes commands, and note who asked it."""
        made = _ORIGINAL(*words)
        caller = sys._getframe(1)
        file = Path(caller.f_code.co_filename).relative_to(ROOT).as_posix()
        self.proposed[file, caller.f_code.co_name, str(words[0])] = made
        return made

    def change(self, alter: Callable[[Any], None]) -> None:
        book = openpyxl.load_workbook(BOOK)
        alter(book)
        book.save(BOOK)
        book.close()


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(words)
    return int(stop.value.code or 0)


_ORIGINAL = pasted.command


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drafted sample."""
    path = tmp_path_factory.mktemp("drafted") / BOOK
    shutil.copy(samples() / "job_search.xlsx", path)
    with Campaign.open(path) as campaign:
        campaign.draft()
    return path


@contextmanager
def desk_in(folder: Path, drafted: Path) -> Iterator[Desk]:
    """A desk in a new folder; commands that are proposed meanwhile are noted."""
    folder.mkdir(parents=True)
    shutil.copy(drafted, folder / BOOK)
    made = Desk(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("click.getchar", lambda *_: "q")
        patch.setattr("click.termui.visible_prompt_func", lambda *_: "y")
        patch.setattr("planner.cli.next_walk.forget_typed", lambda: None)
        patch.setattr(pasted, "command", made.record)
        _exchange(_ORIGINAL, made.record)
        yield made
        _exchange(made.record, _ORIGINAL)


def _exchange(old: object, new: object) -> None:
    """Put one function for writing commands in the place of another, wherever it was imported."""
    for name, module in list(sys.modules.items()):
        if name.startswith("planner") and getattr(module, "command", None) == old:
            module.__dict__["command"] = new


@pytest.fixture
def desk(tmp_path: Path, drafted: Path) -> Iterator[Desk]:
    with desk_in(tmp_path / "my campaign", drafted) as made:
        yield made


def undrafted(desk: Desk) -> None:
    shutil.copy(samples() / "job_search.xlsx", desk.folder / BOOK)


def clean_list(desk: Desk) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Contacts"
    sheet.append(["Name", "Company", "Email", "Purpose", "Status", "Introduced by", "Template"])
    row = ["Ada Byron", "Engines", "ada@engine.example", "the notes on the engine that you read"]
    sheet.append([*row, "", "Tom Reeves", ""])
    sender = book.create_sheet("Sender")
    for line in (("name", "Nora Whitfield"), ("headline", "Teacher"), ("role", "Teacher")):
        sender.append(line)
    book.save(desk.folder / BOOK)
    book.close()


def first_draft(desk: Desk) -> None:
    undrafted(desk)
    desk.run()
    desk.run("status")
    desk.run("check")
    desk.run("draft")
    desk.run("draft")


def many_findings(desk: Desk) -> None:
    shutil.copy(samples() / "every_check" / "every_check.xlsx", desk.folder / BOOK)
    desk.run("draft")


def nothing_to_mend(desk: Desk) -> None:
    clean_list(desk)
    desk.run("check", "--ignore", "sender-thin", "--ignore", "nothing-to-trade")
    desk.run("paths")
    desk.run("draft")
    desk.run()
    desk.run("status", "set", "Ada Byron", "sent")
    desk.run()
    desk.run("plan")


def status_set(desk: Desk) -> None:
    desk.run("status", "set", "Ravi Menon", "sent")
    desk.run("status", "set", "Tom Okafor", "replied")
    desk.run("status", "set", "sent")
    desk.run("status", "--note", "x")
    desk.run("status", "set", "Ravi Menon", "sent", "--where", "Company~a")
    desk.run("status", "set", "sent", "--where", "Company=Nowhere")
    desk.run("status", "word", "Pinged", "sent")
    desk.run("status", "word", "Pinged")
    desk.run("status", "nonsense")


def undo_and_redo(desk: Desk) -> None:
    desk.run("status", "set", "Ravi Menon", "sent")
    desk.run("undo", "--list")
    desk.run("undo")
    desk.run("redo")


def undo_unasked(desk: Desk) -> None:
    desk.run("status", "set", "Ravi Menon", "sent")
    with pytest.MonkeyPatch.context() as patch:

        def closed(*_: object) -> str:
            raise EOFError

        patch.setattr("click.termui.visible_prompt_func", closed)
        desk.run("undo")


def day(desk: Desk) -> None:
    desk.run("plan")
    desk.run("plan")
    desk.run("plan", "--explain", "Henrik Aalto")
    desk.run("today")
    desk.run("today", "--where", "Company=Nowhere")
    desk.run("next", "--where", "Company=Nowhere")
    desk.run("next")
    desk.run()


def walk(desk: Desk) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        desk.run("next")
        desk.run("next", "--where", "Company=Nowhere")


def only_flagged(desk: Desk) -> None:
    desk.run("status", "set", "skipped", "--where", "Status=drafted")
    desk.run()


def sheets_gone(desk: Desk) -> None:
    desk.run("status", "set", "Ravi Menon", "sent")
    desk.change(lambda book: book.remove(book["Tracking"]))
    desk.run("status")


def exports(desk: Desk) -> None:
    desk.run("export", "--format", "txt", "--to", "out")
    desk.run("export", "--format", "txt", "--to", "marked", "--mark")
    desk.run("export", "--format", "txt", "--to", "none")


def template_of_an_email_is_gone(desk: Desk) -> None:
    def rename(book: Any) -> None:
        sheet = book["Tracking"]
        at = [cell.value for cell in sheet[1]].index("Template") + 1
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, at).value = "gone"

    desk.change(rename)
    desk.run("export", "--format", "eml", "--where", "Channel=email")


def imports(desk: Desk) -> None:
    Path("people.csv").write_text("Name,Email\nUgo Rossi,ugo@rossi.example\n", encoding="utf-8")
    desk.run("import", "people.csv", BOOK)
    desk.run("import", "people.csv", "a new one.xlsx")
    desk.run("import", "people.csv", "people.csv")


def answers_before_the_first_draft(desk: Desk) -> None:
    undrafted(desk)
    Path("Invitations.csv").write_text(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        'Nora Whitfield,Tom Okafor,"1/29/26, 2:37 PM",Hi,OUTGOING,'
        "https://www.linkedin.com/in/nora,https://www.linkedin.com/in/tom-okafor-example\n",
        encoding="utf-8",
    )
    desk.run("import", "Invitations.csv", BOOK)


def many_answers(desk: Desk) -> None:
    change = Change(None, "t#1", "Ada", "sent", "replied", By.IMPORT)
    print_answers_report(Path(BOOK), AnswersReport((change,) * 20, (), {}, {}, 0, 0))
    assert desk.proposed


def uncertain_answer(desk: Desk) -> None:
    from planner.importing.answers import apply_answers  # noqa: PLC0415 - beside its one use
    from planner.importing.answers.evidence import Evidence, Kind, Means  # noqa: PLC0415 - same

    with Campaign.open(BOOK) as campaign:
        touch = next(each for each in campaign.book.touches() if each.draft)
        evidence = Evidence(Kind.SENT, Means.EMAIL, date(2026, 1, 5), "mail.mbox, mail 3")
        applying: Any = object.__new__(apply_answers._Answers)
        applying.book = campaign.book
        applying._hint("evidence-uncertain", touch, evidence)


def no_workbook(desk: Desk) -> None:
    (desk.folder / BOOK).unlink()
    desk.run("draft")


def two_workbooks(desk: Desk) -> None:
    shutil.copy(BOOK, "another.xlsx")
    desk.run("draft")


def init(desk: Desk) -> None:
    run("init", "a new one")
    shutil.copy(samples() / "job_search.xlsx", Path("a new one") / "contacts.xlsx")
    desk.run("init", "a new one")


def no_sender(desk: Desk) -> None:
    clean_list(desk)
    desk.change(lambda book: book.remove(book["Sender"]))
    desk.run("draft")


def templates(desk: Desk) -> None:
    desk.run("template", "list")
    desk.run("template", "show", "nothing like it")
    desk.run("template", "copy", "email", "own words.txt")
    clean_list(desk)

    def ask(book: Any) -> None:
        book["Contacts"]["G2"] = "quite another"

    desk.change(ask)
    desk.run("check")


def checks(desk: Desk) -> None:
    desk.run("explain", "nothing-like-it-at-all")
    clean_list(desk)

    def say(book: Any) -> None:
        book["Contacts"]["E2"] = "blorp"
        book.create_sheet("Do not contact").append(["Email", "Reason"])
        book["Do not contact"].append(["bo@engine.example", "asked"])
        book["Contacts"].append(["Bo Li", "Engines", "bo@engine.example", "the valve", "", "", ""])
        connections = book.create_sheet("Connections")
        connections.append(["First Name", "Last Name", "Company", "Position"])
        connections.append(["Tom", "Reed", "Engines", "Clerk"])

    desk.change(say)
    run("draft")
    desk.run("check")


def impossible_status(desk: Desk) -> None:
    def type_status(book: Any) -> None:
        sheet = book["Tracking"]
        at = [cell.value for cell in sheet[1]].index("Status") + 1
        sheet.cell(2, at).value = "replied"

    desk.change(type_status)
    desk.run("check")


def impossible_status_beside_the_contact(desk: Desk) -> None:
    clean_list(desk)
    desk.run("draft")

    def type_status(book: Any) -> None:
        book["Contacts"]["E2"] = "replied"

    desk.change(type_status)
    desk.run("check")


def touch_is_gone(desk: Desk) -> None:
    with Campaign.open(BOOK) as campaign, pytest.raises(Exception, match="no longer"):
        campaign.postpone("nobody#1", date(2099, 1, 1))
    assert desk.proposed


SCENARIOS: tuple[Callable[[Desk], None], ...] = (
    first_draft, many_findings, nothing_to_mend, status_set, undo_and_redo, undo_unasked, day, walk,
    only_flagged, sheets_gone, exports, template_of_an_email_is_gone, imports,
    answers_before_the_first_draft, many_answers, uncertain_answer, no_workbook, two_workbooks,
    init, no_sender, templates, checks, impossible_status, impossible_status_beside_the_contact,
    touch_is_gone,
)  # fmt: skip


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.__name__)
def test_what_planner_proposes_works_as_it_stands(
    desk: Desk,
    scenario: Callable[[Desk], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    scenario(desk)
    desk.keep()
    moments = list(desk.moments)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for number, (site, line, moment) in enumerate(moments):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(moment, copy)
        monkeypatch.chdir(copy)
        program, *words = shlex.split(line[1:-1])
        assert program == "planner"
        capsys.readouterr()
        code = run(*words)
        assert code in {0, 1}, f"{site}: {line}\n{capsys.readouterr().err}"


def test_every_place_that_proposes_a_command_is_tried(tmp_path: Path, drafted: Path) -> None:
    tried: set[Site] = set()
    for number, scenario in enumerate(SCENARIOS):
        with desk_in(tmp_path / str(number) / "my campaign", drafted) as desk:
            scenario(desk)
            tried |= desk.proposed.keys()

    assert {site for site in _sites() if not site[0].startswith(ELSEWHERE)} - tried == set()


def _trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted((ROOT / "planner").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _sites() -> Iterator[Site]:
    for file, tree in _trees():
        yield from _calls(tree, file, "<module>")


def _calls(node: ast.AST, file: str, function: str) -> Iterator[Site]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.FunctionDef) else function
        if (
            isinstance(child, ast.Call)
            and isinstance(child.func, ast.Name)
            and child.func.id == "command"
            and isinstance(child.args[0], ast.Constant)
        ):
            yield file, function, str(child.args[0].value)
        yield from _calls(child, file, inside)


def test_no_command_in_quotes_is_written_past_the_function_that_writes_them() -> None:
    quoted = re.compile(r"[\"'`]planner [a-z]+")
    found = {
        (file, node.value)
        for file, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in _docstrings(tree)
        and quoted.search(node.value)
        and not file.startswith(ELSEWHERE)
    }

    # A tip in the workbook names no workbook, for that may be renamed.
    assert {file for file, _ in found} <= {"planner/tracking/layout.py"}


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
