"""The keys of `planner next` that go on and back, take back, and write down an answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from planner.cli.desk.editor import EditorError, _editor
from planner.model.channel import Channel
from planner.model.status import Status
from planner.text.dates import day_to_come
from planner.tracking.changes import Order
from planner.tracking.next_action import spoken

if TYPE_CHECKING:
    from tests.next.conftest import Book, Desk

ADA, GRACE, EDSGER = "Ada Byron", "Grace Múrray", "Edsger Blom"
THURSDAY = date(2026, 3, 5)


def statuses(book: Book) -> dict[str, str]:
    return {row["Name"]: row["Status"] for row in book.rows()}


def test_next_leaves_a_person_as_they_are_and_back_returns(desk: Desk, book: Book) -> None:
    before = book.path.read_bytes()
    terminal = desk.next(book)
    terminal.press("b", "n", "n", "b", "q")
    assert terminal.end() == 0

    shown = [line for line in terminal.text.splitlines() if " of 3  " in line]
    assert [line.split("  ")[1].split(",")[0] for line in shown] == [ADA, GRACE, EDSGER, GRACE]
    assert "There is nobody before" in terminal.text
    assert "3 more due" in terminal.text
    assert book.path.read_bytes() == before


def test_undo_takes_back_the_last_answer_of_the_walk_and_no_more(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("k", "u", "u", "q")
    assert terminal.end() == 0

    assert "Taken back: skipped." in terminal.text
    assert "Nothing was saved in this walk" in terminal.text
    assert statuses(book) == {ADA: "drafted", GRACE: "drafted", EDSGER: "drafted"}
    assert "Nothing was changed." in terminal.text


def test_undo_of_something_sent_asks_first(desk: Desk, book: Book) -> None:
    terminal = desk.next(book)
    terminal.press("s", "u")
    terminal.say("n\n", after="[y/N]: ")
    terminal.press("q")
    assert terminal.end() == 0

    assert statuses(book)[ADA] == "sent"


@pytest.mark.parametrize(
    ("key", "status"), [("r", "replied"), ("d", "declined"), ("a", "no answer")]
)
def test_an_answer_is_written_to_the_message_before_and_ends_the_sequence(
    desk: Desk, book: Book, today: date, key: str, status: str
) -> None:
    then = datetime(today.year, today.month, today.day, 9) - timedelta(days=10)  # noqa: DTZ001
    with book.campaign(then) as campaign:
        campaign.set_status([Order(GRACE, Status.SENT)])
    with book.campaign() as campaign:
        campaign.draft()
    terminal = desk.next(book, "--where", "Name=Grace Múrray")
    terminal.press(key)
    assert terminal.end() == 0

    rows = {row["Step"]: row["Status"] for row in book.rows() if row["Name"] == GRACE}
    assert rows == {1: status, 2: "drafted"}
    assert f"Saved: {status}." in terminal.text
    with book.campaign() as campaign:
        assert GRACE not in {due.touch.name for due in campaign.due().due}


def test_there_is_no_answer_to_what_was_never_sent(desk: Desk, book: Book) -> None:
    before = book.path.read_bytes()
    terminal = desk.next(book)
    terminal.press("r", "q")
    terminal.end()

    assert "Nothing went out to them yet" in terminal.text
    assert book.path.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("friday", 1), ("Fri", 1), ("tomorrow", 1), ("thursday", 7), ("Sonntag", 3), ("lunes", 4),
        ("demain", 1), ("+7", 7), ("3 days", 3), ("2026-03-09", 4), ("mercredi", 6),
    ],
)  # fmt: skip
def test_a_day_to_come_is_typed_as_one_says_it(typed: str, days: int) -> None:
    assert day_to_come(typed, THURSDAY) == THURSDAY + timedelta(days=days)


@pytest.mark.parametrize("typed", ["soon", "", "2026-02-30", "fridays?", "+99999999"])
def test_what_names_no_day_is_none(typed: str) -> None:
    assert day_to_come(typed, THURSDAY) is None


def test_the_editor_is_the_users_own_else_a_plain_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _editor({"EDITOR": "vi"}, "linux") == "vi"
    assert _editor({"VISUAL": "code -w", "EDITOR": "vi"}, "win32") == "code -w"
    assert _editor({}, "win32") == "notepad"
    assert "TextEdit" in _editor({}, "darwin")
    monkeypatch.setattr("planner.cli.desk.editor.shutil.which", lambda name: name == "nano")
    assert _editor({}, "linux") == "nano"
    monkeypatch.setattr("planner.cli.desk.editor.shutil.which", lambda _name: None)
    with pytest.raises(EditorError, match="no plain editor"):
        _editor({}, "linux")


def test_a_call_is_called_and_a_letter_posted() -> None:
    assert spoken(Status.SENT, Channel.PHONE) == "called"
    assert spoken(Status.SENT, Channel.LETTER) == "posted"
    assert spoken(Status.SENT, Channel.EMAIL) == "sent"
    assert spoken(Status.SKIPPED, Channel.PHONE) == "skipped"
