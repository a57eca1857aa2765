"""A plan in the making: where each touch stands, where else it could go, and what that costs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from planner.contacts.limits import Period
from planner.scheduling.load import Load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.calendars.working_days import Calendars
    from planner.contacts.limits import Limits
    from planner.model.channel import Channel
    from planner.scheduling.demand import Demand, Done


# What a working day past the deadline costs, over a day of waiting.
LATE = 10
# What it costs to move a planned touch: five working days of an ordinary touch (weight 4).
MOVE = 20


class Spot(NamedTuple):
    """A day (ordinal) and a channel; `Unplaced` is no day."""

    day: int
    channel: Channel | None


Unplaced = Spot(0, None)


class Costs:
    """What a spot costs a touch: the value of a plan is the sum, and less is better.

    A touch of weight w costs, in the user's working days:

        w for each day between its earliest day (or the plan's start, if later) and its spot
        + 10 w for each day past its deadline, at least one if it is past at all
        + 20 if an earlier plan had it elsewhere (another day, or another channel)

    No spot counts as the first working day after the plan's end.
    """

    def __init__(
        self, demands: Sequence[Demand], calendars: Calendars, start: date, horizon: date
    ) -> None:
        self.start = start.toordinal()
        self.end = horizon.toordinal()
        own = calendars.own_country
        days = range(self.start, self.end + 1)
        works = [calendars.allows(date.fromordinal(day), own) for day in days]
        self._before = list(accumulate(works, initial=0))
        self._terms = [self._terms_of(demand) for demand in demands]

    @property
    def last(self) -> date:
        """The last day of the plan."""
        return date.fromordinal(self.end)

    def _terms_of(self, demand: Demand) -> _Terms:
        deadline = demand.deadline.toordinal() if demand.deadline else self.end + 1
        planned = demand.planned.toordinal() if demand.planned else 0
        return _Terms(
            demand.weight,
            self.worked(demand.earliest.toordinal()),
            deadline,
            self.worked(deadline + 1),
            planned,
            demand.channel_planned,
        )

    def worked(self, day: int) -> int:
        """How many of the plan's working days lie before `day`."""
        return self._before[min(max(day - self.start, 0), len(self._before) - 1)]

    def of(self, place: int, spot: Spot) -> int:
        """What the touch at `place` of the demands costs at `spot`."""
        day, channel = spot
        terms = self._terms[place]
        cost = self.waiting(place, day or self.end + 1)
        if not terms.planned or (
            day == terms.planned and (terms.channel is None or terms.channel == channel)
        ):
            return cost
        return cost + MOVE

    def waiting(self, place: int, day: int) -> int:
        """What the touch costs on `day`, whether it was moved there or not; never falls with it."""
        weight, earliest, deadline, due, _, _ = self._terms[place]
        at = self.worked(day)
        cost = weight * (at - earliest) if at > earliest else 0
        if day > deadline:
            over = self.worked(day + 1) - due
            if day > self.end:
                over += 1
            cost += LATE * weight * max(over, 1)
        return cost


class _Terms(NamedTuple):
    """What a touch's cost is made of, counted once."""

    weight: int
    earliest: int
    deadline: int
    due: int
    planned: int
    channel: Channel | None


class Board:
    """The demands that may move, by their place in `demands`, and what the others take."""

    def __init__(
        self,
        demands: Sequence[Demand],
        done: Sequence[Done],
        limits: Limits,
        calendars: Calendars,
        costs: Costs,
    ) -> None:
        self.demands = demands
        self.costs = costs
        self.load = Load(limits)
        self.spots: list[Spot] = [Unplaced] * len(demands)
        self._on: dict[int, list[int]] = {}
        self._calendars = calendars
        self._days: dict[str, list[int]] = {}
        self._after: dict[tuple[int, int, str], int] = {}
        self.by_touch = {demand.touch: place for place, demand in enumerate(demands)}
        self.fixed: dict[str, int] = {}
        self.followers: list[list[int]] = [[] for _ in demands]
        for place, demand in enumerate(demands):
            if demand.after in self.by_touch:
                self.followers[self.by_touch[demand.after]].append(place)
        for touch in done:
            self.load.put(touch.contact, touch.company, touch.channel, touch.day.toordinal())

    def days(self, country: str) -> list[int]:
        """The days of the plan on which a touch may go to `country`."""
        if country not in self._days:
            every = range(self.costs.start, self.costs.end + 1)
            allows = self._calendars.allows
            self._days[country] = [day for day in every if allows(date.fromordinal(day), country)]
        return self._days[country]

    def first_day(self, place: int) -> int | None:
        """The first day that the touch could take by itself; None while it waits for another."""
        demand = self.demands[place]
        earliest = max(demand.earliest.toordinal(), self.costs.start)
        if not demand.after:
            return earliest
        before = self.fixed.get(demand.after)
        if demand.after in self.by_touch:
            before = self.spots[self.by_touch[demand.after]].day or None
            if before is None:
                return None
        return earliest if before is None else max(earliest, self._wait(before, demand))

    def _wait(self, day: int, demand: Demand) -> int:
        key = (day, demand.wait, demand.country)
        if key not in self._after:
            on = date.fromordinal(day)
            self._after[key] = self._calendars.after(on, demand.wait, demand.country).toordinal()
        return self._after[key]

    def last_day(self, place: int) -> int:
        """The last day that leaves the touches after it where they stand."""
        last = self.costs.end
        for follower in self.followers[place]:
            day = self.spots[follower].day
            demand = self.demands[follower]
            while day and last >= self.costs.start and self._wait(last, demand) > day:
                last -= 1
        return last

    def put(self, place: int, spot: Spot) -> None:
        """Let the touch take a spot; `Unplaced` takes nothing."""
        self.spots[place] = spot
        if spot.channel is not None:
            demand = self.demands[place]
            self.load.put(demand.contact, demand.company, spot.channel, spot.day)
            self._on.setdefault(spot.day, []).append(place)

    def lift(self, place: int) -> Spot:
        """Take the touch from its spot, and say which that was."""
        spot = self.spots[place]
        if spot.channel is not None:
            demand = self.demands[place]
            self.load.lift(demand.contact, demand.company, spot.channel, spot.day)
            self.spots[place] = Unplaced
            self._on[spot.day].remove(place)
        return spot

    def fits(self, place: int, spot: Spot) -> bool:
        """Whether the touch, now at no spot, may take this one."""
        demand = self.demands[place]
        first = self.first_day(place)
        days = self.days(demand.country)
        at = bisect_left(days, spot.day)
        return (
            first is not None
            and first <= spot.day <= self.last_day(place)
            and at < len(days)
            and days[at] == spot.day
            and spot.channel in demand.channels
            and self.has_room(demand, spot)
        )

    def has_room(self, demand: Demand, spot: Spot) -> bool:
        """Whether no limit refuses the touch there."""
        return (
            spot.channel is not None
            and not self.load.is_full(spot.channel, spot.day)
            and self.load.refuses(demand.contact, demand.company, spot.day) is None
        )

    def best(self, place: int) -> Spot:
        """The cheapest spot that the touch, now at none, may take."""
        demand = self.demands[place]
        kept = self._kept(place)
        first, last = self.first_day(place), self.last_day(place)
        best = Unplaced
        if first is not None:
            for channel in demand.channels:
                day = self._earliest(demand, channel, first, last)
                if day and (not best.day or day < best.day):
                    best = Spot(day, channel)
                    last = day
        if kept is not None and self.costs.of(place, kept) <= self.costs.of(place, best):
            return kept
        return best

    def options(self, place: int) -> list[Spot]:
        """Every spot that the touch, now at none, may take; in the order of days and channels."""
        demand = self.demands[place]
        first, last = self.first_day(place), self.last_day(place)
        if first is None:
            return []
        days = self.days(demand.country)
        return [
            spot
            for day in days[bisect_left(days, first) :]
            if day <= last
            for channel in demand.channels
            if self.has_room(demand, spot := Spot(day, channel))
        ]

    def rivals(self, demand: Demand, spot: Spot) -> list[int]:
        """The touches that stand between `demand` and a spot, those that weigh least first."""
        near = range(spot.day - 6, spot.day + 7)
        if spot.channel is None or self.load.refuses(demand.contact, demand.company, spot.day):
            found = [
                place
                for day in near
                for place in self._on.get(day, ())
                if demand.contact == self.demands[place].contact
                or demand.company == self.demands[place].company
            ]
        else:
            full = self.load.full(spot.channel, spot.day)
            if full is None:
                return []
            days = self._days_counted(full[1], spot.day)
            found = [place for day in days for place in self._on.get(day, ())]
        return sorted(found, key=lambda place: (self.demands[place].weight, -place))

    def _days_counted(self, setting: str, day: int) -> range:
        """The days that a cap counts together with `day`."""
        if setting.endswith(f" a {Period.WEEK}"):
            return range(day - 6, day + 7)
        if setting.endswith(f" a {Period.MONTH}"):
            first = date.fromordinal(day).replace(day=1).toordinal()
            return range(first, first + 31)
        return range(day, day + 1)

    def _kept(self, place: int) -> Spot | None:
        """Where an earlier plan had the touch, if it may stand there still."""
        demand = self.demands[place]
        if demand.planned is None:
            return None
        channels = demand.channels if demand.channel_planned is None else (demand.channel_planned,)
        spots = (Spot(demand.planned.toordinal(), channel) for channel in channels)
        return next((spot for spot in spots if self.fits(place, spot)), None)

    def keep(self, place: int) -> bool:
        """Put the touch where an earlier plan had it, if it may stand there still."""
        kept = self._kept(place)
        if kept is not None:
            self.put(place, kept)
        return kept is not None

    def _earliest(self, demand: Demand, channel: Channel, first: int, last: int) -> int:
        """The first day with room from `first` to `last`, or 0."""
        days = self.days(demand.country)
        load = self.load
        for at in range(bisect_left(days, first), bisect_right(days, last)):
            day = days[at]
            if not load.is_full(channel, day) and not load.refuses(
                demand.contact, demand.company, day
            ):
                return day
        return 0
