"""Sections that show a date, a time of day or a duration."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, NamedTuple

from planner.text.calendar_names import Names, names_in
from planner.workbook.number_format.calendar import DAY_SECONDS, calendar_day, in_calendar
from planner.workbook.number_format.codes import Kind
from planner.workbook.number_format.digits import general

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.workbook.number_format.codes import Section, Token

    # Shows a serial; one outside the calendar, where Excel shows ####, as General does.
    DateRenderer = Callable[[float], str]


# A serial's binary tail: less than a tenth of a millisecond in days.
_NOISE = 1e-9
_MOST_ELAPSED = 1e11
_NO_DAY = (0, 1, 0, 0)
_MOST_DAYS = 20_000  # a lifetime
_BUDDHIST_YEARS = 543
_CLOCK_LETTERS = frozenset("hns")


class _Moment(NamedTuple):
    """One serial, taken apart as far as a section asks."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: int  # since midnight
    ticks: int  # the decimals of the second, as a whole number
    elapsed: int  # whole seconds since the epoch

    @property
    def hour(self) -> int:
        return self.seconds // 3600


def date_renderer(section: Section, *, date1904: bool) -> DateRenderer:
    """Compile a section that holds date tokens."""
    tokens = section.tokens
    decimals = max((len(t.text) for t in tokens if t.kind is Kind.SUBSECOND), default=0)
    has_clock = section.holds_any(Kind.ELAPSED, Kind.AMPM) or any(
        t.kind is Kind.DATE and t.text[0] in _CLOCK_LETTERS for t in tokens
    )
    if not has_clock:
        return _day_renderer(section, date1904=date1904)
    parts = _parts(section, decimals)
    is_duration = not section.holds_any(Kind.DATE, Kind.AMPM)
    scale = 10**decimals
    ticks_a_day = DAY_SECONDS * scale
    clean = max(5 - decimals, 1)

    def render(serial: float) -> str:
        if is_duration and abs(serial) <= _MOST_ELAPSED:
            sign, serial = ("-", -serial) if serial < 0 else ("", serial)
        elif in_calendar(serial, date1904=date1904):
            sign = ""
        else:
            return general(serial)
        # Without a serial's noise of some microseconds first: 0.5 s may be stored as 0.4999999.
        whole = int(serial)
        ticks = floor(round((serial - whole) * ticks_a_day, clean) + 0.5)
        if ticks == ticks_a_day:
            whole, ticks = whole + 1, 0
        seconds, rest = divmod(ticks, scale)
        if is_duration:
            calendar = _NO_DAY
        elif in_calendar(whole, date1904=date1904):
            calendar = calendar_day(whole, date1904)
        else:
            return general(serial)
        moment = _Moment(*calendar, seconds, rest, whole * DAY_SECONDS + seconds)
        return sign + "".join([part(moment) for part in parts])

    return render


def _day_renderer(section: Section, *, date1904: bool) -> DateRenderer:
    parts = _parts(section, 0)
    seen: dict[int, str] = {}  # a column holds few different days, and many rows

    def render(serial: float) -> str:
        day = int(serial + _NOISE)
        if day in seen and serial >= 0:
            return seen[day]
        if not in_calendar(serial, date1904=date1904) or not in_calendar(day, date1904=date1904):
            return general(serial)
        moment = _Moment(*calendar_day(day, date1904), 0, 0, day * DAY_SECONDS)
        text = "".join([part(moment) for part in parts])
        if len(seen) < _MOST_DAYS:
            seen[day] = text
        return text

    return render


def _parts(section: Section, decimals: int) -> list[Callable[[_Moment], str]]:
    names = names_in(section.language)
    is_half_day = section.holds_any(Kind.AMPM)
    return [
        _part(token, names, decimals=decimals, is_half_day=is_half_day) for token in section.tokens
    ]


def _part(
    token: Token, names: Names, *, decimals: int, is_half_day: bool
) -> Callable[[_Moment], str]:
    text, width = token.text, len(token.text)
    match token.kind:
        case Kind.DATE if text[0] in _CLOCK_LETTERS:
            return _clock_part(text[0], min(width, 2), is_half_day=is_half_day)
        case Kind.DATE:
            return _calendar_part(text[0], width, names)
        case Kind.ELAPSED:
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            return lambda moment: str(moment.elapsed // unit).zfill(width)
        case Kind.SUBSECOND:
            return lambda moment: "." + str(moment.ticks).zfill(decimals)[:width]
        case Kind.AMPM:
            return _half_day_part(text)
        case _:
            return lambda _moment: text


def _clock_part(letter: str, width: int, *, is_half_day: bool) -> Callable[[_Moment], str]:
    if letter == "h" and is_half_day:
        return lambda moment: str((moment.hour + 11) % 12 + 1).zfill(width)
    if letter == "h":
        return lambda moment: str(moment.hour).zfill(width)
    if letter == "n":
        return lambda moment: str(moment.seconds // 60 % 60).zfill(width)
    return lambda moment: str(moment.seconds % 60).zfill(width)


def _half_day_part(text: str) -> Callable[[_Moment], str]:
    before, after = text.split("/")
    if len(before) == 2 and before.isascii():  # AM and PM show as capitals, a and p as written
        before, after = before.upper(), after.upper()
    return lambda moment: before if moment.hour < 12 else after


def _calendar_part(letter: str, width: int, names: Names) -> Callable[[_Moment], str]:
    match letter:
        case "y":
            return _year_part(width, 0)
        case "e":
            return lambda moment: f"{moment.year:04d}"
        case "b":
            return _year_part(width, _BUDDHIST_YEARS)
        case "m":
            return _month_part(width, names)
        case "d":
            return _day_part(width, names)
        case "a":
            days = names.days if width > 3 else names.short_days
            return lambda moment: days[moment.weekday]
        case _:  # g, the era, has no name outside East Asia
            return lambda _moment: ""


def _year_part(width: int, offset: int) -> Callable[[_Moment], str]:
    if width > 2:
        return lambda moment: f"{moment.year + offset:04d}"
    return lambda moment: f"{(moment.year + offset) % 100:02d}"


def _month_part(width: int, names: Names) -> Callable[[_Moment], str]:
    match width:
        case 1 | 2:
            return lambda moment: str(moment.month).zfill(width)
        case 3:
            return lambda moment: names.short_months[moment.month - 1]
        case 5:
            return lambda moment: names.months[moment.month - 1][0]
        case _:
            return lambda moment: names.months[moment.month - 1]


def _day_part(width: int, names: Names) -> Callable[[_Moment], str]:
    match width:
        case 1 | 2:
            return lambda moment: str(moment.day).zfill(width)
        case 3:
            return lambda moment: names.short_days[moment.weekday]
        case _:
            return lambda moment: names.days[moment.weekday]
