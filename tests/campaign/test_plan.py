"""The plan: every touch gets its day within the limits, and keeps it unless something changes."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from planner.campaign import Campaign
from planner.model.errors import TrackingError, UsageError
from planner.model.status import Status
from planner.tracking.changes import Order

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    from planner.scheduling.plan import PlanReport
    from tests.campaign.conftest import Book

FRIDAY = datetime(2026, 3, 6, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar
NAMES = ("Ada Byron", "Grace Murray", "Edsger Blom")


def person(name: str, **cells: str) -> dict[str, str]:
    first = name.split(maxsplit=1)[0]
    return {
        "Name": name,
        "Company": f"{first} Works",
        "Email": f"{first.lower()}@{first.lower()}.example",
        "LinkedIn URL": "",
        "Channel": "",
        "Priority": "",
        "Deadline": "",
        "Country": "",
        "City": "",
        "Purpose": f"the harbour plan that {first} drew for the town of Turin",
        **cells,
    }


def with_settings(book: Book, **settings: object) -> Book:
    def change(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("Settings")
        for name, value in settings.items():
            sheet.append((name.replace("_", " "), value))

    book.changed(change)
    book.draft(now=FRIDAY)
    return book


def plan(book: Book, now: datetime = FRIDAY, **options: object) -> PlanReport:
    with Campaign.open(book.path, now=now) as campaign:
        return campaign.plan(**options)  # type: ignore[arg-type]  # the options of each test


def days(book: Book) -> dict[str, object]:
    found = {}
    for row in book.rows():
        day = row["Planned for"]
        found[str(row["Name"])] = day.date() if isinstance(day, datetime) else day
    return found


def due(book: Book, now: datetime) -> list[str]:
    with Campaign.open(book.path, now=now) as campaign:
        return [each.contact.name for each in campaign.due().due]


@pytest.fixture
def three(make_book: Callable[..., Book]) -> Book:
    """Three people, at most one message a day."""
    people = (
        person("Ada Byron"),
        person("Grace Murray", Priority="high"),
        person("Edsger Blom", Deadline="2026-03-20"),
    )
    return with_settings(make_book(people), daily_cap=1)


def test_the_most_pressing_come_first_on_working_days(three: Book) -> None:
    report = plan(three)
    assert days(three) == {
        "Grace Murray": date(2026, 3, 6),
        "Edsger Blom": date(2026, 3, 9),
        "Ada Byron": date(2026, 3, 10),
    }
    assert report.plan.is_proven
    assert report.plan.last_first_touch == date(2026, 3, 10)
    assert report.plan.binding_limit == "daily cap"
    told = report.plan.explain("ada@ada.example#1")
    assert told.startswith("Tuesday 10 March 2026 by email: ")
    assert "1 message a day" in told


def test_a_second_plan_writes_nothing(three: Book) -> None:
    plan(three)
    before = three.path.read_bytes()
    report = plan(three)
    assert report.save is not None
    assert not report.save.is_written
    assert not report.plan.moved
    assert three.path.read_bytes() == before


def test_only_the_tracking_sheet_changes(three: Book) -> None:
    before = parts(three.path)
    report = plan(three)
    after = parts(three.path)
    assert report.save is not None
    assert {name for name in after if after[name] != before.get(name)} == set(report.save.changed)
    assert all("sheet" in name or "table" in name for name in report.save.changed)
    assert len(report.save.changed) == 1


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_planned_for_later_is_not_due(three: Book) -> None:
    assert len(due(three, FRIDAY)) == 3
    plan(three)
    assert due(three, FRIDAY) == ["Grace Murray"]
    assert due(three, FRIDAY.replace(day=10)) == ["Ada Byron", "Grace Murray", "Edsger Blom"]


def test_a_day_that_the_user_typed_stays(three: Book) -> None:
    plan(three)
    three.track("Ada Byron", Planned_for=date(2026, 3, 6))
    report = plan(three)
    assert days(three)["Ada Byron"] == date(2026, 3, 6)
    # As little as possible moves: one person, and not two.
    assert days(three)["Grace Murray"] == date(2026, 3, 10)
    assert days(three)["Edsger Blom"] == date(2026, 3, 9)
    assert "moved from Friday 6 March 2026" in report.plan.explain("grace@grace.example#1")
    # It is the user's from then on, through every later plan.
    plan(three, now=FRIDAY.replace(day=9))
    assert days(three)["Ada Byron"] == date(2026, 3, 6)


def test_a_pinned_weekend_is_kept_and_spoken_of(three: Book) -> None:
    three.track("Ada Byron", Planned_for=date(2026, 3, 8))
    report = plan(three)
    assert report.plan.of("ada@ada.example#1").warning == (
        "You pinned it to Sunday 8 March 2026, which is a weekend."
    )
    assert days(three)["Ada Byron"] == date(2026, 3, 8)


def test_what_is_put_off_by_hand_is_pinned(three: Book) -> None:
    plan(three)
    with Campaign.open(three.path, now=FRIDAY) as campaign:
        campaign.postpone("grace@grace.example#1", date(2026, 3, 18))
    plan(three)
    assert days(three)["Grace Murray"] == date(2026, 3, 18)
    # The user who empties the cell gives the touch back to the plan.
    three.track("Grace Murray", Planned_for=None)
    plan(three)
    assert days(three)["Grace Murray"] == date(2026, 3, 6)


def test_what_went_out_counts_and_never_moves(three: Book) -> None:
    plan(three)
    with Campaign.open(three.path, now=FRIDAY) as campaign:
        campaign.set_status([Order("Grace Murray", Status.SENT)])
    report = plan(three)
    assert "grace@grace.example#1" not in report.ready
    assert days(three)["Grace Murray"] == date(2026, 3, 6)
    assert days(three)["Edsger Blom"] == date(2026, 3, 9)


def test_an_answer_moves_nobody_else(make_book: Callable[..., Book]) -> None:
    people = tuple(person(f"Person{letter} Example") for letter in "ABCDEFGHIJ")
    book = with_settings(make_book(people), daily_cap=1)
    plan(book)
    before = days(book)
    with Campaign.open(book.path, now=FRIDAY) as campaign:
        campaign.set_status([Order("PersonA Example", Status.SKIPPED)])
    report = plan(book)
    assert not report.plan.moved
    assert days(book) == before
    assert report.plan.explain(report.plan.placements[-1].demand.touch).endswith(
        "it keeps the day that it had."
    )


def test_a_campaign_that_does_not_fit_says_so(make_book: Callable[..., Book]) -> None:
    people = tuple(person(f"Person{letter} Example") for letter in "ABCDEFGH")
    book = with_settings(make_book(people), daily_cap=1)
    report = plan(book, weeks=1)
    assert len(report.plan.unplaced) == 3
    assert report.plan.binding_limit == "daily cap"
    left = {each.demand.touch for each in report.plan.unplaced}
    assert sorted(name for name, day in days(book).items() if not day) == sorted(
        report.ready[touch].contact.name for touch in left
    )
    assert len(due(book, FRIDAY.replace(day=12))) == 5
    assert len(due(book, FRIDAY.replace(day=31))) == 5
    plan(book, now=FRIDAY.replace(day=31))
    assert all(days(book).values())


def test_colleagues_wait_while_somebody_has_just_answered(make_book: Callable[..., Book]) -> None:
    people = (person("Ada Byron", Company="Acme Ltd"), person("Grace Murray", Company="ACME"))
    book = with_settings(make_book(people))
    plan(book)
    with Campaign.open(book.path, now=FRIDAY) as campaign:
        campaign.set_status([Order("Ada Byron", Status.SENT), Order("Ada Byron", Status.REPLIED)])
    with Campaign.open(book.path, now=FRIDAY) as campaign:
        report = campaign.due()
    assert not report.due
    assert [each.reason for each in report.waiting] == [
        "Ada Byron at Acme Ltd answered on 2026-03-06"
    ]
    placed = plan(book).plan.of("grace@grace.example#1")
    assert (placed.day, placed.demand.is_paused) == (None, report.waiting[0].reason)
    assert not days(book)["Grace Murray"]
    # Two weeks on, it is her turn.
    later = FRIDAY.replace(day=23)
    assert due(book, later) == []
    assert plan(book, now=later).plan.of("grace@grace.example#1").day == later.date()
    assert due(book, later) == ["Grace Murray"]


@pytest.mark.parametrize("is_planned_again", [False, True])
def test_a_row_that_must_not_go_out_has_no_day_of_planners(
    three: Book, is_planned_again: bool
) -> None:
    plan(three)
    three.track("Edsger Blom", Planned_for=date(2026, 3, 20))

    def bar(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("Do not contact")
        sheet.append(("Name", "Reason"))
        sheet.append(("Ada Byron", "asked to be left alone"))
        sheet.append(("Edsger Blom", "asked to be left alone"))

    three.changed(bar)
    if is_planned_again:
        plan(three)
    else:
        three.draft(now=FRIDAY)

    assert not days(three)["Ada Byron"]
    assert days(three)["Grace Murray"]
    # What the user typed is theirs.
    assert days(three)["Edsger Blom"] == date(2026, 3, 20)


def test_a_day_that_the_user_typed_counts_though_a_colleague_has_answered(
    make_book: Callable[..., Book],
) -> None:
    people = (person("Ada Byron", Company="Acme Ltd"), person("Grace Murray", Company="ACME"))
    book = with_settings(make_book(people))
    with Campaign.open(book.path, now=FRIDAY) as campaign:
        campaign.set_status([Order("Ada Byron", Status.SENT), Order("Ada Byron", Status.REPLIED)])
    book.track("Grace Murray", **{"Planned for": FRIDAY.date()})

    placed = plan(book).plan.of("grace@grace.example#1")

    assert placed.day == FRIDAY.date()
    assert placed.warning == (
        "You pinned it to Friday 6 March 2026, though Ada Byron at Acme Ltd answered on 2026-03-06."
    )
    assert due(book, FRIDAY) == ["Grace Murray"]


def test_a_cap_of_a_channel_holds_what_is_due_as_it_holds_the_plan(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    names = ("Ada Byron", "Grace Murray", "Alan Mathison", "Mary Somerville")
    people = tuple(person(name) for name in names)
    book = with_settings(make_book(people), email_a_week=3)
    with Campaign.open(book.path, now=FRIDAY) as campaign:
        campaign.set_status([Order("Mary Somerville", Status.SENT)])
    book.track("Alan Mathison", **{"Planned for": FRIDAY.date()})

    with Campaign.open(book.path, now=FRIDAY) as campaign:
        report = campaign.due()
        exported = campaign.export("txt", to=tmp_path / "out", is_due_only=True)
    # Alan's day was typed by the user, so his message is the second of three this week.
    assert [item.contact.name for item in report.due] == ["Ada Byron", "Alan Mathison"]
    assert [item.reason for item in report.full] == ["today has no room (3 emails a week)"]
    assert len(exported.messages) == 2
    assert exported.held["today has no room (3 emails a week)"] == 1
    # A week later there is room again.
    assert due(book, FRIDAY.replace(day=13)) == ["Ada Byron", "Grace Murray", "Alan Mathison"]


def test_a_row_that_leaves_the_channel_open_gets_the_one_with_room(
    make_book: Callable[..., Book],
) -> None:
    people = tuple(
        person(name, Channel="email or LinkedIn", **{"LinkedIn URL": f"linkedin.com/in/{key}"})
        for name, key in (("Ada Byron", "ada-b"), ("Grace Murray", "grace-m"))
    )
    book = with_settings(make_book(people), email_a_day=1)
    assert [row["Channel"] for row in book.rows()] == ["email", "email"]
    plan(book)
    rows = book.rows()
    assert [(row["Channel"], row["Template"]) for row in rows] == [
        ("email", "email"),
        ("linkedin-note", "note"),
    ]
    assert {row["Planned for"] for row in rows} == {FRIDAY.replace(hour=0)}
    assert rows[1]["Subject"] == ""
    assert "harbour plan" in str(rows[1]["Draft"])
    # A later draft keeps what the plan has chosen.
    report = book.draft(now=FRIDAY)
    assert (report.drafted, report.redrawn) == (0, 0)


def test_holidays_of_both_and_days_off_are_free(make_book: Callable[..., Book]) -> None:
    people = (person("Ada Byron", Country="Germany"), person("Grace Murray", Country="US"))
    book = with_settings(make_book(people), country="France", days_off="2026-05-04")
    plan(book, now=FRIDAY.replace(month=5, day=1))
    assert days(book) == {"Ada Byron": date(2026, 5, 5), "Grace Murray": date(2026, 5, 5)}


def test_follow_ups_to_come_are_foretold(three: Book) -> None:
    report = plan(three)
    ada = [each for each in report.expected if each.touch == "ada@ada.example#1"]
    assert [(each.step, each.day) for each in ada] == [
        (2, date(2026, 3, 13)),
        (3, date(2026, 3, 24)),
    ]


def test_the_calendar_stands_on_its_own_sheet_if_asked(three: Book) -> None:
    three.changed(lambda workbook: workbook.create_sheet("Plan").append(("mine", "own")))
    plan(three, with_sheet=True)
    plan(three, with_sheet=True)
    workbook = load_workbook(three.path)
    assert [cell.value for cell in workbook["Plan"][1]] == ["mine", "own"]
    rows = list(workbook["Plan 2"].iter_rows(values_only=True))
    assert "Plan 3" not in workbook.sheetnames
    workbook.close()
    assert rows[1] == ("Day", "Touches", "email", "Follow-ups if nobody answers", "People")
    assert rows[2] == (FRIDAY.replace(hour=0), 1, 1, None, "Grace Murray")


def test_the_calendar_file_speaks_of_the_contacts_hours(make_book: Callable[..., Book]) -> None:
    people = (
        person("Ada Byron", City="Tokyo", Country="Japan"),
        person("Grace Murray"),
    )
    book = with_settings(make_book(people), send_window="09:00-17:00", time_zone="Europe/Berlin")
    with Campaign.open(book.path, now=FRIDAY) as campaign:
        report = campaign.plan()
        text = campaign.calendar_file(report)
        again = campaign.calendar_file(report)
    assert text == again
    events = {str(each["SUMMARY"]): each for each in Calendar.from_ical(text).walk("VEVENT")}
    ada = events["Ada Byron, Ada Works (email)"]
    assert ada.decoded("DTSTART").isoformat() == "2026-03-06T01:00:00+01:00"
    grace = events["Grace Murray, Grace Works (email)"]
    assert grace.decoded("DTSTART").isoformat() == "2026-03-06T09:00:00+01:00"
    assert len({str(each["UID"]) for each in events.values()}) == 2


def test_a_plan_in_the_past_is_refused(three: Book) -> None:
    with pytest.raises(UsageError, match=r"^2026-03-05 is over"):
        plan(three, start=date(2026, 3, 5))


def test_without_a_tracking_sheet_there_is_nothing_to_plan(book: Book) -> None:
    with pytest.raises(TrackingError, match="no Tracking sheet yet"):
        plan(book)


def test_a_column_that_the_user_deleted_is_named(three: Book) -> None:
    def change(workbook: Workbook) -> None:
        (cell,) = [cell for cell in workbook["Tracking"][1] if cell.value == "Planned for"]
        cell.value = "When"

    three.changed(change)
    with pytest.raises(TrackingError, match='no column "Planned for"'):
        plan(three)
