"""Keeps the last versions of a workbook beside it, and gives the last one back.

`.planner/versions of NAME/` holds files `000007.xlsx` (the version that write 7 replaced) and
`000007.written` (a digest of what write 7 wrote), so that an undo knows whether somebody has
changed the workbook since. `000007.undone.xlsx` is what the undo of write 7 replaced, and
`000007.undone.written` a digest of what it gave back; the next write of anything else drops both.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from typing import TYPE_CHECKING

from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from pathlib import Path


KEPT = 5
_DIGEST = ".written"
_UNDONE = ".undone"


def keep_version(workbook: Path, new: Path) -> Path | None:
    """Keep the workbook as it is, just before the file `new` replaces it; returns the backup.

    The save must not fail for want of a place for backups: where the folder cannot be written to,
    the save itself will say so.
    """
    backup = None
    try:
        drop_unfinished(workbook)
        folder = _folder_of(workbook, make=True)
        if folder is None:
            return None
        number = max((int(each.stem) for each in _versions(folder, workbook)), default=0) + 1
        backup = folder / f"{number:06}{workbook.suffix}"
        _copied(workbook, backup)
        written = _digest(new)
        backup.with_suffix(_DIGEST).write_text(written, encoding="ascii")
        _forget_undone(folder, workbook, written)
    except OSError:
        if backup is not None:
            drop(backup)
        return None
    return backup


def keep_undone(workbook: Path, backup: Path) -> None:
    """Keep the workbook as it is, just before an undo gives it `backup` back.

    An undo must not fail for want of a place: then there is no redo.
    """
    undone = backup.with_suffix(f"{_UNDONE}{backup.suffix}")
    try:
        drop(undone)
        _copied(workbook, undone)
        undone.with_suffix(_DIGEST).write_text(_digest(backup), encoding="ascii")
    except OSError:
        drop(undone)


def undone_versions(workbook: Path) -> list[Path]:
    """What undos have replaced and no other write has followed, the last undone first."""
    folder = _folder_of(workbook, make=False)
    with contextlib.suppress(OSError):
        return _undone(folder, workbook) if folder is not None else []
    return []


def written_at(backup: Path) -> float:
    """When the write that replaced `backup` was made, in seconds since the epoch."""
    try:
        return backup.with_suffix(_DIGEST).stat().st_mtime
    except OSError:
        return 0.0


def _forget_undone(folder: Path, workbook: Path, written: str) -> None:
    """Forget what was undone, unless this very write brings the last of it back."""
    undone = _undone(folder, workbook)
    if undone and _digest(undone[0]) != written:
        for each in undone:
            drop(each)


def _undone(folder: Path, workbook: Path) -> list[Path]:
    return sorted(folder.glob(f"*{_UNDONE}{workbook.suffix}"))


def versions(workbook: Path) -> list[Path]:
    """The versions kept of `workbook`, oldest first."""
    folder = _folder_of(workbook, make=False)
    with contextlib.suppress(OSError):
        return _versions(folder, workbook) if folder is not None else []
    return []


def drop_oldest(workbook: Path) -> None:
    """Forget all but the last versions."""
    for old in versions(workbook)[:-KEPT]:
        drop(old)


def drop_unfinished(workbook: Path) -> None:
    """Forget the last version where a killed run had kept it and come no further.

    The workbook is then still what was to be replaced, or the copy is not whole.
    """
    for backup in reversed(versions(workbook)):
        is_whole = backup.with_suffix(_DIGEST).exists()
        if is_whole and (not _is_same(workbook, backup) or is_as_written(workbook, backup)):
            return
        drop(backup)


def is_as_written(workbook: Path, backup: Path) -> bool:
    """Whether the workbook is, byte for byte, what was written when `backup` was replaced."""
    try:
        return backup.with_suffix(_DIGEST).read_text(encoding="ascii") == _digest(workbook)
    except (OSError, UnicodeDecodeError):
        return False


def drop(backup: Path) -> None:
    """Forget one version; killed half way, it is one that counts as not whole."""
    with contextlib.suppress(OSError):
        backup.with_suffix(_DIGEST).unlink(missing_ok=True)
        backup.unlink()


def _folder_of(workbook: Path, *, make: bool) -> Path | None:
    outer = hidden_folder(workbook, make=make)
    if outer is None:
        return None
    folder = outer / f"versions of {workbook.name}"
    if make:
        with contextlib.suppress(OSError):
            folder.mkdir(exist_ok=True)
    return folder if folder.is_dir() else None


def _is_same(workbook: Path, backup: Path) -> bool:
    try:
        if workbook.samefile(backup):
            return True
        is_as_long = workbook.stat().st_size == backup.stat().st_size
        return is_as_long and _digest(workbook) == _digest(backup)
    except OSError:
        return False


def _versions(folder: Path, workbook: Path) -> list[Path]:
    found = (each for each in folder.iterdir() if each.suffix == workbook.suffix)
    return sorted(each for each in found if each.stem.isdigit())


def _copied(workbook: Path, backup: Path) -> None:
    """Keep the old file itself under a second name where the file system can; copy it elsewhere."""
    try:
        os.link(workbook, backup)
    except (OSError, NotImplementedError, AttributeError):
        shutil.copy2(workbook, backup)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
