"""`planner plan --ics` writes over nothing but what planner wrote there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from planner.cli import main
from planner.templating.shipped import samples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def drafted(tmp_path: Path) -> Path:
    path = tmp_path / "mentors.xlsx"
    shutil.copyfile(samples() / path.name, path)
    run("draft", path)
    return path


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(word) for word in words])
    return int(stop.value.code or 0)


def test_a_plan_overwrites_neither_the_workbook_nor_another_file_and_writes_no_day(
    drafted: Path,
) -> None:
    notes = drafted.with_name("notes.txt")
    notes.write_text("mine", encoding="utf-8")
    before = drafted.read_bytes()

    for target in (drafted, notes, drafted.parent):
        assert run("plan", drafted, "--ics", target) == 2

    assert drafted.read_bytes() == before
    assert notes.read_text(encoding="utf-8") == "mine"


def test_planners_own_calendar_is_replaced_until_somebody_changes_it(drafted: Path) -> None:
    target = drafted.with_name("plan.ics")

    assert run("plan", drafted, "--ics", target) == 0
    assert run("plan", drafted, "--ics", target) == 0
    target.write_bytes(target.read_bytes() + b"X-MINE:1\r\n")
    assert run("plan", drafted, "--ics", target) == 2
    assert b"X-MINE" in target.read_bytes()
    assert run("plan", drafted, "--ics", target, "--overwrite") == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert b"X-MINE" not in target.read_bytes()
