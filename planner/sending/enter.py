"""Brings the workbook up to what the journal knows: sent, bounced, or not known to have gone."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from planner.model.errors import WorkbookBusyError
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.sending.journal import Event, Journal
from planner.sending.pending import is_pending
from planner.sending.sending_errors import SendingError
from planner.tracking.changes import Order
from planner.tracking.history import By
from planner.tracking.set_status import set_status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from planner.sending.journal import Sending
    from planner.tracking.book import Book
    from planner.tracking.touches import Tracked


# From here a touch can only be moved to "sent" by what is known to have happened.
_UNREADY = frozenset({None, Status.NEEDS_PURPOSE})
# The user's own word on a touch, which stays; History says that the message went out all the same.
_ENDED = frozenset({Status.SKIPPED, Status.SUPPRESSED})


@frozen
class Entered:
    """What the workbook was told: how many were sent, bounced, and are not known to have gone.

    `gone` are Touch IDs that the Tracking sheet no longer has.
    """

    sent: int = 0
    bounced: int = 0
    unknown: int = 0
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything to tell of it."""
        return bool(self.sent or self.bounced or self.unknown or self.gone)


def catch_up(book: Book) -> Entered:
    """Tell the workbook what an earlier run could not, unless a sender is at work or it is busy.

    Nothing is read where there is nothing to tell.
    """
    if not is_pending(book.path):
        return Entered()
    journal = Journal.of(book.path)
    try:
        with journal.lock(timeout=0), journal:
            return enter(book, journal, is_over=True)
    except (SendingError, WorkbookBusyError):
        return Entered()


def enter(book: Book, journal: Journal, *, is_over: bool) -> Entered:
    """Tell the workbook what it has not been told; `book` is read anew, and not read yet.

    `is_over` says that no message is on its way, so that an intent without an outcome is unknown.

    Raises:
        WorkbookBusyError: it is open elsewhere; the journal keeps everything.
        TrackingError: there is no Tracking sheet any more.
    """
    with book.lock():
        news = [each for each in journal.news() if is_over or each.event is not Event.INTENT]
        if not news:
            journal.settle()
            return Entered()
        tracked = {each.tracked.id: each.tracked for each in book.standing}
        known = [(each, tracked[each.touch]) for each in news if each.touch in tracked]
        orders = [order for pair in known for order in _orders(*pair, book.now.date())]
        forced = [order for order in orders if tracked[order.who].status in _UNREADY]
        if forced:
            set_status(book, forced, force=True, by=By.SEND)
        rest = [order for order in orders if order not in forced]
        with book.again() if forced else nullcontext(book) as anew:
            if rest:
                set_status(anew, rest, by=By.SEND)
        for each in news:
            journal.note(each.touch, Event.ENTERED)
        journal.settle()
    return Entered(
        sum(each.is_out for each in news),
        sum(each.event is Event.BOUNCED for each in news),
        sum(each.is_unknown for each in news),
        tuple(each.touch for each in news if each.touch not in tracked),
    )


def _orders(sending: Sending, tracked: Tracked, today: date) -> Iterator[Order]:
    """The changes of status that tell the workbook of one message."""
    on = min(sending.at.astimezone().date(), today)
    status = tracked.status
    if sending.is_unknown:
        if status is None or status.is_open:
            words = f": {sending.words}" if sending.words else ""
            note = f"nobody knows whether it went{words}; {sending.message_id}"
            yield Order(tracked.id, Status.SEND_UNKNOWN, on, note)
        return
    to = ", ".join(sending.recipients)
    if status in _ENDED:
        yield Order(tracked.id, status, on, f"sent to {to} before that; {sending.message_id}")
        return
    if not _is_sent(status):
        yield Order(tracked.id, Status.SENT, on, f"to {to}; {sending.message_id}")
    if sending.event is Event.BOUNCED and (
        status is None or not status.is_sent or status is Status.SENT
    ):
        yield Order(tracked.id, Status.BOUNCED, None, sending.words)


def _is_sent(status: Status | None) -> bool:
    return status is not None and status.is_sent
