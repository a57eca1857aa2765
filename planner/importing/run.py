"""Brings in what an export or an address book holds: people, their answers, its owner's values."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import field, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from planner.contacts.connections import connections_header
from planner.importing.answers.apply_answers import apply_answers, owner_of
from planner.importing.answers.read_answers import holds_answers
from planner.importing.people.destination import (
    WORTH_A_COLUMN,
    connections_of,
    contacts_of,
    is_blank,
    new_contacts,
)
from planner.importing.people.merge import Merged, merge
from planner.importing.people.merge_sender import SenderMerged, merge_sender
from planner.importing.people.opt_outs import suppress_opt_outs
from planner.importing.sources.imported import Gathered, SourceKind
from planner.importing.sources.read_people import read_people, read_sender
from planner.importing.sources.source_errors import (
    ImportingError,
    UnknownSourceError,
    UnreadableSourceError,
)
from planner.model.errors import ContactsError, TrackingError, UsageError
from planner.model.frozen import frozen
from planner.text.pasted import command
from planner.tracking.save_book import save as save_book
from planner.workbook.adopting import adopt
from planner.workbook.read_sheets import is_foreign

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from planner.importing.answers.apply_answers import AnswersReport
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
    """How to read a table where its owner knows better: its sheet, headers and encoding."""

    sheet: str | None = None
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@frozen
class ImportReport:
    """What came in: the people read and what became of them, the sender's values, and answers.

    Each is None where the source holds nothing of the kind. `suppressed` are the addresses that
    came onto the sheet Do not contact, because their owners have opted out of email.
    """

    gathered: Gathered | None
    people: Merged | None
    sender: SenderMerged | None
    answers: AnswersReport | None
    save: SaveReport | None
    suppressed: tuple[str, ...] = ()


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
    has_answers = holds_answers(source)
    with nullcontext() if dry_run else book.lock():
        # All that is read is read before the file is written.
        is_applied = has_answers and book.tracking is not None
        reading = reading or SourceReading()
        values = read_sender(source, reading.encoding)
        try:
            gathered = _people(book, source, reading)
        except UnreadableSourceError:
            raise
        except ImportingError as error:
            if not values and not is_applied:
                if has_answers and isinstance(error, UnknownSourceError):
                    book.tracking_sheet()  # says what answers wait for
                raise
            gathered = None
        # Whom somebody has written to is no list of contacts, unless its owner says so.
        is_letters = gathered is not None and gathered.kind in _LETTERS and into is None
        wanted = None if is_letters else gathered
        people = _merged(book, wanted, into, update=update) if wanted else None
        if people is None and not values and not is_applied:
            raise _nothing_to_set(book.path, source)
        sender = None
        if values:
            place = source.name
            sender = merge_sender(book.sheets, book.sender, values, update=update, place=place)
        opted_out = suppress_opt_outs(
            book.sheets, book.suppressions, wanted.people if wanted else ()
        )
        edits = [
            *(people.edits if people else ()),
            *(sender.edits if sender else ()),
            *opted_out.edits,
        ]
        if is_applied:
            save, answers = _saved_with_answers(book, edits, source, zone, dry_run=dry_run)
        else:
            save, answers = save_book(book, edits) if edits and not dry_run else None, None
    return ImportReport(gathered, people, sender, answers, save, opted_out.addresses)


def _people(book: Book, source: Path, reading: SourceReading) -> Gathered:
    owner = owner_of(book.sender)
    return read_people(
        source,
        owner=owner,
        sheet=reading.sheet,
        columns=reading.columns,
        encoding=reading.encoding,
    )


def _nothing_to_set(workbook: Path, source: Path) -> TrackingError:
    return TrackingError(
        f"{workbook.name} has no Tracking sheet yet, whose statuses {source.name} could set.",
        f"Run {command('draft', workbook)} first, or take in the people who stand there:"
        f" {command('import', source, workbook, '--into', 'contacts')}.",
    )


def _only_readable(path: Path) -> UsageError:
    return UsageError(
        f"{path.name} is a kind of file that planner can read and not write.",
        f"Make a workbook of it: {command('import', path, path.with_suffix('.xlsx'))}.",
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
    filled = {name for person in gathered.people for name in person.fields}
    wanted = {**own, **WORTH_A_COLUMN}
    return {name: header for name, header in wanted.items() if name in filled - _NAMES}


def _contacts(book: Book, wanted: Mapping[str, str]) -> Destination:
    try:
        return contacts_of(book.sheets, book.contacts, wanted)
    except ContactsError:
        if is_blank(book.sheets):
            return new_contacts(book.sheets, wanted)
        raise


def _saved_with_answers(
    book: Book, edits: list[Edit], source: Path, zone: tzinfo | None, *, dry_run: bool
) -> tuple[SaveReport | None, AnswersReport]:
    """Save what came in, and what the source proves of the touches on the workbook with all that.

    It is one write, which one undo takes back: both are made to a copy, which then takes the place
    of the workbook.
    """
    if not edits and not dry_run:
        return None, apply_answers(book, source, zone=zone)
    with TemporaryDirectory(prefix="planner-") as folder:
        copy = Path(folder) / book.path.name
        save = save_book(book, edits, out=copy)
        with book.again(copy) as anew:
            answers = apply_answers(anew, source, zone=zone)
        if dry_run:
            return None, replace(answers, save=None)
        expected, release = book.sheets.fingerprint, book.close
        path = adopt(book.path, copy, expected=expected, release=release)
    answers = replace(answers, save=replace(answers.save, path=path) if answers.save else None)
    return replace(save, path=path), answers
