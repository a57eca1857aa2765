"""A plan in the making: where each touch stands, where else it could go, and who is in its way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.scheduling.costs import MOVE, Spot, Unplaced
from planner.scheduling.load import BETWEEN, COMPANY, Load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.calendars.working_days import Calendars
    from planner.contacts.limits import Limits
    from planner.model.channel import Channel
    from planner.scheduling.costs import Costs
    from planner.scheduling.demand import Demand, Done
    from planner.scheduling.load import Refusal


@dataclass(slots=True)
class Rivals:
    """The touches that stand in the way somewhere, those that weigh least first.

    `weight` is the least of theirs, `first` and `last` the days between which they stand,
    `is_planned` says that an earlier plan had one of them. `loss` is what it costs at least that
    one finds another spot; None until it was asked for.
    """

    places: list[int]
    weight: int = 0
    first: int = 0
    last: int = 0
    is_planned: bool = False
    loss: int | None = None


class Kind(NamedTuple):
    """What sets touches apart, beside whom they are for."""

    weight: int
    channels: tuple[Channel, ...]
    country: str
    company: str
    earliest: int
    deadline: date | None


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
        self.load = Load(limits, costs.days)
        self.spots: list[Spot] = [Unplaced] * len(demands)
        # Who stands on a day: all of them under no company, and those of each company.
        self._on: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._of_contact: dict[str, list[int]] = defaultdict(list)
        self._rivals: dict[tuple[str, str, int], Rivals] = {}
        self._rivals_on: dict[int, set[tuple[str, str, int]]] = {}
        self._calendars = calendars
        self._open_days: dict[str, int] = {}
        self._least: dict[int, int] = {}
        self._after: dict[tuple[int, int, str], int] = {}
        self.by_touch = {demand.touch: place for place, demand in enumerate(demands)}
        self.fixed: dict[str, int] = {}
        self.followers: list[list[int]] = [[] for _ in demands]
        for place, demand in enumerate(demands):
            self._of_contact[demand.contact].append(place)
            if demand.after in self.by_touch:
                self.followers[self.by_touch[demand.after]].append(place)
        for touch in done:
            self.load.put(touch.contact, touch.company, touch.channel, touch.day.toordinal())

    def open_days(self, country: str) -> int:
        """Return the days of the plan on which a touch may go to `country`, as bits."""
        if country not in self._open_days:
            self._open_days[country] = self._calendars.open_days(self.costs.days, country)
        return self._open_days[country]

    def days(self, country: str, first: int, last: int) -> Iterator[int]:
        """Go through the days from `first` to `last` on which a touch may go to `country`."""
        return self._days_in(self._span(self.open_days(country), first, last))

    def ends(self, country: str, first: int, last: int) -> tuple[int, ...]:
        """Return the first and the last of these days; none where there is not any."""
        bits = self._span(self.open_days(country), first, last)
        start = self.costs.start - 1
        return (start + (bits & -bits).bit_length(), start + bits.bit_length()) if bits else ()

    def _span(self, bits: int, first: int, last: int) -> int:
        """Keep those of the days that lie between `first` and `last`, both included."""
        start = self.costs.start
        if last < max(first, start):
            return 0
        low = max(first - start, 0)
        return (bits >> low << low) & ((1 << last - start + 1) - 1)

    def _days_in(self, bits: int) -> Iterator[int]:
        while bits:
            lowest = bits & -bits
            yield self.costs.start + lowest.bit_length() - 1
            bits ^= lowest

    def first_day(self, place: int) -> int | None:
        """Return the first day that the touch could take; None while it waits for another."""
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
        """Return the last day that leaves the touches after it where they stand."""
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
            for company in {"", demand.company}:
                self._on[company, spot.day].append(place)

    def lift(self, place: int) -> Spot:
        """Take the touch from its spot, and say which that was."""
        spot = self.spots[place]
        if spot.channel is not None:
            demand = self.demands[place]
            self.load.lift(demand.contact, demand.company, spot.channel, spot.day)
            self.spots[place] = Unplaced
            for company in {"", demand.company}:
                self._on[company, spot.day].remove(place)
        return spot

    def _free(self, place: int, first: int, last: int) -> list[tuple[Channel, int]]:
        """Return the days with room between two, as bits, of each channel of the touch."""
        demand = self.demands[place]
        closed = self.load.closed(demand.contact, demand.company)
        days = self._span(self.open_days(demand.country) & ~closed, first, last)
        return [(channel, days & ~self.load.full(channel)) for channel in demand.channels]

    def best(self, place: int) -> Spot:
        """Find the cheapest spot that the touch, now at none, may take."""
        first, last = self.first_day(place), self.last_day(place)
        best = Unplaced
        if first is not None:
            for channel, free in self._free(place, first, last):
                lowest = free & -free
                day = self.costs.start + lowest.bit_length() - 1
                if free and (not best.day or day < best.day):
                    best = Spot(day, channel)
        kept = self._kept(place)
        if kept is not None and self.costs.of(place, kept) <= self.costs.of(place, best):
            return kept
        return best

    def options(self, place: int, most: int) -> Iterator[tuple[int, Spot]]:
        """Go through the spots that the touch, now at none, may take for less than `most`.

        With each comes its cost; they are in the order of days and channels.
        """
        first, last = self.first_day(place), self.last_day(place)
        if first is None:
            return
        free = self._free(place, first, last)
        every = 0
        for _, days in free:
            every |= days
        for day in self._days_in(every):
            if self.costs.waiting(place, day) >= most:
                return
            for channel, days in free:
                if days >> day - self.costs.start & 1:
                    yield self.costs.of(place, Spot(day, channel)), Spot(day, channel)

    def rivals(self, demand: Demand, day: int, channel: Channel) -> Iterator[Rivals]:
        """Find the touches that stand between `demand` and a spot, limit by limit."""
        for refusal in self.load.refusals(demand.contact, demand.company, channel, day):
            key = (refusal.setting, refusal.whose, refusal.days.start)
            if key not in self._rivals:
                self._rivals[key] = self._rivals_at(refusal)
                for near in refusal.days:
                    self._rivals_on.setdefault(near, set()).add(key)
            yield self._rivals[key]

    def _rivals_at(self, refusal: Refusal) -> Rivals:
        """Gather the touches that take what a limit has no more of, the least weighty first."""
        days, whose, spots = refusal.days, refusal.whose, self.spots
        if refusal.setting == BETWEEN:
            found = [place for place in self._of_contact[whose] if spots[place].day in days]
        elif refusal.setting == COMPANY:
            found = [place for day in days for place in self._on.get((whose, day), ())]
        else:
            standing = (place for day in days for place in self._on.get(("", day), ()))
            found = [place for place in standing if spots[place].channel in refusal.channels]
        weight = self.costs.weight
        found.sort(key=lambda place: (weight(place), -place))
        return Rivals(
            found,
            weight=min(map(weight, found), default=0),
            first=min((spots[place].day for place in found), default=0),
            last=max((spots[place].day for place in found), default=0),
            is_planned=any(self.demands[place].planned is not None for place in found),
        )

    def forget_rivals(self) -> None:
        """Forget who is in whose way."""
        self._rivals.clear()
        self._rivals_on.clear()

    def forget_rivals_on(self, *days: int) -> None:
        """Forget who is in whose way on these days: somebody has moved for good."""
        for day in days:
            for key in self._rivals_on.pop(day, ()):
                self._rivals.pop(key, None)

    def least_cost(self, place: int) -> int:
        """Say the least that the touch can cost anywhere, limits aside."""
        if place not in self._least:
            self._least[place] = self._least_cost(place)
        return self._least[place]

    def _least_cost(self, place: int) -> int:
        demand, costs = self.demands[place], self.costs
        day = next(self.days(demand.country, demand.earliest.toordinal(), costs.end), 0)
        least = costs.waiting(place, day or costs.end + 1)
        if demand.planned is None:
            return least
        kept = Spot(demand.planned.toordinal(), demand.channel_planned)
        return min(least + MOVE, costs.of(place, kept))

    def is_content(self, place: int) -> bool:
        """Tell whether the touch stands where it costs least."""
        return self.costs.of(place, self.spots[place]) == self.least_cost(place)

    def kind(self, place: int) -> Kind | None:
        """Say what a touch without a day shares with others that are in the same case.

        None where it has a day, or something sets it apart.
        """
        demand = self.demands[place]
        is_alone = len(self._of_contact[demand.contact]) == 1 and not demand.after
        if self.spots[place].day or demand.planned is not None or not is_alone:
            return None
        company = demand.company if self.load.counts_companies else ""
        earliest = max(demand.earliest.toordinal(), self.costs.start)
        deadline, channels = demand.deadline, demand.channels
        return Kind(demand.weight, channels, demand.country, company, earliest, deadline)

    def leads(self, place: int) -> bool:
        """Tell whether a touch that has a day waits for this one."""
        return any(self.spots[follower].day for follower in self.followers[place])

    def _kept(self, place: int) -> Spot | None:
        """Return where an earlier plan had the touch, if it may stand there still."""
        demand = self.demands[place]
        first = self.first_day(place)
        if demand.planned is None or first is None:
            return None
        day = demand.planned.toordinal()
        if not first <= day <= self.last_day(place):
            return None
        named = demand.channel_planned
        free = self._free(place, day, day)
        channels = (channel for channel, days in free if days and named in {None, channel})
        return next((Spot(day, channel) for channel in channels), None)

    def keep(self, place: int) -> bool:
        """Put the touch where an earlier plan had it, if it may stand there still."""
        kept = self._kept(place)
        if kept is not None:
            self.put(place, kept)
        return kept is not None
