"""What a spot costs a touch, and so what a plan is worth."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.calendars.working_days import Calendars
    from planner.model.channel import Channel
    from planner.scheduling.demand import Demand


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
        self.days = range(self.start, self.end + 1)
        works = calendars.open_days(self.days, calendars.own_country)
        self._before = list(
            accumulate((works >> at & 1 for at in range(len(self.days))), initial=0)
        )
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

    def weight(self, place: int) -> int:
        """Return the weight of the touch at `place`."""
        return self._terms[place].weight

    def worked(self, day: int) -> int:
        """Count the plan's working days before `day`."""
        return self._before[min(max(day - self.start, 0), len(self._before) - 1)]

    def of(self, place: int, spot: Spot) -> int:
        """Say what the touch at `place` of the demands costs at `spot`."""
        day, channel = spot
        terms = self._terms[place]
        cost = self.waiting(place, day or self.end + 1)
        if not terms.planned or (
            day == terms.planned and (terms.channel is None or terms.channel == channel)
        ):
            return cost
        return cost + MOVE

    def waiting(self, place: int, day: int) -> int:
        """Say what the touch costs on `day`, whether it was moved or not; never falls with it."""
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
