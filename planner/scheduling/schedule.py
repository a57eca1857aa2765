"""Lay out who is contacted when: within every limit, the most pressing first."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.scheduling.board import Board
from planner.scheduling.costs import Costs
from planner.scheduling.explain import Explainer, on_day
from planner.scheduling.search import EXACT, improve, in_order, place_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.calendars.working_days import Calendars
    from planner.contacts.limits import Limits
    from planner.model.channel import Channel
    from planner.scheduling.demand import Demand, Done


@frozen
class Placement:
    """Where a touch stands in the plan.

    `day` is None for a touch that has none: paused, or without room before the plan's end. A
    paused touch that the user pinned has none either; what the user typed stays in the sheet.
    `reason` says why this day, `binding` the setting of the limit that kept the touch from an
    earlier one (blank if none did), and `warning` what is wrong with
    a day: past the deadline, or pinned by the user against a rule.
    `is_held` says that no room would help: it is paused, or waits for one that is.
    """

    demand: Demand
    day: date | None
    channel: Channel | None
    reason: str = ""
    binding: str = ""
    warning: str = ""
    is_held: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether an earlier plan had it on another day or channel, or on a day at all."""
        demand = self.demand
        if demand.pinned is not None or demand.planned is None:
            return False
        return self.day != demand.planned or demand.channel_planned not in {None, self.channel}


@frozen
class Plan:
    """A schedule: one placement a demand, in the order given.

    `value` is what the plan costs (`planner.scheduling.costs.Costs` defines it); less is better.
    `is_proven` says that no other plan within the limits costs less.
    """

    placements: tuple[Placement, ...]
    start: date
    horizon: date
    value: int
    is_proven: bool
    notes: tuple[str, ...] = ()
    _by_touch: dict[str, Placement] = field(default_factory=dict, repr=False, compare=False)

    def of(self, touch: str) -> Placement:
        """Find the placement of a touch.

        Raises:
            KeyError: the plan has no such touch.
        """
        if not self._by_touch:
            self._by_touch.update({placed.demand.touch: placed for placed in self.placements})
        return self._by_touch[touch]

    def explain(self, touch: str) -> str:
        """Say in a sentence or two why the touch has its day.

        Raises:
            KeyError: the plan has no such touch.
        """
        placed = self.of(touch)
        when = f"{on_day(placed.day)} by {placed.channel}" if placed.day else "No day"
        sentence = f"{when}: {placed.reason}." if placed.reason else f"{when}."
        return f"{sentence} {placed.warning}".rstrip()

    @property
    def moved(self) -> tuple[Placement, ...]:
        """The touches that an earlier plan had elsewhere."""
        return tuple(placed for placed in self.placements if placed.is_moved)

    @property
    def unplaced(self) -> tuple[Placement, ...]:
        """The touches that found no room before the plan's end; those held back are not meant."""
        return tuple(
            placed for placed in self.placements if placed.day is None and not placed.is_held
        )

    @property
    def last_first_touch(self) -> date | None:
        """The day of the last first touch; `unplaced_first_touches` says how many come later."""
        days = [placed.day for placed in self.placements if placed.day and placed.demand.is_first]
        return max(days, default=None)

    @property
    def unplaced_first_touches(self) -> int:
        """How many first touches have no room before the plan's end."""
        return sum(placed.demand.is_first for placed in self.unplaced)

    @property
    def binding_limit(self) -> str:
        """The setting of the limit that kept most touches from an earlier day, or blank."""
        held = Counter(placed.binding for placed in self.placements if placed.binding)
        return min(held, key=lambda name: (-held[name], name), default="")

    def load(self) -> dict[date, Counter[Channel]]:
        """How many touches go out on each day of the plan, by channel; days in order."""
        days: dict[date, Counter[Channel]] = {}
        for placed in sorted(self.placements, key=lambda placed: placed.day or date.max):
            if placed.day and placed.channel:
                days.setdefault(placed.day, Counter())[placed.channel] += 1
        return days


