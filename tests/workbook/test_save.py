"""A save that cannot be: a full disk, missing rights; and what a save keeps of the old file."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.model.errors import UnreadableWorkbookError, WorkbookBusyError, WorkbookError
from planner.workbook import backups
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell
from planner.workbook.lock import workbook_lock
from planner.workbook.read_sheets import read_sheets
from planner.workbook.undo import undo

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDIT = SetCell("Contacts", 2, 19, "Written by planner")
_NOBODY = 65534
_IS_ROOT = getattr(os, "geteuid", lambda: 1)() == 0
_ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="the rights of POSIX files")
_AS_ROOT = pytest.mark.skipif(not _IS_ROOT, reason="only root can become another user")

# A save in a process of its own: what becomes of it is its last line.
_SAVES = """
import os, sys, tempfile
from pathlib import Path
from planner.model.errors import PlannerError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import SetCell

path, user = Path(sys.argv[1]), sys.argv[2]
edit = SetCell("Contacts", 2, 19, "Written by planner")
if user:
    # All that a save imports, while it can still be read.
    apply_edits(Path(sys.argv[3]), [edit])
    uid, *groups = map(int, user.split(","))
    os.setgroups(groups)
    os.setgid(uid)
    os.setuid(uid)
try:
    apply_edits(path, [edit])
except PlannerError as error:
    print(error.message, error.hint, sep="|")
else:
    print("saved")
"""

_NO_LINKS = """
import os
def link(*arguments):
    raise PermissionError(1, "Operation not permitted")
os.link = link
"""

_HOLDS_LOCK = """
import os, sys, tempfile  # which locking imports, while it can still be read
from pathlib import Path
from planner.workbook.lock import workbook_lock

os.setgid(int(sys.argv[2]))
os.setuid(int(sys.argv[2]))
with workbook_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

_NO_MOUNT = 77
_ON_A_SMALL_DISK = f"""
mount -t tmpfs -o "size=$SIZE,mode=755" none "$DISK" || exit {_NO_MOUNT}
cp "$WORKBOOK" "$DISK/contacts.xlsx" || exit {_NO_MOUNT}
head -c "$FILLED" /dev/zero > "$DISK/filler" || exit {_NO_MOUNT}
cd "$DISK"
"$PYTHON" -c "$SAVES" "$DISK/contacts.xlsx" ""
find . -type f
cp contacts.xlsx "$SEEN"
"""


@pytest.fixture
def workbook(tmp_path: Path, sample_workbook: Path) -> Path:
    return Path(shutil.copy(sample_workbook, tmp_path / "contacts.xlsx"))


