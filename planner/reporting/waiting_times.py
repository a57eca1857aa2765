"""How long answers take, with those who have not answered yet counted as still waiting."""

from __future__ import annotations

from collections import Counter
from math import exp, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


_Z = NormalDist().inv_cdf(0.975)


@frozen
class Reached:
    """The share that has answered `days` after sending, with its 95 % interval.

    `waiting` says how many were still waiting when the day began: few of them, little is known.
    """

    days: int
    share: float
    low: float
    high: float
    waiting: int


def kaplan_meier(waits: Iterable[tuple[int, bool]]) -> tuple[Reached, ...]:
    """Estimate what share answers by which day: a value for each day on which somebody did.

    Each wait is its days, and whether an answer ended it (Kaplan, Meier 1958). The intervals are
    Greenwood's on the log-log scale, which never leave 0 to 1.
    """
    answers: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    for days, is_answered in waits:
        ends[days] += 1
        answers[days] += is_answered
    left, still, variance = ends.total(), 1.0, 0.0
    curve: list[Reached] = []
    for days in sorted(ends):
        answered = answers[days]
        if answered:
            still *= 1 - answered / left
            variance += answered / (left * (left - answered)) if left > answered else 0.0
            low, high = _bounds(still, variance)
            curve.append(Reached(days, 1 - still, 1 - high, 1 - low, left))
        left -= ends[days]
    return tuple(curve)


def _bounds(still: float, variance: float) -> tuple[float, float]:
    if not 0 < still < 1:
        return still, still
    reach = _Z * sqrt(variance) / log(still)
    return still ** exp(-reach), still ** exp(reach)


def median_of(curve: Iterable[Reached]) -> int | None:
    """Return the day by which half have answered; None where fewer than half ever did."""
    # A half that rounding has made a hair less is a half.
    return next((point.days for point in curve if point.share >= 0.5 - 1e-12), None)


def share_by(curve: Iterable[Reached], days: int) -> Reached | None:
    """Return what had been reached by that day; None where nobody had answered."""
    reached = [point for point in curve if point.days <= days]
    return reached[-1] if reached else None
