"""`planner preview`: a draft beside the cells that it comes from."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.model.errors import UsageError
from planner.templating.shipped import samples

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / path.name, path)
    return path


def run(*words: str, columns: int = 80) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(planner, ["preview", *words])


def test_each_source_is_a_cell_that_says_what_is_claimed(workbook: Path) -> None:
    result = run(str(workbook), "--json", "--limit", "25")

    book = openpyxl.load_workbook(workbook)
    checked = 0
    for each in json.loads(result.stdout)["previews"]:
        for source in each["sources"]:
            if source["name"] in {"common", "first_name"} or not source["cell"]:
                continue
            sheet, cell = source["cell"].split("!")
            assert " ".join(str(book[sheet][cell].value).split()) == " ".join(
                source["text"].split()
            )
            checked += 1
            if source["is_literal"]:
                words = " ".join(source["text"].casefold().split()).rstrip(".")
                said = " ".join(f"{each['subject']} {each['text']}".casefold().split())
                assert words in said
    assert checked > 60


def test_a_person_is_shown_with_template_reason_and_sources(workbook: Path) -> None:
    text = run(str(workbook), "Ravi Menon").stdout

    assert text.startswith("Ravi Menon, Calder City Archives (row 24)\nemail, template ")
    assert 'kind of message reference: its purpose says "a reference"' in text
    assert "Subject: A reference from you" in text
    assert "purpose  Contacts!D24: a reference for the system move" in text
    assert "common  Contacts!" in text
    assert text.endswith("1 draft shown; nothing was written.\n")


def test_a_wide_terminal_shows_both_side_by_side(workbook: Path) -> None:
    lines = run(str(workbook), "ravi", columns=120).stdout.splitlines()

    assert any(line.startswith("Hello Ravi,  ") and "Contacts!" in "".join(lines) for line in lines)
    assert any("  name  Contacts!A24 (reworded" in line for line in lines)
    assert max(map(len, lines)) <= 120


def test_nothing_is_written(workbook: Path) -> None:
    before = {path: path.read_bytes() for path in workbook.parent.iterdir()}

    run(str(workbook))

    assert {path: path.read_bytes() for path in workbook.parent.iterdir()} == before


def test_who_gets_no_draft_is_told_why(workbook: Path) -> None:
    text = run(str(workbook), "--limit", "25").stdout

    assert text.count("  no draft: purpose-missing: ") == 6


def test_a_stranger_is_asked_about(workbook: Path) -> None:
    error = run(str(workbook), "Ravi Menan").exception

    assert isinstance(error, UsageError)
    assert error.hint == 'Did you mean "Ravi Menon"?'
