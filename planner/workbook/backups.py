"""Keeps the last versions of a workbook beside it, and gives the last one back.

`.planner/versions of NAME/` holds files `000007.xlsx` (the version that write 7 replaced) and
`000007.written` (a digest of what write 7 wrote), so that an undo knows whether somebody has
changed the workbook since.
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

__all__ = ["KEPT", "drop", "is_as_written", "keep_version", "versions"]

KEPT = 5
_DIGEST = ".written"


def keep_version(workbook: Path, new: Path) -> None:
    """Keep the workbook as it is, just before the file `new` replaces it; drop the oldest.

    The save must not fail for want of a place for backups: where the folder cannot be written to,
    the save itself will say so.
    """
    folder = _folder_of(workbook)
    if folder is None:
        return
    with contextlib.suppress(OSError):
        number = max((int(each.stem) for each in _versions(folder, workbook)), default=0) + 1
        backup = folder / f"{number:06}{workbook.suffix}"
        _copied(workbook, backup)
        (folder / f"{number:06}{_DIGEST}").write_text(_digest(new), encoding="ascii")
        for old in _versions(folder, workbook)[:-KEPT]:
            drop(old)


def versions(workbook: Path) -> list[Path]:
    """The versions kept of `workbook`, oldest first."""
    folder = _folder_of(workbook)
    return _versions(folder, workbook) if folder is not None else []


def is_as_written(workbook: Path, backup: Path) -> bool:
    """Whether the workbook is, byte for byte, what was written when `backup` was replaced."""
    try:
        written = backup.with_suffix(_DIGEST).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return False
    return written == _digest(workbook)


def drop(backup: Path) -> None:
    """Forget one version."""
    for each in (backup, backup.with_suffix(_DIGEST)):
        with contextlib.suppress(OSError):
            each.unlink()


def _folder_of(workbook: Path) -> Path | None:
    outer = hidden_folder(workbook)
    if outer is None:
        return None
    folder = outer / f"versions of {workbook.name}"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return folder


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
