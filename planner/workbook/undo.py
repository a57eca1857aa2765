"""Gives a workbook back the version that planner's last write replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError, WorkbookError
from planner.model.frozen import frozen
from planner.workbook.backups import KEPT, drop, drop_unfinished, is_as_written, versions
from planner.workbook.lock import workbook_lock
from planner.workbook.save import copy_into, fingerprint_of, replace_file

if TYPE_CHECKING:
    from pathlib import Path


@frozen
class UndoReport:
    """What an undo did: the workbook, and the version that it was given back."""

    path: Path
    backup: Path


def undo(path: Path) -> UndoReport:
    """Take the last write back; again, and the one before it goes.

    Raises:
        UnreadableWorkbookError: there is no such workbook.
        WorkbookError: there is no version to go back to.
        WorkbookBusyError: open in Excel, or in the hands of another planner.
        UneditableWorkbookError: the workbook has been changed since, which would be lost.
    """
    real = path.resolve()
    fingerprint_of(real)
    _last_version(real)  # where there is none, no lock is left beside the workbook
    with workbook_lock(real):
        expected = fingerprint_of(real)
        drop_unfinished(real)
        backup = _last_version(real)
        if not is_as_written(real, backup):
            raise UneditableWorkbookError(
                f"{real.name} has been changed since planner last wrote it; nothing was undone.",
                f"The version before planner's last write is {backup}; copy what you need.",
            )
        replace_file(real, copy_into(backup), expected=expected, keep_backup=False)
        drop(backup)
    return UndoReport(real, backup)


def _last_version(real: Path) -> Path:
    kept = versions(real)
    if not kept:
        raise WorkbookError(
            f"{real.name}: there is no earlier version to go back to.",
            f"planner keeps the last {KEPT} versions that it has replaced.",
        )
    return kept[-1]
