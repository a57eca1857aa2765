"""The hidden folder beside a workbook that holds its lock and its earlier versions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


FOLDER = ".planner"
_HIDDEN_ON_WINDOWS = 0x2


def hidden_folder(workbook: Path, *, make: bool = True) -> Path | None:
    """The folder beside `workbook`, made if need be; None where there is none, or can be none."""
    folder = workbook.parent / FOLDER
    if folder.is_dir():
        return folder
    if not make:
        return None
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    if os.name == "nt":
        import ctypes  # noqa: PLC0415 - Windows only

        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - mypy sees it on Windows only
        kernel.SetFileAttributesW(str(folder), _HIDDEN_ON_WINDOWS)
    return folder
