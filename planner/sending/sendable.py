"""What may be sent now, in which order, and why the rest stays: the dry run of sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.email.email_error import EmailError
from planner.exporting.outbox import choose, email_of, unmade
from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.sending.compose import Thread
from planner.sending.journal import Attempt, Event
from planner.text.addresses import is_address
from planner.tracking.history import By
from planner.tracking.message_ids import message_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from planner.email.render import RenderedEmail
    from planner.exporting.outbox import Outbox
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.sending.compose import Composed
    from planner.sending.journal import Journal, Sending
    from planner.tracking.book import Book
    from planner.tracking.history import Change
    from planner.tracking.ready import Ready
    from planner.tracking.touches import Tracked


_EMAIL = frozenset({Channel.EMAIL})
_OPEN = frozenset({str(Status.DRAFTED), str(Status.APPROVED)})


@frozen
class Mailbag:
    """What sending reads of a campaign: its workbook, what it has to send, and its hours.

    `hours_of` gives the send window of a contact on a day, by the user's clock, if there is one.
    """

    book: Book
    outbox: Outbox
    hours_of: Callable[[Contact, date], tuple[datetime, datetime] | None]
    is_commercial: bool


@frozen
class Wishes:
    """What the user wants sent: of which statuses, at most how many, with files from where."""

    statuses: frozenset[Status] = frozenset({Status.APPROVED})
    limit: int | None = None
    attach_from: tuple[Path, ...] = ()


@frozen
class Planned:
    """One message that may go: to whom, from whom, about what, within which hours of today."""

    ready: Ready
    name: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    attachments: tuple[Path, ...]
    hours: tuple[datetime, datetime] | None

    @property
    def touch(self) -> Tracked:
        """The row of the Tracking sheet."""
        return self.ready.touch


@frozen
class SendPlan:
    """What may be sent, in the order of the sheet, and what stays, each with its reason."""

    messages: tuple[Planned, ...]
    staying: tuple[tuple[Tracked, str], ...]
    findings: tuple[Finding, ...]


def plan_of(source: Mailbag, journal: Journal | None, wishes: Wishes) -> SendPlan:
    """Say what may be sent now: due, ready, found right, and not sent before as the journal knows.

    Without a journal nothing was ever sent.
    """
    choice = choose(source.outbox, wishes.statuses, _EMAIL, is_due_only=True)
    messages: list[Planned] = []
    staying = list(choice.held)
    findings = list(choice.findings)
    changes = _changes_by_touch(source.book) if journal is not None else {}
    for ready in choice.ready:
        touch = ready.touch
        before = journal.sendings.get(touch.id) if journal is not None else None
        reason = _reason(before, changes.get(touch.id, [])) if before is not None else ""
        if not reason:
            try:
                email = email_of(source.outbox, ready, wishes.attach_from)
            except EmailError as error:
                findings.append(unmade(source.outbox, touch, error))
                continue
            reason = _wrong_recipient(source.book, email)
        if not reason and wishes.limit is not None and len(messages) >= wishes.limit:
            reason = f"over the limit of {wishes.limit:,} that you have set"
        if reason:
            staying.append((touch, reason))
        else:
            messages.append(_planned(source, ready, email))
    return SendPlan(tuple(messages), tuple(staying), tuple(findings))


def thread_of(source: Mailbag, journal: Journal, touch: Tracked) -> Thread:
    """Find the messages that planner sent to the same person before this touch."""
    earlier = sorted(
        (each for each in _touches_of(source.book, touch.contact) if each.step < touch.step),
        key=lambda each: each.step,
    )
    sent = [
        (journal.sendings[each.id].message_id, each.subject)
        for each in earlier
        if each.id in journal.sendings and journal.sendings[each.id].is_out
    ]
    return Thread(tuple(known for known, _ in sent), sent[-1][1]) if sent else Thread()


def id_of(touch: Tracked) -> str:
    """The Message-ID of a touch, which is the same whenever it is tried."""
    return message_id(touch.id, touch.contact)


def attempt_of(planned: Planned, message: Composed) -> Attempt:
    """What the journal is told of a message that is about to leave."""
    touch, recipients = planned.touch, planned.recipients
    return Attempt(touch.id, touch.contact, message.message_id, recipients, message.digest)


def _planned(source: Mailbag, ready: Ready, email: RenderedEmail) -> Planned:
    return Planned(
        ready,
        ready.contact.name or ready.touch.name,
        email.sender,
        email.recipients,
        " ".join(ready.touch.subject.split()),
        email.attachments,
        source.hours_of(ready.contact, source.book.now.date()),
    )


def _touches_of(book: Book, contact: str) -> list[Tracked]:
    return [each.tracked for each in book.standing if each.tracked.contact == contact]


def _changes_by_touch(book: Book) -> Mapping[str, list[Change]]:
    """The History of each touch, with what the user has changed in Excel since."""
    found: dict[str, list[Change]] = {}
    history = book.history.changes if book.history else ()
    fresh = (change for each in book.standing for change in each.changes)
    for change in (*history, *fresh):
        found.setdefault(change.touch, []).append(change)
    return found


def _reason(before: Sending, changes: list[Change]) -> str:
    """Say why a touch of which the journal knows does not go now; "" where nothing of it does."""
    day = f"{before.at.astimezone():%Y-%m-%d}"
    if before.is_out:
        return f"planner sent it on {day}"
    if before.event is Event.BOUNCED:
        return f"its address took nothing on {day}"
    if before.is_unknown and not _is_denied(before, changes):
        return f"nobody knows whether it went on {day}: choose sent or approved once you do"
    if before.event is Event.PLACED and not _is_taken_back(before, changes):
        return f"it lies in your Drafts since {day}: send it there, or set it to drafted again"
    return ""


def _is_denied(before: Sending, changes: list[Change]) -> bool:
    """Whether the user has said, of each time that left it unknown, that it did not go."""
    unknown = str(Status.SEND_UNKNOWN)
    said = sum(each.before == unknown and each.after in _OPEN for each in changes)
    return said > before.unknown


def _is_taken_back(before: Sending, changes: list[Change]) -> bool:
    """Whether the user has drafted it again since it was placed among the drafts."""
    placed = before.at.astimezone().replace(tzinfo=None)
    return any(
        each.by is not By.SEND
        and each.after == str(Status.DRAFTED)
        and each.when is not None
        and each.when >= placed.replace(microsecond=0)
        for each in changes
    )


def _wrong_recipient(book: Book, email: RenderedEmail) -> str:
    """Say which recipient is no address, or must be left alone; "" for neither."""
    for address in email.recipients:
        if not is_address(address):
            return f"{address} is no email address"
        suppression = book.suppression_at(address)
        if suppression is not None:
            return f"{address} is on the Do not contact list ({suppression.cell})"
    return ""
