"""Sent and Drafts of the account: copies, drafts to be sent by hand, and what was thought lost."""

from __future__ import annotations

import email
from typing import TYPE_CHECKING

import pytest

from planner.model.status import Status
from planner.sending.send import Post
from planner.sending.sendable import Wishes
from planner.sending.sending_errors import AccountError, ServerError
from planner.tracking.changes import Order
from tests.sending.conftest import NAMES, address_of
from tests.sending.servers import Hangup, free_port

if TYPE_CHECKING:
    from planner.sending.place_drafts import Placed
    from tests.sending.conftest import Desk
    from tests.sending.dovecot import Dovecot
    from tests.sending.servers import Script, SmtpServer

CY = address_of("Cy Cole")


def placed(desk: Desk, limit: int | None = None) -> Placed:
    with desk.campaign() as campaign:
        mail = campaign.mail()
        post = Post(mail.account(desk.environment), desk.environment)
        chosen = Wishes(frozenset({Status.DRAFTED, Status.APPROVED}), limit)
        return mail.place_drafts(post, chosen, desk.pace())


def subjects(mails: list[bytes]) -> list[str]:
    return sorted(str(email.message_from_bytes(raw)["Subject"]) for raw in mails)


def test_a_copy_of_each_message_is_in_sent_once(
    desk: Desk, smtp: SmtpServer, imap: Dovecot, script: Script
) -> None:
    desk.draft()

    report = desk.send("Name!=Ann Ash")
    desk.send()

    assert report.uncopied == ""
    copies = imap.mails(imap.sent)
    assert sorted(copies) == sorted(raw for _, raw in script.taken)
    assert b"\\Seen" in imap.flags(imap.sent)[0]


def test_no_copy_is_put_where_the_server_keeps_one(
    desk: Desk, smtp: SmtpServer, imap: Dovecot, script: Script
) -> None:
    desk.draft()

    def keep(_address: str) -> str:
        return ""

    def file_it(recipients: object, content: bytes) -> None:
        imap.put(content, imap.sent)
        take(recipients, content)  # type: ignore[arg-type]

    take, script.take = script.take, file_it  # type: ignore[method-assign]
    script.on["END"] = keep

    desk.send()

    assert len(imap.mails(imap.sent)) == len(NAMES)


def test_a_mailbox_that_is_not_to_be_reached_stops_no_sending(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.environment |= {
        "PLANNER_IMAP_SERVER": "127.0.0.1",
        "PLANNER_IMAP_PORT": str(free_port()),
        "PLANNER_IMAP_SECURITY": "none",
    }
    desk.draft()

    report = desk.send()

    assert len(report.sent) == len(NAMES)
    assert "nothing listens on this port" in report.uncopied


def test_what_is_unknown_and_stands_in_sent_is_sent(
    desk: Desk, smtp: SmtpServer, imap: Dovecot, script: Script
) -> None:
    desk.draft()

    def lost(address: str) -> str:
        if address == CY:
            raise Hangup(after_taking=True)
        return ""

    script.on["END"] = lost
    desk.send()
    assert desk.status_of("Cy Cole") == "send-unknown"
    (raw,) = [raw for to, raw in script.taken if to == (CY,)]
    imap.put(raw, imap.sent)

    read = desk.answers()

    assert read.found_sent == 1
    assert desk.status_of("Cy Cole") == "sent"
    assert desk.send().sent == ()


def test_drafts_are_placed_once_and_not_sent_by_planner(
    desk: Desk, smtp: SmtpServer, imap: Dovecot, script: Script
) -> None:
    desk.draft(status="drafted")

    first = placed(desk)
    second = placed(desk)
    report = desk.send()

    assert len(first.messages) == len(NAMES)
    assert second.messages == report.sent == ()
    assert len(imap.mails("Drafts")) == len(NAMES)
    assert b"\\Draft" in imap.flags("Drafts")[0]
    assert set(desk.statuses().values()) == {"approved"}
    assert {why[:23] for _, why in report.staying} == {"it lies in your Drafts "}


def test_a_draft_that_is_drafted_again_may_be_sent(
    desk: Desk, smtp: SmtpServer, imap: Dovecot, script: Script
) -> None:
    desk.draft()
    placed(desk)
    touch = next(iter(desk.statuses()))
    with desk.campaign() as campaign:
        campaign.set_status([Order(touch, Status.DRAFTED)])
    with desk.campaign() as campaign:
        campaign.set_status([Order(touch, Status.APPROVED)])

    assert [each.touch.id for each in desk.send().sent] == [touch]


def test_a_draft_that_the_user_sends_is_found_in_sent(
    desk: Desk, smtp: SmtpServer, imap: Dovecot, script: Script
) -> None:
    desk.draft()
    desk.send("Name=Ann Ash")
    placed(desk, limit=1)
    (raw,) = imap.mails("Drafts")
    imap.put(raw, imap.sent)

    desk.answers()

    assert desk.status_of("Bo Beck") == "sent"


def test_a_wrong_password_is_said_in_plain_words(desk: Desk, imap: Dovecot) -> None:
    desk.draft()
    desk.environment["PLANNER_EMAIL_PASSWORD"] = "wrong"  # noqa: S105 - so it is
    desk.environment |= {"PLANNER_SMTP_SERVER": "127.0.0.1"}

    with pytest.raises(AccountError, match=r"does not let ina@mill\.example in") as error:
        desk.answers()

    assert "wrong" not in error.value.message + error.value.hint


def test_a_folder_that_is_not_there_is_said(desk: Desk, imap: Dovecot, smtp: SmtpServer) -> None:
    desk.draft()
    desk.environment["PLANNER_DRAFTS_FOLDER"] = "Nowhere"

    with pytest.raises(ServerError, match="no folder that is known as Drafts"):
        placed(desk)