def schedule(
    demands: Iterable[Demand],
    done: Iterable[Done],
    limits: Limits,
    calendars: Calendars,
    start: date,
    *horizons: date,
) -> Plan:
    """Give each demand a day from `start` to a horizon, both included, or say why it has none.

    Of several horizons the first counts that holds everybody, else the last. Pinned days stay and
    take their room first, as do the touches that are done. Then come the days of an earlier plan,
    then priority, deadline and order. The same input gives the same plan. Days off are those of
    `limits` and of `calendars` together.
    """
    demands, done = tuple(demands), tuple(done)
    calendars = _with_days_off(calendars, limits)
    paused = _paused(demands)
    movable = tuple(
        demand for demand in demands if demand.pinned is None and demand.touch not in paused
    )
    circle = {demand.touch for demand in movable}
    circle -= {movable[place].touch for place in in_order(movable)}
    movable = tuple(demand for demand in movable if demand.touch not in circle)
    pinned = [
        demand for demand in demands if demand.pinned is not None and demand.touch not in paused
    ]
    order = in_order(movable)
    for horizon in horizons:
        board = Board(movable, done, limits, calendars, Costs(movable, calendars, start, horizon))
        warnings = _pin(board, pinned, calendars, start)
        # What cannot hold everybody is not improved either, unless every way can be weighed.
        is_last, is_small = horizon == horizons[-1], len(order) <= EXACT
        holds_all = place_all(board, order, stops=not is_last and not is_small)
        is_proven = (holds_all or is_last or is_small) and improve(board, order)
        if is_last or all(spot.day for spot in board.spots):
            break
    explainer = Explainer(board, calendars, paused, circle)
    placements = tuple(_placement(demand, board, explainer, warnings) for demand in demands)
    notes = calendars.notes((calendars.own_country, *(demand.country for demand in demands)))
    value = sum(board.costs.of(place, spot) for place, spot in enumerate(board.spots))
    return Plan(placements, start, board.costs.last, value, is_proven, notes)


def _with_days_off(calendars: Calendars, limits: Limits) -> Calendars:
    if limits.days_off <= calendars.days_off:
        return calendars
    return calendars.with_days_off(limits.days_off)


def _paused(demands: Sequence[Demand]) -> dict[str, str]:
    """Why each paused touch is, and each one that waits for a paused touch."""
    reasons = {
        demand.touch: f"paused: {demand.is_paused}" for demand in demands if demand.is_paused
    }
    reasons |= {demand.touch: "no channel can take it" for demand in demands if not demand.channels}
    waiting: dict[str, list[Demand]] = {}
    for demand in demands:
        if demand.after:
            waiting.setdefault(demand.after, []).append(demand)
    queue = list(reasons)
    for touch in queue:
        for follower in waiting.get(touch, ()):
            if follower.touch not in reasons and follower.pinned is None:
                reasons[follower.touch] = f"it waits for {touch}, which has no day"
                queue.append(follower.touch)
    return reasons


def _pin(
    board: Board, pinned: Sequence[Demand], calendars: Calendars, start: date
) -> dict[str, str]:
    """Let the pinned touches take their room, and say what is wrong with their days.

    One pinned to a day that is over takes its room on the first day, when it will go out.
    """
    warnings = {}
    for demand in sorted(pinned, key=lambda demand: (demand.pinned, demand.order, demand.touch)):
        day = demand.pinned
        if day is None:
            continue
        channel = demand.pinned_channel
        if warning := _pin_warning(board, demand, calendars, start):
            warnings[demand.touch] = warning
        at = max(day, start).toordinal()
        board.load.put(demand.contact, demand.company, channel, at)
        board.fixed[demand.touch] = at
    return warnings


def _pin_warning(board: Board, demand: Demand, calendars: Calendars, start: date) -> str:
    day = demand.pinned
    if day is None:
        return ""
    if day < start:
        return f"You pinned it to {on_day(day)}, which is over."
    if why := calendars.why_not(day, demand.country):
        return f"You pinned it to {on_day(day)}, which is {why}."
    at = day.toordinal()
    over = board.load.cap(demand.pinned_channel, at)
    over = over or board.load.refusal(demand.contact, demand.company, at)
    if over:
        return f"You pinned it to {on_day(day)}, over a limit: {over.words}."
    why = demand.overruled
    return f"You pinned it to {on_day(day)}, though {why}." if why else ""


def _placement(
    demand: Demand, board: Board, explainer: Explainer, warnings: dict[str, str]
) -> Placement:
    if demand.touch in explainer.unplaceable:
        reason = explainer.unplaceable[demand.touch]
        return Placement(demand, None, None, reason, is_held=True)
    if demand.pinned is not None:
        warning = warnings.get(demand.touch, "")
        channel = demand.pinned_channel
        return Placement(demand, demand.pinned, channel, "you pinned it", "", warning)
    place = board.by_touch[demand.touch]
    spot = board.spots[place]
    reason, binding = explainer.reason(place)
    day = date.fromordinal(spot.day) if spot.day else None
    late = demand.deadline is not None and (day or board.costs.last) > demand.deadline
    warning = f"Its deadline is {on_day(demand.deadline)}." if late and demand.deadline else ""
    return Placement(demand, day, spot.channel, reason, binding, warning)
