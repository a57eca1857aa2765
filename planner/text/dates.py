"""Reads dates: as people type them in any of their forms, and as LinkedIn's exports spell them.

Nothing is guessed: a text that could be two days is none.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from planner.text.calendar_names import names_in
from planner.text.normalise import plain
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable


_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
# A time of day behind the date says nothing about the day: "T14:03:22Z", ", 2:37 PM", " 14.03 Uhr".
_TIME = r"(?:(?:\s*,?\s*|T)\d{1,2}[:.h]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.DOTALL)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.DOTALL)
_DAY_NAMED = re.compile(
    r"(?:\D+ )?(\d{1,2})(?:st|nd|rd|th)? (?:(?:of|de|do|di) )?(\D+?) (?:de )?(\d{4}|\d{2})( .*)?"
)
_MONTH_NAMED = re.compile(r"(?:\D+ )?([^\d\s]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})( .*)?")
_CENTURY = 2000
# No strptime: what it takes for a month depends on the user's locale.
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: str(number) for number, name in enumerate(_NAMES, start=1)}
_SPELLED = re.compile(r"(\d{1,2})\.?[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# Invitations.csv: month first, as LinkedIn writes it whatever the user's language.
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_DAYS_AHEAD = re.compile(r"\+?\s*(\d{1,4})(?:\s*d(?:ays?)?)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def typed_day(typed: str, *, day_first: bool | None = None) -> date | None:
    """Read the day that a text names; None where it names none, or could be two.

    `day_first` says how to read 3/4/2026; with None only what can be read in one way is read.
    """
    text = typed.strip()
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(found[1], found[3], found[4])
    if found := _YEAR_LAST.fullmatch(text):
        first, sign, second, year = found.groups()
        days = {_date(year, second, first)} if sign == "." or day_first is not False else set()
        if sign != "." and day_first is not True:
            days.add(_date(year, first, second))
        days.discard(None)
        return days.pop() if len(days) == 1 else None
    words = plain(text)
    if found := _DAY_NAMED.fullmatch(words):
        return _date(found[3], _spelled_months().get(found[2], ""), found[1])
    if found := _MONTH_NAMED.fullmatch(words):
        return _date(found[3], _spelled_months().get(found[1], ""), found[2])
    return None


def day_to_come(typed: str, today: date) -> date | None:
    """Read a day typed as a date, as so many days from today (+7), or as the next of a weekday.

    None where it is none of these.
    """
    text = typed.strip()
    days = _DAYS_AHEAD.fullmatch(text)
    ahead = int(days[1]) if days else _days_ahead(plain(text), today)
    if ahead is None:
        return typed_day(text)
    try:
        return today + timedelta(days=ahead)
    except OverflowError:
        return None


def day_past(typed: str, today: date) -> date | None:
    """Read a day typed as a date, as today or yesterday, or as the last of a weekday.

    None where it is none of these; today's own weekday is today.
    """
    word = plain(typed)
    if word in _named_days("day.today"):
        return today
    if word in _named_days("day.yesterday"):
        return today - timedelta(days=1)
    weekday = _weekdays().get(word)
    if weekday is None:
        return typed_day(typed)
    return today - timedelta(days=(today.isoweekday() - weekday) % 7)


def _days_ahead(word: str, today: date) -> int | None:
    """How many days ahead "tomorrow" or the next Friday is; a week where today is one."""
    if word in _named_days("day.tomorrow"):
        return 1
    weekday = _weekdays().get(word)
    return None if weekday is None else (weekday - today.isoweekday() - 1) % 7 + 1


@cache
def _named_days(section: str) -> frozenset[str]:
    return frozenset(map(plain, all_of(section)))


@cache
def _weekdays() -> dict[str, int]:
    """Every name of a weekday, in plain letters, with its number: Sunday is 0."""
    numbers: dict[str, int] = {}
    for language in _LANGUAGES:
        names = names_in(language)
        for days in (names.days, names.short_days):
            for at, name in enumerate(days):
                numbers.setdefault(plain(name), at)
    return numbers


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Whether the dates of one list put the day first (31/3/2026); None where none tells."""
    told: set[bool] = set()
    for text in texts:
        found = _YEAR_LAST.fullmatch(text.strip())
        if found and found[2] != "." and (int(found[1]) > 12) is not (int(found[3]) > 12):
            told.add(int(found[1]) > 12)
    return told.pop() if len(told) == 1 else None


def exported_day(text: str) -> date | None:
    """Read `08 Feb 2026`, `1/29/26, 2:37 PM` or `2025-06-01 14:03:22 UTC`; None for all else."""
    text = text.strip()
    if found := _ISO.match(text):
        return _date(found[1], found[2], found[3])
    if found := _SPELLED.match(text):
        return _date(found[3], _MONTHS.get(found[2].lower(), ""), found[1])
    if found := _SLASHED.match(text):
        return _date(found[3], found[1], found[2])
    return None


def exported_moment(text: str) -> datetime | None:
    """Read the exact time of a text that names its zone as UTC; None where it names none."""
    day = exported_day(text)
    clock = _CLOCK.search(text)
    if day is None or clock is None or not text.rstrip().upper().endswith(("UTC", "Z", "GMT")):
        return None
    try:
        return datetime(
            day.year, day.month, day.day, int(clock[1]), int(clock[2]), int(clock[3] or 0),
            tzinfo=UTC,
        )  # fmt: skip
    except ValueError:
        return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (_CENTURY if len(year) == 2 else 0), int(month), int(day))
    except ValueError:  # 31 February
        return None


@cache
def _spelled_months() -> dict[str, str]:
    """Every name of a month, in plain letters, with its number."""
    numbers: dict[str, str] = {}
    for language in _LANGUAGES:
        names = names_in(language)
        for months in (names.months, names.short_months):
            numbers |= {plain(name): str(at) for at, name in enumerate(months, start=1)}
    return numbers
