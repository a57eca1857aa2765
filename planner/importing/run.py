"""Takes in what an export or an address book holds: people, what it says of its owner, answers."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import field, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from planner.contacts.connections import connections_header
from planner.importing.answers.apply import close_loop
from planner.importing.answers.evidence_error import EvidenceError
from planner.importing.answers.gather import holds_evidence
from planner.importing.people.destination import (
    WORTH_A_COLUMN,
    connections_of,
    contacts_of,
    is_blank,
    new_contacts,
)
from planner.importing.people.merge import Merged, merge
from planner.importing.people.merge_sender import SenderMerged, merge_sender
from planner.importing.people.opt_outs import bar
from planner.importing.sources.imported import Gathered, Me, SourceKind
from planner.importing.sources.read_people import read_people, read_sender
from planner.importing.sources.source_errors import (
    ImportingError,
    UnknownSourceError,
    UnreadableSourceError,
)
from planner.model.errors import ContactsError, TrackingError, UsageError
from planner.model.frozen import frozen
from planner.text.person_keys import linkedin_slug
from planner.workbook.adopting import adopt
from planner.workbook.read_sheets import is_foreign

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from planner.importing.answers.answers_report import LoopReport
    from planner.importing.people.destination import Destination
    from planner.tracking.book import Book
    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import Edit


_NAMES = frozenset({"name", "first_name", "last_name"})
_LETTERS = frozenset({SourceKind.INVITATIONS, SourceKind.MESSAGES})


class Into(StrEnum):
    """The sheet that people come into."""

    CONTACTS = "contacts"
    CONNECTIONS = "connections"


@frozen
class SourceReading:
    """How to read a table where the owner knows better than planner's guess: sheet and headers."""

    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@frozen
class ImportReport:
    """What came in: the people read and what became of them, the sender's values, and answers.

    Each is None where the source holds nothing of the kind. `barred` are the addresses that came
    onto the sheet Do not contact, because their owners have opted out of email.
    """

    gathered: Gathered | None
    people: Merged | None
    sender: SenderMerged | None
    loop: LoopReport | None
    save: SaveReport | None
    barred: tuple[str, ...] = ()


def take_in(
    book: Book,
    source: Path,
    *,
    into: Into | None = None,
    update: bool = False,
    dry_run: bool = False,
    reading: SourceReading | None = None,
    zone: tzinfo | None = None,
) -> ImportReport:
    """Bring a source into the campaign's workbook; a second time, nothing comes in twice.

    LinkedIn's connections go to the sheet Connections and all others to the contacts, unless
    `into` says; those who stand in invitations and messages alone go nowhere unless it does. What a
    cell says already stays, unless `update`. What the source proves of touches (sent, accepted,
    answered) is written down, once there is a Tracking sheet, on the day that it was in `zone`.
    Who has opted out of email comes onto the sheet Do not contact. All of it is one write.

    Raises:
        ImportingError: the source cannot be read, or holds nobody.
        UsageError: the workbook is another kind of file, which planner can only read.
    """
    if is_foreign(book.path):
        raise _only_readable(book.path)
    has_evidence = holds_evidence(source)
    with nullcontext() if dry_run else book.lock():
        # All that is read is read before the file is written.
        proves = has_evidence and book.tracking is not None
        found = read_sender(source)
        try:
            gathered = _people(book, source, reading or SourceReading())
        except ImportingError as error:
            if isinstance(error, UnreadableSourceError):
                raise
            if not found and not proves:
                if has_evidence and isinstance(error, UnknownSourceError):
                    book.tracking_sheet()  # says what answers wait for
                raise
            gathered = None
        # Whom somebody has written to is no list of contacts, unless its owner says so.
        is_letters = gathered is not None and gathered.kind in _LETTERS and into is None
        wanted = None if is_letters else gathered
        people = _merged(book, wanted, into, update=update) if wanted else None
        if gathered is not None and people is None and not found and not proves:
            raise _nothing_to_set(book.path, source)
        sheets, sender = book.sheets, book.sender
        place = source.name
        own = merge_sender(sheets, sender, found, update=update, place=place) if found else None
        barred = bar(sheets, book.suppressions, wanted.people if wanted else ())
        edits = [*(people.edits if people else ()), *(own.edits if own else ()), *barred.edits]
        if proves:
            save, loop = _saved_with_loop(book, edits, source, zone, dry_run=dry_run)
        else:
            save, loop = book.save(edits) if edits and not dry_run else None, None
    return ImportReport(gathered, people, own, loop, save, barred.addresses)


