"""Finds the addresses behind a sheet's cells; they stand behind its rows and in its relations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.workbook.references import Area
from planner.workbook.row_patch import attribute
from planner.workbook.strings import unescaped
from planner.workbook.transcoding import as_utf8

if TYPE_CHECKING:
    from planner.workbook.package import Package


_LINK = re.compile(rb"""<(?:[\w.-]+:)?hyperlink(?=\s)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ID = re.compile(rb"""\s[\w.-]+:id\s*=\s*["']([^"']+)["']""")
# A link may stand on a whole column; nobody reads a million copies of it.
_MAX_CELLS = 10_000


def links_of(package: Package, part: str) -> dict[int, dict[int, str]]:
    """The external addresses behind the cells of a sheet, by row and column."""
    targets = {
        each.id: each.target
        for each in package.relationships(part)
        if each.is_external and each.kind == "hyperlink"
    }
    links: dict[int, dict[int, str]] = {}
    if not targets:
        return links
    for match in _LINK.finditer(_behind_rows(package, part)):
        found = _ID.search(match[0])
        area = Area.parsed((attribute(match[0], b"ref") or b"").decode("ascii", "replace"))
        target = targets.get(unescaped(found[1])) if found else None
        if target is None or area is None or not area.fits():
            continue
        height, width = area.last_row - area.first_row + 1, area.last_column - area.first_column + 1
        if height * width > _MAX_CELLS:
            continue
        location = attribute(match[0], b"location")
        address = f"{target}#{unescaped(location)}" if location else target
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                links.setdefault(row, {})[column] = address
    return links


def _behind_rows(package: Package, part: str) -> bytes:
    """The XML of a sheet from its links on."""
    chunks = as_utf8(package.stream(part), part)
    kept = b""
    for chunk in chunks:
        kept = kept[-16:] + chunk
        at = kept.find(b"sheetData>")
        if at >= 0 and kept[at - 1 : at] in b"/:" and b"</" in kept[max(at - 16, 0) : at]:
            return kept[at:] + b"".join(chunks)
    return kept
