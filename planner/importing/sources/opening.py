"""Opens a source as what its content says: the tables of an export, a workbook, a text, vCards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.importing.sources.source_errors import UnreadableSourceError
from planner.importing.sources.source_files import HEAD, MAX_TEXT, files_of, mail_kind, readable
from planner.model.errors import UnreadableWorkbookError
from planner.workbook.foreign import text_sheets
from planner.workbook.read_sheets import read_by_content
from planner.workbook.text_encoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from planner.importing.sources.source_files import SourceFile
    from planner.workbook.read_sheets import Sheets


_NEAR = 4_096  # characters from the top within which the first card begins
_CARD = re.compile(r"(?:^|[\r\n])[\ufeff \t]*begin *: *vcard *(?:[\r\n]|$)", re.IGNORECASE)
_MAX_SHEETS = 2_000
_WEB_PAGE = re.compile(
    r"\s*<(?:!doctype|html|head|body|table|meta|div|\?xml|workbook)\b", re.IGNORECASE
)


def tables_of_export(
    source: Path, is_wanted: Callable[[str, Sheets], bool]
) -> Iterator[tuple[str, Sheets]]:
    """Yield the tables of a zip or a folder that are wanted, each with its label.

    `is_wanted` is asked with the label and the first rows alone; only then is the file read wholly.

    Raises:
        ImportingError: damaged, or over a bound.
    """
    with readable(source):
        for file in files_of(source):
            if has_table(source, file, is_wanted):
                yield file.name, text_table(source, file)


def has_table(source: Path, file: SourceFile, is_wanted: Callable[[str, Sheets], bool]) -> bool:
    """Whether the first rows of a file are those of a table that is wanted."""
    head = file.head()
    if mail_kind(head) or "\0" in decode(head):
        return False
    try:
        sheets = text_sheets(source, head, file.name, is_whole=len(head) < HEAD)
        return is_wanted(file.name, sheets)
    except UnreadableWorkbookError:
        return False  # a letter: no table down to where its header would stand


def text_table(source: Path, file: SourceFile) -> Sheets:
    """Read the whole of a file that holds a table.

    Raises:
        ImportingError: it is over a bound.
    """
    with file.open() as stream:
        raw = stream.read(MAX_TEXT + 1)
    if len(raw) > MAX_TEXT:
        raise _too_large(file.name)
    return text_sheets(source, raw, file.name)


def is_mail(source: Path) -> bool:
    """Whether a file is an email or a mailbox, which names people and is no list of them."""
    with readable(source), source.open("rb") as file:
        return bool(mail_kind(file.read(HEAD)))


def opened_table(source: Path, encoding: str = "") -> Sheets:
    """Open one file as the workbook or the text that it is; a text in `encoding`, if given.

    Raises:
        ImportingError: it is neither, damaged, or over a bound.
    """
    with readable(source):
        with source.open("rb") as file:
            head = decode(file.read(_NEAR)).lstrip("\ufeff")
        if _WEB_PAGE.match(head):
            raise UnreadableSourceError(
                f"{source.name} is a web page or XML inside, whatever its name says.",
                "Open it in Excel, save it as .xlsx, and import that file.",
            )
        sheets = read_by_content(source, encoding)
        if len(sheets.sheets) > _MAX_SHEETS:
            sheets.close()
            raise UnreadableSourceError(
                f"{source.name} has {len(sheets.sheets):,} sheets, and a list of people has few.",
                "Copy the sheet that holds the people into a file of its own.",
            )
        return sheets


def vcard_text(source: Path, encoding: str = "") -> str | None:
    """Return the text of a file of vCards; None for any other file.

    Raises:
        ImportingError: it is over a bound.
    """
    with readable(source), source.open("rb") as file:
        head = file.read(HEAD)
        if not _CARD.search(decode(head[: HEAD & ~1])[:_NEAR]):
            return None
        if source.stat().st_size > MAX_TEXT:
            raise _too_large(source.name)
        return decode(head + file.read(), source.name, encoding)


def _too_large(name: str) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{name} is over a bound: it holds more than {MAX_TEXT >> 20} MiB.", "Split it."
    )
