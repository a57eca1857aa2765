"""Reads what a worksheet says behind its rows: of that part alone is more held than a piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.workbook.references import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_END = re.compile(rb"</(?:[\w.-]+:)?sheetData\s*>|<(?:[\w.-]+:)?sheetData\s*/>")
_LONGEST_END = 64
_MERGED = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([^"']{1,30})["']""")


def behind_rows(chunks: Iterable[bytes]) -> bytes:
    """Read the XML behind the rows of a sheet, given in UTF-8."""
    return b"".join(_after_rows(chunks))


def _after_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    before, is_behind = b"", False
    for chunk in chunks:
        if is_behind:
            yield chunk
            continue
        before = before[-_LONGEST_END:] + chunk
        end = _END.search(before)
        if end is not None:
            is_behind = True
            yield before[end.end() :]


def merged_areas(tail: bytes) -> tuple[Area, ...]:
    """List the areas of merged cells (ECMA-376, 18.3.1.54) that the XML behind the rows names."""
    named = (match.decode("ascii", "replace") for match in _MERGED.findall(tail))
    return tuple(area for area in map(Area.parsed, named) if area is not None)
