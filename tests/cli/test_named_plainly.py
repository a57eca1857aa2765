"""What somebody types who has never read the help."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from planner.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(["Name", "Email", "Purpose"])
    sheet.append(["Ada Byron", "ada@engine.example", "the notes on the engine"])
    workbook.create_sheet("Sender").append(["name", "Nora Whitfield"])
    workbook.save("contacts.xlsx")
    workbook.close()
    return tmp_path


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


@pytest.mark.parametrize("command", [("help",), ("--help",)])
def test_help_is_a_word_as_well_as_an_option(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*command) == 0
    assert capsys.readouterr().out.startswith("Usage: planner [OPTIONS] [COMMAND]")


def test_help_shows_that_of_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("help", "draft") == 0
    assert capsys.readouterr().out.startswith("Usage: planner draft")


def test_a_workbook_is_found_without_its_ending(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("draft", "contacts", "--dry-run")
    assert "no such" not in capsys.readouterr().err.lower()
    assert run("status", "contacts") == 2  # nothing is drafted yet, of this very workbook
    assert "contacts.xlsx" in capsys.readouterr().err
    assert [path.name for path in folder.glob("*.xlsx")] == ["contacts.xlsx"]


def test_preview_of_a_person_needs_no_workbook_in_a_folder_with_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert run("preview", "Ada Byron") == 0
    assert capsys.readouterr().out.startswith("Ada Byron")


def test_a_missing_file_is_no_persons_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert run("preview", "people.csv", "Ada Byron") == 2
    assert "people.csv: there is no such file" in capsys.readouterr().err


def test_an_ending_that_two_files_have_is_not_guessed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(folder / "contacts.xlsx", folder / "contacts.xlsm")
    assert run("check", "contacts") == 2
    assert "contacts.xls" not in capsys.readouterr().err
