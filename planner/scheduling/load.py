"""How full each day is, and which limit refuses one touch more.

What is full is held as the bits of a whole number, one a day of the plan, bit 0 its first: so the
next day with room is found at once, however long the plan is.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from planner.contacts.limits import Period
from planner.model.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from planner.contacts.limits import Limits


BETWEEN = "days between touches"
COMPANY = "people at a company"
_WEEK = 7


@cache
def month_of(day: int) -> range:
    """Return the days of the month that holds `day`."""
    on = date.fromordinal(day)
    first = day - on.day + 1
    return range(first, first + monthrange(on.year, on.month)[1])


def _days_of_weeks(ends: int) -> int:
    """Return the days that lie in a week (any seven days) which ends on one of these days."""
    two = ends | ends >> 1
    return two | two >> 2 | two >> 3 | two >> 5


class Refusal(NamedTuple):
    """Why there is no room on a day: the limit in words, and its setting.

    What stands on `days` takes the room: the touches of `whose` (a contact, a company), else those
    through one of `channels`.
    """

    words: str
    setting: str
    days: range
    whose: str = ""
    channels: Collection[Channel] = ()


class _Count:
    """One cap and what is taken of it: by the first day of a day or month, the last of a week.

    `amounts` is what a touch takes through each channel that counts.
    """

    def __init__(
        self,
        text: str,
        setting: str,
        period: Period,
        number: int,
        amounts: Mapping[Channel, int],
        *,
        days: range,
    ) -> None:
        self.text = text
        self.setting = setting
        self.period = period
        self.amounts = amounts
        self._number = number
        self._days = days
        self._taken: dict[int, int] = defaultdict(int)
        # By what a touch takes: the periods that have no room for it, as the bits of their days
        # (of a week: of its last day).
        every = (1 << len(days)) - 1
        self._full = {amount: every if amount > number else 0 for amount in set(amounts.values())}

    def full(self, channel: Channel) -> int:
        """Return the days that have no room for a touch through `channel`."""
        bits = self._full[self.amounts[channel]]
        return _days_of_weeks(bits) if self.period is Period.WEEK else bits

    def refuses(self, channel: Channel, day: int) -> bool:
        """Tell whether there is no room for a touch through `channel` on any day at all."""
        room = self._number - self.amounts[channel]
        return any(self._taken.get(key, 0) > room for key in self._keys(day))

    def days_with(self, day: int) -> range:
        """Return the days that count together with `day`, in one period or another."""
        if self.period is Period.WEEK:
            return range(day - _WEEK + 1, day + _WEEK)
        return range(day, day + 1) if self.period is Period.DAY else month_of(day)

    def take(self, channel: Channel, day: int, sign: int) -> bool:
        """Take or give back the room of a touch; tell whether a period is full or free by it."""
        amount = sign * self.amounts[channel]
        is_changed = False
        for key in self._keys(day):
            before = self._taken[key]
            now = self._taken[key] = before + amount
            for most, bits in self._full.items():
                room = self._number - most
                if (now > room) != (before > room):
                    self._full[most] = bits ^ self._bits(key)
                    is_changed = True
        return is_changed

    def _keys(self, day: int) -> range:
        """Return where what is taken on `day` counts."""
        if self.period is Period.WEEK:
            return range(day, day + _WEEK)
        first = day if self.period is Period.DAY else month_of(day).start
        return range(first, first + 1)

    def _bits(self, key: int) -> int:
        """Return the bits that stand for the period `key`."""
        if self.period is not Period.MONTH:
            return 1 << key - self._days.start if key >= self._days.start else 0
        return bits_of(month_of(key), self._days)


def bits_of(days: range, among: range) -> int:
    """Return the bits of `days`, where bit 0 is the first of `among`; days outside have none."""
    first, end = max(days.start, among.start), min(days.stop, among.stop)
    return (1 << end - first) - 1 << first - among.start if first < end else 0


class _Company:
    """The people of a company that are met, by the last day of each week that holds the day."""

    def __init__(self, most: int, first: int) -> None:
        self._most = most
        self._first = first
        self._weeks: dict[int, dict[str, int]] = defaultdict(dict)
        self._full = 0

    def take(self, contact: str, day: int, sign: int) -> None:
        for last in range(day, day + _WEEK):
            people = self._weeks[last]
            met = people.get(contact, 0) + sign
            if met:
                people[contact] = met
            else:
                del people[contact]
            # Full, or no longer, by a person more or less; a second touch to one changes nothing.
            is_new = met == (sign > 0)
            if is_new and len(people) == self._most - (sign < 0) and last >= self._first:
                self._full ^= 1 << last - self._first

    def full(self, contact: str, days: list[int]) -> int:
        """Return the days on which `contact`, who is met on `days`, would be one too many."""
        full = self._full
        for day in days:
            for last in range(max(day, self._first), day + _WEEK):
                people = self._weeks.get(last, {})
                if contact in people and len(people) <= self._most:
                    full &= ~(1 << last - self._first)
        return _days_of_weeks(full)

    def refuses(self, contact: str, day: int) -> bool:
        met = (self._weeks.get(last, {}) for last in range(day, day + _WEEK))
        return any(len(people) + (contact not in people) > self._most for people in met)


class Load:
    """What is taken of every limit on `days`. Days are ordinals, as of `date.toordinal`.

    Any part of what keeps the limits keeps them too, so taking a touch away never breaks one.
    """

    def __init__(self, limits: Limits, days: range) -> None:
        self._days = days
        self._between = limits.days_between
        self._company_most = limits.people_at_a_company
        counts = _counts(limits, days)
        self._counts = {
            channel: [count for count in counts if channel in count.amounts] for channel in Channel
        }
        self._full: dict[Channel, int] = {}
        self._contacts: dict[str, list[int]] = defaultdict(list)
        self._companies: dict[str, _Company] = {}

    @property
    def counts_companies(self) -> bool:
        """Whether the people of a company are limited."""
        return self._company_most is not None

    def put(self, contact: str, company: str, channel: Channel, day: int) -> None:
        """Take the place of one touch."""
        self._contacts[contact].append(day)
        self._take(contact, company, channel, day, 1)

    def lift(self, contact: str, company: str, channel: Channel, day: int) -> None:
        """Give the place of one touch back."""
        self._contacts[contact].remove(day)
        self._take(contact, company, channel, day, -1)

    def _take(self, contact: str, company: str, channel: Channel, day: int, sign: int) -> None:
        for count in self._counts[channel]:
            if count.take(channel, day, sign):
                for other in count.amounts:
                    self._full.pop(other, None)
        if company and self._company_most is not None:
            if company not in self._companies:
                self._companies[company] = _Company(self._company_most, self._days.start)
            self._companies[company].take(contact, day, sign)

    def full(self, channel: Channel) -> int:
        """Return the days on which a cap refuses any touch more through `channel`."""
        if channel not in self._full:
            full = 0
            for count in self._counts[channel]:
                full |= count.full(channel)
            self._full[channel] = full
        return self._full[channel]

    def closed(self, contact: str, company: str) -> int:
        """Return the days on which a limit keeps this person from being met."""
        met, closed = self._contacts.get(contact, []), 0
        if self._between:
            for day in met:
                near = range(day - self._between + 1, day + self._between)
                closed |= bits_of(near, self._days)
        if not company or self._company_most is None:
            return closed
        if not self._company_most:
            return -1
        known = self._companies.get(company)
        return closed | known.full(contact, met) if known else closed

    def cap(self, channel: Channel, day: int) -> Refusal | None:
        """Say which cap refuses any touch more through `channel` on any day at all."""
        for count in self._counts[channel]:
            if count.refuses(channel, day):
                return Refusal(
                    count.text, count.setting, count.days_with(day), channels=count.amounts.keys()
                )
        return None

    def refusal(self, contact: str, company: str, day: int) -> Refusal | None:
        """Say which limit keeps this person from being met on any day at all."""
        if self._between:
            for other in self._contacts.get(contact, ()):
                if abs(other - day) < self._between:
                    words = f"{self._between} days between touches to one person"
                    days = range(day - self._between + 1, day + self._between)
                    return Refusal(words, BETWEEN, days, contact)
        if company and self._company_most is not None:
            known = self._companies.get(company)
            if not self._company_most or (known and known.refuses(contact, day)):
                words = f"{self._company_most} people of {company} in any seven days"
                return Refusal(words, COMPANY, range(day - _WEEK + 1, day + _WEEK), company)
        return None

    def refusals(self, contact: str, company: str, channel: Channel, day: int) -> Iterator[Refusal]:
        """Go through the limits that refuse a touch: those of the person, then those of the day."""
        if refusal := self.refusal(contact, company, day):
            yield refusal
        if refusal := self.cap(channel, day):
            yield refusal


def _counts(limits: Limits, days: range) -> list[_Count]:
    counts = [
        _Count(
            str(cap),
            cap.setting,
            cap.period,
            cap.number,
            dict.fromkeys(Channel if cap.channel is None else (cap.channel,), 1),
            days=days,
        )
        for cap in limits.caps
    ]
    if limits.minutes_a_day is not None:
        most = limits.minutes_a_day
        minutes = {channel: limits.minutes.get(channel, 0) for channel in Channel}
        counts.append(
            _Count(f"{most} minutes a day", "minutes a day", Period.DAY, most, minutes, days=days)
        )
    return counts
