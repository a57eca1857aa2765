"""Takes whole rows out of a sheet: the rows below move up, and what speaks of them follows."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.references import Area
from planner.workbook.row_patch import RowTag, masked, renumbered, row_number
from planner.workbook.sheet_frame import children

if TYPE_CHECKING:
    from collections.abc import Iterator


_ROOT = re.compile(rb"<(?:([\w.-]+):)?sheetData(?=[\s/>])[^>]*>")
_REFS = re.compile(
    rb"""(\s(?:sqref|ref)\s*=\s*["'])([^"']*)(["'])|(<(?:[\w.-]+:)?(?:sqref|ref)>)([^<]*)(<)"""
)
# A formula that names a cell by column and row; names of columns in a table are no such thing.
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f(?=[\s>])[^>]*>[^<]*?\$?[A-Za-z]{1,3}\$?\d")
_ANCHORED = {b"drawing", b"legacyDrawing", b"oleObjects", b"controls", b"AlternateContent"}


@frozen
class RowRemoval:
    """Takes `rows` out of a sheet.

    Refused where something on the sheet is tied to cells by their numbers in a way that would have
    to be rewritten elsewhere: formulas, drawings, comments.
    """

    sheet: str
    rows: frozenset[int]

    def applied(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Give the sheet's XML without the rows."""
        xml = b"".join(chunks)
        scan = masked(xml)
        opening = _ROOT.search(scan)
        if opening is None or opening[0].endswith(b"/>"):
            yield xml
            return
        tag = RowTag((opening[1] or b"") + (b":" if opening[1] else b""))
        closing = scan.find(b"</" + tag.prefix + b"sheetData", opening.end())
        if closing < 0:
            raise self._damaged()
        self._refuse(scan[opening.end() : closing], xml[closing:])
        yield self._moved_references(xml[: opening.end()])
        yield from self._kept(xml, scan, opening.end(), closing, tag)
        yield self._moved_references(xml[closing:])

    def _kept(self, xml: bytes, scan: bytes, start: int, end: int, tag: RowTag) -> Iterator[bytes]:
        gone, cells, last = sorted(self.rows), tag.pattern_of_cells(), 0
        close = b"</" + tag.prefix + b"row"
        at = start
        for match in tag.pattern_of_rows().finditer(scan, start, end):
            last = row_number(match[0], last)
            stop = match.end()
            if not match[0].endswith(b"/>"):
                stop = scan.find(b">", scan.find(close, stop, end), end) + 1
            if match.start() < at or stop < match.end():
                raise self._damaged()
            yield xml[at : match.start()]
            if last not in self.rows:
                row, place = xml[match.start() : stop], last - bisect_left(gone, last)
                yield renumbered(row, last, place, cells)
            at = stop
        yield xml[at:end]

    def _refuse(self, rows: bytes, tail: bytes) -> None:
        begin = tail.index(b">") + 1
        anchored = {name for name, _start, _end in children(tail[begin:])} & _ANCHORED
        if _FORMULA.search(rows) or anchored:
            what = "drawings or comments" if anchored else "formulas"
            raise UneditableWorkbookError(
                f'Sheet "{self.sheet}" holds {what} that are tied to its rows.',
                "Delete the rows in Excel.",
            )

    def _damaged(self) -> UneditableWorkbookError:
        return UneditableWorkbookError(
            f'Sheet "{self.sheet}" is damaged: its rows do not end.',
            "Open the workbook in Excel, let it repair the file, save it, and try again.",
        )

    def _moved_references(self, xml: bytes) -> bytes:
        gone = sorted(self.rows)

        def moved(text: str) -> str:
            area = Area.parsed(text)
            if area is None:
                return text
            first = area.first_row - bisect_left(gone, area.first_row)
            last = area.last_row - bisect_left(gone, area.last_row + 1)
            last = max(first, last)
            return str(Area(first, area.first_column, last, area.last_column))

        def replaced(match: re.Match[bytes]) -> bytes:
            before, refs, after = (each for each in match.groups() if each is not None)
            spelled = " ".join(moved(each) for each in refs.decode("utf-8").split())
            return before + spelled.encode() + after

        return _REFS.sub(replaced, xml)
