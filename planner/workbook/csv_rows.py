"""The rows of a table that is written as text, none of them swallowed by a quotation mark.

Python's reader takes all that follows an open quotation mark for one cell, and says nothing. By RFC
4180, 2, a cell that holds line breaks stands in quotation marks, and its last one is followed by a
separator or the end of the line; a mark that somebody forgot to close breaks one or the other.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


# A line of its own after the last: no text has it, for what holds a NUL is no text.
_END = "\0"
# Blanks before a mark are a habit of some programs, as those behind it are.
_QUOTED = re.compile(r' *+"[^"]*+(?>(?:""[^"]*+)*)')
# Blanks after the mark are a habit of some programs, and harmless.
_BLANKS = re.compile(r"[ \t]*+")
_LINE_END = re.compile(r"\r\n?|\n")
_BEYOND_LINE = re.compile(rf"[\r\n{_END}]")


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
    reader = csv.reader(_noted(text, lines), delimiter=delimiter, skipinitialspace=True)
    above = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error:  # such a cell may well be all that follows an open mark
            _refuse_open(lines, delimiter, above)
            raise
        if row is None or (lines[-1] is _END and (len(lines) == 1 or not is_whole)):
            return
        if len(lines) > 1 and not _is_strict(lines, delimiter):
            _refuse_open(lines, delimiter, above)
        yield row
        above += len(lines)
        lines.clear()


def _noted(text: str, lines: list[str]) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        lines.append(line)
        yield line
    lines.append(_END)
    yield _END


def _is_strict(lines: Iterable[str], delimiter: str) -> bool:
    """Whether a row keeps to the rules, as the fast reader sees it."""
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True):
            pass
    except csv.Error:
        return False
    return True


def _refuse_open(lines: Iterable[str], delimiter: str, above: int) -> None:
    text = "".join(lines)
    opened = _opened(text, delimiter)
    if opened is not None:
        raise OpenQuoteError(above + 1 + len(_LINE_END.findall(text, 0, opened)))


def _opened(text: str, delimiter: str) -> int | None:
    """Where in a row the mark stands that opens a cell of several lines and does not close it.

    A mark that is out of place within a line takes in no other row, and is read as it stands.
    """
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        if quoted is not None:
            close = quoted.end()
            after = _BLANKS.match(text, close + 1)
            at_end = after.end() if after and delimiter != "\t" else close + 1
            is_closed = text[close : close + 1] == '"' and (
                text[at_end : at_end + 1] in {delimiter, "\r", "\n", _END, ""}
            )
            if not is_closed and _BEYOND_LINE.search(text, at, close):
                return at
            at = close + 1
        at = text.find(delimiter, at) + 1
        if not at:
            return None
