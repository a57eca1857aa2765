"""A second opinion on plans: the limits and the value, written out plainly and slowly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from planner.contacts.limits import Limits, Period
from planner.scheduling.demand import Demand, Done, weight_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.calendars.working_days import Calendars
    from planner.model.channel import Channel
    from planner.scheduling.schedule import Plan

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """What a plan is made from."""

    demands: tuple[Demand, ...]
    done: tuple[Done, ...]
    limits: Limits
    calendars: Calendars
    start: date
    horizon: date

    def works(self, day: date, country: str) -> bool:
        """Whether both the user and the contact's country work that day."""
        return day not in self.limits.days_off and self.calendars.allows(day, country)


class Judge:
    """Says what is wrong with a plan, and what the best plan is worth, by trying every one."""

    def faults(self, plan: Plan, case: Case) -> list[str]:
        """Everything that a plan breaks by a day that planner chose."""
        went_out = list(case.done)
        chosen = []
        for placed in plan.placements:
            demand = placed.demand
            if placed.day is None or placed.channel is None:
                continue
            day = max(placed.day, case.start) if demand.pinned else placed.day
            event = Done(demand.contact, demand.company, placed.channel, day)
            went_out.append(event)
            if demand.pinned is None:
                chosen.append((demand, event))
        days = {placed.demand.touch: placed.day for placed in plan.placements}
        found: list[str] = []
        for demand, event in chosen:
            found += self._faults_of_the_day(demand, event, days, case)
            found += [f"{demand.touch}: {why}" for why in self.broken(went_out, event, case.limits)]
        return found

    def _faults_of_the_day(
        self, demand: Demand, event: Done, days: dict[str, date | None], case: Case
    ) -> Iterator[str]:
        if not max(case.start, demand.earliest) <= event.day <= case.horizon:
            yield f"{demand.touch} lies outside the plan"
        if demand.is_paused or event.channel not in demand.channels:
            yield f"{demand.touch} may not go out"
        for country in (demand.country, case.calendars.own_country):
            if not case.calendars.is_working_day(event.day, country):
                yield f"{demand.touch} lands on a day of rest in {country}"
        if event.day in case.limits.days_off:
            yield f"{demand.touch} lands on a day off"
        if demand.after in days:
            before = days[demand.after]
            if before is None or self.follows_too_soon(before, event.day, demand, case):
                yield f"{demand.touch} comes before {demand.after}"

    def follows_too_soon(self, before: date, day: date, demand: Demand, case: Case) -> bool:
        """Whether fewer business days lie between two touches than the second one waits."""
        before = max(before, case.start)
        between = (before + DAY * ahead for ahead in range(1, (day - before).days + 1))
        allowed = [on for on in between if case.works(on, demand.country)]
        return day < before or len(allowed) < demand.wait

    def broken(self, went_out: Sequence[Done], event: Done, limits: Limits) -> Iterator[str]:
        """The limits that `went_out`, with `event` in it, breaks in a period that holds it."""
        yield from self._broken_caps(went_out, event, limits)
        if limits.minutes_a_day is not None:
            today = (one.channel for one in went_out if one.day == event.day)
            if sum(limits.minutes.get(channel, 0) for channel in today) > limits.minutes_a_day:
                yield "minutes"
        if event.company and limits.people_at_a_company is not None:
            for week in self._periods(Period.WEEK, event.day):
                near = [one for one in went_out if one.day in week]
                met = {one.contact for one in near if one.company == event.company}
                if len(met) > limits.people_at_a_company:
                    yield "company"
        mine = [one.day for one in went_out if one.contact == event.contact]
        if sum(abs(day - event.day).days < limits.days_between for day in mine) > 1:
            yield "days between touches"

    def _broken_caps(self, went_out: Sequence[Done], event: Done, limits: Limits) -> Iterator[str]:
        for cap in limits.caps:
            counted = [one for one in went_out if cap.channel in {None, one.channel}]
            if cap.channel in {None, event.channel}:
                for period in self._periods(cap.period, event.day):
                    if sum(one.day in period for one in counted) > cap.number:
                        yield str(cap)

    def _periods(self, period: Period, day: date) -> list[set[date]]:
        if period is Period.DAY:
            return [{day}]
        if period is Period.MONTH:
            month = (day.replace(day=1) + DAY * ahead for ahead in range(31))
            return [{on for on in month if on.month == day.month}]
        return [{day + DAY * (first + ahead) for ahead in range(7)} for first in range(-6, 1)]

    # --- value ----------------------------------------------------------------------------------

    def cost(self, demand: Demand, day: date | None, channel: Channel | None, case: Case) -> int:
        """The value's definition, word by word."""
        at = day or case.horizon + DAY
        cost = weight_of(demand.priority) * self._worked(demand.earliest, at, case)
        if demand.deadline is not None and at > demand.deadline:
            late = self._worked(demand.deadline + DAY, at + DAY, case) + (day is None)
            cost += 10 * weight_of(demand.priority) * max(late, 1)
        is_kept = day == demand.planned and demand.channel_planned in {None, channel}
        return cost + (20 if demand.planned is not None and not is_kept else 0)

    def _worked(self, first: date, end: date, case: Case) -> int:
        """The user's working days of the plan from `first` up to, but without, `end`."""
        first, end = max(first, case.start), min(end, case.horizon + DAY)
        days = (first + DAY * ahead for ahead in range((end - first).days))
        return sum(case.works(day, case.calendars.own_country) for day in days)

    def value(self, plan: Plan, case: Case) -> int:
        """What the plan costs."""
        return sum(
            self.cost(placed.demand, placed.day, placed.channel, case)
            for placed in plan.placements
            if placed.demand.pinned is None and not placed.is_held
        )

    def least_value(self, case: Case) -> int:
        """What the best of all plans costs. Pinned and paused demands are not for this."""
        options = [self._options(demand, case) for demand in case.demands]
        least = [min(cost for cost, _, _ in each) for each in options]
        best = sum(max(cost for cost, _, _ in each) for each in options) + 1
        went_out = list(case.done)
        days: dict[str, date | None] = {}

        def tried(at: int, cost: int) -> None:
            nonlocal best
            if cost + sum(least[at:]) >= best:
                return
            if at == len(case.demands):
                best = cost
                return
            demand = case.demands[at]
            for more, day, channel in options[at]:
                if cost + more + sum(least[at + 1 :]) >= best:
                    return
                if day is None or channel is None:
                    days[demand.touch] = None
                    tried(at + 1, cost + more)
                    continue
                if demand.after:
                    before = days.get(demand.after)
                    if before is None or self.follows_too_soon(before, day, demand, case):
                        continue
                event = Done(demand.contact, demand.company, channel, day)
                went_out.append(event)
                if not any(self.broken(went_out, event, case.limits)):
                    days[demand.touch] = day
                    tried(at + 1, cost + more)
                went_out.pop()

        tried(0, 0)
        return best

    def _options(self, demand: Demand, case: Case) -> list[tuple[int, date | None, Channel | None]]:
        every = (case.start + DAY * ahead for ahead in range((case.horizon - case.start).days + 1))
        days = [day for day in every if day >= demand.earliest and case.works(day, demand.country)]
        spots: list[tuple[date | None, Channel | None]] = [
            (day, channel) for day in days for channel in demand.channels
        ]
        spots.append((None, None))
        priced = [(self.cost(demand, *spot, case), *spot) for spot in spots]
        return sorted(priced, key=lambda option: option[0])


@pytest.fixture(scope="session")
def judge() -> Judge:
    return Judge()
