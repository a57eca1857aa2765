"""Nothing goes twice: crashes, breaks, rivals, an open workbook, undo, and old copies."""

from __future__ import annotations

import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from planner.sending.journal import Attempt, Journal
from planner.sending.sending_errors import SendingError
from tests.sending.conftest import NAMES, address_of
from tests.sending.servers import Hangup

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sending.conftest import Command, Desk
    from tests.sending.servers import Script, SmtpServer

CY = address_of("Cy Cole")


def for_one(address: str, act: Callable[[], str], *, times: int = 1) -> Callable[[str], str]:
    """Act so for an address, a few times, and as usual for all others."""
    left = [times]

    def reply(who: str) -> str:
        if who != address or left[0] <= 0:
            return ""
        left[0] -= 1
        return act()

    return reply


def hang_up(*, after_taking: bool = False) -> str:
    raise Hangup(after_taking=after_taking)


@pytest.mark.parametrize("after_taking", [True, False])
def test_a_connection_that_breaks_after_the_message_leaves_it_unknown_and_untried(
    desk: Desk, smtp: SmtpServer, script: Script, *, after_taking: bool
) -> None:
    desk.draft()
    script.on["END"] = for_one(CY, lambda: hang_up(after_taking=after_taking))

    report = desk.send()
    again = desk.send()

    assert [each.name for each, _ in report.unknown] == ["Cy Cole"]
    assert len(report.sent) == len(NAMES) - 1
    assert again.sent == ()
    assert script.counts.get(CY, 0) == int(after_taking)
    assert desk.status_of("Cy Cole") == "send-unknown"
    assert script.tried.count(f"END {CY}") == 1


def test_what_is_unknown_goes_once_the_user_says_that_it_did_not(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    script.on["END"] = for_one(CY, hang_up)
    desk.send()
    touch = next(each for each, word in desk.statuses().items() if word == "send-unknown")

    desk.type(touch, "Status", "approved")
    report = desk.send()

    assert [each.name for each in report.sent] == ["Cy Cole"]
    assert script.counts[CY] == 1


def test_one_no_to_what_is_unknown_counts_for_one_time(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    script.on["END"] = for_one(CY, hang_up, times=2)
    desk.send()
    touch = next(each for each, word in desk.statuses().items() if word == "send-unknown")
    desk.type(touch, "Status", "approved")
    before = desk.path.read_bytes()
    desk.send()
    desk.path.write_bytes(before)  # somebody puts back the copy that says "approved"

    report = desk.send()

    assert report.sent == ()
    assert script.tried.count(f"END {CY}") == 2


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA"])
def test_a_connection_that_breaks_before_the_message_is_tried_again(
    desk: Desk, smtp: SmtpServer, script: Script, stage: str
) -> None:
    desk.draft()
    who = CY if stage != "MAIL" else "ina@mill.example"
    script.on[stage] = for_one(who, hang_up)

    report = desk.send()

    assert len(report.sent) == len(NAMES)
    assert script.counts == {address_of(name): 1 for name in NAMES}
    assert set(desk.statuses().values()) == {"sent"}


def test_a_copy_from_before_the_sending_sends_nothing_again(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    old = desk.path.with_name("old.xlsx")
    shutil.copyfile(desk.path, old)
    desk.send()
    shutil.copyfile(old, desk.path)

    report = desk.send()

    assert report.sent == ()
    assert {why[:18] for _, why in report.staying} == {"planner sent it on"}
    assert len(script.taken) == len(NAMES)


def test_undo_takes_no_message_back(
    desk: Desk, smtp: SmtpServer, script: Script, command: Command
) -> None:
    desk.draft()
    desk.send()

    assert command("undo", desk.path, "--yes")[0] == 0
    assert set(desk.statuses().values()) == {"approved"}
    _, _, said = command("status", desk.path)

    assert "now in the workbook: 10 sent" in said
    assert set(desk.statuses().values()) == {"sent"}
    assert desk.send().sent == ()


def test_a_workbook_open_in_excel_learns_of_it_with_the_next_command(
    desk: Desk, smtp: SmtpServer, script: Script, command: Command
) -> None:
    desk.draft()
    lock = desk.path.with_name(f"~${desk.path.name}")
    lock.write_bytes(b"\x03Ina" + b" " * 161)

    report = desk.send()

    assert len(report.sent) == len(NAMES)
    assert report.unentered == "list.xlsx is open in Excel (Ina)."
    assert set(desk.statuses().values()) == {"approved"}
    assert desk.send().sent == ()

    lock.unlink()
    _, _, said = command("today", desk.path)

    assert "now in the workbook: 10 sent" in said
    assert set(desk.statuses().values()) == {"sent"}
    assert "journal" not in command("today", desk.path)[2]


def test_what_the_user_says_while_it_is_sent_counts_for_those_behind(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    last = next(reversed(desk.statuses()))

    def stop_the_last(address: str) -> str:
        if address == address_of(NAMES[0]):
            desk.type(last, "Status", "skipped")
        return ""

    script.on["END"] = stop_the_last

    report = desk.send()

    assert len(report.sent) == len(NAMES) - 1
    assert address_of(NAMES[-1]) not in script.counts
    assert desk.statuses()[last] == "skipped"


def test_two_senders_at_once_send_each_message_once(
    desk: Desk, smtp: SmtpServer, script: Script
) -> None:
    desk.draft()
    waits: list[str] = []
    reports = []

    def run() -> None:
        reports.append(desk.send(waits=waits.append))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(len(report.sent) for report in reports) == [0, len(NAMES)]
    assert script.counts == {address_of(name): 1 for name in NAMES}
    assert waits == ["another planner is sending"]


def test_a_journal_that_cannot_be_written_stops_it_before_the_message(
    desk: Desk, smtp: SmtpServer, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.draft()
    monkeypatch.setattr("os.fsync", _full_disk)

    with pytest.raises(SendingError, match="journal cannot be written"):
        desk.send()

    assert script.taken == []


def _full_disk(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_line_cut_short_by_a_crash_spoils_no_other(desk: Desk) -> None:
    with Journal.of(desk.path) as journal:
        journal.intend(Attempt("a#1", "a", "<1@planner.invalid>", ("a@a.example",), "0"))
    file = next((desk.path.parent / ".planner").glob("*.jsonl"))
    file.write_bytes(file.read_bytes() + b'{"at": "2026-12-01T10:00:00+00:00", "event": "acc')

    with Journal.of(desk.path) as journal:
        journal.intend(Attempt("b#1", "b", "<2@planner.invalid>", ("b@b.example",), "0"))
    with Journal.of(desk.path) as journal:
        found = {touch: str(each.event) for touch, each in journal.sendings.items()}

    assert found == {"a#1": "intent", "b#1": "intent"}
