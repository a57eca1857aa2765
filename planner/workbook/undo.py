"""Gives a workbook back the version that planner's last write replaced, and takes that back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError, WorkbookBusyError, WorkbookError
from planner.model.frozen import frozen
from planner.workbook.backups import (
    KEPT,
    drop,
    drop_unfinished,
    is_as_written,
    keep_undone,
    undone_versions,
    versions,
    written_at,
)
from planner.workbook.lock import workbook_lock
from planner.workbook.save import copy_into, fingerprint_of, replace_file

if TYPE_CHECKING:
    from pathlib import Path


@frozen
class UndoReport:
    """What an undo or redo did: the workbook, and the version that it was given."""

    path: Path
    backup: Path


@frozen
class Write:
    """One of planner's last writes: the workbook before it and after it, and when it was made."""

    before: Path
    after: Path
    when: datetime


def last_writes(path: Path) -> tuple[Write, ...]:
    """Planner's last writes that can be undone, the last first.

    Raises:
        UnreadableWorkbookError: there is no such workbook.
        WorkbookError: there is no version to go back to.
        UneditableWorkbookError: the workbook has been changed since, which would be lost.
    """
    real = path.resolve()
    fingerprint_of(real)
    _require_as_written(real, _last_version(real))
    kept = [each for each in versions(real) if written_at(each)]
    return tuple(
        Write(before, after, datetime.fromtimestamp(written_at(before)))  # noqa: DTZ006 - the user's clock
        for before, after in reversed(list(zip(kept, [*kept[1:], real], strict=True)))
    )


def undo(path: Path, *, expected: Path | None = None) -> UndoReport:
    """Take the last write back; again, and the one before it goes.

    `expected` is the version that it should give back: what the user was shown.

    Raises:
        UnreadableWorkbookError: there is no such workbook.
        WorkbookError: there is no version to go back to.
        WorkbookBusyError: open in Excel, in the hands of another planner, or written meanwhile.
        UneditableWorkbookError: the workbook has been changed since, which would be lost.
    """
    real = path.resolve()
    fingerprint_of(real)
    _last_version(real)  # where there is none, no lock is left beside the workbook
    with workbook_lock(real):
        fingerprint = fingerprint_of(real)
        drop_unfinished(real)
        backup = _last_version(real)
        if expected is not None and backup != expected:
            raise WorkbookBusyError(
                f"{real.name} has been written meanwhile; nothing was undone.",
                "Run the command again.",
            )
        _require_as_written(real, backup)
        keep_undone(real, backup)
        replace_file(real, copy_into(backup), expected=fingerprint, keep_backup=False)
        drop(backup)
    return UndoReport(real, backup)


def redo(path: Path) -> UndoReport:
    """Bring back what the last undo took; again, and what the one before it took.

    Raises:
        UnreadableWorkbookError: there is no such workbook.
        WorkbookError: nothing was undone, or something was written since.
        WorkbookBusyError: open in Excel, or in the hands of another planner.
        UneditableWorkbookError: the workbook has been changed since the undo.
    """
    real = path.resolve()
    fingerprint_of(real)
    _last_undone(real)
    with workbook_lock(real):
        fingerprint = fingerprint_of(real)
        undone = _last_undone(real)
        if not is_as_written(real, undone):
            raise UneditableWorkbookError(
                f"{real.name} has been changed since the undo; nothing was redone.",
                f"What the undo took back is {undone}; copy what you need.",
            )
        replace_file(real, copy_into(undone), expected=fingerprint)
        drop(undone)
    return UndoReport(real, undone)


def _last_version(real: Path) -> Path:
    kept = versions(real)
    if not kept:
        raise WorkbookError(
            f"{real.name}: there is no earlier version to go back to.",
            f"planner keeps the last {KEPT} versions that it has replaced.",
        )
    return kept[-1]


def _require_as_written(real: Path, backup: Path) -> None:
    if not is_as_written(real, backup):
        raise UneditableWorkbookError(
            f"{real.name} has been changed since planner last wrote it; nothing was undone.",
            f"The version before planner's last write is {backup}; copy what you need.",
        )


def _last_undone(real: Path) -> Path:
    undone = undone_versions(real)
    if not undone:
        raise WorkbookError(
            f"{real.name}: nothing was undone that could be brought back.",
            "A redo follows an undo, with no other change between the two.",
        )
    return undone[0]
