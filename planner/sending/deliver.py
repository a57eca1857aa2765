"""Sends what is planned, one message after the other, and keeps journal and workbook in step."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from planner.email.email_error import EmailError
from planner.exporting.outbox import email_of, unmade
from planner.model.errors import TrackingError, WorkbookError
from planner.sending.compose import Composed, compose
from planner.sending.enter import enter
from planner.sending.journal import Event
from planner.sending.replies import Reply, Verdict
from planner.sending.send_report import Results, SendReport
from planner.sending.sendable import attempt_of, id_of, plan_of, thread_of
from planner.sending.sending_errors import AccountError, ServerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from planner.sending.account import Account
    from planner.sending.journal import Journal
    from planner.sending.pace import Pace
    from planner.sending.sendable import Mailbag, Planned, Wishes
    from planner.sending.smtp import SmtpConnection


_EVENTS = {
    Verdict.ACCEPTED: Event.ACCEPTED,
    Verdict.LATER: Event.LATER,
    Verdict.BOUNCED: Event.BOUNCED,
    Verdict.REFUSED: Event.REFUSED,
    Verdict.STOP: Event.REFUSED,
    Verdict.UNKNOWN: Event.UNKNOWN,
}
# Messages refused one after the other for their own sake, after which the fault is elsewhere.
_MOST_REFUSED = 3
_LONGEST_BREAK = 60.0  # seconds before a connection that broke is tried again
# The workbook is written at most once in this many seconds, and for a tenth of the time at most.
_BETWEEN_ENTRIES = 15.0
_SHARE = 10


class Delivery:
    """One run of sending; the caller holds the journal's lock.

    `reopen` reads the campaign anew. `on_sent` is told of each message that the server has taken.
    """

    def __init__(
        self,
        reopen: Callable[[], Mailbag],
        journal: Journal,
        *,
        account: Account,
        connection: SmtpConnection,
        wishes: Wishes,
        pace: Pace,
        on_sent: Callable[[Composed], None] = lambda _message: None,
    ) -> None:
        self._reopen = reopen
        self._journal = journal
        self._account = account
        self._connection = connection
        self._wishes = wishes
        self._pace = pace
        self._on_sent = on_sent
        self._results = Results()
        self._source = reopen()
        self._stamp = ""
        self._queue: deque[Planned] = deque()
        self._not_before: dict[str, datetime] = {}
        self._tries: Counter[str] = Counter()
        self._refused = 0
        self._breaks = 0
        self._entered_at = pace.clock()
        self._entry_took = timedelta()

    def run(self) -> SendReport:
        """Send what is planned until nothing is left, or something stops it.

        Raises:
            AccountError, ServerError: the server lets nobody in, and nothing was sent.
        """
        try:
            self._plan()
            while self._queue and not self._results.stopped:
                if self._pace.is_stopped():
                    self._results.stopped = "you stopped it"
                    break
                self._step()
        finally:
            self._enter()
            self._source.book.close()
        return self._results.report(self._queue)

    # --- what is to go ---------------------------------------------------------------------------

    def _plan(self) -> None:
        """Decide anew what is to go, from the workbook as it is now."""
        self._stamp = _stamp(self._source)
        wishes = self._wishes
        if wishes.limit is not None:
            wishes = replace(wishes, limit=max(wishes.limit - self._results.gone, 0))
        self._queue = deque(self._results.planned(plan_of(self._source, self._journal, wishes)))

    def _look_again(self) -> None:
        """Read the workbook anew where somebody has changed it, or another day has begun."""
        is_next_day = self._pace.clock().date() != self._source.book.now.date()
        if is_next_day or _stamp(self._source) != self._stamp:
            self._source.book.close()
            self._source = self._reopen()
            self._plan()

    # --- one message -----------------------------------------------------------------------------

    def _step(self) -> None:
        """Send the next message whose time has come, or wait for it."""
        self._look_again()
        if not self._queue:
            return
        pace = self._pace
        times = (self._not_before.get(each.touch.id) for each in self._queue)
        wait = pace.seconds_until_room(self._journal) or pace.seconds_until_first(times)
        if wait:
            self._enter_if_due(wait)
            pace.sleep(wait)
            return
        planned, now = self._queue.popleft(), pace.clock()
        time = self._not_before.get(planned.touch.id)
        if time is not None and time > now:
            self._queue.append(planned)
        elif not _is_within(planned.hours, now):
            self._results.settle(planned, f"its hours today are {_spelled(planned.hours)}")
        else:
            self._send(planned)
            self._rest()

    def _rest(self) -> None:
        """Pause before the next message; there may be time to write the workbook."""
        pace, gone = self._pace, self._results.gone
        pace.progress(gone, gone + len(self._queue))
        if self._queue and not self._results.stopped:
            pause = pace.between()
            self._enter_if_due(pause)
            if pause:
                pace.sleep(pause)

    def _send(self, planned: Planned) -> None:
        try:
            message = self._composed(planned)
        except EmailError as error:
            self._results.unmade.append(unmade(self._source.outbox, planned.touch, error))
            return
        touch = planned.touch
        is_intended = False

        def intend() -> None:
            nonlocal is_intended
            self._intend(planned, message)
            is_intended = True

        try:
            reply = self._connection.send(message.envelope, intend)
        except (AccountError, ServerError) as error:
            if is_intended:
                self._journal.note(touch.id, Event.NOT_GIVEN, error.message)
            self._broken(planned, error)
            return
        reply = _about_person(planned, reply)
        self._breaks = 0
        if reply.verdict is Verdict.BOUNCED and not is_intended:
            intend()  # so that the workbook is told by the journal, too
        if is_intended:
            self._journal.note(touch.id, _EVENTS[reply.verdict], _said(reply))
        self._take(planned, message, reply)

    def _intend(self, planned: Planned, message: Composed) -> None:
        self._journal.intend(attempt_of(planned, message))

    def _composed(self, planned: Planned) -> Composed:
        source, touch, address = self._source, planned.touch, self._account.address
        return compose(
            email_of(source.outbox, planned.ready, self._wishes.attach_from),
            sender=address,
            message_id=id_of(touch),
            moment=self._pace.clock(),
            thread=thread_of(source, self._journal, touch) if touch.step > 1 else None,
            way_out=address if source.is_commercial else "",
        )

    def _take(self, planned: Planned, message: Composed, reply: Reply) -> None:
        """Go on as the verdict on a message says."""
        results, said = self._results, _said(reply)
        self._refused = self._refused + 1 if reply.verdict is Verdict.REFUSED else 0
        match reply.verdict:
            case Verdict.ACCEPTED:
                results.sent.append(planned)
                self._on_sent(message)
            case Verdict.BOUNCED:
                results.bounced.append((planned, said))
            case Verdict.REFUSED:
                results.settle(planned, f"the server refuses it: {said}")
            case Verdict.LATER:
                self._put_off(planned, said)
            case Verdict.STOP:
                results.settle(planned, f"the server stops it: {said}")
                results.stopped = f"the server takes no more: {said}"
            case Verdict.UNKNOWN:
                results.unknown.append((planned, said))
        if self._refused >= _MOST_REFUSED:
            results.stopped = f"{_MOST_REFUSED} messages in a row were refused"

    def _put_off(self, planned: Planned, said: str) -> None:
        """Try a message again later, a few times."""
        touch, backoff = planned.touch.id, self._pace.backoff
        tries = self._tries[touch]
        self._tries[touch] += 1
        if tries >= len(backoff):
            self._results.settle(planned, f"the server puts it off: {said}")
            return
        self._not_before[touch] = self._pace.clock() + timedelta(seconds=backoff[tries])
        self._queue.append(planned)

    def _broken(self, planned: Planned, error: AccountError | ServerError) -> None:
        """Connect again after a break, a few times; a refused sign-in ends the run."""
        backoff = self._pace.backoff
        self._breaks += 1
        if isinstance(error, ServerError) and self._breaks <= len(backoff):
            self._queue.appendleft(planned)
            self._pace.waits(error.message)
            self._pace.sleep(min(backoff[self._breaks - 1], _LONGEST_BREAK))
            return
        if not self._results.gone:
            raise error
        self._results.settle(planned, error.message)
        self._results.stopped = f"{error.message} {error.hint}".strip()

    # --- the workbook follows --------------------------------------------------------------------

    def _enter_if_due(self, idle: float) -> None:
        """Tell the workbook now and then: when there is time, or it has waited long enough."""
        since = self._pace.clock() - self._entered_at
        is_worth_it = since > self._entry_took * _SHARE
        if is_worth_it and since.total_seconds() + idle >= _BETWEEN_ENTRIES:
            self._enter()

    def _enter(self) -> None:
        """Tell the workbook what the journal knows; where it cannot be, the journal keeps it."""
        begun = self._pace.clock()
        is_untouched = _stamp(self._source) == self._stamp
        self._source.book.close()  # all that the rest of the run needs of it has been read
        book = self._source.book.again()
        book.now = begun.replace(tzinfo=None)
        try:
            enter(book, self._journal, is_over=True)
            self._results.unentered = ""
        except (WorkbookError, TrackingError) as error:
            self._results.unentered = error.message
        finally:
            book.close()
        if is_untouched:
            self._stamp = _stamp(self._source)
        self._entered_at = self._pace.clock()
        self._entry_took = self._entered_at - begun


def _stamp(source: Mailbag) -> str:
    """What tells one state of the workbook's file from another, at a glance."""
    try:
        status = source.book.path.resolve().stat()
    except OSError:
        return ""
    return f"{status.st_size}-{status.st_mtime_ns}-{status.st_ino}"


def _is_within(hours: tuple[datetime, datetime] | None, now: datetime) -> bool:
    return hours is None or hours[0] <= now <= hours[1]


def _spelled(hours: tuple[datetime, datetime] | None) -> str:
    return f"{hours[0]:%H:%M} to {hours[1]:%H:%M}" if hours else ""


def _about_person(planned: Planned, reply: Reply) -> Reply:
    """Let an address bounce only where it is the person's own, and not perhaps that of a copy."""
    recipients = planned.recipients
    is_own = reply.address == recipients[0] if reply.address else len(recipients) == 1
    if reply.verdict is Verdict.BOUNCED and not is_own:
        return replace(reply, verdict=Verdict.REFUSED)
    return reply


def _said(reply: Reply) -> str:
    about = f" ({reply.address})" if reply.address else ""
    return f"{reply.code or ''} {reply.words}{about}".strip()
