"""Say why a touch has its day, and which limit kept it from an earlier one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.calendars.working_days import Calendars
    from planner.scheduling.board import Board
    from planner.scheduling.costs import Spot
    from planner.scheduling.demand import Demand
    from planner.scheduling.load import Refusal


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def on_day(day: date) -> str:
    """Write a day in words, whatever the machine's language: `Tuesday 3 March 2026`."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


class Explainer:
    """The reasons of a finished plan."""

    def __init__(
        self,
        board: Board,
        calendars: Calendars,
        paused: Mapping[str, str],
        circle: Iterable[str],
    ) -> None:
        self._board = board
        self._calendars = calendars
        self.unplaceable = dict(paused)
        for touch in circle:
            self.unplaceable[touch] = "it waits for a touch that waits for it"

    def reason(self, place: int) -> tuple[str, str]:
        """Say why the touch has its day, and the setting of the limit behind it (or blank)."""
        demand, spot = self._board.demands[place], self._board.spots[place]
        first = self._board.first_day(place)
        if first is None:
            return f"it waits for {demand.after}, which has no day", ""
        self._board.lift(place)  # else its own place would count against it
        reason, binding = self._held_back(demand, first, spot)
        reason = reason or self._first_words(demand, first, spot)
        if moved := self._moved(demand, spot):
            reason = f"{moved}; {reason}"
        self._board.put(place, spot)
        return reason, binding

    def _held_back(self, demand: Demand, first: int, spot: Spot) -> tuple[str, str]:
        """Find the limit that refuses the last day before the one taken, and how it says so."""
        last = spot.day - 1 if spot.day else self._board.costs.end
        before = self._board.ends(demand.country, first, last)
        if not before:
            return "", ""
        refusals = {day: self._refusal(demand, day) for day in before}
        refusal = refusals[before[-1]] or refusals[before[0]]
        if refusal is None:
            return "", ""
        words, binding = refusal.words, refusal.setting
        if not spot.day:
            end = on_day(self._board.costs.last)
            return f"there is no room up to {end} ({words})", binding
        held = before[-1] if refusals[before[-1]] else before[0]
        return f"{on_day(date.fromordinal(held))} has no room ({words})", binding

    def _refusal(self, demand: Demand, day: int) -> Refusal | None:
        """Say why the best channel is refused on a day on which every channel is."""
        load = self._board.load
        met = load.refusal(demand.contact, demand.company, day)
        refusal = None
        for channel in demand.channels:
            why = load.cap(channel, day) or met
            if why is None:
                return None
            refusal = refusal or why
        return refusal

    def _first_words(self, demand: Demand, first: int, spot: Spot) -> str:
        """Say why, where no limit held the touch back."""
        if not spot.day:
            return f"it may not go out before {on_day(date.fromordinal(first))}"
        if demand.planned is not None and not self._moved(demand, spot):
            return "it keeps the day that it had"
        if demand.after in self._board.by_touch or demand.after in self._board.fixed:
            return f"it follows {demand.after}"
        earliest = date.fromordinal(first)
        if spot.day > first and (why := self._calendars.why_not(earliest, demand.country)):
            return f"{on_day(earliest)} is {why}"
        return "it is the first day that it may go out"

    def _moved(self, demand: Demand, spot: Spot) -> str:
        """Say why the touch does not stand where an earlier plan had it."""
        planned = demand.planned
        if planned is None:
            return ""
        is_there = spot.day == planned.toordinal()
        if is_there and demand.channel_planned in {None, spot.channel}:
            return ""
        was = on_day(planned)
        if planned.toordinal() < self._board.costs.start:
            return f"moved from {was}, which is over"
        if why := self._calendars.why_not(planned, demand.country):
            return f"moved from {was}, which is {why}"
        if is_there:
            return f"moved from {demand.channel_planned} to {spot.channel}"
        refusal = self._refusal(demand, planned.toordinal())
        if refusal:
            return f"moved from {was}, which has no room ({refusal.words})"
        return f"moved from {was}, to make the plan as a whole earlier"
