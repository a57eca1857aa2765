"""`planner import` as its users meet it: summaries, JSON, dry runs, errors and exit codes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.cli import main, planner
from planner.templating.shipped import samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Source = Callable[..., Path]


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / path.name, path)
    return path


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(planner, ["import", *map(str, words)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result


def failed(capsys: pytest.CaptureFixture[str], *words: str | Path) -> str:
    """What the command says when it cannot do it; it exits with 2."""
    with pytest.raises(SystemExit) as stopped:
        main(["import", *map(str, words)])
    assert stopped.value.code == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert "Traceback" not in output.err
    return output.err


def test_a_summary_counts_what_came_in(sample: Path, source: Source) -> None:
    output = run(source("export.zip"), sample).output

    assert output.splitlines()[:3] == [
        "export.zip: LinkedIn connections, 5 read.",
        "Connections: 4 added, 0 there already (0 empty cells filled).",
        "  1 left out: a member who hides their profile",
    ]
    assert 'Sender!B1: "Nora Whitfield", export.zip says "Ina Moss"' in output
    assert "planner undo" in output


def test_a_second_time_it_says_that_nothing_is_new(sample: Path, source: Source) -> None:
    run(source("google.csv"), sample)

    output = run(source("google.csv"), sample).output

    assert "Contacts: 0 added, 2 there already (0 empty cells filled)." in output
    assert "Nothing new; the workbook stays as it was." in output


def test_a_workbook_that_does_not_exist_is_made(tmp_path: Path, source: Source) -> None:
    path = tmp_path / "new.xlsx"

    output = run(source("three.vcf"), path).output

    assert output.startswith(f"Made {path}.\n")
    assert "fill in its sheet Sender" in output
    with Campaign.open(path) as campaign:
        assert [(each.name, each.company) for each in campaign.book.contacts] == [
            ("Anna Berg", "Acme, Inc."),
        ]


def test_a_dry_run_writes_and_makes_nothing(tmp_path: Path, sample: Path, source: Source) -> None:
    before = sample.read_bytes()
    there = source("google.csv")

    for path in (sample, tmp_path / "new.xlsx"):
        output = run(there, path, "--dry-run").output
        assert "2 added" in output
        assert "Nothing was written (--dry-run)." in output

    assert sample.read_bytes() == before
    assert not (tmp_path / "new.xlsx").exists()


def test_json_is_one_document_with_stable_keys(sample: Path, source: Source) -> None:
    document = json.loads(run(source("export.zip"), sample, "--json").stdout)

    assert document.keys() == {
        "source", "people", "sender", "statuses", "do_not_contact", "written",
    }  # fmt: skip
    assert document["source"] == {
        "kind": "LinkedIn connections",
        "read": 5,
        "skipped": {"a member who hides their profile": 1},
        "left_out": [
            {"place": "Connections.csv row 6", "reason": "a member who hides their profile"}
        ],
        "rows_without_header": 0,
        "columns_of_its_own": [],
        "other_sheets": [],
        "without_name": 0,
        "unread_dates": [],
        "broken_letters": [],
        "unread_addresses": [],
    }
    assert document["people"].keys() == {
        "sheet", "added", "matched", "filled", "updated", "shortened", "skipped", "doubts",
        "differences", "contradictions", "new_columns", "without_a_column",
    }  # fmt: skip
    assert document["people"]["added"] == 4
    assert document["written"] is True


def test_into_sends_people_to_the_other_sheet(sample: Path, source: Source) -> None:
    to_contacts = run(source("Connections.csv"), sample, "--into", "contacts").output
    to_connections = run(source("google.csv"), sample, "--into", "connections").output

    assert "Contacts: 4 added" in to_contacts
    assert "Connections: 2 added" in to_connections


def test_the_columns_of_an_unusual_table_can_be_named(
    sample: Path, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    path = source("odd.csv", "Wen es betrifft,Haus\nAnna Berg,Acme\n")

    said = failed(capsys, path, sample)
    output = run(path, sample, "--column", "name=Wen es betrifft", "--column", "company=B").output

    assert "odd.csv" in said
    assert "Contacts: 1 added" in output


def test_what_stands_under_no_header_and_who_has_no_name_is_said(
    sample: Path, source: Source
) -> None:
    text = (
        "Name,,Email,,Status,ID\nAnna Berg,Acme,anna@x.example\nBo,,b@x.example,tea,open\n"
        ",,c@x.example\n"
    )

    output = run(source("people.csv", text), sample).output
    alone = run(source("list.csv", "Email,\nd@x.example,Acme\n"), sample).output

    assert "columns without a header (2 rows); write one" in output
    assert "1 person has no name in the source" in output
    assert 'Not taken: "Status"; such columns' in output
    assert "columns without a header (1 row); write one" in alone


def test_the_other_columns_of_an_export_are_named_and_taken_where_there_is_one(
    tmp_path: Path, source: Source
) -> None:
    text = source("hubspot.csv").read_text(encoding="utf-8").replace("\n", ",Fair\n")
    text = text.replace("LinkedIn URL,Fair", "LinkedIn URL,Met at")
    made = Workbook()
    made.worksheets[0].append(["Name", "Email"])
    path = tmp_path / "own.xlsx"
    made.save(path)

    first = run(source("hubspot.csv", text), path).output
    book = load_workbook(path)
    book.worksheets[0].cell(1, book.worksheets[0].max_column + 1, "Met at")
    book.save(path)
    second = run(source("hubspot.csv", text), path).output

    assert 'Not taken: the columns "Contact owner", "Create Date"' in first
    assert '"Met at"; add one of that name and import again.' in first
    assert "0 added, 2 there already (2 empty cells filled)" in second
    with Campaign.open(path) as campaign:
        assert {each.text("met_at") for each in campaign.book.contacts} == {"Fair"}


def test_another_sheet_of_people_is_named(tmp_path: Path) -> None:
    made = Workbook()
    for title, name in (("2025", "Bo Lind"), ("2026", "Anna Berg"), ("Prices", "")):
        sheet = made.create_sheet(title)
        sheet.append(["Name", "Email"] if name else ["Item", "Price"])
        sheet.append([name or "Tea", "x"])
    made.save(tmp_path / "members.xlsx")

    output = run(tmp_path / "members.xlsx", tmp_path / "own.xlsx").output
    named = run(tmp_path / "members.xlsx", tmp_path / "own.xlsx", "--from-sheet", "2026").output

    assert 'Not read: "2026"; --from-sheet reads another sheet.' in output
    assert "1 added" in named
    assert "Not read" not in named


def test_what_its_owner_has_added_to_linkedins_list_comes_in(
    tmp_path: Path, source: Source
) -> None:
    lines = source("Connections.csv").read_text(encoding="utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("First Name"))
    lines[at : at + 2] = [f"{lines[at]},Purpose,Met at", f"{lines[at + 1]},the map room,Fair"]
    path = tmp_path / "own.xlsx"

    run(source("Connections.csv", "\n".join(lines)), path, "--into", "contacts")

    with Campaign.open(path) as campaign:
        anna = next(each for each in campaign.book.contacts if each.name == "Anna Berg")
    assert (anna.text("purpose"), anna.text("met_at")) == ("the map room", "Fair")
    assert "connected_on" not in anna.columns.positions


def test_undo_takes_an_import_back(sample: Path, source: Source) -> None:
    before = sample.read_bytes()
    run(source("google.csv"), sample)

    CliRunner().invoke(planner, ["undo", str(sample)])

    assert sample.read_bytes() == before


def test_a_drafted_campaign_goes_on_after_an_import(sample: Path, source: Source) -> None:
    CliRunner().invoke(planner, ["draft", str(sample)])

    output = run(source("export.zip"), sample).output
    again = CliRunner().invoke(planner, ["draft", str(sample)])

    assert "Connections: 4 added" in output
    assert "Statuses: " in output
    assert again.exit_code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no people"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a workbook", "cannot be read"),
        (b"\0\1\2\3" * 100, "no text file"),
        (b"First Name,Last Name,URL,Company,Position,Connected On\n,,,,,1 Jan 2026\n", "nobody"),
        (b"\r\n<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        ('<?xml version="1.0"?><Workbook/>'.encode("utf-16"), "web page"),
        (b"Subject: hi\nFrom: a@x.example\n\nHello\n", "no Tracking sheet"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path,
    source: Source,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    said: str,
) -> None:
    path = tmp_path / "new.xlsx"

    error = failed(capsys, source("some.file", content), path)

    assert said in error
    assert "\nHint: " in error
    assert not path.exists()


def test_a_source_or_a_workbook_that_is_not_there_is_said(
    tmp_path: Path, source: Source, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no such file" in failed(capsys, tmp_path / "gone.csv", tmp_path / "new.xlsx")
    assert "does not exist" in failed(capsys, source("google.csv"), tmp_path / "new.ods")
    assert not (tmp_path / "new.xlsx").exists()
