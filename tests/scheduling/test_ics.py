"""A calendar file that other libraries read as it was meant."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.scheduling.ics import Entry, to_ics, uid_of

with warnings.catch_warnings():
    # Its parser library warns of its own syntax when first imported.
    warnings.simplefilter("ignore")
    import ics
    import vobject

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
    "Africa/Casablanca", "Europe/Dublin", "Asia/Kolkata", "Pacific/Chatham", "America/Santiago",
)  # fmt: skip
# vobject takes zones that it knows by name from a tz database of its own, whose version may differ
# from the machine's; Morocco changes its rules often.
MOVING = "Africa/Casablanca"
words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=90)


def entry(touch: str = "T1", **changes: Any) -> Entry:
    plain = Entry(uid_of("spring", touch), date(2026, 3, 3), "Write to Ada Byron")
    return replace(plain, **changes)


def with_hours(zone: str, at: datetime) -> Entry:
    start = at.replace(tzinfo=ZoneInfo(zone))
    return entry(day=at.date(), start=start, end=start + timedelta(hours=2))


def is_told_once(moment: datetime) -> bool:
    """Whether the clock on the wall tells this time once: not never, and not twice."""
    return moment.utcoffset() == moment.replace(fold=1).utcoffset()


def written(*entries: Entry, now: datetime = NOW) -> bytes:
    return to_ics(entries, now=now, campaign="Spring")


def by_ics(text: bytes) -> list[Any]:
    return sorted(ics.Calendar(text.decode()).events, key=lambda event: str(event.uid))


def by_vobject(text: bytes) -> list[Any]:
    calendar = vobject.readOne(io.StringIO(text.decode()))
    return sorted(calendar.contents.get("vevent", []), key=lambda event: str(event.uid.value))


def test_two_other_libraries_read_the_day_the_words_and_the_uid() -> None:
    text = written(entry(description="Email; the note, \\ as it is\nSecond line", reminder=30))

    (one,), (other,) = by_ics(text), by_vobject(text)

    assert one.uid == other.uid.value == uid_of("spring", "T1")
    assert one.name == other.summary.value == "Write to Ada Byron"
    assert one.description == "Email; the note, \\ as it is\nSecond line"
    assert other.description.value == one.description
    assert one.begin.date() == other.dtstart.value == date(2026, 3, 3)
    assert one.all_day
    assert other.dtend.value == date(2026, 3, 4)
    assert one.alarms[0].trigger == other.valarm.trigger.value == timedelta(minutes=-30)


@settings(max_examples=60, deadline=None)
@given(summary=words, description=words, campaign=words)
def test_any_words_come_back_from_another_library(
    summary: str, description: str, campaign: str
) -> None:
    text = to_ics([entry(summary=summary, description=description)], now=NOW, campaign=campaign)

    (event,) = by_vobject(text)

    assert event.summary.value == " ".join(summary.split())
    assert len(text.split(b"BEGIN:VEVENT")) == 2
    assert max(map(len, text.split(b"\r\n"))) <= 75


@pytest.mark.parametrize("zone", ZONES)
def test_every_half_hour_of_a_year_is_the_same_moment_in_another_library(zone: str) -> None:
    """The definition of the zone is read by dateutil, and compared with the tz database."""
    from dateutil.tz import tzical  # noqa: PLC0415 - only this test needs it

    first = datetime(2026, 1, 1, 9, tzinfo=ZoneInfo(zone))
    text = written(entry(day=first.date(), start=first, end=first + timedelta(hours=8)))
    read = tzical(io.StringIO(text.decode())).get(zone)

    hours = [first.replace(tzinfo=None) + timedelta(minutes=30 * half) for half in range(48 * 365)]
    told = [hour for hour in hours if is_told_once(hour.replace(tzinfo=ZoneInfo(zone)))]
    wrong = [
        hour
        for hour in told
        if hour.replace(tzinfo=read).utcoffset() != hour.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    ]

    assert read is not None
    assert len(told) >= len(hours) - 10
    assert wrong == []


@pytest.mark.parametrize("zone", [zone for zone in ZONES if zone != MOVING])
def test_hours_around_a_change_of_clocks_are_read_as_meant(zone: str) -> None:
    for day in (date(2026, 3, 28), date(2026, 3, 30), date(2026, 10, 24), date(2026, 10, 26)):
        meant = with_hours(zone, datetime.combine(day, datetime.min.time()).replace(hour=9))

        (event,) = by_vobject(written(meant))

        assert event.dtstart.value == meant.start
        assert event.dtend.value == meant.end


def test_a_zone_without_a_name_is_told_in_utc() -> None:
    start = datetime.fromisoformat("2026-03-03T09:00:00+05:30")

    text = written(entry(start=start, end=start + timedelta(hours=1)))

    assert b"DTSTART:20260303T033000Z" in text
    assert b"VTIMEZONE" not in text
    assert by_vobject(text)[0].dtstart.value == start


def test_a_changed_touch_updates_the_event_instead_of_adding_one() -> None:
    before = written(entry(), entry("T2"))
    after = written(
        entry(day=date(2026, 3, 5), sequence=1),
        entry("T2", sequence=1, is_cancelled=True),
        now=NOW + timedelta(days=1),
    )
    calendar = {event.uid.value: event for event in by_vobject(before)}

    for event in by_vobject(after):
        known = calendar[event.uid.value]
        assert int(event.sequence.value) > int(known.sequence.value)
        assert event.last_modified.value > known.last_modified.value
        calendar[event.uid.value] = event

    assert len(calendar) == 2
    assert calendar[uid_of("spring", "T1")].dtstart.value == date(2026, 3, 5)
    assert calendar[uid_of("spring", "T2")].status.value == "CANCELLED"


def test_a_uid_is_the_same_for_ever_and_another_for_each_touch_and_campaign() -> None:
    # Calendars out there hold this one: another would add every touch a second time.
    assert uid_of("spring", "T1") == "332330d7-a655-56b4-9346-3f4668147521@planner"
    made = {uid_of(campaign, touch) for campaign in ("a", "b", "a:b") for touch in ("T1", "T2")}
    assert len(made) == 6


def test_the_same_entries_at_the_same_moment_give_the_same_bytes() -> None:
    entries = [entry(f"T{number}", reminder=5) for number in range(20)]

    assert written(*entries) == written(*entries)


def test_a_calendar_without_entries_is_read_as_empty() -> None:
    assert by_vobject(written()) == []
    assert by_ics(written()) == []


def test_control_characters_are_left_out_and_lines_are_kept() -> None:
    text = written(entry(summary="a\x00b\r\nc", description="one\r\ntwo\x07\rthree"))

    (event,) = by_vobject(text)

    assert event.summary.value == "ab c"
    assert event.description.value == "one\ntwo\nthree"


def test_a_cancelled_touch_rings_no_alarm() -> None:
    assert b"VALARM" not in written(entry(reminder=10, is_cancelled=True))
    assert b"VALARM" in written(entry(reminder=10))
