"""Sending as a whole: the dry run, a sample to oneself, and the run that sends."""

from __future__ import annotations

import contextlib
import secrets as chance
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.exporting.outbox import email_of
from planner.model.errors import WorkbookBusyError
from planner.model.frozen import frozen
from planner.sending.compose import as_sample, compose
from planner.sending.deliver import Delivery
from planner.sending.enter import enter
from planner.sending.imap import ImapConnection
from planner.sending.journal import Journal
from planner.sending.place_drafts import Desk, Placed, place_drafts
from planner.sending.replies import Verdict
from planner.sending.secrets import secret_for
from planner.sending.sendable import plan_of
from planner.sending.sending_errors import AccountError, SendingError, ServerError
from planner.sending.sent_folder import SentCopies, find_unknown
from planner.sending.smtp import SmtpConnection
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from planner.sending.account import Account
    from planner.sending.pace import Pace
    from planner.sending.send_report import SendReport
    from planner.sending.sendable import Mailbag, Planned, SendPlan, Wishes


@frozen
class Post:
    """The account to send through, and the environment that may hold its secret."""

    account: Account
    environment: Mapping[str, str]

    def inbox(self, workbook: Path) -> ImapConnection:
        """Make a connection to the server that has the mailbox, not connected yet.

        Raises:
            AccountError: which server that is is not known.
        """
        account, environment, server = self.account, self.environment, self.account.imap
        if server is None:
            domain = account.address.rpartition("@")[2]
            named = command("account", "set", workbook, "--imap", f"imap.{domain}")
            raise AccountError(
                f"{workbook.name}: which server has the mailbox of {account.address} is not known.",
                f"Name it, as in {named}.",
            )
        return ImapConnection(
            server,
            lambda: secret_for(server, environment, account.advice),
            advice=account.advice,
        )

    def connection(self) -> SmtpConnection:
        """Make a connection to the server that sends, not connected yet."""
        account, environment = self.account, self.environment
        return SmtpConnection(
            account.smtp,
            lambda: secret_for(account.smtp, environment, account.advice),
            advice=account.advice,
        )


def dry_run(source: Mailbag, wishes: Wishes) -> SendPlan:
    """Say what would be sent now, and why the rest stays; nothing is written or asked."""
    with Journal.of(source.book.path) as journal:
        return plan_of(source, journal, wishes)


def send(reopen: Callable[[], Mailbag], post: Post, wishes: Wishes, pace: Pace) -> SendReport:
    """Send what may be sent, each message at most once; `reopen` reads the campaign anew.

    Raises:
        AccountError, ServerError: the server lets nobody in, and nothing was sent.
        SendingError: no journal can be kept, or another planner is sending for hours.
    """
    source = reopen()
    source.book.close()
    journal = Journal.of(source.book.path, pace.clock)
    with journal.lock(waits=lambda: pace.waits("another planner is sending")), journal:
        mailbox = post.inbox(source.book.path) if post.account.imap is not None else None
        copies = SentCopies(mailbox, post.account)
        with post.connection() as connection, mailbox or contextlib.nullcontext():
            connection.connect()
            _settle_before(source, journal, post.account, mailbox)
            delivery = Delivery(
                reopen,
                journal,
                account=post.account,
                connection=connection,
                wishes=wishes,
                pace=pace,
                on_sent=lambda message: copies.put(message, pace.clock()),
            )
            return replace(delivery.run(), uncopied=copies.problem)


def send_to_drafts(reopen: Callable[[], Mailbag], post: Post, wishes: Wishes, pace: Pace) -> Placed:
    """Put what may be sent into the Drafts folder instead, each message once.

    Raises:
        AccountError, ServerError: the server lets nobody in, has no such folder, or is full.
        SendingError: no journal can be kept, or another planner is sending.
    """
    mailbag = reopen()
    mailbag.book.close()
    journal = Journal.of(mailbag.book.path, pace.clock)
    lock = journal.lock(waits=lambda: pace.waits("another planner is sending"))
    with lock, journal, post.inbox(mailbag.book.path) as connection:
        connection.connect()
        return place_drafts(Desk(reopen(), journal, post.account, connection, wishes, pace))


def send_sample(source: Mailbag, post: Post, wishes: Wishes, pace: Pace) -> Planned:
    """Send the first message that may go to oneself alone; nothing is written down of it.

    Raises:
        SendingError: there is none.
        AccountError, ServerError: the server does not take it.
    """
    with Journal.of(source.book.path) as journal:
        plan = plan_of(source, journal, wishes)
    if not plan.messages:
        raise SendingError(
            f"{source.book.path.name}: nothing is ready to be sent, so there is no sample.",
            f"{command('send', source.book.path)} says why.",
        )
    planned, address = plan.messages[0], post.account.address
    email = as_sample(email_of(source.outbox, planned.ready, wishes.attach_from), address)
    known = f"<sample.{chance.token_hex(12)}@planner.invalid>"
    message = compose(email, sender=address, message_id=known, moment=pace.clock())
    with post.connection() as connection:
        reply = connection.send(message.envelope, lambda: None)
    if reply.verdict is not Verdict.ACCEPTED:
        raise ServerError(
            f"{post.account.smtp} does not take the sample. It says: {reply.code} {reply.words}",
            "Nothing else was sent.",
        )
    return planned


def _settle_before(
    source: Mailbag, journal: Journal, account: Account, mailbox: ImapConnection | None
) -> None:
    """Find out what an earlier run left unknown, as far as can be, and tell the workbook.

    Where the workbook is open elsewhere, it can wait; where the mailbox is not to be reached, what
    is unknown stays so.
    """
    if mailbox is not None:
        with contextlib.suppress(AccountError, ServerError):
            find_unknown(mailbox, account, journal)
    if journal.news():
        with source.book.again() as book, contextlib.suppress(WorkbookBusyError):
            enter(book, journal, is_over=True)
