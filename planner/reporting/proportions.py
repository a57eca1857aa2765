"""Compares shares of small groups: intervals, tests, and how many more observations are needed."""

from __future__ import annotations

from math import exp, inf, lgamma, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_Z = NormalDist().inv_cdf(0.975)
_Z_POWER = NormalDist().inv_cdf(0.8)
# Two probabilities that rounding alone parts count as equal, as in R and in SciPy.
_EQUAL = 1 + 1e-7
_NEGLIGIBLE = -50.0  # natural logarithm; far below the precision of a float


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share after Wilson (1927); all of 0 to 1 where `whole` is 0."""
    if whole == 0:
        return 0.0, 1.0
    share, slack = part / whole, _Z * _Z / whole
    centre = share + slack / 2
    reach = sqrt(slack * (share * (1 - share) + slack / 4))
    low, high = (centre - reach) / (1 + slack), (centre + reach) / (1 + slack)
    return (0.0 if part == 0 else low), (1.0 if part == whole else high)


def fisher(part: int, whole: int, other_part: int, other_whole: int) -> float:
    """Return the two-sided p-value of Fisher's exact test that two shares are the same."""
    hits, total = part + other_part, whole + other_whole
    observed = _log_chance(part, whole, hits, total)
    limit = observed + log(_EQUAL)
    first, last = max(0, hits - other_whole), min(whole, hits)
    mode = (whole + 1) * (hits + 1) // (total + 2)
    ways = (range(mode, last + 1), range(mode - 1, first - 1, -1))
    chances = (chance for way in ways for chance in _down(way, whole, hits, total, limit))
    return min(1.0, sum(chances))


def _down(way: range, whole: int, hits: int, total: int, limit: float) -> Iterator[float]:
    """The chances that count, away from the likeliest outcome, until they add nothing."""
    for part in way:
        chance = _log_chance(part, whole, hits, total)
        if chance <= limit:
            yield exp(chance)
            if chance < limit + _NEGLIGIBLE:
                return


def _log_chance(part: int, whole: int, hits: int, total: int) -> float:
    """The logarithm of a hypergeometric probability."""
    ways = _log_ways(whole, part) + _log_ways(total - whole, hits - part)
    return ways - _log_ways(total, hits)


def _log_ways(whole: int, part: int) -> float:
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)


def holm(chances: Sequence[float]) -> list[float]:
    """Return p-values that allow for how many there are, after Holm (1979), in the same order."""
    adjusted = [0.0] * len(chances)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(chances)), key=chances.__getitem__)):
        highest = max(highest, min(1.0, chances[place] * (len(chances) - rank)))
        adjusted[place] = highest
    return adjusted


def needed(share: float, other: float) -> float:
    """Estimate how many observations a group needs before such a difference is likely to show.

    That is with a chance of 80 % at the level of 5 %, in one comparison of two groups of equal
    size (Fleiss, Levin, Paik 2003, formula 4.14); infinite where the shares are the same.
    """
    gap = abs(share - other)
    if gap == 0:
        return inf
    both = (share + other) / 2
    level = _Z * sqrt(2 * both * (1 - both))
    power = _Z_POWER * sqrt(share * (1 - share) + other * (1 - other))
    return ((level + power) / gap) ** 2


def foreseen(part: int, whole: int, coming: int) -> tuple[int, int, int]:
    """Foretell how many of `coming` will be hits, where `part` of `whole` were.

    Returns the median and the bounds of the 95 % interval of the beta-binomial distribution with
    Jeffreys' prior: it allows for chance, and for how little a short past says.
    """
    hits, misses = part + 0.5, whole - part + 0.5
    low = middle = high = -1
    reached = 0.0
    for number in range(coming + 1):
        reached += exp(_log_foreseen(number, coming, hits, misses))
        low = number if low < 0 and reached >= 0.025 else low
        middle = number if middle < 0 and reached >= 0.5 else middle
        if reached >= 0.975:
            high = number
            break
    high = coming if high < 0 else high
    return middle, max(low, 0), high


def _log_foreseen(number: int, coming: int, hits: float, misses: float) -> float:
    after = _log_beta(number + hits, coming - number + misses)
    return _log_ways(coming, number) + after - _log_beta(hits, misses)


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)
