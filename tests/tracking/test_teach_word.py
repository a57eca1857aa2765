"""`planner status word`: what a word of the user's own means from here on."""

from __future__ import annotations

import json
import shlex
import shutil
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner

from planner.campaign import Campaign
from planner.cli import planner
from planner.model.errors import PlannerError, UsageError
from planner.model.status import Status
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from planner.model.settings import Settings


def book_of(path: Path, settings: list[tuple[str, str]] | None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacts"
    sheet.append(("Name", "Email", "Why I am writing", "Status"))
    sheet.append(("Anna Berg", "anna@x.example", "your opening for a records manager", "Zwirbel"))
    sheet.append(("Bo Lind", "bo@x.example", "your opening for an archivist", "Zwirbel"))
    sheet.append(("Cem Kaya", "cem@x.example", "your opening for a clerk", "Knorps"))
    if settings is not None:
        lines = book.create_sheet("Settings")
        for line in settings:
            lines.append(line)
    book.create_sheet("Sender").append(("Name", "Eve Example"))
    book.save(path)
    return path


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(planner, words)
    if isinstance(done.exception, PlannerError):
        return 2, done.exception.message
    return done.exit_code, done.output


def settings_of(path: Path) -> Settings:
    with Campaign.open(path) as campaign:
        return campaign.book.settings


def drafted(path: Path) -> dict[str, str]:
    assert run("draft", str(path))[0] in {0, 1}
    touches: list[dict[str, Any]] = json.loads(run("status", str(path), "--json")[1])["touches"]
    return {touch["name"]: touch["status"] for touch in touches}


@pytest.mark.parametrize(
    "settings",
    [
        None,
        [],
        [("Setting", "Value"), ("daily cap", "7")],
        [("status sent", "rausgeschickt")],
        [
            ("Name", "Value", "What it is for"),
            ("daily cap", "7", "how many"),
            ("status sent", "x y"),
        ],
    ],
    ids=["no sheet", "empty", "other lines", "a line", "with guidance"],
)
def test_a_word_means_what_was_said_whatever_stands_in_settings(
    tmp_path: Path, settings: list[tuple[str, str]] | None
) -> None:
    path = book_of(tmp_path / "my list.xlsx", settings)
    before = settings_of(path).values
    with Campaign.open(path) as campaign:
        campaign.teach_word("Zwirbel", "sent")
    with Campaign.open(path) as campaign:
        assert campaign.book.status_words["zwirbel"] is Status.SENT
        kept = campaign.book.settings.values
    assert {name: kept[name] for name in before if name != "status sent"} == {
        name: value for name, value in before.items() if name != "status sent"
    }
    assert before.get("status sent", "") in kept["status sent"]


def test_the_command_that_the_finding_names_frees_its_rows(tmp_path: Path) -> None:
    path = book_of(tmp_path / "my list.xlsx", None)
    found = json.loads(run("check", str(path), "--json")[1])["findings"]
    hints = [each["hint"] for each in found if each["slug"] == "status-unknown"]
    assert len(hints) == 2
    assert set(drafted(path).values()) == {""}

    for hint in hints:
        line = hint.partition(": ")[2].partition(", or")[0].strip("'")
        assert line.startswith("planner status ")
        code, shown = run(*shlex.split(line)[1:-1], "not yet")
        assert code == 0, shown
    assert set(drafted(path).values()) == {"drafted"}


def test_undo_takes_the_word_back(tmp_path: Path) -> None:
    path = book_of(tmp_path / "list.xlsx", [("daily cap", "7")])
    before = shutil.copyfile(path, tmp_path / "before.xlsx").read_bytes()
    assert run("status", str(path), "word", "Zwirbel", "no", "answer")[0] == 0
    with Campaign.open(path) as campaign:
        assert campaign.book.status_words["zwirbel"] is Status.NO_ANSWER
    assert run("undo", str(path))[0] == 0
    assert path.read_bytes() == before


def test_the_same_again_writes_nothing(tmp_path: Path) -> None:
    path = book_of(tmp_path / "list.xlsx", None)
    run("status", str(path), "word", "Zwirbel", "sent")
    before = path.read_bytes()
    assert 'means "sent" already' in run("status", str(path), "word", "zwirbel", "sent")[1]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("word",), "Which word"),
        (("word", "Zwirbel"), "Which word"),
        (("word", "Zwirbel", "sendt"), '"sendt" is no status'),
        (("word", "sent", "replied"), '"sent" means "sent" already'),
        (("word", " ", "sent"), "no word to teach"),
        (("word", "Zwirbel", "sent", "--note", "x"), '--note goes with "set"'),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    path = book_of(tmp_path / "list.xlsx", None)
    before = path.read_bytes()
    code, shown = run("status", str(path), *words)
    assert (code, told in shown) == (2, True), shown
    assert path.read_bytes() == before


def test_a_word_that_settings_gave_another_meaning_is_asked_about(tmp_path: Path) -> None:
    path = book_of(tmp_path / "list.xlsx", [("status replied", "Zwirbel")])
    with Campaign.open(path) as campaign, pytest.raises(UsageError, match='means "replied"'):
        campaign.teach_word("Zwirbel", "sent")


def test_an_everyday_word_can_be_given_another_meaning(tmp_path: Path) -> None:
    path = book_of(tmp_path / "list.xlsx", None)
    with Campaign.open(path) as campaign:
        campaign.teach_word("contacted", "not yet")
    with Campaign.open(path) as campaign:
        assert campaign.book.status_words.is_not_yet("Contacted")


def test_the_new_line_stands_below_the_last(tmp_path: Path) -> None:
    path = book_of(tmp_path / "list.xlsx", [("daily cap", "7"), ("", ""), ("language", "en")])
    with Campaign.open(path) as campaign:
        campaign.teach_word("Zwirbel", "sent")
    with read_sheets(path) as sheets:
        rows = [(row.number, row.texts[:2]) for row in sheets.rows("Settings") if any(row.texts)]
    assert [(number, tuple(texts)) for number, texts in rows] == [
        (1, ("daily cap", "7")),
        (3, ("language", "en")),
        (4, ("status sent", "Zwirbel")),
    ]
