"""Opens a source of evidence, whatever it is: a zip, a folder, an mbox, a mail, a CSV.

What a file is shows in its first bytes, never in its name alone. All of it is a stranger's: sizes
are bounded before anything is read.
"""

from __future__ import annotations

import csv
import re
import zipfile
import zlib
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from planner.importing.answers.answer_tables import read_table
from planner.importing.answers.evidence import Gathered
from planner.importing.answers.evidence_error import EvidenceError
from planner.importing.answers.linkedin_answers import LinkedIn, Owner
from planner.importing.answers.mail_answers import MAX_MAIL, Familiar, Mailbox, mails_of_mbox
from planner.workbook.bounds import MAX_INFLATED, MAX_RATIO, RATIO_FROM
from planner.workbook.csv_rows import OpenQuoteError
from planner.workbook.foreign import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date

    from planner.importing.answers.evidence import Evidence

    Opener = Callable[[], IO[bytes]]


_HEAD = 64 << 10
_MAX_CSV = 512 << 20
_MAX_MEMBERS = 10_000  # a complete export of LinkedIn's has about 60
_MAX_FILES = 200_000
_SUFFIXES = frozenset({".csv", ".eml", ".mbox", ".mbx", ""})
_HEADER_LINE = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2}"
)
_MAIL_HEADERS = re.compile(rb"^(?:From|Date|Message-ID|Received):", re.IGNORECASE | re.MULTILINE)


def gather(
    source: Path,
    *,
    owner: Owner,
    exported: Collection[str] = (),
    familiar: Familiar | None = None,
) -> Gathered:
    """Read everything that `source` proves, oldest first.

    `exported` holds the Message-IDs that planner gave to exported emails. Only the mails of the
    `familiar` are read to the end, all of them where that is None.

    Raises:
        EvidenceError: it cannot be opened, is over a bound, or holds nothing of the kind.
    """
    linkedin, mailbox = LinkedIn(owner), Mailbox(owner, exported, familiar)
    is_known = False
    try:
        for name, opened in files_of(source):
            is_known |= _take(name, opened, linkedin, mailbox)
    except (OSError, zipfile.BadZipFile, zlib.error, csv.Error, RuntimeError) as error:
        raise EvidenceError(
            f"{source.name} cannot be read: {error}.", "Download or export it once more."
        ) from error
    if not is_known:
        raise EvidenceError(
            f"{source.name} holds no invitations, connections, messages or mails.",
            "Give LinkedIn's data zip, one of its CSV files, an .mbox, or a folder of .eml files.",
        )
    found = sorted([*linkedin.evidence(), *mailbox.evidence()], key=_when)
    return Gathered(tuple(found), linkedin.read + mailbox.read, linkedin.skipped + mailbox.skipped)


def _when(each: Evidence) -> tuple[date, float]:
    return each.day, each.moment.timestamp() if each.moment else 0.0


def holds_evidence(source: Path) -> bool:
    """Whether a source holds anything that `gather` reads."""
    try:
        return any(kind_of(opened) for _, opened in files_of(source))
    except (OSError, zipfile.BadZipFile, zlib.error, csv.Error, RuntimeError, EvidenceError):
        return False


def files_of(source: Path) -> Iterator[tuple[str, Opener]]:
    """Every file of a source that may be evidence, with a way to open it."""
    if source.is_dir():
        yield from _files_of_folder(source)
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            yield from _files_of_zip(archive, source.name)
    else:
        yield source.name, partial(_opened, source)


def _opened(path: Path) -> IO[bytes]:
    return path.open("rb")


def _files_of_folder(folder: Path) -> Iterator[tuple[str, Opener]]:
    found = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _SUFFIXES or not path.is_file():
            continue
        found += 1
        if found > _MAX_FILES:
            raise EvidenceError(
                f"{folder.name} holds more than {_MAX_FILES:,} files.", "Name a folder within it."
            )
        yield path.relative_to(folder).as_posix(), partial(_opened, path)


def _files_of_zip(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, Opener]]:
    members = [each for each in archive.infolist() if not each.is_dir()]
    wanted = [each for each in members if Path(each.filename).suffix.lower() in _SUFFIXES]
    # zipfile never inflates a member beyond the size that it declares.
    total = sum(each.file_size for each in wanted)
    is_bomb = any(
        each.file_size > RATIO_FROM and each.file_size > MAX_RATIO * each.compress_size
        for each in wanted
    )
    if len(members) > _MAX_MEMBERS or total > MAX_INFLATED or is_bomb:
        raise EvidenceError(
            f"{name} would unpack to more than such an export ever holds.",
            "Unpack it yourself if you trust it, and give the folder.",
        )
    for each in wanted:
        yield Path(each.filename).name, partial(archive.open, each)


def _take(name: str, opened: Opener, linkedin: LinkedIn, mailbox: Mailbox) -> bool:
    kind = kind_of(opened)
    if not kind:
        return False
    with opened() as stream:
        if kind == "mbox":
            for number, raw in mails_of_mbox(iter(partial(stream.readline, MAX_MAIL), b"")):
                mailbox.take(raw, f"{name} mail {number}", name)
        elif kind == "mail":
            mailbox.take(stream.read(MAX_MAIL), name, "mails")
        else:
            raw = stream.read(_MAX_CSV + 1)
            table = read_table(decoded(raw)) if len(raw) <= _MAX_CSV else None
            if table is None:
                raise EvidenceError(f"{name} is too large to be read.", "Split it by years.")
            try:
                linkedin.take(table, table.export)
            except OpenQuoteError as error:
                raise EvidenceError(
                    f"{name}, {error}.",
                    'Close it there; within a cell a quotation mark is written twice: "".',
                ) from error
    return True


def kind_of(opened: Opener) -> str:
    """What a file is: "mbox", "mail", "csv", or "" for none of them."""
    with opened() as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"From ") and b":" in head:
        return "mbox"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if _HEADER_LINE.match(start) and _MAIL_HEADERS.search(start):
        return "mail"
    text = decoded(head)
    return "csv" if "\0" not in text and read_table(text, is_whole=False) is not None else ""
