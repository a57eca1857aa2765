"""Others at the same workbook: more planners, Excel, LibreOffice, and whoever saves meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook, load_workbook

from planner.campaign import Campaign
from planner.model.errors import WorkbookBusyError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddSheet, SetCell
from planner.workbook.lock import workbook_lock
from planner.workbook.read_sheets import read_sheets
from planner.workbook.save import fingerprint_of
from planner.workbook.undo import undo

if TYPE_CHECKING:
    from collections.abc import Iterator


_EDIT = SetCell("Contacts", 2, 19, "Written by planner")
_PROCESSES, _CHANGES_EACH = 8, 50

# One of the planners: a change of status at a time, each read and saved anew.
_SETS_STATUS = """
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from planner import Campaign
from planner.model.status import Status
from planner.tracking.changes import Order

path, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for number in range(first, first + count):
    with Campaign.open(path, now=datetime(2026, 3, 2, 9, 0)) as campaign:
        campaign.set_status([Order(f"person{number}@example.com", Status.APPROVED)])
"""

_HOLDS_LOCK = """
import sys
from pathlib import Path
from planner.workbook.lock import workbook_lock

with workbook_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def workbook(tmp_path: Path, sample_workbook: Path) -> Path:
    return Path(shutil.copy(sample_workbook, tmp_path / "contacts.xlsx"))


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """A drafted workbook of as many contacts as there will be changes of status."""
    path = tmp_path / "long.xlsx"
    made = Workbook()
    contacts = made.worksheets[0]
    contacts.title = "Contacts"
    contacts.append(["Name", "Company", "Email", "Purpose"])
    for number in range(_PROCESSES * _CHANGES_EACH):
        purpose = f"talk number {number} that you gave at the town library"
        contacts.append([f"Person {number}", "Acme", f"person{number}@example.com", purpose])
    sender = made.create_sheet("Sender")
    for row in (
        ("Name", "Nora Whitfield"),
        ("Role", "Teacher"),
        ("Headline", "Teacher of maths"),
        ("Offer", "my worked examples, yours to copy"),
    ):
        sender.append(row)
    made.save(path)
    made.close()
    with Campaign.open(path, now=datetime(2026, 3, 2, 9, 0)) as campaign:  # noqa: DTZ001 - the user's own day
        campaign.draft()
    return path


def test_eight_planners_lose_none_of_four_hundred_changes(long_list: Path) -> None:
    starts = range(0, _PROCESSES * _CHANGES_EACH, _CHANGES_EACH)
    arguments = [[str(long_list), str(start), str(_CHANGES_EACH)] for start in starts]
    children = [
        subprocess.Popen([sys.executable, "-c", _SETS_STATUS, *each], stderr=subprocess.PIPE)
        for each in arguments
    ]
    errors = [child.communicate(timeout=280)[1].decode() for child in children]

    assert errors == [""] * _PROCESSES
    made = load_workbook(long_list, read_only=True)
    headers, *rows = made["Tracking"].iter_rows(values_only=True)
    _, *history = made["History"].iter_rows(values_only=True)
    made.close()
    statuses = Counter(row[headers.index("Status")] for row in rows)
    assert statuses == {"approved": 400}
    assert len(history) == len(set(history)) == 400
    assert not list(long_list.parent.glob(".planner-*"))


def test_a_second_planner_waits_and_then_says_why_it_stops(workbook: Path) -> None:
    with _planner_holding(workbook), pytest.raises(WorkbookBusyError) as error:  # noqa: SIM117 - the inner one is what raises
        with workbook_lock(workbook, timeout=0.1):
            pytest.fail("two planners hold one workbook")

    assert error.value.message == "Another planner is at work on contacts.xlsx."
    with workbook_lock(workbook, timeout=10):
        pass


def test_a_killed_planner_lets_go_of_the_workbook(workbook: Path) -> None:
    with _planner_holding(workbook) as child:
        child.kill()
        child.wait()

        assert apply_edits(workbook, [_EDIT]).is_written