def _people(book: Book, source: Path, reading: SourceReading) -> Gathered:
    sender = book.sender
    me = Me(linkedin_slug(sender.text("linkedin_url")), sender.text("name")) if sender else Me()
    return read_people(source, me=me, sheet=reading.sheet, columns=reading.columns)


def _nothing_to_set(workbook: Path, source: Path) -> TrackingError:
    return TrackingError(
        f"{workbook.name} has no Tracking sheet yet, whose statuses {source.name} could set.",
        f'Run "planner draft {workbook.name}" first, or take in the people who stand there with'
        " --into contacts.",
    )


def _only_readable(path: Path) -> UsageError:
    return UsageError(
        f"{path.name} is a kind of file that planner can read and not write.",
        f'Make a workbook of it: "planner import {path.name} {path.stem}.xlsx".',
    )


def _merged(book: Book, gathered: Gathered, into: Into | None, *, update: bool) -> Merged:
    usual = Into.CONNECTIONS if gathered.kind is SourceKind.LINKEDIN else Into.CONTACTS
    if (into or usual) is Into.CONNECTIONS:
        destination = connections_of(book.sheets, *connections_header(book.sheets))
    else:
        destination = _contacts(book, _worth_a_column(gathered))
    return merge(destination, gathered.people, update=update)


def _worth_a_column(gathered: Gathered) -> dict[str, str]:
    """The fields for which the sheet gets a column where it has none, each with its header.

    How people are reached is worth one from any source. Of a table all else is, too, and what its
    owner has added to LinkedIn's: it is their own context, of which the messages are made.
    """
    own: Mapping[str, str] = {}
    if gathered.kind is SourceKind.TABLE:
        own = gathered.headers
    elif gathered.kind is SourceKind.LINKEDIN:
        own = gathered.others
    told = {name for each in gathered.people for name in each.fields}
    wanted = {**own, **WORTH_A_COLUMN}
    return {name: header for name, header in wanted.items() if name in told - _NAMES}


def _contacts(book: Book, wanted: Mapping[str, str]) -> Destination:
    try:
        return contacts_of(book.sheets, book.contacts, wanted)
    except ContactsError:
        if is_blank(book.sheets):
            return new_contacts(book.sheets, wanted)
        raise


def _saved_with_loop(
    book: Book, edits: list[Edit], source: Path, zone: tzinfo | None, *, dry_run: bool
) -> tuple[SaveReport | None, LoopReport]:
    """Save what came in, and what the source proves of the touches on the workbook with all that.

    It is one write, which one undo takes back: both are made to a copy, which then takes the place
    of the workbook.
    """
    try:
        if not edits and not dry_run:
            return None, close_loop(book, source, zone=zone)
        with TemporaryDirectory(prefix="planner-") as folder:
            copy = Path(folder) / book.path.name
            save = book.save(edits, out=copy)
            with book.again(copy) as anew:
                loop = close_loop(anew, source, zone=zone)
            if dry_run:
                return None, replace(loop, save=None)
            expected, release = book.sheets.fingerprint, book.close
            path = adopt(book.path, copy, expected=expected, release=release)
    except EvidenceError as error:
        raise UnreadableSourceError(error.message, error.hint) from error
    loop = replace(loop, save=replace(loop.save, path=path) if loop.save else None)
    return replace(save, path=path), loop
