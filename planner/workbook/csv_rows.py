"""The rows of a table that is written as text, none of them swallowed by a quotation mark.

Python's reader takes all that follows an open quotation mark for one cell, and says nothing.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["OpenQuoteError", "csv_rows"]

# A line of its own after the last: no text has it, for what holds a NUL is no text.
_END = "\0"


class OpenQuoteError(csv.Error):
    """A quotation mark opens a cell, and nothing closes it where the cell ends."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line:,}: a quotation mark opens a cell and nothing closes it")


def csv_rows(text: str, delimiter: str, *, is_whole: bool = True) -> Iterator[list[str]]:
    """The cells of every row; the cell of a row that spans lines must be closed.

    Of a text that is not whole, the row at which it breaks off is left out.

    Raises:
        OpenQuoteError: a cell swallows the rows that follow it.
        csv.Error: a cell is over the bound set for the module csv.
    """
    lines: list[str] = []

    def noted() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            lines.append(line)
            yield line
        lines.append(_END)
        yield _END

    reader = csv.reader(noted(), delimiter=delimiter)
    for row in reader:
        is_end = lines[-1] is _END
        if is_end and (len(lines) == 1 or not is_whole):
            return
        if len(lines) > 1 and (is_end or not _is_closed(lines, delimiter)):
            raise OpenQuoteError(reader.line_num - len(lines) + 1)
        yield row
        lines.clear()


def _is_closed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quoted cell of a row ends where its second quotation mark is."""
    # Blanks after the mark are a habit of some programs, and harmless.
    text = re.sub(rf'"[ \t]+(?=[{delimiter}\r\n])', '"', "".join(lines))
    try:
        return (
            len(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
            == 1
        )
    except csv.Error:
        return False
