"""What servers answer: who bounced, what waits, what is refused, and what ends the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.sending.replies import Stage, Verdict, verdict_of
from tests.sending.conftest import NAMES, address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.conftest import Desk
    from tests.sending.servers import Script, SmtpServer

CY = address_of("Cy Cole")


def to_cy(reply: str, *, times: int = 99) -> Callable[[str], str]:
    left = [times]

    def said(who: str) -> str:
        if who != CY or left[0] <= 0:
            return ""
        left[0] -= 1
        return reply

    return said


@pytest.mark.parametrize(
    ("code", "words", "stage", "verdict"),
    [
        (250, "2.0.0 OK", Stage.END, Verdict.ACCEPTED),
        (550, "5.1.1 No such user", Stage.RECIPIENT, Verdict.BOUNCED),
        (550, "mailbox unavailable", Stage.RECIPIENT, Verdict.BOUNCED),
        (552, "5.2.2 mailbox over quota", Stage.RECIPIENT, Verdict.BOUNCED),
        (550, "5.7.1 relaying denied", Stage.RECIPIENT, Verdict.STOP),
        (530, "5.7.0 Authentication required", Stage.MAIL, Verdict.STOP),
        (450, "4.2.0 greylisted, try again", Stage.RECIPIENT, Verdict.LATER),
        (452, "4.2.2 mailbox full", Stage.RECIPIENT, Verdict.LATER),
        (550, "5.4.5 Daily user sending limit exceeded", Stage.END, Verdict.STOP),
        (454, "4.7.0 Too many messages, slow down", Stage.MAIL, Verdict.STOP),
        (452, "4.5.3 Domain policy per-session transaction limit exceeded", Stage.MAIL,
         Verdict.STOP),
        (552, "5.3.4 Message too big for system", Stage.END, Verdict.REFUSED),
        (554, "5.6.0 Message malformed", Stage.END, Verdict.REFUSED),
        (550, "5.7.60 Client does not have permissions to send as this sender", Stage.END,
         Verdict.STOP),
        (550, "5.1.1 unknown", Stage.END, Verdict.BOUNCED),
        (451, "4.3.0 try again", Stage.END, Verdict.LATER),
        (553, "5.1.8 sender refused", Stage.MAIL, Verdict.STOP),
    ],
)  # fmt: skip
def test_a_reply_means_what_its_codes_and_its_place_say(
    code: int, words: str, stage: Stage, verdict: Verdict
) -> None:
    assert verdict_of(code, words, stage) is verdict


def test_an_address_that_takes_nothing_bounces_with_the_servers_words(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    script.on["RCPT"] = to_cy("550 5.1.1 No such user here")

    report = desk.send()

    ((bounced, words),) = report.bounced
    assert (bounced.name, words) == ("Cy Cole", f"550 5.1.1 No such user here ({CY})")
    assert len(report.sent) == len(NAMES) - 1
    assert desk.status_of("Cy Cole") == "bounced"
    with desk.campaign() as campaign:
        note = campaign.changes("Cy Cole")[-1].note
    assert note == f"550 5.1.1 No such user here ({CY})"


@pytest.mark.parametrize("stage", ["RCPT", "DATA", "END"])
def test_what_is_put_off_goes_later_behind_the_others(
    desk: Desk, smtp: SmtpServer, script: Script, stage: str
) -> None:
    desk.draft()
    script.on[stage] = to_cy("451 4.3.0 busy", times=2)
    begun = desk.now

    report = desk.send(backoff=(60.0, 300.0))

    assert report.sent[-1].name == "Cy Cole"
    assert script.counts == {address_of(name): 1 for name in NAMES}
    assert 360 <= (desk.now - begun).total_seconds() < 362


def test_what_is_put_off_for_good_stays_as_it_was(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    script.on["RCPT"] = to_cy("450 4.2.1 greylisted")

    report = desk.send(backoff=(60.0,))

    ((touch, why),) = report.staying
    assert (touch.name, why) == (
        "Cy Cole",
        f"the server puts it off: 450 4.2.1 greylisted ({CY})",
    )
    assert desk.status_of("Cy Cole") == "approved"
    script.on.clear()
    assert [each.name for each in desk.send().sent] == ["Cy Cole"]


def test_a_limit_of_the_server_ends_the_run_and_says_how_far_it_came(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    script.on["END"] = to_cy("550 5.4.5 Daily user sending limit exceeded")

    report = desk.send()

    assert [each.name for each in report.sent] == ["Ann Ash", "Bo Beck"]
    assert report.stopped == (
        "the server takes no more: 550 5.4.5 Daily user sending limit exceeded"
    )
    words = [desk.status_of(name) for name in NAMES]
    assert words == ["sent"] * 2 + ["approved"] * 8


def test_a_message_that_is_refused_stays_and_the_others_go(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    script.on["END"] = to_cy("554 5.6.0 malformed")

    report = desk.send()

    assert len(report.sent) == len(NAMES) - 1
    assert desk.status_of("Cy Cole") == "approved"
    assert [why for _, why in report.staying] == ["the server refuses it: 554 5.6.0 malformed"]


def test_three_refusals_in_a_row_end_the_run(desk: Desk, smtp: SmtpServer, script: Script) -> None:
    desk.draft()
    script.on["END"] = lambda _address: "554 5.6.0 no"

    report = desk.send()

    assert report.stopped == "3 messages in a row were refused"
    assert script.taken == []
