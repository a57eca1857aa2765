"""Opens files for reading, and nothing that only looks like one."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from planner.model.errors import UnreadableWorkbookError

if TYPE_CHECKING:
    from pathlib import Path


def refuse_special(path: Path) -> None:
    """Refuse pipes, sockets and devices, of which reading may never end.

    Whether there is a file at all, and whether it may be read, shows when it is opened.

    Raises:
        UnreadableWorkbookError: it is one of them.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UnreadableWorkbookError(
            f"{path} is no file but a pipe, a socket or a device.",
            "Save what comes from there into a file, and name that.",
        )
