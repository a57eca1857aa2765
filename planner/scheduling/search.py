"""Find the plan that costs least: by every way on small plans, by exchanges on large ones."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import islice
from typing import TYPE_CHECKING

from planner.scheduling.costs import Unplaced
from planner.scheduling.exchanges import Exchanges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.scheduling.board import Board
    from planner.scheduling.costs import Spot
    from planner.scheduling.demand import Demand


# Up to so many movable touches every way is weighed, in at most so many steps.
EXACT = 8
_STEPS = 20_000
# On larger plans so many touches at a time, in so many steps for one group and for all.
_GROUPS_UP_TO = 1_000
_GROUP = 6
_GROUP_STEPS = 300
_GROUP_STEPS_IN_ALL = 3_000


def in_order(demands: Sequence[Demand]) -> list[int]:
    """List the demands' places by priority, deadline and order, each after the one it waits for.

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


def place_all(board: Board, order: Sequence[int], *, stops: bool = False) -> bool:
    """Give the touches their spots; tell whether all have one.

    Those that an earlier plan placed stay if they can; the others take the best spot left, in
    order. `stops` ends it at the first that finds none.
    """
    kept = {place for place in order if board.keep(place)}
    for place in order:
        if place not in kept:
            best = board.best(place)
            if stops and not best.day:
                return False
            board.put(place, best)
    return all(spot.day for spot in board.spots)


def improve(board: Board, order: Sequence[int]) -> bool:
    """Move touches wherever that pays for what it moves; tell whether no plan costs less."""
    if all(board.is_content(place) for place in order):
        return True
    Exchanges(board, order).improve()
    if len(order) <= EXACT:
        return _Exact(board, order, _STEPS).improve()
    # A plan that exists is not searched so deeply: what that finds is no reason to move touches.
    if len(order) <= _GROUPS_UP_TO and all(each.planned is None for each in board.demands):
        _improve_groups(board, order)
        Exchanges(board, order).improve()
    return all(board.is_content(place) for place in order)


def _improve_groups(board: Board, order: Sequence[int]) -> None:
    """Weigh every way for one touch and a few that stand in its way, group by group.

    The exchanges before have found what two can gain; this finds what takes three or more.
    """
    ranks = {place: rank for rank, place in enumerate(order)}
    steps = _GROUP_STEPS_IN_ALL
    for place in order:
        if steps <= 0:
            return
        if board.is_content(place):
            continue
        rivals = islice(Exchanges(board, order).in_the_way(place), _GROUP - 1)
        group = sorted((place, *rivals), key=ranks.__getitem__)
        exact = _Exact(board, group, _GROUP_STEPS)
        exact.improve()
        steps -= exact.steps


class _Exact:
    """Weigh every way, dropping those that cannot cost less than the best known."""

    def __init__(self, board: Board, order: Sequence[int], steps: int) -> None:
        self._board = board
        self._order = order
        self._best = list(board.spots)
        self._best_cost = sum(self._cost(place, board.spots[place]) for place in order)
        self._most = steps
        self.steps = 0

    def improve(self) -> bool:
        """Put the best spots on the board; whether the search came to its end."""
        for place in reversed(self._order):
            self._board.lift(place)
        self._place(0, 0)
        for place in self._order:
            self._board.put(place, self._best[place])
        return self.steps < self._most

    def _cost(self, place: int, spot: Spot) -> int:
        return self._board.costs.of(place, spot)

    def _place(self, depth: int, cost: int) -> None:
        if depth == len(self._order):
            self._best, self._best_cost = list(self._board.spots), cost
            return
        self.steps += 1
        rest = sum(self._least(place) for place in self._order[depth + 1 :])
        room = self._best_cost - cost - rest
        for spot_cost, spot in self._options(self._order[depth], room):
            if cost + spot_cost + rest >= self._best_cost or self.steps >= self._most:
                return
            self._board.put(self._order[depth], spot)
            self._place(depth + 1, cost + spot_cost)
            self._board.lift(self._order[depth])

    def _options(self, place: int, most: int) -> list[tuple[int, Spot]]:
        options = list(self._board.options(place, most))
        if not self._board.leads(place):
            options.append((self._cost(place, Unplaced), Unplaced))
        return sorted(options, key=lambda option: option[0])

    def _least(self, place: int) -> int:
        """Say what the touch costs at least, whatever becomes of those not yet placed."""
        before = self._board.by_touch.get(self._board.demands[place].after)
        if before is not None and not self._board.spots[before].day:
            return self._board.least_cost(place)
        return self._cost(place, self._board.best(place))
