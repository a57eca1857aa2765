"""What a terminal of eighty columns gets: nothing cut, no word broken, five lines for the whole."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click
import pytest

from planner.cli import main
from planner.cli.output import print_table, tell
from planner.templating.shipped import samples

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = (
    'Next: read the drafts in the Tracking sheet, then "planner status job_search.xlsx set sent"'
    " and so on, until everybody has got the message that they should have."
)


def be_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(samples() / "job_search.xlsx", tmp_path / "job search.xlsx")
    return tmp_path


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(words)
    return int(stop.value.code or 0)


def test_a_long_sentence_is_broken_between_words_and_never_in_a_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    be_a_terminal(monkeypatch)
    tell(SENTENCE)
    lines = capsys.readouterr().out.splitlines()

    assert max(map(len, lines)) <= 80
    assert " ".join(line.strip() for line in lines) == SENTENCE
    assert any('"planner status job_search.xlsx set sent"' in line for line in lines)


def test_a_pipe_gets_each_sentence_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell(SENTENCE)

    assert capsys.readouterr().out == f"{SENTENCE}\n"


def test_a_table_that_is_too_wide_becomes_records_with_every_cell_whole(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    be_a_terminal(monkeypatch)
    row = ("Marta Lindqvist", "Fernhill Archives and Sons " * 3, "", "Read, mend, send" * 2)
    print_table(("Name", "Company", "Sent on", "Next action"), [row])
    out = capsys.readouterr().out

    assert max(map(len, out.splitlines())) <= 80
    said = " ".join(out.split())
    assert all(" ".join(cell.split()) in said for cell in row)
    assert "Sent on" not in said


def test_a_table_that_fits_stays_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    be_a_terminal(monkeypatch)
    print_table(("Name", "Status"), [("Ada", "sent")])

    assert [line.split() for line in click.unstyle(capsys.readouterr().out).splitlines()] == [
        ["Name", "Status"],
        ["Ada", "sent"],
    ]


def test_planner_alone_says_in_three_lines_what_comes_first(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert run() == 0
    assert capsys.readouterr().out.splitlines() == [
        "job search.xlsx: 25 people; nothing is drafted yet.",
        "'planner check \"job search.xlsx\"' says what is missing, row by row.",
        "Next: 'planner draft \"job search.xlsx\"'",
    ]


def test_planner_alone_says_in_five_lines_where_the_campaign_stands(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    run("draft")
    run("status", "set", "Ravi Menon", "sent")
    capsys.readouterr()

    assert run() == 0
    stands, due, waiting, held, following = capsys.readouterr().out.splitlines()
    assert stands == "job search.xlsx: 25 people; 6 needs purpose, 18 drafted, 1 sent."
    assert due.startswith("15 messages due today, 3 more must wait")
    assert waiting.startswith("1 message without an answer yet, the longest since ")
    assert held == "6 rows need you before a message can go out."
    assert following == "Next: 'planner next \"job search.xlsx\"' goes through what is due."


@pytest.mark.parametrize("workbooks", [0, 2])
def test_planner_alone_shows_its_help_where_no_one_workbook_is_meant(
    folder: Path, capsys: pytest.CaptureFixture[str], workbooks: int
) -> None:
    (folder / "job search.xlsx").unlink()
    for number in range(workbooks):
        shutil.copy(samples() / "job_search.xlsx", folder / f"{number}.xlsx")

    assert run() == 0
    assert capsys.readouterr().out.startswith("Usage: planner")


def test_status_says_the_counts_before_the_rows(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    run("draft")
    capsys.readouterr()

    run("status")
    first, blank, header, *_ = capsys.readouterr().out.splitlines()
    assert first == "25 messages: 6 needs purpose, 19 drafted"
    assert (blank, header.split()[0]) == ("", "Name")


def test_the_plan_says_of_which_messages_none_can_be_foretold_to_follow(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    run("draft")
    capsys.readouterr()

    run("plan", "--dry-run")
    assert "8 invitations: a message follows once they are accepted." in capsys.readouterr().out