def test_a_planner_may_lock_a_workbook_that_it_holds(workbook: Path) -> None:
    with workbook_lock(workbook, timeout=0), workbook_lock(workbook, timeout=0):
        assert apply_edits(workbook, [_EDIT]).is_written


def test_two_names_of_one_workbook_share_a_lock(workbook: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "linked.xlsx"
    _symlink(link, workbook)

    with _planner_holding(link), pytest.raises(WorkbookBusyError):  # noqa: SIM117 - as above
        with workbook_lock(workbook, timeout=0.1):
            pytest.fail("two planners hold one workbook")


def test_a_workbook_changed_since_it_was_read_is_left_as_it_is(workbook: Path) -> None:
    read = fingerprint_of(workbook)
    newer = _as_saved_by_somebody_else(workbook)

    with pytest.raises(WorkbookBusyError) as error:
        apply_edits(workbook, [_EDIT], expected=read)

    assert error.value.message == (
        "contacts.xlsx has been changed since planner read it; nothing was written."
    )
    assert workbook.read_bytes() == newer
    _assert_nothing_is_left(workbook)


def test_a_change_that_keeps_size_and_time_is_still_seen(workbook: Path) -> None:
    read, status = fingerprint_of(workbook), workbook.stat()
    changed = bytearray(workbook.read_bytes())
    changed[-1] ^= 1
    workbook.write_bytes(changed)
    os.utime(workbook, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert workbook.stat().st_mtime_ns == status.st_mtime_ns
    assert fingerprint_of(workbook) != read


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace a file being read")
def test_a_workbook_changed_while_it_is_written_is_left_as_it_is(workbook: Path) -> None:
    newer: list[bytes] = []

    def rows() -> Iterator[list[str]]:
        yield ["before"]
        newer.append(_as_saved_by_somebody_else(workbook))
        yield ["after"]

    with pytest.raises(WorkbookBusyError):
        apply_edits(workbook, [AddSheet("Extra", rows())])

    assert workbook.read_bytes() == newer[0]
    _assert_nothing_is_left(workbook)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move a file being read")
def test_a_workbook_moved_away_while_it_is_written_is_not_put_back(workbook: Path) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["before"]
        workbook.rename(workbook.with_name("moved.xlsx"))

    with pytest.raises(WorkbookBusyError) as error:
        apply_edits(workbook, [AddSheet("Extra", rows())])

    assert "moved or deleted" in error.value.message
    assert not workbook.exists()
    assert sorted(each.name for each in workbook.parent.iterdir()) == [".planner", "moved.xlsx"]


@pytest.mark.parametrize(
    ("name", "user"),
    [("Ada Byron", "Ada Byron"), ("Jiří Dvořák", "Jiří Dvořák"), ("李小龙", "李小龙")],
)
def test_excel_holding_the_workbook_is_named(workbook: Path, name: str, user: str) -> None:
    before = workbook.read_bytes()
    lock = workbook.with_name("~$contacts.xlsx")
    lock.write_bytes(_excel_lock(name))

    with pytest.raises(WorkbookBusyError) as error:
        apply_edits(workbook, [_EDIT])

    assert error.value.message == f"contacts.xlsx is open in Excel ({user})."
    assert error.value.hint == (
        "Close it there and run the command again. If nobody has it open, delete ~$contacts.xlsx."
    )
    assert workbook.read_bytes() == before
    _assert_nothing_is_left(workbook, lock.name)

    lock.unlink()
    assert apply_edits(workbook, [_EDIT]).is_written


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "contacts.xlsx is open in Excel."),
        (b"\xff", "contacts.xlsx is open in Excel."),
        (b"\x03Ada" + b" " * 51, "contacts.xlsx is open in Excel (Ada)."),
        (b"\x03Ada" + b" " * 51 + b"\xff\xff12", "contacts.xlsx is open in Excel (Ada)."),
    ],
)
def test_a_lock_of_excel_that_names_nobody_counts(
    workbook: Path, content: bytes, said: str
) -> None:
    workbook.with_name("~$contacts.xlsx").write_bytes(content)

    with pytest.raises(WorkbookBusyError) as error:
        apply_edits(workbook, [_EDIT])

    assert error.value.message == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (",ada,host,16.11.2026 09:00,file:///home/ada/.config;", "LibreOffice (ada)."),
        ("Ada Byron,ada,host,16.11.2026 09:00,file:///x;", "LibreOffice (Ada Byron)."),
        (r"Byron\, Ada,ada,host,16.11.2026 09:00,file:///x;", "LibreOffice (Byron, Ada)."),
        ("", "LibreOffice."),
    ],
)
def test_libreoffice_holding_the_workbook_is_named(workbook: Path, content: str, said: str) -> None:
    workbook.with_name(".~lock.contacts.xlsx#").write_text(content, encoding="utf-8")

    with pytest.raises(WorkbookBusyError) as error:
        apply_edits(workbook, [_EDIT])

    assert error.value.message == f"contacts.xlsx is open in {said}"


