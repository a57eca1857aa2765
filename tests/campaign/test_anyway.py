"""`--anyway`: the user's explicit word for one row lets its message through, and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.model.errors import PlannerError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Two who were written to without a status, one without a purpose, one not to be contacted."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Contacts"
    for row in (
        ("Name", "Email", "Why I am writing", "Last contacted"),
        ("Anna Berg", "anna@x.example", "your opening for a records manager", "2026-03-01"),
        ("Bo Lind", "bo@x.example", "your opening for an archivist", "2026-03-02"),
        ("Cy Lo", "cy@x.example", "", ""),
        ("Dee Poe", "dee@x.example", "your opening for a clerk", ""),
        ("Anna Holm", "holm@x.example", "your opening for a curator", ""),
    ):
        sheet.append(row)
    book.create_sheet("Sender").append(("Name", "Eve Example"))
    suppressed = book.create_sheet("Do not contact")
    suppressed.append(("Email",))
    suppressed.append(("dee@x.example",))
    path = tmp_path / "people.xlsx"
    book.save(path)
    return path


def run(command: str, path: Path, *words: str) -> Any:
    done = CliRunner().invoke(planner, [command, str(path), *words, "--json"])
    if isinstance(done.exception, PlannerError):
        return done.exception
    assert done.exit_code in {0, 1}, done.output
    return json.loads(done.stdout)


def statuses(path: Path) -> dict[str, str]:
    return {touch["name"]: touch["status"] for touch in run("status", path)["touches"]}


def due(path: Path, *words: str) -> list[str]:
    return [each["name"] for each in run("next", path, *words)["due"]]


def test_one_row_is_drafted_and_goes_out_and_no_other(people: Path, tmp_path: Path) -> None:
    run("draft", people, "--anyway", "Anna Berg")
    assert statuses(people) == {
        "Anna Berg": "drafted",
        "Bo Lind": "",
        "Cy Lo": "needs purpose",
        "Dee Poe": "suppressed",
        "Anna Holm": "drafted",
    }
    assert due(people) == ["Anna Holm"]
    assert due(people, "--anyway", "Anna Berg") == ["Anna Berg", "Anna Holm"]
    run(
        "export", people, "--format", "jsonl", "--to", str(tmp_path / "out.jsonl"),
        "--anyway", "anna@x.example",
    )  # fmt: skip
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").count("\n") == 2


def test_the_finding_is_said_all_the_same(people: Path) -> None:
    found = run("check", people, "--anyway", "Anna Berg")["findings"]
    weight = {
        each["cell"]: each["severity"] for each in found if each["slug"] == "written-to-already"
    }
    assert weight == {"D2": "warning", "D3": "error"}


@pytest.mark.parametrize(("who", "status"), [("Cy Lo", "needs purpose"), ("Dee Poe", "suppressed")])
def test_no_word_lifts_a_missing_purpose_or_a_wish_to_be_left_alone(
    people: Path, who: str, status: str
) -> None:
    run("draft", people, "--anyway", who)
    assert statuses(people)[who] == status


@pytest.mark.parametrize(
    ("who", "told"), [("Anna", "may be 2 people"), ("Zoe", "Nobody among the contacts answers to")]
)
def test_it_must_be_one_person(people: Path, who: str, told: str) -> None:
    before = people.read_bytes()
    error = run("draft", people, "--anyway", who)
    assert isinstance(error, PlannerError)
    assert told in error.message
    assert people.read_bytes() == before
