"""Who is due, who never is, and what the Next action cell says of everybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.errors import TrackingError
from planner.model.status import Status
from planner.tracking.changes import Order
from planner.tracking.due_touches import due_touches, sent_on
from planner.tracking.next_action import NEXT_ACTION
from planner.tracking.statuses import MOVES
from planner.tracking.touches import Tracked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.next.conftest import Book

ADA, GRACE, EDSGER = "Ada Byron", "Grace Múrray", "Edsger Blom"
NOW = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - the user's own calendar
DAY = NOW.date()


def touch(status: Status | None, contact: str = "ada", step: int = 1, **cells: Any) -> Tracked:
    named = {name.replace("_", " "): value for name, value in cells.items()}
    held = {
        "Touch ID": f"{contact}#{step}",
        "Contact ID": contact,
        "Step": step,
        "Draft": "Hello",
        **named,
    }
    return Tracked(2, held, status)


def ids(touches: Sequence[Tracked]) -> list[str]:
    return [each.id for each in touches]


def due_names(book: Book) -> list[str]:
    with book.campaign() as campaign:
        return [due.touch.text("Name") for due in campaign.due().due]


# --- the rules ----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [*Status, None])
def test_only_what_is_drafted_or_approved_is_due(status: Status | None) -> None:
    is_due = bool(due_touches([touch(status)], DAY))

    assert is_due == (status in {Status.DRAFTED, Status.APPROVED})


@pytest.mark.parametrize(
    ("planned", "is_due"),
    [
        (None, True),
        (DAY, True),
        (DAY - timedelta(days=30), True),
        (DAY + timedelta(days=1), False),
        (datetime(2026, 3, 2, 18), True),  # noqa: DTZ001 - a cell has no zone
        ("2026-03-02", True),
        ("2026-03-03", False),
        ("after Easter", False),
    ],
)
def test_what_is_planned_for_a_day_to_come_is_not_due(planned: object, *, is_due: bool) -> None:
    assert bool(due_touches([touch(Status.DRAFTED, Planned_for=planned)], DAY)) == is_due


def test_a_row_without_words_is_not_due() -> None:
    assert not due_touches([touch(Status.DRAFTED, Draft=" \n")], DAY)


@pytest.mark.parametrize("word", [Status.DECLINED, Status.SUPPRESSED])
@pytest.mark.parametrize("is_first", [True, False])
def test_one_no_bars_every_touch_of_a_person(word: Status, *, is_first: bool) -> None:
    said, waiting = touch(word, step=1), touch(Status.DRAFTED, step=2)
    touches = [said, waiting] if is_first else [waiting, said]

    assert ids(due_touches([*touches, touch(Status.DRAFTED, "ben")], DAY)) == ["ben#1"]


def test_of_a_persons_open_touches_only_the_earliest_is_due() -> None:
    second, first = touch(Status.DRAFTED, step=2), touch(Status.APPROVED, step=1)

    assert ids(due_touches([second, first], DAY)) == ["ada#1"]
    blocked = touch(Status.NEEDS_PURPOSE, step=1)
    assert not due_touches([blocked, second], DAY)
    assert ids(due_touches([touch(Status.SENT, step=1), second], DAY)) == ["ada#2"]


_TOUCHES = st.lists(
    st.builds(
        touch,
        st.sampled_from(Status),
        st.sampled_from(["ada", "ben", "cy"]),
        st.integers(1, 4),
        Planned_for=st.sampled_from([DAY, DAY + timedelta(days=1)]),
    ),
    unique_by=lambda each: each.id,
)


@given(_TOUCHES)
def test_nobody_is_due_twice_and_nobody_who_said_no(touches: list[Tracked]) -> None:
    due = due_touches(touches, DAY)
    contacts = [each.contact for each in due]

    assert len(contacts) == len(set(contacts))
    barred = {each.contact for each in touches if each.status in {"declined", "suppressed"}}
    assert not barred & set(contacts)
    assert [each for each in touches if each in due] == due  # in the order of the sheet


def test_only_what_went_out_on_the_day_counts_as_sent_today() -> None:
    touches = [
        touch(Status.SENT, "a", Sent_on=DAY),
        touch(Status.REPLIED, "b", Sent_on=DAY),
        touch(Status.SENT, "c", Sent_on=DAY - timedelta(days=1)),
        touch(Status.DRAFTED, "d", Sent_on=DAY),
        touch(Status.SENT, "e"),
    ]

    assert sent_on(touches, DAY) == 2


# --- the workbook has the last word -------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "entry"),
    [
        (("Email", "Reason"), ("grace@harbour.example", "asked us not to")),
        (("Domain",), ("harbour.example",)),
        (("Name", "Company"), (GRACE, "Harbour Systems")),
    ],
)
def test_whom_the_do_not_contact_sheet_names_is_never_due(
    book: Book, headers: tuple[str, ...], entry: tuple[str, ...]
) -> None:
    assert due_names(book) == [ADA, GRACE, EDSGER]

    def suppress(workbook: Any) -> None:
        sheet = workbook.create_sheet("Do not contact")
        sheet.append(headers)
        sheet.append(entry)

    book.changed(suppress)

    assert due_names(book) == [ADA, EDSGER]  # before any new run of draft


def test_whose_status_in_excel_says_declined_or_makes_no_sense_is_not_due(book: Book) -> None:
    book.track(ADA, Status="suppressed")
    book.track(GRACE, Status="out already")

    assert due_names(book) == [EDSGER]


@pytest.mark.parametrize("purpose", [None, "TBD"])
def test_who_no_longer_has_a_purpose_is_not_due(book: Book, purpose: str | None) -> None:
    def blank(workbook: Any) -> None:
        workbook["Contacts"]["F2"] = purpose

    book.changed(blank)

    assert due_names(book) == [GRACE, EDSGER]


def test_who_is_gone_from_the_contacts_is_not_due(book: Book) -> None:
    book.changed(lambda workbook: workbook["Contacts"].delete_rows(2))

    assert due_names(book) == [GRACE, EDSGER]


def test_before_the_first_draft_the_error_names_the_command(
    make_book: Callable[..., Book],
) -> None:
    book = make_book()
    book.changed(lambda workbook: workbook.remove(workbook["Tracking"]))

    with book.campaign() as campaign, pytest.raises(TrackingError) as caught:
        campaign.due()
    assert f"planner draft {book.path}" in caught.value.hint


# --- from Python --------------------------------------------------------------------------------


def test_the_words_of_a_sent_message_cannot_be_changed(book: Book) -> None:
    touch_id = book.row(ADA)["Touch ID"]
    with book.campaign() as campaign:
        campaign.set_status([Order(ADA, Status.SENT)])
    before = book.path.read_bytes()

    with book.campaign() as campaign:
        with pytest.raises(TrackingError, match="no draft to change"):
            campaign.write_draft(touch_id, "Other words", subject="")
        with pytest.raises(TrackingError, match="no draft to change"):
            campaign.postpone(touch_id, campaign.book.now.date() + timedelta(days=3))
    assert book.path.read_bytes() == before


def test_the_same_words_again_write_nothing(book: Book) -> None:
    row = book.row(ADA)
    before = book.path.read_bytes()
    with book.campaign() as campaign:
        report = campaign.write_draft(row["Touch ID"], row["Draft"], subject=row["Subject"])

    assert not report.changes
    assert book.path.read_bytes() == before


def test_a_touch_that_is_gone_is_an_error(book: Book) -> None:
    with book.campaign() as campaign, pytest.raises(TrackingError, match="no longer in"):
        campaign.write_draft("nobody#1", "Hello", subject="")


def test_what_excel_changed_in_the_row_reaches_history_with_the_edit(book: Book) -> None:
    book.track(ADA, Status="approved", Notes="met her again")
    touch_id = book.row(ADA)["Touch ID"]
    with book.campaign() as campaign:
        campaign.write_draft(touch_id, "Hello Ada, again.", subject="")

    told = [(row["To"], row["By"], row["Note"]) for row in book.rows("History")]
    assert told == [
        ("approved", "excel", ""),
        ("approved", "excel", "notes edited"),
        ("approved", "command", "draft edited"),
    ]


# --- Next action --------------------------------------------------------------------------------


def test_every_status_says_what_is_next() -> None:
    assert set(NEXT_ACTION) == set(Status)


_MOVES: Mapping[str, tuple[Status, ...]] = {
    after: (Status.SENT, after) if after not in MOVES[Status.DRAFTED] else (after,)
    for after in Status
    if after is not Status.DRAFTED
}


@pytest.mark.parametrize("word", sorted(_MOVES))
def test_after_a_command_next_action_is_that_of_the_status(book: Book, word: str) -> None:
    for status in _MOVES[word]:
        with book.campaign() as campaign:
            campaign.set_status([Order(ADA, status)])

    assert book.row(ADA)["Next action"] == NEXT_ACTION[Status(word)]
    assert book.row(GRACE)["Next action"] == NEXT_ACTION[Status.DRAFTED]


@pytest.mark.parametrize("word", ["approved", "sent", "skipped"])
def test_after_a_change_in_excel_next_action_follows_at_the_next_run(book: Book, word: str) -> None:
    book.track(ADA, Status=word)
    with book.campaign() as campaign:
        campaign.draft()

    assert book.row(ADA)["Next action"] == NEXT_ACTION[Status(word)]
