"""Leaves rows out of a sheet that is searched for a few of them, by the one cell that tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.workbook.plain_rows import TO_THE_END
from planner.workbook.references import letters
from planner.workbook.strings import unescaped

if TYPE_CHECKING:
    from planner.workbook.read_types import Sought
    from planner.workbook.sheet_rows import CellReader, Piece


class SoughtRows:
    """Picks the rows that may be the ones sought; whoever reads them has the last word.

    Of a long sheet, most rows show by their cell in the sought column that they are not meant.
    """

    def __init__(self, sought: Sought, reader: CellReader) -> None:
        self._sought = sought
        self._reader = reader
        self._pattern = _pattern_of(letters(sought.column).encode())
        # A row without the cell has no text there.
        self._is_telling = not sought.has("") and not reader.dresses_texts

    def picked(self, piece: Piece) -> Piece:
        """The rows of a piece that may be sought, and the last one, whose number may be needed.

        A piece of another shape than Excel's comes back whole.
        """
        if not (piece.is_plain and self._is_telling):
            return piece
        xml = piece.xml
        rows = [*self._pattern.finditer(xml)]
        ends = [*(row.start() for row in rows[1:]), len(xml)]
        kept: list[bytes] = []
        for row, end in zip(rows, ends, strict=False):
            number, shared, inline, other = row.groups(b"")
            if not number:
                return piece
            if row is rows[-1] or other or self._has(shared, inline):
                kept.append(xml[row.start() : end])
        return piece._replace(xml=b"".join(kept))

    def _has(self, shared: bytes, inline: bytes) -> bool:
        text = self._reader.shared_text(int(shared)) if shared else unescaped(inline)
        return self._sought.has(text)


def _pattern_of(column: bytes) -> re.Pattern[bytes]:
    """Matches a row as far as its cell in a column: its number, and what stands in the cell.

    That is the number of a shared text, an inline text, or any other cell's XML behind the
    reference. What is not understood counts as a row without a number.
    """
    before = rb'(?>(?:\s*+<c r="(?!%b\d)[A-Z]{1,3}+\d++"%b)*)' % (column, TO_THE_END)
    shared = rb' t="s"><v>(\d{1,9})</v></c>'
    inline = rb' t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*+)</t></is></c>'
    cell = rb'<c r="%b\d++"(?:(?: s="\d++")?(?:%b|%b)|(%b))' % (column, shared, inline, TO_THE_END)
    # Without the cell the row ends there, or right before. Nothing follows, so that the last
    # quantifier need not be possessive: CPython 3.11.2 would lose the groups inside.
    return re.compile(
        rb'<row(?: r="([1-9]\d{0,6})"[^<>]*+>%b\s*+(?:%b|(?!<c[\s/>])))?' % (before, cell)
    )