def test_excel_opening_the_workbook_during_a_save_stops_it(workbook: Path) -> None:
    before = workbook.read_bytes()

    def rows() -> Iterator[list[str]]:
        yield ["before"]
        workbook.with_name("~$contacts.xlsx").write_bytes(_excel_lock("Ada Byron"))

    with pytest.raises(WorkbookBusyError):
        apply_edits(workbook, [AddSheet("Extra", rows())])

    assert workbook.read_bytes() == before
    _assert_nothing_is_left(workbook, "~$contacts.xlsx")


def test_a_workbook_open_in_excel_can_be_read_and_copied(workbook: Path, tmp_path: Path) -> None:
    workbook.with_name("~$contacts.xlsx").write_bytes(_excel_lock("Ada Byron"))
    copy = tmp_path / "copy.xlsx"

    with read_sheets(workbook) as sheets:
        assert sheets.sheets
    assert apply_edits(workbook, [_EDIT], copy).path == copy


def test_a_lock_beside_the_real_file_counts_for_a_link(workbook: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "linked.xlsx"
    _symlink(link, workbook)
    workbook.with_name("~$contacts.xlsx").write_bytes(_excel_lock("Ada Byron"))

    with pytest.raises(WorkbookBusyError):
        apply_edits(link, [_EDIT])


def test_undo_leaves_a_workbook_that_excel_holds(workbook: Path) -> None:
    apply_edits(workbook, [_EDIT])
    written = workbook.read_bytes()
    lock = workbook.with_name("~$contacts.xlsx")
    lock.write_bytes(_excel_lock("Ada Byron"))

    with pytest.raises(WorkbookBusyError, match="open in Excel"):
        undo(workbook)
    assert workbook.read_bytes() == written

    lock.unlink()
    undo(workbook)
    assert workbook.read_bytes() != written


@contextmanager
def _planner_holding(workbook: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has the workbook's lock."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS_LOCK, str(workbook)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        try:
            assert child.stdout.readline().strip() == b"held"
            yield child
        finally:
            child.kill()


def _as_saved_by_somebody_else(workbook: Path) -> bytes:
    """Have the workbook changed the way Excel saves: another file under its name."""
    made = load_workbook(workbook)
    made.worksheets[0]["A2"] = "Somebody else"
    other = workbook.with_name("other.tmp")
    made.save(other)
    made.close()
    other.replace(workbook)
    return workbook.read_bytes()


def _excel_lock(name: str) -> bytes:
    """What Excel writes into its lock file: the user in the code page, and in UTF-16."""
    narrow, wide = name.encode("cp1252", "replace"), name.encode("utf-16-le")
    return b"".join(
        (
            bytes([len(narrow)]),
            narrow.ljust(54),
            len(name).to_bytes(2, "little"),
            wide + " ".encode("utf-16-le") * (54 - len(name)),
        )
    )


def _assert_nothing_is_left(workbook: Path, *others: str) -> None:
    """No temporary file and no version of a save that came to nothing."""
    names = sorted(each.name for each in workbook.parent.iterdir())
    assert names == sorted([".planner", workbook.name, *others])
    assert not [each for each in workbook.parent.rglob("0*") if each.is_file()]


def _symlink(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this user may make no symbolic links")
