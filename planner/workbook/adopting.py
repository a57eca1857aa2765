"""Puts a copy of a workbook that was changed in several steps in its place, as one write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.lock import workbook_lock
from planner.workbook.save import copy_into, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def adopt(
    workbook: Path, copy: Path, *, expected: str, release: Callable[[], None] = lambda: None
) -> Path:
    """Replace `workbook` by the whole of `copy`, which stays; returns the real file.

    `expected` is the fingerprint of the file that the copy was made from. `release` closes what
    the caller holds open on it. An undo takes all of it back at once.

    Raises:
        WorkbookBusyError, WorkbookError: as any save.
    """
    with workbook_lock(workbook):
        return replace_file(workbook, copy_into(copy), expected=expected, release=release)
