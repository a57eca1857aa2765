"""`planner next` in a real terminal: what it shows, and that each answer is saved at once."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from planner.model.status import Status
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from tests.next.conftest import Book, Desk

ADA, GRACE, EDSGER = "Ada Byron", "Grace Múrray", "Edsger Blom"


# The purpose, which a message must still say when its words are the user's own.
WHY = "the notes on the engine that you read out in Turin"


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def statuses(book: Book) -> dict[str, str]:
    return {row["Name"]: row["Status"] for row in book.rows()}


# --- what is shown ------------------------------------------------------------------------------


def test_each_person_is_shown_with_why_what_you_share_and_the_draft(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    screen = terminal.press("q")
    row = book.row(ADA)

    assert "3 messages due" in screen
    assert "1 of 3  Ada Byron, Head of Engines, Difference Ltd" in screen
    assert re.search(
        r"^Why: +the notes on the engine that you read out in Turin$", screen, re.MULTILINE
    )
    assert re.search(r"^In common: +Turin 1840 \(event\)$", screen, re.MULTILINE)
    assert re.search(r"^Through: +linkedin-note$", screen, re.MULTILINE)
    assert f"{row['Length']} of 200 characters" in screen
    assert in_one_line(row["Draft"]) in in_one_line(screen)
    assert terminal.end() == 0


def test_a_draft_that_is_too_long_is_held_and_says_by_how_much(desk: Desk, book: Book) -> None:
    book.track(ADA, Draft="x" * 215)

    screen = desk.next(book).press("q")

    assert "is held: the message has 215 characters, 15 more than the 200" in screen
    assert "x" * 215 not in screen


def test_an_email_shows_its_subject(desk: Desk, book: Book) -> None:
    book.track(ADA, Status="skipped")

    assert f"Subject: {book.row(GRACE)['Subject']}" in desk.next(book).press("q")


def test_only_those_who_meet_the_condition_are_shown(desk: Desk, book: Book) -> None:
    screen = desk.next(book, "--where", "Channel=email").press("q")

    assert "2 messages due" in screen
    assert GRACE in screen


@pytest.mark.parametrize(
    "settings", [{"NO_COLOR": "1"}, {"TERM": "dumb", "NO_COLOR": "1"}], ids=["no colour", "dumb"]
)
def test_without_colour_no_escape_reaches_the_terminal(
    desk: Desk, book: Book, settings: Mapping[str, str]
) -> None:
    desk.environment |= settings
    terminal = desk.next(book)
    terminal.press("?", "s", "q")
    terminal.end()

    assert "\033" not in terminal.text


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "latin-1"])
def test_a_console_without_utf_8_shows_what_it_can(desk: Desk, book: Book, encoding: str) -> None:
    book.track(ADA, Draft="Zażółć → 漢字 🦊", Status="drafted")
    desk.environment["PYTHONIOENCODING"] = encoding
    terminal = desk.next(book)
    terminal.press("s", "q")

    assert terminal.end() == 0
    assert book.row(ADA)["Status"] == "sent"


def test_a_cell_cannot_command_the_terminal(desk: Desk, book: Book) -> None:
    # Excel writes control characters as _xHHHH_.
    book.track(
        ADA, Draft=f"Hello_x001B_]0;owned_x0007__x009B_2J\n{WHY}", Notes="_x001B_[2J\u202eevil"
    )
    desk.environment["NO_COLOR"] = "1"
    screen = desk.next(book).press("q")

    assert "owned" in screen
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", screen)


def test_a_narrow_terminal_breaks_lines_between_words(desk: Desk, book: Book) -> None:
    screen = desk.next(book, size=(24, 40)).press("q")
    draft = screen[screen.index("Hello") : screen.index("of 200")]

    assert max(map(len, draft.split("\n"))) <= 40
    assert in_one_line(book.row(ADA)["Draft"]) in in_one_line(draft)


def test_help_and_keys_that_do_nothing_change_nothing(desk: Desk, book: Book) -> None:
    before = book.path.read_bytes()
    terminal = desk.next(book)
    terminal.press("x", "\033[A", "?", "q")
    terminal.end()

    assert "you have sent it: write that down" in terminal.text
    assert terminal.text.count("That key does nothing") == 2
    assert book.path.read_bytes() == before


# --- what is saved ------------------------------------------------------------------------------


def test_sent_is_saved_at_once_with_its_day_and_its_words(
    desk: Desk, book: Book, today: date
) -> None:
    before = book.row(ADA)
    terminal = desk.next(book)
    terminal.press("s")
    terminal.until("2 of 3")  # planner still runs

    row = book.row(ADA)
    assert (row["Status"], row["Sent on"].date()) == ("sent", today)
    assert row["Next action"] == "Wait for an answer"
    assert row["Draft"] == before["Draft"]
    (entry,) = book.rows("History")
    assert (entry["Name"], entry["From"], entry["To"], entry["By"]) == (
        ADA, "drafted", "sent", "command",
    )  # fmt: skip
    assert entry["Text as sent"] == before["Draft"]


def test_an_answer_changes_nothing_but_tracking_and_history(
    desk: Desk, book: Book, parts_of: Callable[[Any], dict[str, bytes]]
) -> None:
    with book.campaign() as campaign:  # so that History stands
        campaign.set_status([Order(GRACE, Status.SKIPPED)])
    before = parts_of(book.path)
    terminal = desk.next(book)
    terminal.press("s", "q")
    terminal.end()
    after = parts_of(book.path)

    assert {name for name in before if before[name] != after[name]} <= {
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/sheet4.xml",
        "xl/tables/table2.xml",
        "xl/sharedStrings.xml",
    }
    assert before["xl/worksheets/sheet1.xml"] == after["xl/worksheets/sheet1.xml"]


def test_skip_means_it_will_not_go_out(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("k", "q")
    terminal.end()

    assert statuses(book) == {ADA: "skipped", GRACE: "drafted", EDSGER: "drafted"}
    assert book.row(ADA)["Next action"] == "Nothing: you chose not to send it"


@pytest.mark.parametrize(
    ("typed", "days"), [("+7", 7), ("3", 3), ("10 days", 10), ("ISO", 40), ("DOTS", 40)]
)
def test_later_plans_another_day(
    desk: Desk, book: Book, today: date, typed: str, days: int
) -> None:
    day = today + timedelta(days=days)
    terminal = desk.next(book)
    terminal.press("l")
    spelled = {"ISO": day.isoformat(), "DOTS": f"{day:%d.%m.%Y}"}.get(typed, typed)
    terminal.say(f"{spelled}\n", after="goes back): ")
    assert f"planned for {day.isoformat()}" in terminal.press("q")
    terminal.end()

    assert book.row(ADA)["Planned for"].date() == day
    assert book.row(ADA)["Status"] == "drafted"
    (entry,) = book.rows("History")
    assert entry["Note"] == f"Planned for: {day}"
    with book.campaign() as campaign:
        assert [due.touch.text("Name") for due in campaign.due().due] == [GRACE, EDSGER]
    then = datetime(day.year, day.month, day.day, 9)  # noqa: DTZ001 - the user's own calendar
    with book.campaign(then) as campaign:
        assert ADA in {due.touch.text("Name") for due in campaign.due().due}


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-30", "2001-01-01", "+0", "+9999999"])
def test_a_day_that_is_none_or_not_to_come_changes_nothing(
    desk: Desk, book: Book, typed: str
) -> None:
    before = book.path.read_bytes()
    terminal = desk.next(book)
    terminal.press("l")
    terminal.say(f"{typed}\n", after="goes back): ")
    terminal.press("q")

    assert terminal.end() == 0
    assert book.path.read_bytes() == before


# --- stopping and going on ----------------------------------------------------------------------


def test_the_walk_ends_when_nobody_is_left(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("s", "k", "s")

    assert terminal.end() == 0
    assert "Saved: 2 sent, 1 skipped." in terminal.text
    assert "That was everyone who is due." in terminal.text
    again = desk.next(book)
    assert again.end() == 0
    assert "Nobody is due today." in again.text


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x04", 0), ("\x03", 130)])
def test_the_next_walk_goes_on_where_one_was_stopped(
    desk: Desk, book: Book, key: str, code: int
) -> None:
    terminal = desk.next(book)
    terminal.press("s", key)

    assert terminal.end() == code
    assert "Saved: 1 sent." in terminal.text
    assert '2 more due. Go on with "planner next contacts.xlsx".' in terminal.text
    assert "Traceback" not in terminal.text
    assert statuses(book) == {ADA: "sent", GRACE: "drafted", EDSGER: "drafted"}
    assert f"1 of 2  {GRACE}" in desk.next(book).press("q")


def test_ctrl_c_amid_an_answer_tells_what_is_saved(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("s")
    terminal.until("sent\n")
    terminal.process.send_signal(signal.SIGINT)

    assert terminal.end() == 130
    is_saved = statuses(book)[ADA] == "sent"
    assert ("Saved: 1 sent." in terminal.text) == is_saved
    assert f"{2 if is_saved else 3} more due." in terminal.text


def test_ctrl_c_while_a_day_is_asked_loses_nothing(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("s", "l")

    assert terminal.interrupt(after="goes back): ") == 130
    assert "Saved: 1 sent." in terminal.text
    assert statuses(book)[GRACE] == "drafted"
    assert book.row(GRACE)["Planned for"] == ""


def test_a_key_pressed_twice_counts_once(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("ss", "s", "q")  # two keys at once are no answer
    terminal.end()

    assert "That key does nothing" in terminal.text
    assert statuses(book) == {ADA: "sent", GRACE: "drafted", EDSGER: "drafted"}


# --- the day's cap ------------------------------------------------------------------------------


def test_the_walk_stops_at_the_days_cap_and_says_so(desk: Desk, book: Book) -> None:
    book.with_settings(daily_cap=2)
    terminal = desk.next(book)
    assert "0 of 2 for today went out" in terminal.press("s", "s")

    assert terminal.end() == 0
    assert "The day's cap is reached: 2 of 2 went out today, 1 more wait." in terminal.text
    assert statuses(book)[EDSGER] == "drafted"
    again = desk.next(book)
    assert again.end() == 0
    assert "The day's cap is reached" in again.text
    assert EDSGER not in again.text


def test_what_was_marked_sent_in_excel_today_counts_towards_the_cap(desk: Desk, book: Book) -> None:
    book.with_settings(daily_cap=2)
    book.track(EDSGER, Status="sent")
    terminal = desk.next(book)
    assert "1 of 2 for today went out" in terminal.press("k", "s")

    assert terminal.end() == 0
    assert statuses(book) == {ADA: "skipped", GRACE: "sent", EDSGER: "sent"}


def test_what_went_out_on_another_day_leaves_the_cap_alone(
    desk: Desk, book: Book, today: date
) -> None:
    book.with_settings(daily_cap=1)
    book.track(EDSGER, Status="sent", Sent_on=today - timedelta(days=1))

    assert "0 of 1 for today went out" in desk.next(book).press("q")


def test_a_cap_that_is_no_number_names_its_cell(desk: Desk, book: Book) -> None:
    book.with_settings(daily_cap="a few")
    terminal = desk.next(book)

    assert terminal.end() == 2
    assert 'Settings!B1: the setting "daily cap" is "a few"' in in_one_line(terminal.text)


# --- two at work on one workbook ----------------------------------------------------------------


def test_what_changed_meanwhile_is_seen_before_a_key_counts(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.until("1 of 3  Ada")
    words = f"Other words, written in Excel, on {WHY}."
    book.track(ADA, Draft=words)
    terminal.press("s")
    screen = terminal.press("s", "q")
    terminal.end()

    assert "contacts.xlsx has changed meanwhile" in screen
    assert "Other words, written in Excel" in screen
    row = book.row(ADA)
    assert (row["Status"], row["Draft"]) == ("sent", words)
    assert statuses(book)[GRACE] == "drafted"


def test_who_was_sent_in_excel_meanwhile_is_not_asked_about_again(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.until("1 of 3  Ada")
    book.track(ADA, Status="sent")
    terminal.press("k", "q")
    terminal.end()

    assert f"1 of 2  {GRACE}" in terminal.text
    assert statuses(book)[ADA] == "sent"


def test_a_workbook_that_is_open_in_excel_can_be_closed_and_the_key_pressed_again(
    desk: Desk, book: Book
) -> None:
    lock = book.path.with_name(f"~${book.path.name}")
    terminal = desk.next(book)
    terminal.until("1 of 3  Ada")
    lock.write_bytes(b"\x04Nora" + b" " * 50)
    terminal.press("s")
    terminal.until("Not saved: ")
    assert statuses(book)[ADA] == "drafted"
    lock.unlink()
    terminal.press("s")
    terminal.until("2 of 3")

    assert statuses(book)[ADA] == "sent"
    assert "Traceback" not in terminal.text


# --- without a terminal -------------------------------------------------------------------------


def run(book: Book, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "planner", "next", book.path.name, *words],
        cwd=book.path.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_next_without_a_terminal_exits_2_and_points_to_status(book: Book) -> None:
    done = run(book)

    assert done.returncode == 2
    assert done.stdout == ""
    assert "no terminal" in done.stderr
    assert "planner status contacts.xlsx" in done.stderr


def test_json_lists_what_is_due_without_walking(book: Book) -> None:
    book.with_settings(daily_cap=5)
    book.track(GRACE, Status="sent")
    before = book.path.read_bytes()
    done = run(book, "--json")

    assert done.returncode == 0
    document = json.loads(done.stdout)
    assert {name: document[name] for name in ("daily_cap", "sent_today", "left_today")} == {
        "daily_cap": 5,
        "sent_today": 1,
        "left_today": 4,
    }
    first, second = document["due"]
    row = book.row(ADA)
    assert first == {
        "touch": row["Touch ID"],
        "contact": "ada-byron-example",
        "name": ADA,
        "title": "Head of Engines",
        "company": "Difference Ltd",
        "channel": "linkedin-note",
        "status": "drafted",
        "purpose": "the notes on the engine that you read out in Turin",
        "in_common": "Turin 1840 (event)",
        "flags": "",
        "planned_for": "",
        "profile": "https://www.linkedin.com/in/ada-byron-example",
        "email": "",
        "subject": "",
        "draft": row["Draft"],
        "length": row["Length"],
        "limit": 200,
    }
    assert (second["name"], second["email"], second["limit"]) == (
        EDSGER, "edsger@kortstepad.example", None,
    )  # fmt: skip
    assert book.path.read_bytes() == before
