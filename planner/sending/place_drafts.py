"""Puts messages into the account's Drafts folder, for those who press Send themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.email.email_error import EmailError
from planner.exporting.outbox import email_of, unmade
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.sending.compose import compose
from planner.sending.imap import DRAFTS
from planner.sending.journal import Event
from planner.sending.sendable import attempt_of, id_of, plan_of, thread_of
from planner.sending.sending_errors import ServerError
from planner.tracking.changes import Order
from planner.tracking.history import By
from planner.tracking.set_status import set_status

if TYPE_CHECKING:
    from planner.model.finding import Finding
    from planner.sending.account import Account
    from planner.sending.imap import ImapConnection
    from planner.sending.journal import Journal
    from planner.sending.pace import Pace
    from planner.sending.sendable import Mailbag, Planned, Wishes
    from planner.tracking.touches import Tracked


@frozen
class Placed:
    """What lies in the Drafts folder now, and what does not, with the reason."""

    messages: tuple[Planned, ...]
    staying: tuple[tuple[Tracked, str], ...]
    findings: tuple[Finding, ...]


@frozen
class Desk:
    """What it takes to put messages into a folder; the journal's lock is held."""

    mailbag: Mailbag
    journal: Journal
    account: Account
    connection: ImapConnection
    wishes: Wishes
    pace: Pace


def place_drafts(desk: Desk) -> Placed:
    """Put what may be sent now into Drafts, each message once, and approve it.

    It is not sent by planner from then on, unless its status is set to drafted again.

    Raises:
        AccountError, ServerError: the server lets nobody in, has no such folder, or is full.
    """
    connection, pace = desk.connection, desk.pace
    folder = connection.folder(DRAFTS, desk.account.drafts_folder)
    if not folder:
        raise ServerError(
            f"{connection.server.host} has no folder that is known as Drafts.",
            'Name yours as "drafts folder" in the Settings sheet.',
        )
    plan = plan_of(desk.mailbag, desk.journal, desk.wishes)
    placed: list[Planned] = []
    findings = [*plan.findings]
    try:
        for planned in plan.messages:
            if pace.is_stopped():
                break
            try:
                _place(desk, folder, planned)
            except EmailError as error:
                findings.append(unmade(desk.mailbag.outbox, planned.touch, error))
                continue
            placed.append(planned)
            pace.progress(len(placed), len(plan.messages))
    finally:
        _approve(desk.mailbag, placed)
    return Placed(tuple(placed), plan.staying, tuple(findings))


def _place(desk: Desk, folder: str, planned: Planned) -> None:
    touch, account, journal = planned.touch, desk.account, desk.journal
    message = compose(
        email_of(desk.mailbag.outbox, planned.ready, desk.wishes.attach_from),
        sender=account.address,
        message_id=id_of(touch),
        moment=desk.pace.clock(),
        thread=thread_of(desk.mailbag, journal, touch) if touch.step > 1 else None,
        way_out=account.address if desk.mailbag.is_commercial else "",
    )
    # Before it is there: of a run that is killed in between, nothing is sent a second time.
    journal.place(attempt_of(planned, message))
    try:
        desk.connection.append(folder, message.envelope.content, "\\Draft", desk.pace.clock())
    except ServerError as error:
        journal.note(touch.id, Event.NOT_GIVEN, error.message)
        raise


def _approve(mailbag: Mailbag, placed: list[Planned]) -> None:
    orders = [
        Order(each.touch.id, Status.APPROVED)
        for each in placed
        if each.touch.status is not Status.APPROVED
    ]
    mailbag.book.close()
    if orders:
        with mailbag.book.again() as book:
            set_status(book, orders, by=By.SEND)
