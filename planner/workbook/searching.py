"""Searches XML as bytes, in time and memory that no file can drive up.

Sheets and strings are too large for trees, so they are searched with regular expressions. What is
here keeps that in proportion to the bytes, also where a hostile file opens a million elements and
closes none, or names row 99,999,999,999.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import UnreadableWorkbookError
from planner.workbook.bounds import MAX_COLUMNS, MAX_PIECE, MAX_ROWS, MAX_STRING

if TYPE_CHECKING:
    from collections.abc import Iterator


# The namespace prefix that the name of an element may have.
PREFIX = rb"(?:[\w.-]+:)?"
_RESAVE = "Open the workbook in Excel, save it anew, and use that file."


def inside(name: bytes, prefix: bytes = PREFIX) -> bytes:
    """Give a regular expression for what stands in an element, up to its end tag.

    It stops where another such element begins, and takes nothing back.
    """
    return rb"[^<]*+(?>(?:<(?!/?" + prefix + name + rb"[\s/>])[^<]*+)*)"


def extended(rest: bytes, chunks: Iterator[bytes], part: str) -> bytes:
    """Add to what a search left over, at least as much again; nothing at the end of the part.

    Raises:
        UnreadableWorkbookError: the search left over more than any honest file makes it.
    """
    read, wanted = [rest], len(rest)
    if wanted > MAX_PIECE:
        raise UnreadableWorkbookError(
            f"{part} is over a bound: a row or text in it takes more than {MAX_PIECE >> 20} MiB.",
            "Do not trust the file; if it is yours, save it anew in Excel with fewer cells.",
        )
    for chunk in chunks:
        read.append(chunk)
        wanted -= len(chunk)
        if wanted <= 0:
            break
    return b"".join(read)


def thinned(chunks: Iterator[bytes], word: bytes, part: str) -> bytes:
    """Leave most of a long list of empty elements out, but none that holds `word`.

    What is left is as well-formed as the whole.
    """
    kept: list[bytes] = []
    rest = b""
    while len(buffer := extended(rest, chunks, part)) > len(rest):
        stretch, end, rest = buffer.rpartition(b"/>")
        is_empty = stretch.count(b"<") == stretch.count(b"/>") + 1 and b"--" not in stretch
        if end and (word in stretch or not is_empty):
            kept.append(stretch + end)
    return b"".join([*kept, rest])


def whole_number(digits: bytes | str | None, default: int = 0) -> int:
    """What an attribute says as a number; nine digits at most, which no honest one exceeds."""
    is_number = digits and len(digits) < 10 and digits.isascii() and digits.isdigit()
    return int(digits) if digits and is_number else default


def possible_row(number: int) -> int:
    """The number of a row, which a sheet must have.

    Raises:
        UnreadableWorkbookError: beyond the last row.
    """
    if number > MAX_ROWS:
        raise UnreadableWorkbookError(
            f"A sheet claims to have a row {number:,}; Excel has {MAX_ROWS:,}.", _RESAVE
        )
    return number


def possible_column(number: int) -> int:
    """The number of a column, which a sheet must have.

    Raises:
        UnreadableWorkbookError: beyond the last column.
    """
    if number > MAX_COLUMNS:
        raise UnreadableWorkbookError(
            f"A sheet claims to have a column {number:,}; Excel has {MAX_COLUMNS:,}.", _RESAVE
        )
    return number


def bounded_text(text: str) -> str:
    """The text of a cell, which must not be a book.

    Raises:
        UnreadableWorkbookError: over the bound.
    """
    if len(text) > MAX_STRING:
        raise UnreadableWorkbookError(
            f"A cell holds {len(text):,} characters; planner reads up to {MAX_STRING:,}, "
            "and Excel up to 32,767.",
            "Do not trust the file; if it is yours, shorten that text.",
        )
    return text
