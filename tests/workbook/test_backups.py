"""The last versions of a workbook, kept beside it, and the way back to them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.campaign import Campaign
from planner.model.errors import UneditableWorkbookError, UnreadableWorkbookError, WorkbookError
from planner.workbook import backups
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.read_sheets import read_sheets
from planner.workbook.undo import undo

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
_KEPT = 5


@pytest.fixture
def workbook(tmp_path: Path, sample_workbook: Path) -> Path:
    return Path(shutil.copy(sample_workbook, tmp_path / "contacts.xlsx"))


def test_undo_takes_the_last_write_back(workbook: Path) -> None:
    before = workbook.read_bytes()
    _write(workbook, "first")

    report = undo(workbook)

    assert workbook.read_bytes() == before
    assert report.path == workbook
    assert not report.backup.exists()


def test_each_undo_goes_one_write_further_back(workbook: Path) -> None:
    states = _states(workbook, writes=3)

    for expected in reversed(states[:-1]):
        undo(workbook)
        assert workbook.read_bytes() == expected

    with pytest.raises(WorkbookError) as error:
        undo(workbook)
    assert error.value.message == "contacts.xlsx: there is no earlier version to go back to."
    assert workbook.read_bytes() == states[0]


def test_the_last_five_versions_are_kept(workbook: Path) -> None:
    states = _states(workbook, writes=_KEPT + 3)

    assert [each.read_bytes() for each in backups.versions(workbook)] == states[-1 - _KEPT : -1]
    for expected in reversed(states[-1 - _KEPT : -1]):
        undo(workbook)
        assert workbook.read_bytes() == expected
    with pytest.raises(WorkbookError):
        undo(workbook)


def test_nothing_but_five_versions_and_their_digests_pile_up(workbook: Path) -> None:
    _states(workbook, writes=_KEPT + 3)

    files = _files_beside(workbook)
    numbers = range(4, 9)
    assert files == sorted(
        [
            "contacts.xlsx",
            ".planner/contacts.xlsx.lock",
            *(f".planner/versions of contacts.xlsx/{each:06}.xlsx" for each in numbers),
            *(f".planner/versions of contacts.xlsx/{each:06}.written" for each in numbers),
        ]
    )


def test_writing_goes_on_after_an_undo(workbook: Path) -> None:
    states = _states(workbook, writes=2)
    undo(workbook)

    _write(workbook, "another way")

    undo(workbook)
    assert workbook.read_bytes() == states[1]
    undo(workbook)
    assert workbook.read_bytes() == states[0]


def test_undo_refuses_to_lose_what_its_owner_wrote_since(workbook: Path) -> None:
    before = workbook.read_bytes()
    _write(workbook, "by planner")
    theirs = _write_past_planner(workbook)

    with pytest.raises(UneditableWorkbookError) as error:
        undo(workbook)

    assert error.value.message == (
        "contacts.xlsx has been changed since planner last wrote it; nothing was undone."
    )
    assert workbook.read_bytes() == theirs
    (backup,) = backups.versions(workbook)
    assert str(backup) in error.value.hint
    assert backup.read_bytes() == before


def test_undo_gives_back_what_its_owner_wrote_before_and_stops_there(workbook: Path) -> None:
    _write(workbook, "by planner")
    theirs = _write_past_planner(workbook)
    _write(workbook, "by planner again")

    undo(workbook)
    assert workbook.read_bytes() == theirs
    with pytest.raises(UneditableWorkbookError):
        undo(workbook)
    assert workbook.read_bytes() == theirs


def test_a_touched_workbook_can_still_be_undone(workbook: Path) -> None:
    before = workbook.read_bytes()
    _write(workbook, "first")
    os.utime(workbook, (0, 0))

    undo(workbook)

    assert workbook.read_bytes() == before


def test_versions_of_workbooks_with_one_stem_do_not_mix(tmp_path: Path, workbook: Path) -> None:
    macros = Path(shutil.copy(workbook, tmp_path / "contacts.xlsm"))
    longer = Path(shutil.copy(workbook, tmp_path / "contacts.xlsx.xlsx"))
    plain = _states(workbook, writes=2)
    with_macros = _states(macros, writes=1)
    with_more = _states(longer, writes=3)

    undo(workbook)

    assert workbook.read_bytes() == plain[1]
    assert macros.read_bytes() == with_macros[1]
    assert longer.read_bytes() == with_more[3]
    assert [len(backups.versions(each)) for each in (workbook, macros, longer)] == [1, 1, 3]


def test_versions_of_workbooks_in_two_folders_do_not_mix(tmp_path: Path, workbook: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    other = Path(shutil.copy(workbook, folder / workbook.name))
    _write(workbook, "here")

    with pytest.raises(WorkbookError):
        undo(other)
    assert len(backups.versions(workbook)) == 1


def test_undo_works_through_a_link(workbook: Path, tmp_path: Path) -> None:
    link = tmp_path / "linked.xlsx"
    try:
        link.symlink_to(workbook)
    except OSError:
        pytest.skip("this user may make no symbolic links")
    before = workbook.read_bytes()
    _write(link, "through the link")

    undo(link)

    assert link.is_symlink()
    assert workbook.read_bytes() == before


def test_a_workbook_replaced_by_a_copy_can_be_undone(workbook: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(workbook, tmp_path / "other.xlsx"))
    _write(other, "an older copy")
    older = other.read_bytes()

    apply_edits(workbook, [SetCell("Contacts", 2, 19, "a newer one")], other)

    undo(other)
    assert other.read_bytes() == older


def test_a_copy_of_a_workbook_onto_itself_is_a_save(workbook: Path) -> None:
    before = workbook.read_bytes()

    apply_edits(workbook, [SetCell("Contacts", 2, 19, "by planner")], workbook)

    assert workbook.read_bytes() != before
    undo(workbook)
    assert workbook.read_bytes() == before


def test_a_version_stays_as_it_was_when_its_owner_writes_into_the_file(workbook: Path) -> None:
    before = workbook.read_bytes()
    _write(workbook, "first")

    with workbook.open("r+b") as file:
        file.write(b"overwritten in place")

    (backup,) = backups.versions(workbook)
    assert backup.read_bytes() == before


def test_versions_are_kept_where_the_file_system_has_no_second_names(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    states = _states(workbook, writes=2)

    undo(workbook)
    assert workbook.read_bytes() == states[1]
    undo(workbook)
    assert workbook.read_bytes() == states[0]


def test_a_save_needs_no_place_for_versions(workbook: Path) -> None:
    workbook.with_name(".planner").write_text("in the way", encoding="utf-8")

    _write(workbook, "first")

    with read_sheets(workbook) as sheets:
        assert any("first" in row.texts for row in sheets.stream_rows("Contacts"))
    with pytest.raises(WorkbookError):
        undo(workbook)


def test_the_folder_of_versions_is_hidden(workbook: Path) -> None:
    _write(workbook, "first")

    folder = workbook.with_name(".planner")
    assert folder.is_dir()
    if os.name == "nt":
        assert getattr(folder.stat(), "st_file_attributes") & 2  # noqa: B009 - Windows only


def test_undo_of_no_workbook_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbookError, match="there is no such file"):
        undo(tmp_path / "none.xlsx")

    assert not list(tmp_path.iterdir())


def test_nothing_that_reads_leaves_anything_beside_the_workbook(workbook: Path) -> None:
    before, status = workbook.read_bytes(), workbook.stat()

    with Campaign.open(workbook, now=_NOW) as campaign:
        assert campaign.findings() is not None
        assert campaign.draft(dry_run=True).drafted
    apply_edits(workbook, [])
    with pytest.raises(WorkbookError):
        undo(workbook)

    assert _files_beside(workbook) == ["contacts.xlsx"]
    assert workbook.read_bytes() == before
    assert workbook.stat().st_mtime_ns == status.st_mtime_ns
    assert workbook.stat().st_ino == status.st_ino


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("draft", "--dry-run"), ("status",), ("history",), ("explain",), ("undo",)],
    ids=" ".join,
)
def test_a_command_that_only_reads_leaves_the_folder_as_it_was(
    workbook: Path, arguments: Sequence[str]
) -> None:
    command, *options = arguments
    _planner(command, str(workbook), *options)

    assert _files_beside(workbook) == ["contacts.xlsx"]


def test_a_copy_leaves_nothing_beside_the_workbook(workbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    apply_edits(workbook, [SetCell("Contacts", 2, 19, "x")], folder / "copy.xlsx")

    assert _files_beside(workbook) == ["contacts.xlsx", "out/copy.xlsx"]


def test_planner_undo_takes_a_draft_back(workbook: Path) -> None:
    before = workbook.read_bytes()
    with Campaign.open(workbook, now=_NOW) as campaign:
        campaign.draft()
    assert workbook.read_bytes() != before

    done = _planner("undo", str(workbook), "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["workbook"] == str(workbook)
    assert workbook.read_bytes() == before
    refused = _planner("undo", str(workbook))
    assert refused.returncode == 2
    assert "there is no earlier version to go back to" in refused.stderr


def _write(workbook: Path, text: str) -> None:
    apply_edits(workbook, [SetCell("Contacts", 2, 19, text)])


def _states(workbook: Path, *, writes: int) -> list[bytes]:
    """Write so many times; every state of the file, the first included."""
    states = [workbook.read_bytes()]
    for number in range(writes):
        _write(workbook, f"write {number}")
        states.append(workbook.read_bytes())
    assert len(set(states)) == writes + 1
    return states


def _write_past_planner(workbook: Path) -> bytes:
    """Change the workbook as its owner would, without planner's knowing."""
    other = workbook.with_name("saving.tmp")
    apply_edits(workbook, [SetCell("Contacts", 3, 19, "by hand")], other)
    other.replace(workbook)
    return workbook.read_bytes()


def _files_beside(workbook: Path) -> list[str]:
    found = (each for each in workbook.parent.rglob("*") if each.is_file())
    return sorted(each.relative_to(workbook.parent).as_posix() for each in found)


def _planner(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "planner", *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
