"""Takes overwritten formulas out of the calculation chain (ECMA-376 Part 1, 18.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.workbook.catalogue import edited
from planner.workbook.searching import whole_number
from planner.workbook.xml import local, parse

if TYPE_CHECKING:
    from collections.abc import Collection


_ENTRY = re.compile(r"<(?:[\w.-]+:)?c\s[^>]*?/>|<(?:[\w.-]+:)?c\s[^>]*?>\s*</(?:[\w.-]+:)?c\s*>")
_SHEET = re.compile(r"""\si\s*=\s*["'](\d+)["']""")
_CELL = re.compile(r"""\sr\s*=\s*["']([A-Z]+\d+)["']""")


def without_formulas(xml: bytes, lost: Collection[tuple[int, str]]) -> bytes:
    """Drop entries, given as pairs of sheet id and reference; empty bytes if none is left.

    An entry without a sheet id belongs to the sheet of the entry before it, so the first entry
    that follows a dropped one spells its sheet out.
    """
    if len(parse(xml, "calcChain.xml")) and not _anything_left(xml, lost):
        return b""
    return edited(xml, "calcChain.xml", lambda text: _without(text, lost))


def _anything_left(xml: bytes, lost: Collection[tuple[int, str]]) -> bool:
    sheet = 0
    for entry in parse(xml, "calcChain.xml"):
        if local(entry.tag) != "c":
            return True
        sheet = whole_number(entry.get("i"), sheet)
        if (sheet, entry.get("r", "")) not in lost:
            return True
    return False


def _without(text: str, lost: Collection[tuple[int, str]]) -> str:
    sheet = spelled = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal sheet, spelled
        entry = match[0]
        own, cell = _SHEET.search(entry), _CELL.search(entry)
        sheet = whole_number(own[1]) if own else sheet
        if cell and (sheet, cell[1]) in lost:
            return ""
        if own is None and spelled != sheet and cell:
            entry = f'{entry[: cell.end()]} i="{sheet}"{entry[cell.end() :]}'
        spelled = sheet
        return entry

    return _ENTRY.sub(kept, text)
