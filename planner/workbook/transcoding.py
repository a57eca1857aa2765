"""Lets a sheet in any encoding be worked on as UTF-8, and gives it back in its own."""

from __future__ import annotations

import codecs
from itertools import chain
from typing import TYPE_CHECKING

from planner.model.errors import UnreadableWorkbookError
from planner.workbook.xml import encoding_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_UTF8 = {"utf-8", "utf8", "utf-8-sig", "us-ascii", "ascii"}


def in_utf8(
    chunks: Iterable[bytes], part: str, work: Callable[[Iterator[bytes]], Iterator[bytes]]
) -> Iterator[bytes]:
    """Pass a part through `work`, which sees UTF-8, whatever the part's own encoding is."""
    stream = iter(chunks)
    first = next(stream, b"")
    encoding = encoding_of(first)
    whole = chain((first,), stream)
    if encoding in _UTF8:
        yield from work(whole)
        return
    if encoding == "utf-16":  # which writes a mark of its own, in the machine's byte order
        encoding = "utf-16-le" if first.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        yield first[:2]
    encoder = codecs.getincrementalencoder(encoding)("xmlcharrefreplace")
    for chunk in work(_recoded(whole, part, encoding_of(first))):
        yield encoder.encode(chunk.decode("utf-8"))


def as_utf8(chunks: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The text of a part as UTF-8, for those who only read it."""
    stream = iter(chunks)
    first = next(stream, b"")
    encoding = encoding_of(first)
    whole = chain((first,), stream)
    return whole if encoding in _UTF8 else _recoded(whole, part, encoding)


def _recoded(chunks: Iterable[bytes], part: str, encoding: str) -> Iterator[bytes]:
    """The part as UTF-8 in one piece: pieces must not end within a character."""
    try:
        yield b"".join(chunks).decode(encoding).encode("utf-8")
    except UnicodeError as error:
        raise UnreadableWorkbookError(
            f"{part} is damaged: it is not in the encoding that it claims.",
            "Open the workbook in Excel, let it repair the file, save it, and try again.",
        ) from error
