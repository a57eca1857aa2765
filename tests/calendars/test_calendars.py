"""Working days, send windows, zones and countries."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calendars.countries import codes_and_names, country_of
from planner.calendars.windows import Window, send_at
from planner.calendars.working_days import Calendars
from planner.calendars.zones import _MAIN, _countries, zone_of

COUNTRIES = ("DE", "US", "FR", "IL", "AE", "JP", "BR", "IN", "GB", "SA")
days = st.dates(date(2025, 12, 1), date(2028, 2, 1))


@settings(deadline=None)
@given(days, st.sampled_from(COUNTRIES))
def test_a_working_day_is_neither_weekend_nor_holiday_in_the_country(day: date, code: str) -> None:
    calendar = holidays.country_holidays(code, years=day.year)
    is_rest = day in calendar or day.weekday() in calendar.weekend

    assert Calendars().is_working_day(day, code) is not is_rest
    assert not Calendars(days_off=frozenset({day})).is_working_day(day, code)


@settings(deadline=None)
@given(days, st.integers(0, 30), st.sampled_from(["", *COUNTRIES]))
def test_so_many_business_days_after_is_counted_one_by_one(
    day: date, count: int, code: str
) -> None:
    calendars = Calendars("DE")

    after = calendars.after(day, count, code)

    assert calendars.allows(after, code)
    assert calendars.why_not(after, code) == ""
    if count:
        assert calendars.business_days(day, after, code) == count
    else:
        assert after == calendars.next_working_day(day, code)


def test_why_a_day_is_no_working_day_is_told() -> None:
    calendars = Calendars("DE", days_off=frozenset({date(2026, 3, 4)}))

    assert calendars.why_not(date(2026, 3, 4), "US") == "your day off"
    assert calendars.why_not(date(2026, 7, 3), "US") == "a public holiday in US"
    assert calendars.why_not(date(2026, 5, 1), "US") == "a public holiday in DE"
    assert calendars.why_not(date(2026, 3, 7), "") == "a weekend"
    assert calendars.why_not(date(2026, 3, 6), "IL") == "a weekend in IL"


def test_a_country_without_known_holidays_has_its_weekdays_and_is_noted_once() -> None:
    calendars = Calendars()

    assert calendars.is_working_day(date(2026, 12, 25), "XX")
    assert not calendars.is_working_day(date(2026, 12, 26), "XX")
    assert len(calendars.notes(["XX", "DE", "XX", ""])) == 1


def test_a_calendar_without_any_working_day_comes_to_an_end() -> None:
    never = Calendars(weekend={"": frozenset(range(7))})

    assert never.next_working_day(date(2026, 3, 2)) == date(2026, 3, 2)
    assert never.after(date(2026, 3, 2), 3) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("09:00-17:00", "09:00-17:00"),
        ("9-17", "09:00-17:00"),
        ("9:30 – 12.15", "09:30-12:15"),
        ("9 to 17", "09:00-17:00"),
        ("9h - 17h30", "09:00-17:30"),
        ("17:00-09:00", None),
        ("09:00-24:00", None),
        ("all day", None),
        ("", None),
    ],
)
def test_a_window_is_read_as_people_write_it(text: str, window: str | None) -> None:
    read = Window.of(text)

    assert (str(read) if read else None) == window


@settings(deadline=None)
@given(
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
    st.sampled_from(["Europe/London", "Asia/Tokyo", "America/Santiago"]),
)
def test_the_window_is_the_contacts_clock_told_by_the_users(day: date, zone: str, own: str) -> None:
    window = Window(time(9), time(17))

    start, end = send_at(day, window, ZoneInfo(zone), ZoneInfo(own))

    assert start.tzinfo == end.tzinfo == ZoneInfo(own)
    there = [moment.astimezone(ZoneInfo(zone)) for moment in (start, end)]
    assert [moment.time() for moment in there] == [time(9), time(17)]
    assert {moment.date() for moment in there} == {day}


def moments(day: date, start: time, end: time, zone: str) -> tuple[datetime, datetime]:
    return send_at(day, Window(start, end), ZoneInfo(zone), UTC)


def test_a_window_that_begins_in_the_hour_skipped_begins_when_the_clocks_have_jumped() -> None:
    start, end = moments(date(2026, 3, 29), time(2, 30), time(4), "Europe/Berlin")

    assert start == datetime(2026, 3, 29, 1, tzinfo=UTC)  # 02:00 becomes 03:00
    assert end == datetime(2026, 3, 29, 2, tzinfo=UTC)


def test_a_window_in_the_hour_told_twice_lasts_from_its_first_to_its_second_pass() -> None:
    start, end = moments(date(2026, 10, 25), time(2, 30), time(2, 45), "Europe/Berlin")

    assert start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert end == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


def test_a_jump_of_half_an_hour_is_found() -> None:
    start, _ = moments(date(2026, 10, 4), time(2, 10), time(9), "Australia/Lord_Howe")

    assert start == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)  # 02:00+10:30 becomes 02:30+11


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        (("europe/berlin", "Tokyo", "US"), "Europe/Berlin"),
        (("UTC+2", "", ""), "Etc/GMT-2"),
        (("GMT-3", "", ""), "Etc/GMT+3"),
        (("(UTC+01:00) Amsterdam, Berlin, Rome", "", ""), "Europe/Amsterdam"),
        (("Eastern Standard Time", "", ""), "America/New_York"),
        (("", "Wien", ""), "Europe/Vienna"),
        (("", "São Paulo", "Brasil"), "America/Sao_Paulo"),
        (("", "Berlin, Germany", ""), "Europe/Berlin"),
        (("", "London", "Canada"), "America/Toronto"),
        (("", "Santiago", "Spain"), "Europe/Madrid"),
        (("", "München", "Deutschland"), "Europe/Berlin"),
        (("", "", "Italia"), "Europe/Rome"),
        (("Mars/Olympus", "Nowhere", "Atlantis"), "Asia/Tokyo"),
        (("../../etc/passwd", "", ""), "Asia/Tokyo"),
        (("UTC+99", "", ""), "Asia/Tokyo"),
    ],
)
def test_a_zone_is_found_by_the_first_thing_said_that_names_one(
    said: tuple[str, str, str], zone: str
) -> None:
    assert str(zone_of(*said, "Asia/Tokyo")) == zone


def test_an_offset_of_half_an_hour_is_kept() -> None:
    zone = zone_of("+05:30", "", "", "")

    assert zone is not None
    assert zone.utcoffset(datetime(2026, 3, 2)) == timedelta(hours=5, minutes=30)  # noqa: DTZ001 - asked of the zone itself


def test_nothing_said_and_no_zone_of_the_users_is_none() -> None:
    assert zone_of("", "", "", "") is None


def test_each_country_with_several_zones_has_a_main_one_of_its_own() -> None:
    several = {code for codes in _countries().values() for code in codes}
    several = {
        code for code in several if sum(code in codes for codes in _countries().values()) > 1
    }

    assert several - set(_MAIN) <= {"AQ", "UM"}  # nobody's address
    for code, zone in _MAIN.items():
        assert _countries()[zone] == {code}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(text, "DE") for text in ("Deutschland", "de", "DEU", "Allemagne", "Berlin, Germany")],
        *[(text, "GB") for text in ("UK", "U.K.", "England", "Vereinigtes Königreich", "GBR")],
        *[(text, "US") for text in ("USA", "U.S.A.", "United States of America", "États-Unis")],
        *[(text, "NL") for text in ("the Netherlands", "Holland", "Países Bajos")],
        *[(text, "CI") for text in ("Côte d'Ivoire", "Ivory Coast")],
        ("Türkiye", "TR"),
        ("Germany (remote)", "DE"),
        ("Los Angeles, CA", ""),
        ("Congo", ""),
        ("Narnia", ""),
        ("", ""),
    ],
)
def test_a_country_is_known_by_the_names_that_people_write(text: str, code: str) -> None:
    assert country_of(text) == code


def test_every_country_is_known_by_its_code_and_its_english_name() -> None:
    table = codes_and_names()

    assert len(table) > 240
    assert {code for code, name in table.items() if country_of(name) != code} == set()
    assert {code for code in table if country_of(code) != code} == set()


@settings(deadline=None)
@given(days, st.integers(1, 800), st.sampled_from(["", *COUNTRIES]), st.sampled_from(["", "DE"]))
def test_the_open_days_of_a_span_are_those_that_allow_a_touch(
    first: date, count: int, code: str, own: str
) -> None:
    off = frozenset({first + timedelta(days=2), first - timedelta(days=1)})
    calendars = Calendars(own, days_off=off)
    span = range(first.toordinal(), first.toordinal() + count)

    bits = calendars.open_days(span, code)

    allowed = [calendars.allows(date.fromordinal(day), code) for day in span]
    assert [bool(bits >> at & 1) for at in range(count)] == allowed
    assert bits >> count == 0
