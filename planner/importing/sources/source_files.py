"""Opens the files of a source: one file, or an export of many in a zip or a folder.

What a file is shows in its content, never in its name. All of it is a stranger's: sizes are bounded
before anything is read.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from planner.importing.sources.source_errors import UnreadableSourceError
from planner.model.errors import UnreadableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.bounds import MAX_INFLATED, MAX_RATIO, RATIO_FROM
from planner.workbook.regular_file import refuse_special

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


HEAD = 64 << 10  # bytes from the top that tell what a file is
MAX_TEXT = 512 << 20
_MAX_MEMBERS = 10_000  # a complete export of LinkedIn's has about 60
_MAX_FILES = 200_000
_SUFFIXES = frozenset({".csv", ".eml", ".mbox", ".mbx", ""})
# What tells a workbook from other zips: Open XML has the first, .ods the second.
_WORKBOOK = frozenset({"[content_types].xml", "content.xml"})
_HEADER_LINE = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}"
)
# A first header that is longer than what is looked at.
_ENDLESS_HEADER = re.compile(
    rb"(?:From|To|Received|Return-Path|Subject):[^\r\n]{60000,}\Z", re.IGNORECASE
)
_MAIL_HEADERS = re.compile(rb"^(?:From|Date|Message-ID|Received):", re.IGNORECASE | re.MULTILINE)


@frozen
class SourceFile:
    """A file of a source: what the user calls it, and a way to open it."""

    name: str
    open: Callable[[], IO[bytes]]

    def head(self) -> bytes:
        """Return its first bytes."""
        with self.open() as stream:
            return stream.read(HEAD)


def files_of(source: Path) -> Iterator[SourceFile]:
    """Yield every file of a source that may be a table or a mailbox.

    Raises:
        UnreadableSourceError: there are more, or larger ones, than any export has.
    """
    if source.is_dir():
        yield from _files_of_folder(source)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            yield from _files_of_zip(archive, source.name)
    else:
        yield SourceFile(source.name, partial(_opened, source))


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


def mail_kind(head: bytes) -> str:
    """Return "mbox" or "mail" where a file begins as one does, "" for any other file."""
    if head.startswith(b"From ") and b":" in head:
        return "mbox"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    is_mail = _HEADER_LINE.match(start) and _MAIL_HEADERS.search(start)
    return "mail" if is_mail or _ENDLESS_HEADER.match(start) else ""


@contextmanager
def readable(source: Path) -> Iterator[None]:
    """Say in planner's words what cannot be opened or read, in one family of errors."""
    try:
        refuse_special(source)
        yield
    except FileNotFoundError as error:
        raise UnreadableSourceError(
            f"{source}: there is no such file.", "Check the name and the folder."
        ) from error
    except UnreadableWorkbookError as error:
        raise UnreadableSourceError(error.message, error.hint) from error
    except (
        OSError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        struct.error,
        NotImplementedError,  # a rare compression
        RuntimeError,  # a password
    ) as error:
        raise UnreadableSourceError(
            f"{source.name} cannot be read: {error}.", "Download or export it once more."
        ) from error


def _opened(path: Path) -> IO[bytes]:
    return path.open("rb")


def _files_of_folder(folder: Path) -> Iterator[SourceFile]:
    found = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _SUFFIXES or not path.is_file():
            continue
        found += 1
        if found > _MAX_FILES:
            raise UnreadableSourceError(
                f"{folder.name} holds more than {_MAX_FILES:,} files.", "Name a folder within it."
            )
        yield SourceFile(path.relative_to(folder).as_posix(), partial(_opened, path))


def _files_of_zip(archive: zipfile.ZipFile, name: str) -> Iterator[SourceFile]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    wanted = [member for member in members if Path(member.filename).suffix.lower() in _SUFFIXES]
    # zipfile never inflates a member beyond the size that it declares.
    total = sum(member.file_size for member in wanted)
    is_bomb = any(
        member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * member.compress_size
        for member in wanted
    )
    if len(members) > _MAX_MEMBERS or total > MAX_INFLATED or is_bomb:
        raise UnreadableSourceError(
            f"{name} would unpack to more than such an export ever holds.",
            "Unpack it yourself if you trust it, and give the folder.",
        )
    for member in wanted:
        yield SourceFile(Path(member.filename).name, partial(archive.open, member))
