"""Follow-ups are drafted when they are due, say what went before, and end with an answer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from planner.campaign import Campaign
from planner.model.status import Status
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from openpyxl import Workbook

    from tests.campaign.conftest import Book

MONDAY = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
HEADER = ("Step", "Channel", "Template", "Wait", "Stop when", "Condition")
NOTE_PEOPLE = (
    {
        "Name": "Ada Byron",
        "Company": "Difference Ltd",
        "LinkedIn URL": "https://www.linkedin.com/in/ada-byron",
        "Email": "ada@difference.example",
        "Priority": "high",
        "Country": "DE",
        "Purpose": "the notes on the engine that you read out in Turin",
    },
    {
        "Name": "Grace Murray",
        "Company": "Harbour Systems",
        "LinkedIn URL": "https://www.linkedin.com/in/grace-murray",
        "Email": "",
        "Priority": "",
        "Country": "",
        "Purpose": "a review of our compiler course before the autumn term",
    },
)


def on(day: int, month: int = 3) -> datetime:
    return MONDAY.replace(month=month, day=day)


def mark(book: Book, who: str, status: Status, now: datetime) -> None:
    with Campaign.open(book.path, now=now) as campaign:
        campaign.set_status([Order(who, status)])


def touches(book: Book, name: str) -> list[dict[str, object]]:
    return [row for row in book.rows() if row["Name"] == name]


def due(book: Book, now: datetime) -> list[str]:
    with Campaign.open(book.path, now=now) as campaign:
        return [each.touch.id for each in campaign.due().due]


def add_sequence(book: Book, *rows: tuple[object, ...]) -> None:
    def change(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("Sequence")
        for row in (HEADER, *rows):
            sheet.append(row)

    book.changed(change)


def test_a_follow_up_is_drafted_after_three_business_days(book: Book) -> None:
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(5))  # a Thursday
    assert book.draft(now=on(9)).drafted == 0
    report = book.draft(now=on(10))
    assert report.drafted == 1
    first, second = touches(book, "Ada Byron")
    assert (first["Status"], second["Status"], second["Step"]) == ("sent", "drafted", 2)
    assert "5 March" in str(second["Draft"])
    assert book.draft(now=on(10)).save is None or not book.draft(now=on(10)).drafted


def test_an_answer_stops_what_was_to_follow(book: Book) -> None:
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(2))
    book.draft(now=on(5))
    assert "ada@difference.example#2" in due(book, on(5))
    mark(book, "ada@difference.example#1", Status.REPLIED, on(6))
    assert "ada@difference.example#2" not in due(book, on(6))
    report = book.draft(now=on(6))
    assert report.stopped == 1
    assert touches(book, "Ada Byron")[1]["Status"] == "skipped"
    history = [change for change in changes(book) if change.touch == "ada@difference.example#2"]
    assert [(change.before, change.after) for change in history] == [("drafted", "skipped")]
    assert "replied" in history[0].note


def changes(book: Book) -> tuple[Any, ...]:
    with Campaign.open(book.path, now=MONDAY) as campaign:
        return campaign.changes()


def test_an_answer_is_to_the_last_message(book: Book) -> None:
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(2))
    book.draft(now=on(5))
    mark(book, "Ada Byron", Status.SENT, on(5))
    mark(book, "Ada Byron", Status.REPLIED, on(9))
    assert [row["Status"] for row in touches(book, "Ada Byron")] == ["sent", "replied"]


def test_at_most_two_follow_ups_without_a_sheet(book: Book) -> None:
    book.draft()
    now = on(2)
    for _ in range(4):
        if "ada@difference.example" in " ".join(due(book, now)):
            mark(book, "Ada Byron", Status.SENT, now)
        now += timedelta(days=21)
        book.draft(now=now)
    assert [row["Step"] for row in touches(book, "Ada Byron")] == [1, 2, 3]
    assert all(row["Status"] == "sent" for row in touches(book, "Ada Byron"))


def test_an_invitation_is_followed_up_once_it_is_accepted(make_book: Callable[..., Book]) -> None:
    book = make_book(NOTE_PEOPLE)
    book.draft()
    for name in ("Ada Byron", "Grace Murray"):
        mark(book, name, Status.SENT, on(2))
    assert book.draft(now=on(20)).drafted == 0
    mark(book, "Ada Byron", Status.ACCEPTED, on(20))
    assert book.draft(now=on(24)).drafted == 0
    assert book.draft(now=on(25)).drafted == 1
    second = touches(book, "Ada Byron")[1]
    assert (second["Channel"], second["Template"]) == ("linkedin-message", "connected-message")
    assert str(second["Draft"]).startswith("Hello Ada,\n\nThank you for accepting my invitation.")


def test_the_sheet_says_what_follows_and_to_whom(make_book: Callable[..., Book]) -> None:
    book = make_book(NOTE_PEOPLE)
    add_sequence(
        book,
        (1, "email", "", "", "", ""),
        (2, "call", "", 2, "any answer", "Priority=high"),
        (3, "withdraw", "", "3 weeks", "accepted", "after linkedin-note"),
        (3, "letter", "", 1, "", "after phone"),
    )
    book.draft()
    assert [row["Channel"] for row in book.rows()] == ["email", "linkedin-note"]
    for name in ("Ada Byron", "Grace Murray"):
        mark(book, name, Status.SENT, on(2))
    assert [draft.channel for draft in book.draft(now=on(4)).drafts] == ["phone"]
    mark(book, "Ada Byron", Status.SENT, on(4))
    assert [draft.channel for draft in book.draft(now=on(5)).drafts] == ["letter"]
    report = book.draft(now=on(23))
    (task,) = [draft for draft in report.drafts if draft.contact == "grace-murray"]
    assert (task.template, task.touch) == ("withdraw-task", "grace-murray#3")
    assert task.text.startswith("Withdraw your invitation to Grace Murray, sent 2 March:")
    assert "grace-murray#3" in due(book, on(23))
    mark(book, "grace-murray#1", Status.ACCEPTED, on(24))
    assert "grace-murray#3" not in due(book, on(24))


def test_what_stops_a_step_through_one_channel_stops_none_through_another(
    make_book: Callable[..., Book],
) -> None:
    book = make_book(NOTE_PEOPLE)
    add_sequence(
        book,
        (1, "linkedin-note", None, None, None, None),
        (2, "linkedin-message", None, "3 days", "replied", None),
        (2, "email", None, "3 days", "accepted", None),
    )
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(2))
    mark(book, "Ada Byron", Status.ACCEPTED, on(3))
    book.draft(now=on(10))
    book.draft(now=on(11))
    assert [row["Status"] for row in touches(book, "Ada Byron")] == ["accepted", "drafted"]
    assert touches(book, "Ada Byron")[1]["Channel"] == "linkedin-message"
    assert "ada-byron#2" in due(book, on(11))


def test_public_holidays_are_no_business_days(make_book: Callable[..., Book]) -> None:
    book = make_book(NOTE_PEOPLE)
    add_sequence(book, (1, "email", "", "", "", ""), (2, "email", "", 1, "", ""))
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(2, month=4))  # the day before Good Friday
    assert book.draft(now=on(6, month=4)).drafted == 0  # Easter Monday
    assert book.draft(now=on(7, month=4)).drafted == 1


def test_what_was_sent_before_planner_came_has_no_follow_up(make_book: Callable[..., Book]) -> None:
    person = {**NOTE_PEOPLE[0], "Status": "sent", "Last contacted": "2025-03-02"}
    book = make_book((person,))
    book.draft()
    assert book.draft(now=on(30)).drafted == 0


def test_the_text_that_went_before_is_at_hand(book: Book) -> None:
    folder = book.path.parent / "templates"
    folder.mkdir()
    (folder / "again.txt").write_text(
        "Channel: email\nSubject: Re: {{ previous.subject }}\n\n"
        "Hello {{ first_name }},\n\n{{ purpose|sentence }} On {{ previous.date }} I wrote:\n\n"
        "{{ previous.text }}\n",
        encoding="utf-8",
    )
    add_sequence(book, (1, "", "", "", "", ""), (2, "", "again", 1, "", ""))
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(2))
    book.draft(now=on(3))
    first, second = touches(book, "Ada Byron")
    assert str(first["Draft"]).strip() in str(second["Draft"])
    assert second["Subject"] == f"Re: {first['Subject']}"


def test_own_words_in_a_follow_up_are_kept(book: Book) -> None:
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(2))
    book.draft(now=on(5))
    with Campaign.open(book.path, now=on(5)) as campaign:
        campaign.write_draft("ada@difference.example#2", "Hello Ada, shall I call?", subject="Call")
    book.draft(now=on(9))
    assert touches(book, "Ada Byron")[1]["Draft"] == "Hello Ada, shall I call?"


def test_the_owners_columns_follow_the_last_message(make_book: Callable[..., Book]) -> None:
    people = tuple(
        {**person, "Status": "", "Last contacted": "", "Email": "ada@x.example", "LinkedIn URL": ""}
        for person in NOTE_PEOPLE[:1]
    )
    book = make_book(people)
    book.draft()
    mark(book, "Ada Byron", Status.SENT, on(2))
    book.draft(now=on(5))
    assert book.draft(now=on(5)).drafted == 0
    mark(book, "Ada Byron", Status.SENT, on(6))
    assert contact(book)["Status"] == "sent"
    book.draft(now=on(9))
    mark(book, "Ada Byron", Status.REPLIED, on(9))
    assert contact(book)["Status"] == "replied"
    book.draft(now=on(10))
    assert [row["Status"] for row in touches(book, "Ada Byron")] == ["sent", "replied"]
    # The owner types the next one beside the contact.
    book.write("Ada Byron", {"Status": "meeting"})
    book.draft(now=on(11))
    assert [row["Status"] for row in touches(book, "Ada Byron")] == ["sent", "meeting"]


def contact(book: Book) -> dict[str, object]:
    with Campaign.open(book.path, now=MONDAY) as campaign:
        (found,) = campaign.book.contacts
        last = found.raw("last_contacted")
        day = last.date() if isinstance(last, datetime) else last
        assert day is None or isinstance(day, date)
        return {"Status": found.text("status"), "Last contacted": day}
