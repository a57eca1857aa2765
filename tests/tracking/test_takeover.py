"""What the user types in Tracking counts at the next run: taken over, or reported and left."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from planner.campaign import Campaign
from planner.model.status import Status
from planner.text.pasted import command
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.drafting.report import DraftReport
    from planner.model.finding import Finding
    from tests.tracking.conftest import Life, Ran

    Planner = Callable[..., Ran]

NOW = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
LATER = NOW + timedelta(days=7)
BEN = "ben@acme.example#1"


def told(life: Life) -> list[tuple[str, str, str, str]]:
    keys = ("From", "To", "By", "Note")
    return [tuple(str(row[key] or "") for key in keys) for row in life.rows("History")]  # type: ignore[misc]  # four keys


def found(report: DraftReport, slug: str) -> list[Finding]:
    return [each for each in report.findings if each.slug == slug]


@pytest.mark.parametrize(
    ("word", "header"),
    [("approved", None), ("sent", "Sent on"), ("skipped", None), ("suppressed", None)],
)
def test_a_status_is_taken_over_with_its_date(drafted: Life, word: str, header: str | None) -> None:
    drafted.track(BEN, Status=word)

    drafted.draft(LATER)

    row = drafted.row(BEN)
    assert row["Status"] == word
    assert told(drafted) == [("drafted", word, "excel", "")]
    days = {name: row[name].date() for name in row if name.endswith(" on") and row[name]}
    assert days == ({header: LATER.date()} if header else {})


def test_dates_words_and_notes_are_taken_over(drafted: Life) -> None:
    drafted.track(
        BEN,
        Status="sent",
        Sent_on=NOW + timedelta(days=1),
        Draft="Dear Ben.",
        Subject="Plans",
        Notes="by post",
    )
    drafted.draft(LATER)

    assert told(drafted) == [
        ("drafted", "sent", "excel", ""),
        ("sent", "sent", "excel", "draft edited; notes edited"),
    ]
    first = drafted.rows("History")[0]
    assert (first["Subject as sent"], first["Text as sent"]) == ("Plans", "Dear Ben.")
    assert drafted.row(BEN)["Sent on"].date() == date(2026, 3, 3)
    drafted.track(BEN, Sent_on=NOW, Planned_for=LATER)
    drafted.draft(LATER)
    assert told(drafted)[2:] == [
        ("sent", "sent", "excel", "Planned for: 2026-03-09; Sent on: 2026-03-03 became 2026-03-02")
    ]


def test_what_was_taken_over_once_is_not_told_again(drafted: Life) -> None:
    drafted.track(BEN, Status="sent", Notes="by post")
    drafted.draft(LATER)
    before = drafted.path.read_bytes()

    assert drafted.draft(LATER).path is None
    assert drafted.path.read_bytes() == before


def test_a_status_that_the_run_decides_otherwise_is_told_both_ways(drafted: Life) -> None:
    drafted.track(BEN, Status="needs purpose")

    drafted.draft(LATER)

    chain = [
        ("drafted", "needs purpose", "excel", ""),
        ("needs purpose", "drafted", "command", "draft"),
    ]
    assert told(drafted) == chain
    drafted.draft(LATER)
    assert told(drafted) == chain


@pytest.mark.parametrize("word", ["second round", "snet", "42"])
def test_an_unknown_word_is_a_finding_and_stays_as_typed(drafted: Life, word: str) -> None:
    drafted.track(BEN, Status=word)

    for _ in range(2):
        (finding,) = found(drafted.draft(LATER), "status-unknown")
        assert (finding.sheet, finding.cell) == ("Tracking", "C3")
        assert f'"{word}"' in finding.message
        assert drafted.row(BEN)["Status"] == word
    with Campaign.open(drafted.path, now=LATER) as campaign:
        assert BEN not in {each.touch.id for each in campaign.due().due}
    assert "History" not in sheets(drafted)


@pytest.mark.parametrize("word", ["replied", "no answer", "meeting", "declined"])
def test_an_impossible_move_is_a_finding_and_stays_as_typed(drafted: Life, word: str) -> None:
    drafted.track(BEN, Status=word)

    for _ in range(2):
        (finding,) = found(drafted.draft(LATER), "status-impossible")
        assert finding.cell == "C3"
        assert finding.message == f'it is "drafted": it cannot be "{word}" before it is sent'
        assert command("status", "set", BEN, word, "--force") in finding.hint
        assert drafted.row(BEN)["Status"] == word
    with Campaign.open(drafted.path, now=LATER) as campaign:
        assert BEN not in {each.touch.id for each in campaign.due().due}


def test_an_emptied_status_is_not_lost(drafted: Life) -> None:
    with Campaign.open(drafted.path, now=NOW) as campaign:
        campaign.set_status([Order(BEN, Status.SENT)])
    drafted.track(BEN, Status=None)

    (finding,) = found(drafted.draft(LATER), "status-impossible")

    assert finding.message == 'the status was "sent" and is now empty; it still counts as "sent"'
    with Campaign.open(drafted.path, now=LATER) as campaign:
        assert next(each.status for each in campaign.book.touches() if each.id == BEN) == "sent"


@pytest.mark.parametrize(
    ("header", "typed", "why"),
    [
        ("Sent_on", LATER + timedelta(days=1), "Sent on: 2026-03-10 is in the future"),
        ("Sent_on", "last week", 'Sent on: "last week" is no date'),
        ("Answered_on", NOW - timedelta(days=9), "2026-02-21 is before the message was sent"),
    ],
)
def test_a_date_that_makes_no_sense_is_a_finding_and_stays_as_typed(
    drafted: Life, planner: Planner, header: str, typed: object, why: str
) -> None:
    with Campaign.open(drafted.path, now=NOW) as campaign:
        campaign.set_status([Order(BEN, Status.SENT)])
    drafted.track(BEN, **{header: typed})

    (finding,) = found(drafted.draft(LATER), "date-impossible")

    assert why in finding.message
    assert drafted.row(BEN)[header.replace("_", " ")] == typed


def test_check_tells_what_is_wrong_in_tracking(drafted: Life, planner: Planner) -> None:
    drafted.track(BEN, Status="replied", Sent_on="last week")

    out = planner("check").out

    assert "people.xlsx:Tracking!C3: status-impossible: " in out
    assert 'people.xlsx:Tracking!L3: date-impossible: Sent on: "last week" is no date' in out


def test_a_command_about_somebody_else_leaves_the_edit_for_the_next_run(
    drafted: Life, planner: Planner
) -> None:
    drafted.track(BEN, Status="sent")

    assert planner("status", "set", "Anna Berg", "sent").code == 0

    assert [row["Name"] for row in drafted.rows("History")] == ["Anna Berg"]
    drafted.draft(LATER)
    assert [(row["Name"], row["By"]) for row in drafted.rows("History")] == [
        ("Anna Berg", "command"),
        ("Ben Okafor", "excel"),
    ]


def test_a_command_goes_on_from_what_was_typed(drafted: Life, planner: Planner) -> None:
    drafted.track(BEN, Status="sent")

    assert planner("status", "set", BEN, "replied").code == 0

    assert [line[:3] for line in told(drafted)] == [
        ("drafted", "sent", "excel"),
        ("sent", "replied", "command"),
    ]


def sheets(life: Life) -> list[str]:
    names: list[str] = []

    def look(workbook: Any) -> None:
        names.extend(workbook.sheetnames)

    life.changed(look)
    return names