@pytest.fixture
def shared(sample_workbook: Path) -> Iterator[Path]:
    """A workbook in a folder where every user of the machine may write."""
    with tempfile.TemporaryDirectory(prefix="planner-test-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        workbook = Path(shutil.copy(sample_workbook, folder / "contacts.xlsx"))
        workbook.chmod(0o666)
        yield workbook


# --- no room --------------------------------------------------------------------------------------


@_ON_POSIX
@pytest.mark.parametrize("command", [("draft",), ("draft", "--out", "copy.xlsx")], ids=" ".join)
def test_a_file_that_grows_too_large_stops_the_command(
    workbook: Path, command: Sequence[str]
) -> None:
    before = workbook.read_bytes()
    name, *options = command

    done = subprocess.run(
        [sys.executable, "-m", "planner", name, workbook.name, *options],
        check=False,
        cwd=workbook.parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        preexec_fn=_limit_file_size,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert workbook.read_bytes() == before
    assert set(_files_beside(workbook)) <= {"contacts.xlsx", ".planner/contacts.xlsx.lock"}


@_AS_ROOT
@pytest.mark.parametrize("has_links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("room", [0, 4, 8, 12, 16, 20, 24, 40])
def test_a_full_disk_leaves_one_whole_workbook(
    workbook: Path, room: int, *, has_links: bool
) -> None:
    on_disk = _saved_on_a_disk_with(room, workbook, has_links=has_links)

    needed = _kibibytes(workbook)
    if room < needed:
        assert on_disk.said.endswith(
            "the disk is full; contacts.xlsx is as it was.|Make room, and run the command again."
        )
        assert on_disk.workbook == workbook.read_bytes()
        assert on_disk.others == []
        return
    assert on_disk.said == "saved"
    _assert_has_the_edit(on_disk.kept_as(workbook))
    # The version before is kept whole with its digest, or not at all.
    block = 4
    has_room = room >= needed + block if has_links else room >= 2 * needed + block
    assert len(on_disk.others) == (2 if has_room else 0)


@_ON_POSIX
def test_a_write_that_stops_half_way_leaves_no_trace(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workbook.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkbookError, match="the disk is full"):
        apply_edits(workbook, [_EDIT])

    assert workbook.read_bytes() == before
    assert _files_beside(workbook) == [".planner/contacts.xlsx.lock", "contacts.xlsx"]


# --- no right -------------------------------------------------------------------------------------


def test_a_write_protected_workbook_is_refused(workbook: Path) -> None:
    before = workbook.read_bytes()
    workbook.chmod(stat.S_IREAD)

    try:
        with pytest.raises(WorkbookError) as error:
            apply_edits(workbook, [_EDIT])
    finally:
        workbook.chmod(stat.S_IREAD | stat.S_IWRITE)

    assert error.value.message == "contacts.xlsx is write-protected; nothing was written."
    assert "work on a copy" in error.value.hint
    assert workbook.read_bytes() == before
    assert _files_beside(workbook) == [".planner/contacts.xlsx.lock", "contacts.xlsx"]


def test_a_write_protected_workbook_can_be_copied_but_not_replaced_by_a_copy(
    workbook: Path,
) -> None:
    other = workbook.with_name("other.xlsx")
    workbook.chmod(stat.S_IREAD)
    try:
        apply_edits(workbook, [_EDIT], other)
        _assert_has_the_edit(other)
        with pytest.raises(WorkbookError, match="write-protected"):
            apply_edits(other, [_EDIT], workbook)
    finally:
        workbook.chmod(stat.S_IREAD | stat.S_IWRITE)


def test_undo_leaves_a_write_protected_workbook(workbook: Path) -> None:
    apply_edits(workbook, [_EDIT])
    written = workbook.read_bytes()
    workbook.chmod(stat.S_IREAD)

    try:
        with pytest.raises(WorkbookError, match="write-protected"):
            undo(workbook)
    finally:
        workbook.chmod(stat.S_IREAD | stat.S_IWRITE)

    assert workbook.read_bytes() == written
    assert len(backups.versions(workbook)) == 1


@_AS_ROOT
def test_a_workbook_that_another_user_may_only_read_is_refused(shared: Path) -> None:
    before = shared.read_bytes()
    shared.chmod(0o644)

    assert _saved_by(_NOBODY, shared).startswith("contacts.xlsx is write-protected")
    assert shared.read_bytes() == before


@_AS_ROOT
def test_a_folder_that_may_only_be_read_is_refused(shared: Path) -> None:
    before = shared.read_bytes()
    shared.parent.chmod(0o755)

    said = _saved_by(_NOBODY, shared)

    assert said.startswith(f"{shared.parent} cannot be written to (Permission denied)")
    assert said.endswith("Ask for the right to write there, or name another file with --out.")
    assert shared.read_bytes() == before
    assert _files_beside(shared) == ["contacts.xlsx"]


@pytest.mark.skipif(_IS_ROOT or os.name == "nt", reason="such a folder stops nobody here")
def test_a_folder_of_ones_own_that_may_only_be_read_is_refused(workbook: Path) -> None:
    before = workbook.read_bytes()
    workbook.parent.chmod(0o500)

    try:
        with pytest.raises(WorkbookError, match="cannot be written to"):
            apply_edits(workbook, [_EDIT])
    finally:
        workbook.parent.chmod(0o700)

    assert workbook.read_bytes() == before


@_AS_ROOT
def test_a_workbook_that_may_not_be_read_is_refused(shared: Path) -> None:
    shared.chmod(0o600)

    assert "cannot be read: Permission denied" in _saved_by(_NOBODY, shared)


@_AS_ROOT
def test_a_lock_that_another_user_made_still_counts(shared: Path) -> None:
    with workbook_lock(shared):
        pass
    lock = shared.parent / ".planner" / "contacts.xlsx.lock"
    lock.chmod(0o644)
    shared.with_name(".planner").chmod(0o755)

    with _locked_by(_NOBODY, shared), pytest.raises(WorkbookBusyError):
        _lock_at_once(shared)


@_AS_ROOT
def test_saving_where_versions_belong_to_another_user_works(shared: Path) -> None:
    apply_edits(shared, [SetCell("Contacts", 2, 18, "by root")])
    shared.chmod(0o666)

    assert _saved_by(_NOBODY, shared) == "saved"
    _assert_has_the_edit(shared)


# --- what stays -----------------------------------------------------------------------------------


@_ON_POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o700])
def test_the_mode_of_the_file_stays(workbook: Path, mode: int) -> None:
    workbook.chmod(mode)

    apply_edits(workbook, [_EDIT])
    assert stat.S_IMODE(workbook.stat().st_mode) == mode
    undo(workbook)
    assert stat.S_IMODE(workbook.stat().st_mode) == mode


@_ON_POSIX
def test_a_new_file_has_the_mode_that_the_user_gives_new_files(workbook: Path) -> None:
    copy = workbook.with_name("copy.xlsx")
    mask = os.umask(0o027)
    try:
        apply_edits(workbook, [_EDIT], copy)
    finally:
        os.umask(mask)

    assert stat.S_IMODE(copy.stat().st_mode) == 0o640


@_AS_ROOT
def test_the_owner_of_the_file_stays(workbook: Path) -> None:
    os.chown(workbook, 4242, 4343)
    workbook.chmod(0o640)

    apply_edits(workbook, [_EDIT])

    status = workbook.stat()
    assert (status.st_uid, status.st_gid) == (4242, 4343)
    assert stat.S_IMODE(status.st_mode) == 0o640


@_AS_ROOT
def test_a_colleague_who_saves_keeps_the_file_with_the_group(shared: Path) -> None:
    os.chown(shared, 4242, 4343)
    shared.chmod(0o664)

    assert _saved_by(_NOBODY, shared, groups=(4343,)) == "saved"

    status = shared.stat()
    assert (status.st_uid, status.st_gid) == (_NOBODY, 4343)
    assert stat.S_IMODE(status.st_mode) == 0o664


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes are Linux's")
def test_extended_attributes_of_the_file_stay(workbook: Path) -> None:
    try:
        os.setxattr(workbook, "user.label", b"confidential")
    except OSError:
        pytest.skip("this file system has no extended attributes")

    apply_edits(workbook, [_EDIT])

    assert os.getxattr(workbook, "user.label") == b"confidential"


@pytest.mark.parametrize("is_relative", [False, True], ids=["absolute", "relative"])
def test_a_linked_workbook_stays_a_link(workbook: Path, *, is_relative: bool) -> None:
    folder = workbook.with_name("links")
    folder.mkdir()
    link, link_to_link = folder / "linked.xlsx", folder / "again.xlsx"
    target = Path("..", workbook.name) if is_relative else workbook
    _symlink(link, target)
    _symlink(link_to_link, link)

    report = apply_edits(link_to_link, [_EDIT])

    assert link.is_symlink()
    assert link_to_link.is_symlink()
    assert link.readlink() == target
    assert report.path == workbook
    _assert_has_the_edit(workbook)
    assert _files_beside(link) == ["again.xlsx", "linked.xlsx"]
    assert (workbook.parent / ".planner").is_dir()


def test_a_link_to_nothing_is_refused(workbook: Path) -> None:
    link = workbook.with_name("linked.xlsx")
    _symlink(link, workbook.with_name("none.xlsx"))

    with pytest.raises(UnreadableWorkbookError, match="there is no such file"):
        apply_edits(link, [_EDIT])

    assert _files_beside(workbook) == ["contacts.xlsx", "linked.xlsx"]


@_ON_POSIX
def test_a_copy_onto_another_file_system_is_whole(workbook: Path) -> None:
    with _folder_elsewhere(workbook) as folder:
        copy = folder / "copy.xlsx"

        apply_edits(workbook, [_EDIT], copy)

        _assert_has_the_edit(copy)
        assert [each.name for each in folder.iterdir()] == ["copy.xlsx"]


@_ON_POSIX
def test_a_linked_workbook_on_another_file_system_is_saved_there(workbook: Path) -> None:
    with _folder_elsewhere(workbook) as folder:
        real = Path(shutil.copy(workbook, folder / "real.xlsx"))
        before = real.read_bytes()
        link = workbook.with_name("linked.xlsx")
        _symlink(link, real)

        apply_edits(link, [_EDIT])
        assert link.is_symlink()
        _assert_has_the_edit(real)

        undo(link)
        assert real.read_bytes() == before


@_ON_POSIX
def test_versions_on_another_file_system_are_copies(workbook: Path) -> None:
    before = workbook.read_bytes()
    with _folder_elsewhere(workbook) as folder:
        _symlink(workbook.with_name(".planner"), folder)

        apply_edits(workbook, [_EDIT])
        assert [each.read_bytes() for each in backups.versions(workbook)] == [before]

        undo(workbook)
        assert workbook.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(workbook: Path) -> None:
    with pytest.raises(WorkbookError, match="there is no such folder"):
        apply_edits(workbook, [_EDIT], workbook.with_name("none") / "copy.xlsx")


def test_an_edit_of_nothing_leaves_the_file_alone(workbook: Path) -> None:
    status = workbook.stat()

    assert not apply_edits(workbook, []).is_written

    after = workbook.stat()
    assert (after.st_mtime_ns, after.st_ino) == (status.st_mtime_ns, status.st_ino)
    assert _files_beside(workbook) == ["contacts.xlsx"]


# --- helpers --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Disk:
    """A small disk after a save: what planner said, the workbook, and the versions beside it."""

    said: str
    workbook: bytes
    others: list[str]

    def kept_as(self, path: Path) -> Path:
        copy = path.with_name("seen.xlsx")
        copy.write_bytes(self.workbook)
        return copy


def _saved_on_a_disk_with(room: int, workbook: Path, *, has_links: bool) -> _Disk:
    """Save a copy of the workbook on a disk that has so many KiB to spare."""
    if shutil.which("unshare") is None:
        pytest.skip("no unshare to mount a small disk with")
    disk, seen = workbook.with_name("disk"), workbook.with_name("after.xlsx")
    disk.mkdir()
    size = 128
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", _ON_A_SMALL_DISK],
        check=False,
        env={
            **os.environ,
            "DISK": str(disk),
            "SIZE": f"{size}k",
            "FILLED": str((size - _kibibytes(workbook) - room) * 1024),
            "WORKBOOK": str(workbook),
            "SEEN": str(seen),
            "PYTHON": sys.executable,
            "SAVES": ("" if has_links else _NO_LINKS) + _SAVES,
        },
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    if done.returncode == _NO_MOUNT or "unshare failed" in done.stderr:
        pytest.skip("no disk can be mounted here")
    assert done.stderr == ""
    said, *files = done.stdout.splitlines()
    known = {"./filler", "./contacts.xlsx", "./.planner/contacts.xlsx.lock"}
    return _Disk(said, seen.read_bytes(), [each for each in files if each not in known])


def _kibibytes(workbook: Path) -> int:
    """The room that the workbook takes on a disk of 4 KiB blocks."""
    return -(-workbook.stat().st_size // 4096) * 4


def _limit_file_size() -> None:
    import resource  # noqa: PLC0415 - POSIX only

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def _saved_by(user: int, workbook: Path, *, groups: Sequence[int] = ()) -> str:
    """What a save by another user comes to."""
    with tempfile.TemporaryDirectory() as folder:
        spare = shutil.copy(workbook, folder)
        ids = ",".join(map(str, (user, *groups)))
        done = subprocess.run(
            [sys.executable, "-c", _SAVES, str(workbook), ids, spare],
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
    assert done.stderr == ""
    return done.stdout.strip()


@contextmanager
def _locked_by(user: int, workbook: Path) -> Iterator[None]:
    """Another user's process that has the workbook's lock."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS_LOCK, str(workbook), str(user)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        try:
            assert child.stdout.readline().strip() == b"held"
            yield
        finally:
            child.kill()


def _lock_at_once(workbook: Path) -> None:
    with workbook_lock(workbook, timeout=0.1):
        pytest.fail("two users hold one workbook")


@contextmanager
def _folder_elsewhere(workbook: Path) -> Iterator[Path]:
    """A folder on another file system than the workbook's."""
    memory = Path("/dev/shm")  # noqa: S108 - the one place that most Linux machines have
    if not memory.is_dir() or memory.stat().st_dev == workbook.stat().st_dev:
        pytest.skip("there is one file system alone")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def _symlink(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this user may make no symbolic links")


def _assert_has_the_edit(workbook: Path) -> None:
    with read_sheets(workbook) as sheets:
        assert any(_EDIT.value in row.texts for row in sheets.stream_rows("Contacts"))


def _files_beside(workbook: Path) -> list[str]:
    found = (each for each in workbook.parent.rglob("*") if not each.is_dir())
    return sorted(each.relative_to(workbook.parent).as_posix() for each in found)
