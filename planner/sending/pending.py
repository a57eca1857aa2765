"""The mark that the journal of sending knows what the workbook may not; seen at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.hidden import hidden_folder

if TYPE_CHECKING:
    from pathlib import Path


def pending_mark(folder: Path, name: str) -> Path:
    """Name the mark of a workbook of that name in its hidden folder."""
    return folder / f"{name}.sending.pending"


def is_pending(workbook: Path) -> bool:
    """Whether the journal of a workbook may know more than the workbook does."""
    real = workbook.resolve()
    folder = hidden_folder(real, make=False)
    return folder is not None and pending_mark(folder, real.name).exists()
