"""Which days people work: weekends, public holidays, and the user's own days off."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


# Nobody rests this long at a stretch; a search for a working day that goes on is a mistake in the
# days off, and stops.
MOST_DAYS = 400
_SATURDAY_AND_SUNDAY = frozenset({5, 6})
_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Memory:
    """What was looked up before: holidays cost about 5 ms a country and year."""

    holidays: dict[tuple[str, int], frozenset[date]] = field(default_factory=dict)
    weekends: dict[str, frozenset[int]] = field(default_factory=dict)
    unknown: dict[str, None] = field(default_factory=dict)


@frozen
class Calendars:
    """The user's calendar and those of the contacts' countries (ISO 3166 alpha-2, as `DE`).

    A blank country has weekdays and no holidays. `weekend` overrides a country's weekend (Monday
    is 0); the others follow the holidays package, which knows that Israel works on Sundays.
    """

    own_country: str = ""
    own_zone: str = "UTC"
    days_off: frozenset[date] = frozenset()
    weekend: Mapping[str, frozenset[int]] = field(default_factory=dict)
    _memory: _Memory = field(default_factory=_Memory, repr=False, compare=False)

    def with_days_off(self, days: frozenset[date]) -> Calendars:
        """Copy the calendars, with more days off."""
        return replace(self, days_off=self.days_off | days)

    def is_working_day(self, day: date, country: str = "") -> bool:
        """Tell whether `country` works that day, and the user has not taken it off."""
        return (
            day not in self.days_off
            and day.weekday() not in self._weekend(country)
            and day not in self._holidays(country, day.year)
        )

    def allows(self, day: date, country: str) -> bool:
        """Tell whether a touch may go out: the user and the contact's country work that day."""
        return self.is_working_day(day, self.own_country) and self.is_working_day(day, country)

    def open_days(self, days: range, country: str) -> int:
        """Return which of `days` (ordinals) `allows` a touch: as bits, bit 0 for the first.

        As quick for years as for weeks: weekends come as one pattern, holidays one by one.
        """
        rest = 0
        for code in dict.fromkeys((country, self.own_country)):
            weeks = ((1 << 7 * (len(days) // 7 + 1)) - 1) // 127  # every seventh bit
            for weekday in self._weekend(code):
                rest |= weeks << (weekday - date.fromordinal(days.start).weekday()) % 7
            years = range(date.fromordinal(days.start).year, date.fromordinal(days[-1]).year + 1)
            for year in years:
                rest |= _bits(self._holidays(code, year), days)
        rest |= _bits(self.days_off, days)
        return ((1 << len(days)) - 1) & ~rest

    def next_working_day(self, day: date, country: str = "") -> date:
        """Find the first day that `allows` a touch, `day` itself or later."""
        for ahead in range(MOST_DAYS):
            if self.allows(later := day + ahead * _DAY, country):
                return later
        return day

    def after(self, day: date, business_days: int, country: str = "") -> date:
        """Find the day so many days of business after `day`; 0 is the next working day."""
        at = self.next_working_day(day, country) if business_days <= 0 else day
        for _ in range(business_days):
            at = self.next_working_day(at + _DAY, country)
        return at

    def business_days(self, start: date, end: date, country: str = "") -> int:
        """Count the days that `allows` a touch lie after `start`, up to and with `end`."""
        days = range(1, (end - start).days + 1)
        return sum(self.allows(start + ahead * _DAY, country) for ahead in days)

    def why_not(self, day: date, country: str) -> str:
        """Say why no touch may go out that day, in a few words; empty where it may."""
        if day in self.days_off:
            return "your day off"
        for code in dict.fromkeys((country, self.own_country)):
            if day.weekday() in self._weekend(code):
                return f"a weekend in {code}" if code else "a weekend"
            if day in self._holidays(code, day.year):
                return f"a public holiday in {code}"
        return ""

    def notes(self, countries: Iterable[str]) -> tuple[str, ...]:
        """Say what the user should know of these countries, each said once."""
        asked = [code for code in dict.fromkeys(countries) if self._weekend(code)]
        return tuple(
            f'No public holidays are known for "{code}": planner counts its weekdays only.'
            for code in asked
            if code in self._memory.unknown
        )

    def _weekend(self, country: str) -> frozenset[int]:
        if country in self.weekend:
            return self.weekend[country]
        if country not in self._memory.weekends:
            self._memory.weekends[country] = self._look_up_weekend(country)
        return self._memory.weekends[country]

    def _look_up_weekend(self, country: str) -> frozenset[int]:
        if not country:
            return _SATURDAY_AND_SUNDAY
        from holidays import country_holidays  # noqa: PLC0415 - heavy: only a plan needs it

        try:
            return frozenset(country_holidays(country).weekend)
        except NotImplementedError:
            self._memory.unknown[country] = None
            return _SATURDAY_AND_SUNDAY

    def _holidays(self, country: str, year: int) -> frozenset[date]:
        key = (country, year)
        if key not in self._memory.holidays:
            self._memory.holidays[key] = self._look_up_holidays(country, year)
        return self._memory.holidays[key]

    def _look_up_holidays(self, country: str, year: int) -> frozenset[date]:
        if not country:
            return frozenset()
        from holidays import country_holidays  # noqa: PLC0415 - heavy: only a plan needs it

        try:
            return frozenset(
                day for day in country_holidays(country, years=year) if day.year == year
            )
        except NotImplementedError:
            self._memory.unknown[country] = None
            return frozenset()


def _bits(dates: Iterable[date], days: range) -> int:
    bits = 0
    for day in dates:
        if day.toordinal() in days:
            bits |= 1 << day.toordinal() - days.start
    return bits
