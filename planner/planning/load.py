"""How full each day is, and which limit refuses one touch more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from planner.model import Channel
from planner.planning.limits import Period

if TYPE_CHECKING:
    from planner.planning.limits import Limits

__all__ = ["BETWEEN", "COMPANY", "Load"]

BETWEEN = "days between touches"
COMPANY = "company contacts a week"
_WEEK = 7


@cache
def _month(day: int) -> int:
    on = date.fromordinal(day)
    return on.year * 12 + on.month


@dataclass(slots=True)
class _Count:
    """One cap and what is taken of it. A week's count stands at the last of its seven days."""

    text: str
    setting: str
    period: Period
    number: int
    taken: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def refuses(self, day: int, amount: int) -> bool:
        room = self.number - amount
        taken = self.taken
        if self.period is Period.DAY:
            return taken.get(day, 0) > room
        if self.period is Period.MONTH:
            return taken.get(_month(day), 0) > room
        return any(taken.get(last, 0) > room for last in range(day, day + _WEEK))

    def add(self, day: int, amount: int) -> None:
        if self.period is Period.DAY:
            self.taken[day] += amount
        elif self.period is Period.MONTH:
            self.taken[_month(day)] += amount
        else:
            for last in range(day, day + _WEEK):
                self.taken[last] += amount


class Load:
    """What is taken of every limit. Days are ordinals, as of `date.toordinal`.

    Any part of what keeps the limits keeps them too, so taking a touch away never breaks one.
    """

    def __init__(self, limits: Limits) -> None:
        self._between = limits.days_between
        self._company_most = limits.company_contacts_a_week
        self._counts = {channel: _counts(limits, channel) for channel in Channel}
        _share(self._counts)
        self._contacts: dict[str, list[int]] = defaultdict(list)
        self._companies: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))

    def put(self, contact: str, company: str, channel: Channel, day: int) -> None:
        """Take the place of one touch."""
        for count, amount in self._counts[channel]:
            count.add(day, amount)
        self._contacts[contact].append(day)
        if company and self._company_most is not None:
            self._companies[company][day].append(contact)

    def lift(self, contact: str, company: str, channel: Channel, day: int) -> None:
        """Give the place of one touch back."""
        for count, amount in self._counts[channel]:
            count.add(day, -amount)
        self._contacts[contact].remove(day)
        if company and self._company_most is not None:
            self._companies[company][day].remove(contact)

    def full(self, channel: Channel, day: int) -> tuple[str, str] | None:
        """The cap (its words, its setting) that refuses any touch more through `channel`."""
        for count, amount in self._counts[channel]:
            if count.refuses(day, amount):
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


def _counts(limits: Limits, channel: Channel) -> list[tuple[_Count, int]]:
    counts = [
        (_Count(str(cap), cap.setting, cap.period, cap.number), 1)
        for cap in limits.caps
        if cap.channel in {None, channel}
    ]
    if limits.minutes_a_day is not None:
        most = limits.minutes_a_day
        minutes = _Count(f"{most} minutes a day", "minutes a day", Period.DAY, most)
        counts.append((minutes, limits.minutes.get(channel, 0)))
    return counts


def _share(counts: dict[Channel, list[tuple[_Count, int]]]) -> None:
    """Let channels count a limit of all of them in one place."""
    shared: dict[str, _Count] = {}
    for channel, own in counts.items():
        counts[channel] = [
            (shared.setdefault(count.setting, count), amount) for count, amount in own
        ]
