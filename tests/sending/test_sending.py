"""Each message goes once, and the workbook says what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sending.conftest import NAMES, address_of
from tests.sending.servers import ME

if TYPE_CHECKING:
    from tests.sending.conftest import Desk
    from tests.sending.servers import Script, SmtpServer


def test_everybody_gets_one_message_and_is_sent(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()

    report = desk.send()

    assert len(report.sent) == len(NAMES)
    assert report.staying == ()
    assert report.findings == ()
    assert report.stopped == report.unentered == ""
    assert script.counts == {address_of(name): 1 for name in NAMES}
    assert set(desk.statuses().values()) == {"sent"}
    assert {by for *_, by in desk.history()[-10:]} == {"send"}


def test_a_second_run_sends_nothing(desk: Desk, smtp: SmtpServer, script: Script) -> None:
    desk.draft()
    desk.send()

    report = desk.send()

    assert report.sent == ()
    assert len(script.taken) == len(NAMES)


def test_what_arrives_is_from_the_account_dated_and_known_by_its_id(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()

    desk.send("Name=Ann Ash")

    (message,) = script.messages()
    assert message["From"] == f"Ina Moss <{ME}>"
    assert message["To"] == "Ann Ash <ann@ash.example>"
    assert message["Date"].datetime == desk.now.replace(microsecond=0)
    assert message["Message-ID"].endswith("@planner.invalid>")
    assert "List-Unsubscribe" not in message
    assert message["X-Unsent"] is None
    assert "soil survey number 0" in message.get_content()
