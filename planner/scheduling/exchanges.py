"""Make a plan cost less, a touch or a pair of touches at a time: for plans of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.scheduling.costs import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.scheduling.board import Board, Kind, Rivals
    from planner.scheduling.demand import Demand


# How many exchanges are carried out to see what they bring, and how many are thought of: in all,
# and for one touch in a round. Days on which nobody can give way count as some thoughts each.
_TRIES = 10_000
_THOUGHTS = 100_000
_THOUGHTS_A_TOUCH = 30
_THOUGHTS_A_DAY = 5
_ROUNDS = 10


class Exchanges:
    """Moves touches forward, and makes one give way to another, as long as the plan gains."""

    def __init__(self, board: Board, order: Sequence[int]) -> None:
        self._board = board
        self._order = order
        self._tries = _TRIES
        self._thoughts = _THOUGHTS
        # What each touch would cost elsewhere, until somebody moves.
        self._elsewhere: dict[int, int] = {}
        # The kinds of touches without a day for which nobody gave way, until somebody moves.
        self._stuck: set[Kind] = set()

    def improve(self) -> None:
        """Go through the touches in order until nothing is gained, or enough was tried."""
        for _ in range(_ROUNDS):
            self._elsewhere.clear()
            self._board.forget_rivals()
            gains = [self._improve(place) for place in self._order]
            if not any(gains):
                return

    def _improve(self, place: int) -> bool:
        kind = self._board.kind(place)
        if self._board.is_content(place) or kind in self._stuck:
            return False
        is_better = self._relocate(place)
        is_better |= self._is_exchanged(place)
        if kind is not None and not is_better:
            self._stuck.add(kind)
        return is_better

    def _forget(self, *days: int) -> None:
        """Forget what has changed, now that somebody has moved between these days for good."""
        self._elsewhere.clear()
        self._stuck.clear()
        self._board.forget_rivals_on(*days)

    def _is_exchanged(self, place: int) -> bool:
        """Let the first that can give way do so."""
        return any(
            self._is_promising(place, other) and self._exchange(place, other)
            for other in self.in_the_way(place, of_two=True)
            if self._tries > 0
        )

    def _relocate(self, place: int) -> bool:
        """Give the touch a cheaper spot if one is free."""
        board = self._board
        spot = board.lift(place)
        best = board.best(place)
        is_better = board.costs.of(place, best) < board.costs.of(place, spot)
        is_better &= bool(best.day) or not board.leads(place)
        board.put(place, best if is_better else spot)
        if is_better:
            self._forget(spot.day, best.day)
        return is_better

    def in_the_way(self, place: int, *, of_two: bool = False) -> Iterator[int]:
        """Go through the touches whose spots it would rather have, its first wish first.

        `of_two` leaves out those that cannot give way unless a third one moves.
        """
        board, costs, demand = self._board, self._board.costs, self._board.demands[place]
        now = costs.of(place, board.spots[place])
        seen = {place, *board.followers[place]}
        thoughts = _THOUGHTS_A_TOUCH
        first = board.first_day(place)
        last = board.spots[place].day or costs.end + 1
        for day in board.days(demand.country, first, last - 1) if first is not None else ():
            if self._thoughts <= 0 or costs.waiting(place, day) >= now:
                return
            if costs.of(place, Spot(day, None)) >= now:
                continue
            for rivals in self._rivals_on(demand, day):
                if of_two and self._is_hopeless(place, rivals):
                    thoughts -= _THOUGHTS_A_DAY
                    continue
                for other in rivals.places:
                    if other in seen or _is_alike(demand, board.demands[other]):
                        continue
                    seen.add(other)
                    thoughts -= 1
                    self._thoughts -= 1
                    yield other
            if thoughts < 0:
                return

    def _rivals_on(self, demand: Demand, day: int) -> Iterator[Rivals]:
        for channel in demand.channels:
            yield from self._board.rivals(demand, day, channel)

    def _is_hopeless(self, place: int, rivals: Rivals) -> bool:
        """Tell whether none of them can give way for less than the touch would gain."""
        if not rivals.places:
            return True
        board, costs, demand = self._board, self._board.costs, self._board.demands[place]
        here = board.spots[place]
        if (
            demand.deadline is not None
            or demand.planned is not None
            or rivals.is_planned
            or rivals.weight < costs.weight(place)
            or rivals.last > (here.day or costs.end)
        ):
            return False  # one of them might take its place
        if rivals.loss is None:
            rivals.loss = min(
                self._cost_elsewhere(other) - costs.of(other, board.spots[other])
                for other in rivals.places
            )
        return costs.of(place, here) - costs.waiting(place, rivals.first) <= rivals.loss

    def _cost_elsewhere(self, place: int) -> int:
        if place not in self._elsewhere:
            self._elsewhere[place] = self._board.costs.of(place, self._board.best(place))
        return self._elsewhere[place]

    def _is_promising(self, place: int, other: int) -> bool:
        """Whether the exchange could gain: judged by the day given up and the day next free."""
        costs, demands = self._board.costs, self._board.demands
        if demands[place].after == demands[other].touch:
            return False
        here, there = self._board.spots[place], self._board.spots[other]
        taken_over = costs.of(other, here)
        loss = min(self._cost_elsewhere(other), taken_over) - costs.of(other, there)
        wish = costs.waiting(place, there.day)
        return costs.of(place, here) - wish > loss

    def _exchange(self, place: int, other: int) -> bool:
        """Let `other` give way to `place` and find another spot, if both together cost less."""
        self._tries -= 1
        board, costs = self._board, self._board.costs
        here, there = board.lift(place), board.lift(other)
        best = board.best(place)
        gain = costs.of(place, here) - costs.of(place, best)
        if gain > 0 and (best.day or not board.leads(place)):
            board.put(place, best)
            way_out = board.best(other)
            gain -= costs.of(other, way_out) - costs.of(other, there)
            if gain > 0 and (way_out.day or not board.leads(other)):
                board.put(other, way_out)
                self._forget(here.day, there.day, best.day, way_out.day)
                return True
            board.lift(place)
        board.put(other, there)
        board.put(place, here)
        return False


def _is_alike(one: Demand, other: Demand) -> bool:
    """Whether nothing is won if the two change places."""
    return (
        one.contact != other.contact
        and one.company == other.company
        and one.channels == other.channels
        and one.weight <= other.weight
        and one.deadline == other.deadline
        and one.country == other.country
    )
