"""Puts a text on the clipboard: through the platform's own program, or through the terminal."""

from __future__ import annotations

import base64
import shutil
import subprocess
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_PATIENCE = 5.0  # seconds for a program to take the text


@frozen
class _Program:
    """A program that reads what is to be copied from its standard input."""

    command: tuple[str, ...]
    encoding: str = "utf-8"
    line_end: str = "\n"


_PBCOPY = _Program(("pbcopy",))
# clip.exe takes bytes for the console's code page unless they look like UTF-16, which any text with
# a blank in it does; a byte order mark would be copied along.
_CLIP = _Program(("clip.exe",), "utf-16-le", "\r\n")
_WL_COPY = _Program(("wl-copy",))
_XCLIP = _Program(("xclip", "-selection", "clipboard"))
_XSEL = _Program(("xsel", "--clipboard", "--input"))


def copy_out(text: str, environment: Mapping[str, str], platform: str) -> str:
    """Copy `text` with the first program that does it, and name that; "" where none does.

    `platform` is spelled as in `sys.platform`. In a remote terminal no program is tried: it would
    fill the clipboard of the machine that nobody sits at.
    """
    if environment.get("SSH_CONNECTION"):
        return ""
    for program in _programs(environment, platform):
        if _is_copied(text, program, environment, platform):
            return program.command[0]
    return ""


def terminal_copy(text: str) -> str:
    """The escape sequence that asks a terminal to fill the clipboard of whoever sits before it.

    Source: XTerm Control Sequences, OSC 52.
    """
    packed = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    return f"\033]52;c;{packed}\a"


def _programs(environment: Mapping[str, str], platform: str) -> Iterator[_Program]:
    if platform == "darwin":
        yield _PBCOPY
        return
    if platform in {"win32", "cygwin"}:
        yield _CLIP
        return
    if environment.get("WAYLAND_DISPLAY"):
        yield _WL_COPY
    if environment.get("DISPLAY"):
        yield from (_XCLIP, _XSEL)
    if environment.get("WSL_DISTRO_NAME"):
        yield _CLIP


def _is_copied(text: str, program: _Program, environment: Mapping[str, str], platform: str) -> bool:
    place = shutil.which(program.command[0], path=environment.get("PATH"))
    if place is None:
        return False
    # pbcopy reads its input in the locale's encoding, which is not always set.
    locale = {"LC_CTYPE": "UTF-8"} if platform == "darwin" else {}
    lines = text.replace("\n", program.line_end)
    try:
        # xclip and wl-copy live on as the clipboard's owner: they must not hold our output open.
        done = subprocess.run(  # noqa: S603 - the clipboard program of the user's own PATH
            [place, *program.command[1:]],
            input=lines.encode(program.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment, **locale},
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
