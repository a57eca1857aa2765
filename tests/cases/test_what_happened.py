"""What is said of a message later moves the right one, once, and can be taken back whole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from planner.cli import planner
from planner.model.errors import UsageError
from planner.text.dates import day_past
from planner.text.status_words import status_meant

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ("Name", "Email", "Phone", "Purpose")
ANN = ("Ann Ashworth", "ann@soil.example", "+49 151 12345678", "your talk on soil")
NOW = date.today()  # noqa: DTZ011 - the user's own day, as the command line counts it
LONG_AGO = NOW - timedelta(days=60)


@pytest.fixture
def followed(listed: Any) -> Any:
    """One person who was written to long ago, and whose follow-up is drafted."""
    desk = listed(HEADER, ANN)
    desk.run("draft", sender=True)
    desk.run("status", "set", "Ann Ashworth", "sent", "--on", LONG_AGO.isoformat())
    desk.run("draft", sender=True)
    assert standing(desk) == {1: "sent", 2: "drafted"}
    return desk


def touches(desk: Any) -> dict[int, dict[str, Any]]:
    return {int(touch["step"]): touch for touch in desk.run("status")["touches"]}


def standing(desk: Any) -> dict[int, str]:
    return {step: touch["status"] for step, touch in touches(desk).items()}


def answers(desk: Any, *lines: str) -> str:
    path: Path = desk.path.parent / "answers.csv"
    path.write_text("\n".join(("who,status,date,note", *lines)), encoding="utf-8")
    return str(path)


def test_sent_after_a_bounce_is_the_message_that_stands_open(followed: Any) -> None:
    followed.run("status", "set", "ann@soil.example#1", "bounced")
    followed.run("status", "set", "Ann Ashworth", "sent")
    assert standing(followed) == {1: "bounced", 2: "sent"}


def test_a_grown_file_of_answers_tells_nothing_twice(followed: Any) -> None:
    first = f"Ann Ashworth,sent,{LONG_AGO},"
    source = answers(followed, first)
    assert followed.run("status", "set", "--from", source)["changes"] == []
    assert standing(followed) == {1: "sent", 2: "drafted"}

    replied = f"Ann Ashworth,replied,{LONG_AGO + timedelta(days=5)},by phone"
    source = answers(followed, first, replied)
    assert len(followed.run("status", "set", "--from", source)["changes"]) == 1
    met = f"Ann Ashworth,meeting,{LONG_AGO + timedelta(days=9)},"
    source = answers(followed, first, replied, met)
    assert len(followed.run("status", "set", "--from", source)["changes"]) == 1
    assert followed.run("status", "set", "--from", source)["changes"] == []
    assert touches(followed)[1]["answered_on"] == str(LONG_AGO + timedelta(days=9))


def test_what_was_taken_back_may_be_said_again(followed: Any) -> None:
    source = answers(followed, f"Ann Ashworth,replied,{LONG_AGO + timedelta(days=5)},")
    followed.run("status", "set", "--from", source)
    followed.run("status", "set", "ann@soil.example#1", "sent", "--force")
    assert len(followed.run("status", "set", "--from", source)["changes"]) == 1


@pytest.mark.parametrize("word", ["replied", "declined", "meeting", "no answer"])
def test_a_wrong_answer_taken_back_leaves_no_trace_of_it(followed: Any, word: str) -> None:
    followed.run("status", "set", "ann@soil.example#1", word)
    followed.run("draft", sender=True)
    assert standing(followed)[2] == "skipped"

    followed.run("status", "set", "ann@soil.example#1", "sent", "--force")
    assert touches(followed)[1]["answered_on"] == ""
    assert touches(followed)[1]["sent_on"] == LONG_AGO.isoformat()
    assert standing(followed)[2] == "drafted"
    followed.run("draft", sender=True)
    assert standing(followed)[2] == "drafted"


def test_a_follow_up_that_the_user_skipped_stays_skipped(followed: Any) -> None:
    followed.run("status", "set", "ann@soil.example#2", "skipped")
    followed.run("status", "set", "ann@soil.example#1", "replied")
    followed.run("status", "set", "ann@soil.example#1", "sent", "--force")
    assert standing(followed)[2] == "skipped"


def type_into_tracking(desk: Any, **values: Any) -> None:
    book = load_workbook(desk.path)
    sheet = book["Tracking"]
    rows = list(sheet.iter_rows())
    header = next(row for row in rows if any(cell.value == "Touch ID" for cell in row))
    row = next(at for at, cells in enumerate(rows, start=2) if cells is header)
    columns = {str(cell.value): at for at, cell in enumerate(header, start=1)}
    for name, value in values.items():
        sheet.cell(row, columns[name.replace("_", " ")], value)
    book.save(desk.path)


def test_an_answer_typed_with_both_days_was_sent_first(listed: Any) -> None:
    desk = listed(HEADER, ANN)
    desk.run("draft", sender=True)
    type_into_tracking(desk, Status="replied", Sent_on=LONG_AGO, Answered_on=NOW)
    desk.run("draft", sender=True)

    assert standing(desk) == {1: "replied"}
    told = [(each["before"], each["after"]) for each in desk.run("history")["changes"]]
    assert ("drafted", "sent") in told
    assert ("sent", "replied") in told


def test_an_answer_typed_without_the_day_of_sending_is_asked_about(listed: Any) -> None:
    desk = listed(HEADER, ANN)
    desk.run("draft", sender=True)
    type_into_tracking(desk, Status="replied", Answered_on=NOW)
    assert "status-impossible" in {f["slug"] for f in desk.findings(sender=True)}


def test_an_answer_typed_before_the_day_of_sending_is_asked_about(listed: Any) -> None:
    desk = listed(HEADER, ANN)
    desk.run("draft", sender=True)
    type_into_tracking(desk, Status="replied", Sent_on=NOW, Answered_on=LONG_AGO)
    assert "status-impossible" in {f["slug"] for f in desk.findings(sender=True)}


@pytest.mark.parametrize(
    "tail",
    [
        ("yesterday",), ("on", "yesterday"), ("on yesterday",), ("gestern",), ("hier",), ("ayer",),
        ("ontem",), ("ieri",), ("gisteren",),
    ],
)  # fmt: skip
def test_the_day_may_stand_behind_the_status(listed: Any, tail: tuple[str, ...]) -> None:
    desk = listed(HEADER, ANN)
    desk.run("draft", sender=True)
    desk.run("status", "set", "Ann Ashworth", "sent", *tail)
    assert touches(desk)[1]["sent_on"] == str(NOW - timedelta(days=1))


def test_a_weekday_is_the_last_one() -> None:
    wednesday = date(2026, 3, 4)
    for word in ("friday", "Freitag", "vendredi", "viernes", "sexta-feira", "venerdì", "vrijdag"):
        assert day_past(word, wednesday) == date(2026, 2, 27)
    assert day_past("wednesday", wednesday) == wednesday
    assert day_past("today", wednesday) == wednesday
    assert day_past("soon", wednesday) is None


def test_a_number_behind_the_status_is_no_guess(listed: Any) -> None:
    desk = listed(HEADER, ANN)
    desk.run("draft", sender=True)
    given = ["status", str(desk.path), "set", "Ann Ashworth", "sent 3/2"]
    done = CliRunner().invoke(planner, given)
    assert isinstance(done.exception, UsageError)
    assert "3/2" in done.exception.message
    assert standing(desk) == {1: "drafted"}


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("done", "sent"), ("emailed", "sent"), ("called", "sent"), ("said no", "declined"),
        ("ghosted", "no answer"), ("interview", "meeting"), ("hired", "closed"),
        ("left voicemail", "sent"), ("answered", "replied"), ("got the job", "closed"),
        ("geghostet", "no answer"), ("Bewerbungsgespräch", "meeting"), ("angerufen", "sent"),
        ("zei nee", "declined"), ("dejé mensaje de voz", "sent"), ("a dit non", "declined"),
        ("disse não", "declined"), ("ha detto di no", "declined"), ("gebeld", "sent"),
    ],
)  # fmt: skip
def test_everyday_words_say_what_happened(word: str, status: str) -> None:
    assert str(status_meant(word)) == status
