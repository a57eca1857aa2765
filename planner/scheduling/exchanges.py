"""Make a plan cost less, a touch or a pair of touches at a time: for plans of any size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.scheduling.board import MOVE, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.scheduling.board import Board
    from planner.scheduling.demand import Demand


# How many exchanges are carried out to see what they bring, and how many are thought of: in all,
# and for one touch in a round.
_TRIES = 40_000
_THOUGHTS = 400_000
_THOUGHTS_EACH = 30
_ROUNDS = 10


def least_cost(board: Board, place: int) -> int:
    """The least that the touch can cost anywhere, limits aside."""
    demand = board.demands[place]
    costs = board.costs
    first = max(demand.earliest.toordinal(), costs.start)
    day = next((day for day in board.days(demand.country) if day >= first), 0)
    least = costs.waiting(place, day or costs.end + 1)
    if demand.planned is None:
        return least
    kept = Spot(demand.planned.toordinal(), demand.channel_planned)
    return min(least + MOVE, costs.of(place, kept))


def is_content(board: Board, place: int) -> bool:
    """Whether the touch stands where it costs least."""
    return board.costs.of(place, board.spots[place]) == least_cost(board, place)


def leads(board: Board, place: int) -> bool:
    """Whether a touch that has a day waits for this one."""
    return any(board.spots[follower].day for follower in board.followers[place])


class Exchanges:
    """Moves touches forward, and makes one give way to another, as long as the plan gains."""

    def __init__(self, board: Board, order: Sequence[int]) -> None:
        self._board = board
        self._order = order
        self._tries = _TRIES
        self._thoughts = _THOUGHTS
        self._elsewhere: dict[int, int] = {}

    def improve(self) -> None:
        """Go through the touches in order until nothing is gained, or enough was tried."""
        for _ in range(_ROUNDS):
            gains = [self._improve(place) for place in self._order]
            if not any(gains):
                return

    def _improve(self, place: int) -> bool:
        if is_content(self._board, place):
            return False
        is_better = self._relocate(place)
        for other in self.in_the_way(place):
            if self._tries <= 0:
                break
            if self._is_promising(place, other) and self._exchange(place, other):
                return True
        return is_better

    def _relocate(self, place: int) -> bool:
        """Give the touch a cheaper spot if one is free."""
        board = self._board
        spot = board.lift(place)
        best = board.best(place)
        is_better = board.costs.of(place, best) < board.costs.of(place, spot)
        is_better &= bool(best.day) or not leads(board, place)
        board.put(place, best if is_better else spot)
        if is_better:
            self._elsewhere.clear()
        return is_better

    def in_the_way(self, place: int) -> Iterator[int]:
        """The touches whose spots this one would rather have, those of its first wish first."""
        board, demand = self._board, self._board.demands[place]
        now = board.costs.of(place, board.spots[place])
        seen = {place, *board.followers[place]}
        first = board.first_day(place)
        last = board.spots[place].day or board.costs.end + 1
        for day in board.days(demand.country) if first is not None else ():
            if first is None or not first <= day < last or self._thoughts <= 0:
                continue
            if board.costs.of(place, Spot(day, None)) >= now:
                continue
            for channel in demand.channels:
                for other in board.rivals(demand, Spot(day, channel)):
                    if other in seen or _is_alike(demand, board.demands[other]):
                        continue
                    seen.add(other)
                    self._thoughts -= 1
                    yield other
                if len(seen) > _THOUGHTS_EACH:
                    return

    def _is_promising(self, place: int, other: int) -> bool:
        """Whether the exchange could gain: judged by the day given up and the day next free."""
        costs, demands = self._board.costs, self._board.demands
        if demands[place].after == demands[other].touch:
            return False
        here, there = self._board.spots[place], self._board.spots[other]
        if other not in self._elsewhere:
            self._elsewhere[other] = costs.of(other, self._board.best(other))
        taken_over = costs.of(other, here)
        loss = min(self._elsewhere[other], taken_over) - costs.of(other, there)
        wish = costs.waiting(place, there.day)
        return costs.of(place, here) - wish > loss

    def _exchange(self, place: int, other: int) -> bool:
        """Let `other` give way to `place` and find another spot, if both together cost less."""
        self._tries -= 1
        board, costs = self._board, self._board.costs
        here, there = board.lift(place), board.lift(other)
        before = costs.of(place, here) + costs.of(other, there)
        board.put(place, board.best(place))
        board.put(other, board.best(other))
        spots = {at: board.spots[at] for at in (place, other)}
        after = sum(costs.of(at, spot) for at, spot in spots.items())
        if after < before and all(spot.day or not leads(board, at) for at, spot in spots.items()):
            self._elsewhere.clear()
            return True
        board.lift(other)
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
