"""What cells say reaches the terminal as something to read: no escape, no override, no bell."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.cli.terminal import visible, without_controls
from planner.model.errors import PlannerError

CLI = Path(__file__).resolve().parents[2] / "planner" / "cli"
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People whose cells hold escapes, a C1 control, a bell and overrides, as Excel keeps them."""
    path = tmp_path_factory.mktemp("odd") / "odd.xlsx"
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    for row in (
        ("Name", "Email", "Company", "Purpose", "Status"),
        ("An\u202ena_x001B_[31m Berg_x0007_", "anna@x.example", "Ac_x009B_me_x001B_]0;x_x0007_",
         "your opening for a clerk\u202e", None),
        ("Bo Lind_x001B_", "bo@x.example", "C", "your opening", "zork_x001B_[2J"),
        ("Cy_x001B_[8m Lo", "cy@x.example", "D", "TBD_x001B_[1A", None),
    ):  # fmt: skip
        sheet.append(row)
    workbook.create_sheet("Sender").append(("Name", "Eve Example"))
    workbook.save(path)
    CliRunner().invoke(planner, ["draft", str(path)])
    return path


@pytest.mark.parametrize(
    "command",
    ["check", "check --json", "draft", "status", "status --json", "today", "today --json", "plan",
     "preview", "preview --json", "report", "report --json", "history", "check --purposes",
     "next --json", "paths", "status set Anna sent"],
)  # fmt: skip
def test_no_command_lets_a_control_character_out(book: Path, command: str) -> None:
    name, *rest = command.split()
    done = CliRunner().invoke(planner, [name, str(book), *rest])
    told = done.output
    if isinstance(done.exception, PlannerError):
        told += visible(done.exception.message)
    assert done.exit_code in {0, 1}
    assert not _HIDDEN.search(told)
    if "--json" in rest:
        json.loads(done.stdout)


def test_planners_own_looks_stay_and_others_are_shown() -> None:
    assert visible("\x1b[31mred\x1b[0m") == "\x1b[31mred\x1b[0m"
    assert visible("a\x1b[8mb\x1b[2Jc\x9b\u202e") == "a<1B>[8mb<1B>[2Jc<9B><202E>"
    assert visible("tab\tand\nline") == "tab\tand\nline"


def test_json_means_the_same_without_them() -> None:
    said = {"name": "A\u202eb\x9bc", "note": "line\nend"}
    spelled = without_controls(json.dumps(said, ensure_ascii=False, indent=2))
    assert not _HIDDEN.search(spelled)
    assert json.loads(spelled) == said


def test_commands_print_through_the_one_door() -> None:
    elsewhere = [
        f"{path.name}:{number}"
        for path in sorted(CLI.rglob("*.py"))
        if path.name not in {"__init__.py", "terminal.py"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"click\.s?echo\(|(?<![\w.])print\(", line) and "\\r" not in line
    ]
    assert elsewhere == []
