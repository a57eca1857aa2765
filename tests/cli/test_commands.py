"""What every command owes its users: exit codes, one JSON document, help, did-you-mean."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from planner.cli import planner
from planner.templating.shipped import samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FINDING = {"slug", "severity", "sheet", "cell", "contact", "message", "hint"}
DRAFT = {"touch", "contact", "channel", "template", "reason", "subject", "text"}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "job_search.xlsx"
    shutil.copyfile(samples() / path.name, path)
    return path


def run(folder: Path, *words: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    return subprocess.run(
        [sys.executable, "-m", "planner", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )


def commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*words, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))


@pytest.mark.parametrize("words", list(commands(planner)), ids=" ".join)
def test_every_command_has_help_with_an_example_and_json(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(planner, [*words, "--help"])

    assert result.exit_code == 0
    assert f"planner {' '.join(words)}" in result.output.split("Options:")[0].split("\n", 1)[1]
    if words not in {("template",), ("account",)}:
        assert "--json" in result.output


def test_check_prints_one_document_with_stable_keys_and_exits_with_1(workbook: Path) -> None:
    done = run(workbook.parent, "check", workbook.name, "--json")

    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert document.keys() == {"findings", "counts"}
    assert all(finding.keys() == FINDING for finding in document["findings"])
    assert document["counts"]["error"] == 6
    assert document["counts"]["total"] == len(document["findings"])


def test_draft_prints_one_document_with_stable_keys_and_exits_with_0(workbook: Path) -> None:
    done = run(workbook.parent, "draft", workbook.name, "--json")

    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert document.keys() >= {"drafted", "unchanged", "kept", "flagged", "findings", "drafts"}
    assert (document["drafted"], document["flagged"]) == (19, 6)
    assert len(document["drafts"]) == 19
    assert all(draft.keys() == DRAFT for draft in document["drafts"])
    again = json.loads(run(workbook.parent, "draft", workbook.name, "--json").stdout)
    assert (again["drafted"], again["unchanged"], again["workbook"]) == (0, 19, None)


def test_the_one_workbook_of_a_folder_need_not_be_named(workbook: Path) -> None:
    assert run(workbook.parent, "check").returncode == 1
    shutil.copyfile(workbook, workbook.with_name("other.xlsx"))
    two = run(workbook.parent, "check")
    assert two.returncode == 2
    assert b"this folder holds 2: job_search.xlsx, other.xlsx" in two.stderr


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("drfat",), b'Did you mean "draft"?'),
        (("explain", "purpose-mising"), b"purpose-missing"),
        (("draft", "job_search.xlsx", "--where", "Compny=Acme"), b"company"),
        (("draft", "job_search.xlsx", "--template", "mentor-emial"), b"mentor-email"),
        (("draft", "job_search.xlsx", "--column", "name=Full nme"), b"Full nme"),
        (("draft", "job_serch.xlsx"), b"job_serch.xlsx"),
        (("status", "job_search.xlsx"), b"planner draft"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_slip_is_answered_with_a_remedy_and_2(
    workbook: Path, words: tuple[str, ...], answer: bytes
) -> None:
    before = workbook.read_bytes()

    done = run(workbook.parent, *words)

    assert done.returncode == 2
    assert answer in done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert workbook.read_bytes() == before
    assert not (workbook.parent / ".planner" / f"versions of {workbook.name}").exists()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_a_console_that_cannot_spell_a_name_shows_the_rest(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "conference.xlsx"
    shutil.copyfile(samples() / path.name, path)

    done = run(tmp_path, "draft", path.name, "--dry-run", encoding=encoding)
    document = run(tmp_path, "draft", path.name, "--dry-run", "--json", encoding=encoding)

    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"Would draft 15 messages" in done.stdout
    names = {each["contact"] for each in json.loads(document.stdout)["drafts"]}
    assert len(names) == 15


def test_a_pipe_that_is_closed_early_is_no_error(workbook: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "planner", "template", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        process.wait()

    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
