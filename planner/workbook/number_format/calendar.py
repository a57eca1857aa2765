"""Serial numbers and the calendar: days since 1900 or 1904, and the 29 February 1900 of Excel."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

# Year, month, day, weekday (0 is Sunday).
Day = tuple[int, int, int, int]

DAY_SECONDS = 86_400
_EPOCH_1900 = date(1899, 12, 30).toordinal()  # right from serial 61 on
_EPOCH_1904 = date(1904, 1, 1).toordinal()
_LEAP_BUG = 60  # the serial of 29 February 1900, a day that never was
_LAST_1900 = 2_958_465  # 31 December 9999
_LAST_1904 = 2_957_003


def in_calendar(serial: float, *, date1904: bool) -> bool:
    """Say whether Excel shows a date for this serial."""
    return 0 <= serial < (_LAST_1904 if date1904 else _LAST_1900) + 1


@lru_cache(maxsize=4096)
def calendar_day(serial: int, date1904: bool) -> Day:  # noqa: FBT001 - by position, for the cache
    """Give the day of a whole serial in the calendar as Excel shows it.

    In the 1900 system serial 0 is 0 January 1900, 60 is 29 February 1900, and weekdays before it
    are a day off, as in Excel.
    """
    if date1904:
        day = date.fromordinal(_EPOCH_1904 + serial)
        return day.year, day.month, day.day, day.isoweekday() % 7
    weekday = (serial - 1) % 7
    if serial == 0:
        return 1900, 1, 0, weekday
    if serial == _LEAP_BUG:
        return 1900, 2, 29, weekday
    day = date.fromordinal(_EPOCH_1900 + serial + (serial < _LEAP_BUG))
    return day.year, day.month, day.day, weekday


def to_datetime(serial: float, date1904: bool = False) -> datetime | date | time:  # noqa: FBT001, FBT002 - the workbook's own flag
    """Give a serial as a typed value, to the microsecond.

    A serial below one is a time of day, a whole one a date, any other both. Serial 60 of the 1900
    system names no day that ever was: it is taken as 28 February 1900, so that order is kept.
    Raises ValueError for a serial outside Excel's calendar.
    """
    if not in_calendar(serial, date1904=date1904):
        raise ValueError(serial)
    day = int(serial)
    # Fifteen digits of a present-day serial hold a hundredth of a millisecond; the rest is noise.
    micros = round(round((serial - day) * DAY_SECONDS, 5) * 1_000_000)
    if micros == DAY_SECONDS * 1_000_000:
        day, micros = day + 1, 0
    clock = _clock(micros)
    if day == 0 and not date1904:
        return clock
    if date1904:
        whole = date.fromordinal(_EPOCH_1904 + day)
    else:
        whole = date.fromordinal(_EPOCH_1900 + day + (day < _LEAP_BUG))
    return datetime.combine(whole, clock) if micros else whole


def _clock(micros: int) -> time:
    seconds, micros = divmod(micros, 1_000_000)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60, micros)


def to_serial(value: datetime | date | time | timedelta, *, date1904: bool) -> float:
    """Give the serial that stands for a typed value: the way back from `to_datetime`."""
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    if isinstance(value, time):
        return _day_part(value)
    part = _day_part(value.time()) if isinstance(value, datetime) else 0.0
    ordinal = value.toordinal()
    if date1904:
        return ordinal - _EPOCH_1904 + part
    serial = ordinal - _EPOCH_1900
    return serial - (serial <= _LEAP_BUG) + part


def _day_part(value: time) -> float:
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return (seconds + value.microsecond / 1e6) / DAY_SECONDS
