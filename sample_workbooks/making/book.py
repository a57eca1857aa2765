"""A sample workbook in the making: openpyxl's workbook, and what must be added to its package."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from making.strings import with_shared_strings
from making.threads import Thread, with_threads
from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from planner.contacts.starter.write_starter import save

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Book", "drawing"]

_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_SPARKLINE_EXTENSION = "{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"

Result = str | int | float | bool


@dataclass
class Book:
    """The workbook, the results that its formulas show, and its sparklines."""

    title: str
    author: str
    workbook: Workbook = field(default_factory=Workbook)
    results: dict[str, dict[str, Result]] = field(default_factory=dict)
    sparklines: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    threads: dict[str, list[Thread]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workbook.remove(self.workbook.worksheets[0])
        self.workbook.properties.title = self.title
        self.workbook.properties.creator = self.author
        self.workbook.properties.lastModifiedBy = self.author

    def sheet(self, title: str) -> Worksheet:
        """Add an empty sheet, which prints across one page."""
        sheet = self.workbook.create_sheet(title)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        return sheet

    def formula(self, sheet: Worksheet, cell: str, text: str, result: Result | None) -> None:
        """Put a formula with the result that Excel would store; None leaves it without one."""
        sheet[cell] = text
        if result is not None:
            self.results.setdefault(sheet.title, {})[cell] = result

    def sparkline(self, sheet: Worksheet, cell: str, values: str) -> None:
        """Draw the `values` (a reference with its sheet) as a small line in `cell`."""
        self.sparklines.setdefault(sheet.title, []).append((cell, values))

    def discuss(self, sheet: Worksheet, thread: Thread) -> None:
        """Add a threaded comment, on one sheet of the workbook at most."""
        thread.leave_note(sheet)
        self.threads.setdefault(sheet.title, []).append(thread)

    def save(self, path: Path) -> None:
        """Write the workbook in place of the one at `path`."""
        path.unlink(missing_ok=True)
        save(self.workbook, path, reworked=self._reworked)

    def _reworked(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        reworked = dict(parts)
        for number, sheet in enumerate(self.workbook.worksheets, start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            xml = reworked[part].decode("utf-8")
            for cell, result in self.results.get(sheet.title, {}).items():
                xml = _with_result(xml, cell, result)
            if sheet.title in self.sparklines:
                xml = _with_sparklines(xml, self.sparklines[sheet.title])
            reworked[part] = xml.encode("utf-8")
            if sheet.title in self.threads:
                reworked = with_threads(reworked, part, self.threads[sheet.title])
        return with_shared_strings(reworked)


def _with_result(xml: str, cell: str, result: Result) -> str:
    kind, shown = _stored(result)
    pattern = rf'<c r="{cell}"((?: s="\d+")?)(?: t="\w+")?>(<f>[^<]*</f>)<v ?/>'
    changed, count = re.subn(
        pattern,
        lambda found: f'<c r="{cell}"{found[1]}{kind}>{found[2]}<v>{shown}</v>',
        xml.replace("<v></v>", "<v />"),
        count=1,
    )
    if not count:
        raise ValueError(f"no formula cell {cell}")
    return changed


def _stored(result: Result) -> tuple[str, str]:
    if isinstance(result, bool):
        return ' t="b"', str(int(result))
    if isinstance(result, str):
        return (' t="e"' if result.startswith("#") else ' t="str"'), escape(result)
    return "", repr(result)


def _with_sparklines(xml: str, sparklines: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f"<x14:sparkline><xm:f>{escape(values)}</xm:f><xm:sqref>{cell}</xm:sqref></x14:sparkline>"
        for cell, values in sparklines
    )
    colours = '<x14:colorSeries rgb="FF1F4E5F"/><x14:colorMarkers rgb="FFD97706"/>'
    extension = (
        f'<extLst><ext uri="{_SPARKLINE_EXTENSION}" xmlns:x14="{_X14}">'
        f'<x14:sparklineGroups xmlns:xm="{_XM}">'
        f'<x14:sparklineGroup displayEmptyCellsAs="gap" markers="1">{colours}'
        f"<x14:sparklines>{lines}</x14:sparklines></x14:sparklineGroup>"
        "</x14:sparklineGroups></ext></extLst>"
    )
    return xml.replace("</worksheet>", f"{extension}</worksheet>")


def drawing(colour_at: Callable[[int, int], int], palette: Sequence[str], size: int) -> BytesIO:
    """A square PNG of `size` dots a side; `colour_at(x, y)` is an index into `palette`.

    Stored without compression, so that every build of zlib gives the same bytes.
    """
    rows = b"".join(
        b"\0" + bytes(colour_at(x, y) for x in range(size)) for y in range(size)
    )  # fmt: skip
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    colours = b"".join(bytes.fromhex(colour) for colour in palette)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", colours),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    return BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + b"".join(
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            for kind, body in chunks
        )
    )
