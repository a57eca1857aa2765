"""Reads what came into the mailbox since the last look, and moves the touches as it allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.importing.answers.apply_answers import apply_evidence, owner_of, people_of
from planner.importing.answers.evidence import EvidenceFound
from planner.importing.answers.mail_answers import Mailbox
from planner.importing.answers.return_day import return_day
from planner.model.errors import WorkbookBusyError
from planner.model.frozen import frozen
from planner.sending.enter import enter
from planner.sending.imap import SENT
from planner.sending.journal import Journal
from planner.sending.mailbox_state import MailboxState
from planner.sending.sent_folder import find_unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

    from planner.importing.answers.apply_answers import AnswersReport
    from planner.importing.answers.evidence import Evidence
    from planner.importing.answers.match_answers import People
    from planner.importing.sources.imported import Owner
    from planner.sending.account import Account
    from planner.sending.imap import Folder, ImapConnection
    from planner.tracking.book import Book


_MOST = 1 << 20  # bytes of a message: all headers and the text, not a film that hangs below it
_SLACK = timedelta(days=2)  # a server counts days in its own zone


@frozen
class MailRead:
    """A message that concerns the campaign: what it is, from whom, and its first line.

    `back` is the day of return of an out-of-office note, where it names one.
    """

    kind: str
    day: date
    who: str
    first_line: str
    back: date | None = None


@frozen
class AnswersRead:
    """What a look into the mailbox found: what it changed, and every message that mattered."""

    report: AnswersReport
    mails: tuple[MailRead, ...]
    found_sent: int = 0


def read_answers(
    book: Book,
    account: Account,
    connection: ImapConnection,
    *,
    zone: tzinfo | None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> AnswersRead:
    """Read inbox and Sent folder since the last look, and move the touches as the mails allow.

    Nothing in the mailbox is changed. The first look goes back to the day of the first message
    that went out. `book` is read for whom to look for, and anew, under its lock, for what changes.

    Raises:
        TrackingError: nothing is drafted yet.
        AccountError: where the inbox is is not known, or the server does not let planner in.
        ServerError: the server cannot be reached, or breaks off.
        WorkbookBusyError: the workbook is open elsewhere; the same mails are read again later.
    """
    book.tracking_sheet()
    connection.connect()
    found_sent = _settle_unknown(book, account, connection)
    with Journal.of(book.path) as journal:
        sendings = [each for each in journal.sendings.values() if each.is_out]
    known_ids = {each.message_id: each.touch for each in sendings}
    with book.again() as snapshot:
        people = _people(snapshot, known_ids)
        mailbox = Mailbox(
            _owner(snapshot, account),
            people.message_ids,
            people.familiar,
            snapshot.now.date(),
        )
        since = _first_day(snapshot)
    state = MailboxState.of(book.path)
    if since is not None:  # else nothing went out, so that nothing can have come back
        _read_folders(_Look(connection, mailbox, state, since, progress), account)
    away = [(each, return_day(each.text, each.day)) for each in mailbox.away]
    evidence = sorted(mailbox.evidence(), key=lambda each: each.day)
    with book.again() as anew, anew.lock():
        people = _people(anew, known_ids)
        report = apply_evidence(
            anew,
            people,
            EvidenceFound(tuple(evidence), mailbox.read, mailbox.skipped),
            zone=zone,
            away=[(each, day) for each, day in away if day is not None],
            went_out={each.touch: each.at for each in sendings},
            is_own_mailbox=True,
        )
    state.write()
    mails = [*_mails(evidence, people), *_away_mails(away, people)]
    return AnswersRead(report, tuple(sorted(mails, key=lambda each: each.day)), found_sent)


def _settle_unknown(book: Book, account: Account, connection: ImapConnection) -> int:
    """Ask the Sent folder for what is unknown, unless a sender is at work."""
    journal = Journal.of(book.path)
    with journal.lock(timeout=60.0), journal:
        found = find_unknown(connection, account, journal)
        if journal.news():
            with book.again() as anew:
                try:
                    enter(anew, journal, is_over=True)
                except WorkbookBusyError:
                    return found
    return found


def _people(book: Book, known_ids: dict[str, str]) -> People:
    people = people_of(book)
    for message_id, touch in known_ids.items():
        people.remember(message_id, touch)
    return people


def _owner(book: Book, account: Account) -> Owner:
    owner = owner_of(book.sender)
    return replace(owner, addresses=owner.addresses | {account.address.casefold()})


def _first_day(book: Book) -> date | None:
    """The day from which answers can be: a little before the first message; None before it."""
    days = [each.tracked.sent_on for each in book.standing]
    first = min(filter(None, days), default=None)
    return first - _SLACK if first else None


@frozen
class _Look:
    """One look into a mailbox: what takes the mails, how far it was read, and from which day on."""

    connection: ImapConnection
    mailbox: Mailbox
    state: MailboxState
    since: date
    progress: Callable[[int, int], None]

    def read(self, folder: Folder) -> None:
        """Read what is new in the folder that is open."""
        connection, server = self.connection, self.connection.server
        last = self.state.last(server, folder)
        numbers = connection.numbers(after=last, since=None if last else self.since)
        heads = dict(connection.heads(numbers))
        wanted = [each for each in numbers if self.mailbox.needs_body(heads.get(each, b""))]
        wholes = dict(connection.wholes(wanted, _MOST))
        for done, number in enumerate(numbers, start=1):
            raw = wholes.get(number) or heads.get(number)
            if raw:
                self.mailbox.take(raw, f"{folder.name} mail {number}", folder.name)
            self.state.note(server, folder, number)
            self.progress(done, len(numbers))


def _read_folders(look: _Look, account: Account) -> None:
    """Read what is new in the inbox, and in Sent, which tells what the user sent by hand."""
    connection = look.connection
    sent = connection.folder(SENT, account.sent_folder)
    look.read(connection.inbox())
    if sent:
        look.read(connection.opened(sent))


def _mails(evidence: Iterable[Evidence], people: People) -> list[MailRead]:
    return [
        MailRead(str(each.kind), each.day, each.address or each.name, each.quote)
        for each in evidence
        if each.message_id not in people.message_ids and people.find(each).contacts
    ]


def _away_mails(away: Iterable[tuple[Evidence, date | None]], people: People) -> list[MailRead]:
    return [
        MailRead("away", each.day, each.address or each.name, each.quote, day)
        for each, day in away
        if people.find(each).contacts
    ]
