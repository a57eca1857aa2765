"""The workbook stays the one truth: whoever is last is told, and nothing typed is lost."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from planner.review.app import Life
from planner.review.journal import Journal, Typed
from tests.review.conftest import PEOPLE, make_book, make_desk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review.conftest import Desk


def test_a_change_in_excel_shows_at_the_next_look(desk: Desk) -> None:
    before = desk.get("state").json
    desk.book.typed("Ada Byron", Draft="Words typed in Excel, about the notes on the engine")

    after = desk.get("state").json

    assert before != after
    assert "Words typed in Excel" in desk.text("today")


def test_a_file_saved_with_the_same_content_is_no_change(desk: Desk) -> None:
    desk.text("today")
    before = desk.get("state").json
    path = desk.book.path
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(1, 1))

    assert desk.get("state").json == before


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(desk: Desk) -> None:
    one = two = desk.text("drafts")
    desk.press(one, "Save", text="The first tab's words on the engine and its notes in Turin")

    answer = desk.press(two, "Save", text="The second tab's words on the engine in Turin")

    assert answer.status_code == 409
    assert "Ada Byron has changed" in answer.text
    assert desk.book.row("Ada Byron")["Draft"].startswith("The first tab's")
    # What the second typed is not lost, and can be saved by somebody who has seen the other.
    page = desk.text("drafts", touch=desk.touch("Ada Byron"))
    assert "The second tab" in page
    assert "The first tab" in page
    assert desk.press(page, "Save").status_code == 303
    assert desk.book.row("Ada Byron")["Draft"].startswith("The second tab's")


def test_two_servers_on_one_workbook_tell_each_other(desk: Desk) -> None:
    other = make_desk(desk.book)
    html = other.text("today")
    desk.press(desk.text("today"), "I have sent it")

    answer = other.press(html, "Skip")

    assert answer.status_code == 409
    assert desk.book.row("Ada Byron")["Status"] == "sent"


def test_a_status_changed_in_excel_is_not_overwritten(desk: Desk) -> None:
    html = desk.text("today")
    desk.book.typed("Ada Byron", Status="skipped")

    assert desk.press(html, "I have sent it").status_code == 409
    assert desk.book.row("Ada Byron")["Status"] == "skipped"


def test_undo_takes_back_only_what_the_page_has_shown_last(desk: Desk) -> None:
    desk.press(desk.text("today"), "I have sent it")
    shown = desk.text("today")
    desk.press(shown, "I have sent it")

    answer = desk.press(shown, "Undo: it did not go out")

    assert answer.status_code == 409
    assert desk.book.row("Grace Múrray")["Status"] == "sent"


def test_undo_goes_back_step_by_step(desk: Desk) -> None:
    desk.press(desk.text("today"), "I have sent it")
    desk.press(desk.text("today"), "I have sent it")

    desk.press(desk.text("today"), "Undo: it did not go out")
    assert [row["Status"] for row in desk.book.rows()][:2] == ["sent", "drafted"]
    desk.press(desk.text("today"), "Undo: it did not go out")
    assert [row["Status"] for row in desk.book.rows()][:2] == ["drafted", "drafted"]
    assert "Undo" not in desk.text("today").partition("<main")[0]


def test_undo_is_not_offered_over_a_change_made_in_excel(desk: Desk) -> None:
    desk.press(desk.text("today"), "I have sent it")
    desk.book.typed("Grace Múrray", Notes="called her")

    assert 'data-key="u"' not in desk.text("today")


def test_while_excel_holds_the_file_an_action_waits_with_its_words(desk: Desk) -> None:
    page = desk.text("drafts")
    lock = desk.book.held_by_excel()
    words = "My words on the engine and the notes that you read out in Turin"

    answer = desk.press(page, "Save", text=words)

    assert answer.status_code == 423
    assert "open in Excel (Nora)" in answer.text
    assert words in answer.text
    assert "open in Excel" in desk.text("today")
    assert desk.get("state").json == {
        "version": desk.workspace.content(),
        "holder": "contacts.xlsx is open in Excel (Nora).",
    }
    lock.unlink()
    assert desk.press(answer.text, "Try again now").status_code == 303
    assert desk.book.row("Ada Byron")["Draft"] == words


def test_typed_words_survive_a_crash_of_the_server(desk: Desk) -> None:
    fields = {"key": desk.guard.key, "touch": desk.touch("Ada Byron"), "mark": "x"}
    desk.post("words/keep", fields | {"text": "Half a sentence on\r\nengines", "subject": ""})

    page = make_desk(desk.book).text("drafts")

    assert "Half a sentence on\nengines" in page
    assert "not saved yet" in page
    assert desk.book.row("Ada Byron")["Draft"] not in page.partition("sources")[0]


def test_words_thrown_away_are_gone(desk: Desk) -> None:
    fields = {"key": desk.guard.key, "touch": desk.touch("Ada Byron"), "mark": "x"}
    desk.post("words/keep", fields | {"text": "Half a sentence", "subject": ""})

    desk.press(desk.text("drafts"), "Throw mine away")

    assert "Half a sentence" not in desk.text("drafts")


def test_the_journal_is_for_its_owner_alone_and_forgives_damage(tmp_path: Path) -> None:
    workbook = tmp_path / "contacts.xlsx"
    journal = Journal(workbook)
    journal.keep("a#1", Typed("mark", "words", "subject"))
    (file,) = (tmp_path / ".planner").iterdir()

    assert Journal(workbook).of("a#1") == Typed("mark", "words", "subject")
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for damage in ("", "[]", "{", '{"a#1": 3}', '{"a#1": ["x"]}'):
        file.write_text(damage, encoding="utf-8")
        assert Journal(workbook).of("a#1") is None


def test_two_servers_share_the_words_that_wait(tmp_path: Path) -> None:
    one, other = Journal(tmp_path / "contacts.xlsx"), Journal(tmp_path / "contacts.xlsx")
    one.keep("a#1", Typed("m", "first"))
    other.keep("b#1", Typed("m", "second"))
    one.forget("a#1")

    assert (other.of("a#1"), one.of("b#1")) == (None, Typed("m", "second"))


def test_a_workbook_that_is_gone_is_said_and_comes_back(desk: Desk) -> None:
    desk.press(desk.text("today"), "Skip")
    away = desk.book.path.rename(desk.book.path.with_name("away.xlsx"))

    answer, state = desk.get("today"), desk.get("state").json

    assert answer.status_code == 422
    assert "there is no such file" in answer.text
    assert state is not None
    assert "there is no such file" in state["holder"]
    away.rename(desk.book.path)
    assert "Saved: Ada Byron: skipped" in desk.text("today")


def test_200_quick_actions_from_four_hands_are_all_there(tmp_path: Path) -> None:
    number = 200
    people = [
        {**PEOPLE[1], "Name": f"Grace Múrray {each}", "Email": f"grace{each}@h{each}.example"}
        for each in range(number)
    ]
    book = make_book(tmp_path / "contacts.xlsx", people).drafted()
    desk = make_desk(book)
    with book.campaign() as campaign:
        from planner.review.workspace import mark_of  # noqa: PLC0415 - the one test that needs it

        marks = {each.tracked.id: mark_of(each.tracked) for each in campaign.book.standing}
    forms = [
        {"key": desk.guard.key, "touch": touch, "mark": mark, "status": "approved"}
        for touch, mark in marks.items()
    ]

    with ThreadPoolExecutor(4) as hands:
        codes = list(hands.map(lambda form: desk.post("status", form).status_code, forms))

    assert len(marks) == number
    assert set(codes) == {303}
    assert {row["Status"] for row in book.rows()} == {"approved"}
    approved = [row for row in book.rows("History") if row["To"] == "approved"]
    assert len({row["Touch ID"] for row in approved}) == len(approved) == number


def test_the_server_is_over_when_nobody_asks_or_the_last_page_was_closed() -> None:
    now = 0.0
    life = Life(lambda: now)

    now = 59.0
    assert not life.is_over(idle=60, grace=5)
    life.note_closed()
    now = 63.0
    life.note_request()
    now = 100.0
    assert not life.is_over(idle=60, grace=5)
    life.note_closed()
    now = 106.0
    assert life.is_over(idle=60, grace=5)
    life.note_request()
    now = 170.0
    assert life.is_over(idle=60, grace=5)


@pytest.mark.parametrize("name", ["contacts.csv", "contacts.ods"])
def test_a_file_that_planner_can_only_read_is_refused_with_the_way_out(
    tmp_path: Path, name: str
) -> None:
    from planner.model.errors import UsageError  # noqa: PLC0415 - the one test that needs them
    from planner.review.server import Server  # noqa: PLC0415

    path = tmp_path / name
    path.write_text("Name,Purpose\nAda,engines\n", encoding="utf-8")

    with pytest.raises(UsageError, match="only read") as caught:
        Server(path, lambda: pytest.fail("not opened"), print, idle=1)
    assert "planner draft" in caught.value.hint
