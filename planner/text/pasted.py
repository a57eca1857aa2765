"""Writes the commands that planner proposes so that they work when they are pasted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


# What sh, PowerShell and cmd all read as itself; "\\" parts the folders of Windows.
_BARE = re.compile(r"[\w./:\\@+-][\w./:\\@+,=#-]*")
_MEANT_BY_SH = re.compile(r'([$`"])')


def command(*words: Path | str) -> str:
    """Return a command of planner's in quotes, as a sentence names it.

    The outer quotes are double ones, or single ones around a word that needs the double:
    'planner status "my list.xlsx"'. They are no part of the command.
    """
    line = " ".join(["planner", *map(pasted, words)])
    return f"'{line}'" if '"' in line else f'"{line}"'


def pasted(text: Path | str) -> str:
    """Return a word as a shell takes it: in double quotes where it has a blank or a sign.

    Double quotes mean the same to sh, PowerShell and cmd. A sign that means something inside
    them is escaped for sh: Windows allows none of the three but "$" in the name of a file.
    """
    typed = str(text)
    if _BARE.fullmatch(typed):
        return typed
    escaped = _MEANT_BY_SH.sub(r"\\\1", typed)
    return f'"{escaped}"'
