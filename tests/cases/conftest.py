"""Small workbooks on which planner went wrong, given beside the project, and how to run them."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from planner.cli import planner

ROOT = Path(__file__).resolve().parents[2]
SENDER = ("--sender", "name=Eve Example", "--sender", "offer=an hour of help")


@dataclass
class Desk:
    """A folder with one workbook, on which commands run as a user would type them."""

    path: Path

    def run(self, command: str, *arguments: str, sender: bool = False) -> Any:
        """Run a command with --json, and give the document that it prints."""
        given = [command, str(self.path), *arguments, *(SENDER if sender else ()), "--json"]
        done = CliRunner().invoke(planner, given, catch_exceptions=False)
        assert done.exit_code in {0, 1}, done.output
        return json.loads(done.stdout)

    def statuses(self, *, sender: bool = False) -> dict[str, str]:
        """Draft, and give the status of everybody by name."""
        self.run("draft", sender=sender)
        shown = self.run("status")
        return {touch["name"]: touch["status"] for touch in shown["touches"]}

    def findings(self, *, sender: bool = False) -> list[dict[str, Any]]:
        """Give what `check` finds."""
        found: list[dict[str, Any]] = self.run("check", sender=sender)["findings"]
        return found


@pytest.fixture
def case(tmp_path: Path) -> Any:
    """A case of the folder named by PLANNER_CASES, or beside the project."""
    folder = Path(os.environ.get("PLANNER_CASES", ROOT.parent / "shared" / "cases"))

    def open_case(name: str) -> Desk:
        if not (folder / name).is_file():
            pytest.skip(f"no case {name}: name the folder in PLANNER_CASES")
        path = tmp_path / name
        shutil.copyfile(folder / name, path)
        return Desk(path)

    return open_case


@pytest.fixture
def listed(tmp_path: Path) -> Any:
    """A workbook of these rows, the first of them the header."""

    def make(*rows: tuple[Any, ...], settings: dict[str, str] | None = None) -> Desk:
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Contacts"
        for row in rows:
            sheet.append(row)
        lines = book.create_sheet("Settings")
        for name, value in (settings or {}).items():
            lines.append((name, value))
        path = tmp_path / "list.xlsx"
        book.save(path)
        return Desk(path)

    return make
