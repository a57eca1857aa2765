"""Opens a page in the user's own browser, or a file in the program that it belongs to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


_PATIENCE = 3.0  # seconds in which an opener that finds nothing gives up


def can_open(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can open before the user: not in a remote or bare terminal.

    A browser named in BROWSER counts in any case. Without a screen a text browser would take over
    the terminal.
    """
    if environment.get("BROWSER"):
        return True
    if platform in {"win32", "cygwin", "darwin"}:
        return not environment.get("SSH_CONNECTION")
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_address(address: str) -> bool:
    """Open a web or mailto: address; tell whether something took it."""
    import webbrowser  # noqa: PLC0415 - looks for browsers when it is used

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def open_file(path: Path) -> bool:
    """Open a file in the program that the user's desktop has for it."""
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - planner has just written this file
            return True
        program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if program is None:
            return False
        opener = subprocess.Popen(  # noqa: S603 - the desktop's own opener
            [program, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return opener.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True  # some openers stay as long as the window does
    except OSError:
        return False
