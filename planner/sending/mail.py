"""The email of a campaign: the one face of this room to those above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.sending.account import account_of
from planner.sending.enter import catch_up
from planner.sending.send import dry_run, send, send_sample, send_to_drafts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from planner.sending.account import Account
    from planner.sending.answers import AnswersRead
    from planner.sending.enter import Entered
    from planner.sending.pace import Pace
    from planner.sending.place_drafts import Placed
    from planner.sending.send import Post
    from planner.sending.send_report import SendReport
    from planner.sending.sendable import Mailbag, Planned, SendPlan, Wishes
    from planner.tracking.book import Book


class Mail:
    """The email of one campaign.

    `source` reads what it has to send, `reopen` does so anew, as of the moment that it is given.
    """

    def __init__(
        self, book: Book, source: Callable[[], Mailbag], reopen: Callable[[datetime], Mailbag]
    ) -> None:
        self._book = book
        self._source = source
        self._reopen = reopen

    def account(self, environment: Mapping[str, str]) -> Account:
        """Read the email account: from the environment, Settings, and the account file.

        Raises:
            AccountError: no account is named, or something said of it makes no sense.
        """
        book = self._book
        return account_of(book.path, book.settings, book.sender, environment)

    def plan(self, wishes: Wishes) -> SendPlan:
        """Say what would be sent now, and why the rest stays; nothing is sent.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition, or a setting, makes no sense.
        """
        return dry_run(self._source(), wishes)

    def send(self, post: Post, wishes: Wishes, pace: Pace) -> SendReport:
        """Send what may be sent now, each message at most once.

        The workbook is read anew whenever it changes meanwhile; what was sent is in it at the end,
        or with the next command where it is open elsewhere.

        Raises:
            TrackingError: nothing is drafted yet.
            UsageError: a condition, or a setting, makes no sense.
            AccountError, ServerError: the server lets nobody in, and nothing was sent.
            SendingError: no journal can be kept, or another planner is sending.
        """
        return send(lambda: self._reopen(pace.clock().replace(tzinfo=None)), post, wishes, pace)

    def place_drafts(self, post: Post, wishes: Wishes, pace: Pace) -> Placed:
        """Put what may be sent into the account's Drafts folder instead, and approve it.

        Raises:
            AccountError, ServerError: the server lets nobody in, has no such folder, or is full.
            SendingError: no journal can be kept, or another planner is sending.
        """
        reopen = self._reopen
        return send_to_drafts(lambda: reopen(pace.clock().replace(tzinfo=None)), post, wishes, pace)

    def sample(self, post: Post, wishes: Wishes, pace: Pace) -> Planned:
        """Send the first message that may go to the account's own address alone.

        Raises:
            SendingError: nothing is ready.
            AccountError, ServerError: the server does not take it.
        """
        return send_sample(self._source(), post, wishes, pace)

    def answers(
        self,
        post: Post,
        *,
        zone: tzinfo | None = None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> AnswersRead:
        """Read what came into the mailbox since the last look, and move the touches accordingly.

        Nothing in the mailbox is changed.

        Raises:
            TrackingError: nothing is drafted yet.
            AccountError, ServerError: the server does not let planner in, or breaks off.
            WorkbookBusyError: the workbook is open elsewhere.
        """
        from planner.sending.answers import read_answers  # noqa: PLC0415 - start-up stays light

        with self._book.again() as book, post.inbox(book.path) as connection:
            return read_answers(book, post.account, connection, zone=zone, progress=progress)

    def catch_up(self) -> Entered:
        """Tell the workbook what an earlier run of sending could not, if there is anything."""
        with self._book.again() as book:
            return catch_up(book)
