"""How full each day is, and which limit refuses one touch more."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from planner.contacts.limits import Period
from planner.model.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.contacts.limits import Limits


BETWEEN = "days between touches"
COMPANY = "people at a company"
_WEEK = 7


@cache
def _month(day: int) -> range:
    """The days of the month that holds `day`."""
    on = date.fromordinal(day)
    first = day - on.day + 1
    return range(first, first + monthrange(on.year, on.month)[1])


@dataclass(slots=True)
class _Count:
    """One cap and what is taken of it: by the first day of a day or month, the last of a week.

    `amounts` is what a touch takes through each channel that counts.
    """

    text: str
    setting: str
    period: Period
    number: int
    amounts: Mapping[Channel, int]
    taken: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def keys(self, day: int) -> Iterable[int]:
        """Where what is taken on `day` counts."""
        if self.period is Period.WEEK:
            return range(day, day + _WEEK)
        return (day,) if self.period is Period.DAY else (_month(day).start,)

    def days(self, key: int) -> Iterable[int]:
        """The days that count under `key`."""
        if self.period is Period.WEEK:
            return range(key - _WEEK + 1, key + 1)
        return (key,) if self.period is Period.DAY else _month(key)

    def refuses(self, channel: Channel, day: int) -> bool:
        room = self.number - self.amounts[channel]
        return any(self.taken.get(key, 0) > room for key in self.keys(day))


class Load:
    """What is taken of every limit. Days are ordinals, as of `date.toordinal`.

    Any part of what keeps the limits keeps them too, so taking a touch away never breaks one.
    """

    def __init__(self, limits: Limits) -> None:
        self._between = limits.days_between
        self._company_most = limits.people_at_a_company
        counts = _counts(limits)
        self._counts = {
            channel: [count for count in counts if channel in count.amounts] for channel in Channel
        }
        # How many caps are full for a channel on a day, kept up with every change: a plan asks
        # a hundred times as often as it puts.
        self._full: dict[Channel, dict[int, int]] = {channel: {} for channel in Channel}
        self._never = {
            channel
            for channel in Channel
            if any(count.amounts[channel] > count.number for count in self._counts[channel])
        }
        self._contacts: dict[str, list[int]] = defaultdict(list)
        self._companies: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))

    def put(self, contact: str, company: str, channel: Channel, day: int) -> None:
        """Take the place of one touch."""
        self._take(channel, day, 1)
        self._contacts[contact].append(day)
        if company and self._company_most is not None:
            self._companies[company][day].append(contact)

    def lift(self, contact: str, company: str, channel: Channel, day: int) -> None:
        """Give the place of one touch back."""
        self._take(channel, day, -1)
        self._contacts[contact].remove(day)
        if company and self._company_most is not None:
            self._companies[company][day].remove(contact)

    def _take(self, channel: Channel, day: int, sign: int) -> None:
        for count in self._counts[channel]:
            amount = sign * count.amounts[channel]
            for key in count.keys(day):
                before = count.taken[key]
                count.taken[key] = before + amount
                self._note(count, key, before, before + amount)

    def _note(self, count: _Count, key: int, before: int, now: int) -> None:
        """Note for which channels the cap has become full, or has room again."""
        for channel, amount in count.amounts.items():
            room = count.number - amount
            change = (now > room) - (before > room)
            if change:
                full = self._full[channel]
                for day in count.days(key):
                    full[day] = full.get(day, 0) + change

    def is_full(self, channel: Channel, day: int) -> bool:
        """Whether a cap refuses any touch more through `channel`."""
        return self._full[channel].get(day, 0) > 0 or channel in self._never

    def full(self, channel: Channel, day: int) -> tuple[str, str] | None:
        """The cap (its words, its setting) that refuses any touch more through `channel`."""
        for count in self._counts[channel]:
            if count.refuses(channel, day):
                return count.text, count.setting
        return None

    def refuses(self, contact: str, company: str, day: int) -> tuple[str, str] | None:
        """The limit (its words, its setting) that keeps this person from being met that day."""
        if self._between:
            for other in self._contacts.get(contact, ()):
                if abs(other - day) < self._between:
                    return f"{self._between} days between touches to one person", BETWEEN
        if company and self._company_most is not None and self._is_crowded(contact, company, day):
            return f"{self._company_most} people of {company} in any seven days", COMPANY
        return None

    def _is_crowded(self, contact: str, company: str, day: int) -> bool:
        """Whether some seven days around `day` would hold too many people of the company."""
        days = self._companies.get(company)
        if self._company_most is None or not days:
            return self._company_most == 0
        near = range(day - _WEEK + 1, day + _WEEK)
        met = [(other, days[other]) for other in near if days.get(other)]
        if not met:
            return self._company_most == 0
        for first in range(day - _WEEK + 1, day + 1):
            people = {contact}
            for other, contacts in met:
                if first <= other < first + _WEEK:
                    people.update(contacts)
            if len(people) > self._company_most:
                return True
        return False


def _counts(limits: Limits) -> list[_Count]:
    counts = [
        _Count(
            str(cap),
            cap.setting,
            cap.period,
            cap.number,
            dict.fromkeys(Channel if cap.channel is None else (cap.channel,), 1),
        )
        for cap in limits.caps
    ]
    if limits.minutes_a_day is not None:
        most = limits.minutes_a_day
        amounts = {channel: limits.minutes.get(channel, 0) for channel in Channel}
        counts.append(_Count(f"{most} minutes a day", "minutes a day", Period.DAY, most, amounts))
    return counts
