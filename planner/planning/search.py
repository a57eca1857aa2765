"""Find the plan that costs least: by every way on small plans, by exchanges on large ones."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from planner.planning.board import MOVE, Spot, Unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.planning.board import Board
    from planner.planning.demand import Demand

__all__ = ["arrange", "in_order"]

# Up to so many movable touches every way is weighed, in at most so many steps.
EXACT = 8
_STEPS = 20_000
# On larger plans: how many exchanges are tried in all, and for one touch.
_TRIES = 30_000
_TRIES_EACH = 24
_ROUNDS = 4


def in_order(demands: Sequence[Demand]) -> list[int]:
    """The places of the demands by priority, deadline and order, each after the one it waits for.

    Touches that wait for each other in a circle are left out: they have no day.
    """
    by_touch = {demand.touch: place for place, demand in enumerate(demands)}
    waiting: dict[int, list[int]] = {}
    queue: list[tuple[int, int, int, str, int]] = []
    for place, demand in enumerate(demands):
        if demand.after in by_touch:
            waiting.setdefault(by_touch[demand.after], []).append(place)
        else:
            heappush(queue, _rank(demand, place))
    order = []
    while queue:
        place = heappop(queue)[-1]
        order.append(place)
        for follower in waiting.get(place, ()):
            heappush(queue, _rank(demands[follower], follower))
    return order


def _rank(demand: Demand, place: int) -> tuple[int, int, int, str, int]:
    deadline = demand.deadline.toordinal() if demand.deadline else 10**9
    return (-demand.weight, deadline, demand.order, demand.touch, place)


def arrange(board: Board) -> bool:
    """Give the board's touches their spots; whether no plan costs less is known for sure.

    Touches that an earlier plan placed stay if they can; the others take the best spot left, in
    order. Then the plan is improved wherever that pays for what it moves.
    """
    order = in_order(board.demands)
    kept = {place for place in order if board.keep(place)}
    for place in order:
        if place not in kept:
            board.put(place, board.best(place))
    if _regret(board, order) == 0:
        return True
    _exchange_all(board, order)
    return len(order) <= EXACT and _Exact(board, order).improve()


def _regret(board: Board, order: Sequence[int]) -> int:
    """How much the plan costs above what each touch would cost with no other in its way."""
    return sum(
        board.costs.of(board.demands[place], board.spots[place]) - _least(board, place)
        for place in order
    )


def _least(board: Board, place: int) -> int:
    """The least that the touch can cost anywhere, limits aside."""
    demand = board.demands[place]
    costs = board.costs
    first = max(demand.earliest.toordinal(), costs.start)
    day = next((day for day in board.days(demand.country) if day >= first), 0)
    least = costs.waiting(demand, day or costs.end + 1)
    if demand.planned is None:
        return least
    kept = Spot(demand.planned.toordinal(), demand.channel_planned)
    return min(least + MOVE, costs.of(demand, kept))


class _Exact:
    """Weigh every way, dropping those that cannot cost less than the best known."""

    def __init__(self, board: Board, order: Sequence[int]) -> None:
        self._board = board
        self._order = order
        self._best = list(board.spots)
        self._best_cost = sum(self._cost(place, board.spots[place]) for place in order)
        self._steps = 0

    def improve(self) -> bool:
        """Put the best spots on the board; whether the search came to its end."""
        for place in reversed(self._order):
            self._board.lift(place)
        self._place(0, 0)
        for place in self._order:
            self._board.put(place, self._best[place])
        return self._steps < _STEPS

    def _cost(self, place: int, spot: Spot) -> int:
        return self._board.costs.of(self._board.demands[place], spot)

    def _place(self, depth: int, cost: int) -> None:
        if depth == len(self._order):
            self._best, self._best_cost = list(self._board.spots), cost
            return
        self._steps += 1
        rest = sum(self._least(place) for place in self._order[depth + 1 :])
        for spot_cost, spot in self._options(self._order[depth]):
            if cost + spot_cost + rest >= self._best_cost or self._steps >= _STEPS:
                return
            self._board.put(self._order[depth], spot)
            self._place(depth + 1, cost + spot_cost)
            self._board.lift(self._order[depth])

    def _options(self, place: int) -> list[tuple[int, Spot]]:
        spots = [*self._board.options(place), Unplaced]
        return sorted(
            ((self._cost(place, spot), spot) for spot in spots), key=lambda option: option[0]
        )

    def _least(self, place: int) -> int:
        """What the touch costs at least, whatever becomes of those not yet placed."""
        before = self._board.by_touch.get(self._board.demands[place].after)
        if before is not None and not self._board.spots[before].day:
            return _least(self._board, place)
        return self._cost(place, self._board.best(place))


def _exchange_all(board: Board, order: Sequence[int]) -> None:
    """Move touches forward, and change two about, as long as that makes the plan cost less."""
    tries = _TRIES
    for _ in range(_ROUNDS):
        better = False
        for place in order:
            demand = board.demands[place]
            if board.costs.of(demand, board.spots[place]) == _least(board, place):
                continue
            better |= _relocate(board, place)
            for other in _in_the_way(board, place):
                if tries <= 0:
                    return
                tries -= 1
                if _exchange(board, place, other):
                    better = True
                    break
        if not better:
            return


def _relocate(board: Board, place: int) -> bool:
    """Give the touch a cheaper spot if one is free."""
    demand = board.demands[place]
    spot = board.lift(place)
    best = board.best(place)
    is_better = board.costs.of(demand, best) < board.costs.of(demand, spot)
    is_better &= bool(best.day) or not _leads(board, place)
    board.put(place, best if is_better else spot)
    return is_better


def _leads(board: Board, place: int) -> bool:
    """Whether a touch that has a day waits for this one."""
    return any(board.spots[follower].day for follower in board.followers[place])


def _in_the_way(board: Board, place: int) -> Iterator[int]:
    """The touches whose spots this one would rather have, those of its first wish first."""
    demand = board.demands[place]
    now = board.costs.of(demand, board.spots[place])
    seen = {place, *board.followers[place]}
    first = board.first_day(place)
    if first is None:
        return
    last = board.spots[place].day or board.costs.end + 1
    for day in board.days(demand.country):
        if not first <= day < last or board.costs.of(demand, Spot(day, None)) >= now:
            continue
        for channel in demand.channels:
            for other in board.rivals(demand, Spot(day, channel)):
                if other not in seen and not _is_alike(demand, board.demands[other]):
                    yield other
                seen.add(other)
                if len(seen) > _TRIES_EACH:
                    return


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


def _exchange(board: Board, place: int, other: int) -> bool:
    """Let `other` give way to `place` and find another spot, if both together cost less."""
    costs, demands = board.costs, board.demands
    if demands[place].after == demands[other].touch:
        return False
    here, there = board.lift(place), board.lift(other)
    before = costs.of(demands[place], here) + costs.of(demands[other], there)
    board.put(place, board.best(place))
    board.put(other, board.best(other))
    spots = {at: board.spots[at] for at in (place, other)}
    after = sum(costs.of(demands[at], spot) for at, spot in spots.items())
    if after < before and all(spot.day or not _leads(board, at) for at, spot in spots.items()):
        return True
    board.lift(other)
    board.lift(place)
    board.put(other, there)
    board.put(place, here)
    return False
