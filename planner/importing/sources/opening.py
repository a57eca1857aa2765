"""Opens a source, whatever it is: one file, or an export of many in a zip or a folder.

What a file is shows in its content, never in its name. All of it is a stranger's: sizes are bounded
before anything is read.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from planner.importing.answers.evidence_error import EvidenceError
from planner.importing.answers.gather import files_of, kind_of
from planner.importing.sources.source_errors import ImportingError, UnreadableSourceError
from planner.model.errors import UnreadableWorkbookError
from planner.workbook.foreign import decoded, text_sheets
from planner.workbook.read_sheets import read_by_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from planner.workbook.read_sheets import Sheets


_HEAD = 64 << 10
_NEAR = 4_096  # characters from the top within which the first card begins
_CARD = re.compile(r"(?:^|[\r\n])[\ufeff \t]*begin *: *vcard *(?:[\r\n]|$)", re.IGNORECASE)
_WEB_PAGE = re.compile(
    r"\s*<(?:!doctype|html|head|body|table|meta|div|\?xml|workbook)\b", re.IGNORECASE
)
_MAX_TEXT = 512 << 20
# What tells a workbook from other zips: Open XML has the first, .ods the second.
_WORKBOOK = frozenset({"[content_types].xml", "content.xml"})


def is_export(source: Path) -> bool:
    """Whether a source is a folder, or a zip that is no workbook."""
    if source.is_dir():
        return True
    try:
        if not zipfile.is_zipfile(source):
            return False
        with zipfile.ZipFile(source) as archive:
            return _WORKBOOK.isdisjoint(name.casefold() for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, struct.error):
        return False  # the workbook room says what is wrong with it


def tables_of_export(
    source: Path, wanted: Callable[[str, Sheets], bool]
) -> Iterator[tuple[str, Sheets]]:
    """The tables of a zip or a folder that are wanted, each with its label.

    `wanted` is asked with the label and the first rows alone; only then is the file read wholly.

    Raises:
        ImportingError: damaged, or over a bound.
    """
    with told(source):
        for label, opener in files_of(source):
            with opener() as stream:
                head = stream.read(_HEAD)
                if "\0" in decoded(head):
                    continue  # no text
                if not _is_wanted(source, label, head, wanted):
                    continue
                rest = stream.read(_MAX_TEXT)
                if len(rest) == _MAX_TEXT:
                    raise _too_large(label)
                yield label, text_sheets(source, head + rest, label)


def _is_wanted(
    source: Path, label: str, head: bytes, wanted: Callable[[str, Sheets], bool]
) -> bool:
    try:
        return wanted(label, text_sheets(source, head, label, is_whole=len(head) < _HEAD))
    except UnreadableWorkbookError:
        return False  # a mail, or a letter: no table down to where its header would stand


def is_mail(source: Path) -> bool:
    """Whether a file is an email or a mailbox, which names people and is no list of them."""
    with told(source):
        return kind_of(lambda: source.open("rb")) in {"mail", "mbox"}


def opened_table(source: Path) -> Sheets:
    """Open one file as the workbook or the text that it is.

    Raises:
        ImportingError: it is neither, damaged, or over a bound.
    """
    with told(source):
        with source.open("rb") as file:
            head = decoded(file.read(_NEAR)).lstrip("\ufeff")
        if _WEB_PAGE.match(head):
            raise UnreadableSourceError(
                f"{source.name} is a web page or XML inside, whatever its name says.",
                "Open it in Excel, save it as .xlsx, and import that file.",
            )
        return read_by_content(source)


def vcard_text(source: Path) -> str | None:
    """The text of a file of vCards; None for any other file.

    Raises:
        ImportingError: it is over a bound.
    """
    with told(source), source.open("rb") as file:
        head = file.read(_HEAD)
        if not _CARD.search(decoded(head[: _HEAD & ~1])[:_NEAR]):
            return None
        if source.stat().st_size > _MAX_TEXT:
            raise _too_large(source.name)
        return decoded(head + file.read())


def _too_large(name: str) -> ImportingError:
    return UnreadableSourceError(
        f"{name} is over a bound: it holds more than {_MAX_TEXT >> 20} MiB.", "Split it."
    )


@contextmanager
def told(source: Path) -> Iterator[None]:
    """Tell in planner's words what cannot be opened or read, in one family of errors."""
    try:
        yield
    except FileNotFoundError as error:
        raise UnreadableSourceError(
            f"{source}: there is no such file.", "Check the name and the folder."
        ) from error
    except (EvidenceError, UnreadableWorkbookError) as error:
        raise UnreadableSourceError(error.message, error.hint) from error
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
        raise _unreadable(source, error) from error
    except (NotImplementedError, RuntimeError) as error:  # a password, or a rare compression
        raise _unreadable(source, error) from error


def _unreadable(source: Path, error: Exception) -> ImportingError:
    return UnreadableSourceError(
        f"{source.name} cannot be read: {error}.", "Download or export it once more."
    )
