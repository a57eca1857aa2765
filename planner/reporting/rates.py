"""Rates of answer, acceptance and bounce by group, and which groups truly differ."""

from __future__ import annotations

from itertools import combinations
from math import ceil, inf
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.reporting.outcomes import Stage
from planner.reporting.proportions import fisher, holm, needed, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from planner.reporting.outcomes import Outcome


# More groups than these, and every test would have to allow for a thousand others.
MOST_COMPARED = 12
_LEVEL = 0.05
# What would need more than so many is no advice to anybody.
_MOST_NEEDED = 100_000
KINDS: Mapping[str, Stage] = {
    "answer": Stage.ANSWERED,
    "acceptance": Stage.ACCEPTED,
    "bounce": Stage.BOUNCED,
}


@frozen
class Rate:
    """A share as its counts: `part` of `whole`."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """The share; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        return wilson(self.part, self.whole)

    def __str__(self) -> str:
        """Say it with its counts and its interval: `12 of 60, 20 % (12 to 32 %)`."""
        if not self.whole:
            return "none sent"
        low, high = (round(100 * bound) for bound in self.interval)
        share = percent(self.part / self.whole)
        return f"{self.part:,} of {self.whole:,}, {share} ({low} to {high} %)"


@frozen
class Group:
    """The messages of one group that went out, and what came of them.

    Acceptance is counted over invitations alone, bounces over everything that went out.
    """

    name: str
    answer: Rate
    acceptance: Rate
    bounce: Rate

    def rate(self, kind: str) -> Rate:
        """The rate of one of `KINDS`."""
        rates = {"answer": self.answer, "acceptance": self.acceptance, "bounce": self.bounce}
        return rates[kind]


@frozen
class Comparison:
    """Two groups held against each other.

    `chance` is the p-value of Fisher's exact test, after Holm's allowance for all comparisons of
    the same kind. `more` estimates how many more messages each group needs before a difference
    like this one would show; None where it shows, or where there is hardly any.
    """

    kind: str
    one: str
    other: str
    chance: float
    more: int | None

    @property
    def is_different(self) -> bool:
        """The test says that the two differ."""
        return self.chance < _LEVEL


def percent(share: float) -> str:
    """Spell a share in whole percent."""
    return f"{round(100 * share)} %"


def group_of(name: str, outcomes: Iterable[Outcome]) -> Group:
    """Count the messages of one group that went out."""
    sent = [outcome for outcome in outcomes if outcome.is_sent]
    invitations = [outcome for outcome in sent if outcome.is_invitation]
    return Group(
        name,
        _rate(sent, Stage.ANSWERED),
        _rate(invitations, Stage.ACCEPTED),
        _rate(sent, Stage.BOUNCED),
    )


def groups_of(outcomes: Iterable[Outcome], name_of: Callable[[Outcome], str]) -> tuple[Group, ...]:
    """Count by group: the largest first, those of the same size by name."""
    members: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.is_sent:
            members.setdefault(name_of(outcome), []).append(outcome)
    groups = [group_of(name, found) for name, found in members.items()]
    return tuple(sorted(groups, key=lambda group: (-group.answer.whole, group.name)))


def compared(groups: Sequence[Group]) -> tuple[Comparison, ...]:
    """Hold the largest groups against each other, two by two, in every kind of rate."""
    pairs = list(combinations(groups[:MOST_COMPARED], 2))
    return tuple(comparison for kind in KINDS for comparison in _compared(kind, pairs))


def _compared(kind: str, pairs: Sequence[tuple[Group, Group]]) -> list[Comparison]:
    rates = [
        (one.name, other.name, one.rate(kind), other.rate(kind))
        for one, other in pairs
        if one.rate(kind).whole and other.rate(kind).whole
    ]
    chances = holm([fisher(a.part, a.whole, b.part, b.whole) for _, _, a, b in rates])
    return [
        Comparison(kind, one, other, chance, None if chance < _LEVEL else _more(rate, another))
        for (one, other, rate, another), chance in zip(rates, chances, strict=True)
    ]


def _more(one: Rate, other: Rate) -> int | None:
    wanted = needed(one.share or 0.0, other.share or 0.0)
    if wanted == inf or wanted > _MOST_NEEDED:
        return None
    more = ceil(wanted) - min(one.whole, other.whole)
    # A test that allows for many comparisons wants more than one that makes a single one.
    return more if more > 0 else None


def _rate(outcomes: Sequence[Outcome], stage: Stage) -> Rate:
    return Rate(sum(stage in outcome.stages for outcome in outcomes), len(outcomes))
