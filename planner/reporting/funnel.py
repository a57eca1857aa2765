"""How far the campaign is: people and touches by the stage that they reached."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.reporting.outcomes import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.reporting.outcomes import Outcome


@frozen
class Funnel:
    """How many reached each stage: people over all, and touches by step.

    `contacts` and `with_purpose` are people of the Contacts sheet, written to or not.
    """

    contacts: int
    with_purpose: int
    people: Mapping[Stage, int]
    steps: Mapping[int, Mapping[Stage, int]]


def funnel_of(outcomes: Iterable[Outcome], *, contacts: int, with_purpose: int) -> Funnel:
    """Count the people and the touches at every stage."""
    reached: dict[str, frozenset[Stage]] = {}
    steps: dict[int, Counter[Stage]] = {}
    for outcome in outcomes:
        who, stages = outcome.touch.contact, outcome.stages
        before = reached.get(who)
        if before is None:
            reached[who] = stages
        elif not stages <= before:
            reached[who] = before | stages
        steps.setdefault(outcome.step, Counter()).update(stages)
    people = Counter(stage for stages in reached.values() for stage in stages)
    return Funnel(
        contacts,
        with_purpose,
        {stage: people[stage] for stage in Stage},
        {step: {stage: steps[step][stage] for stage in Stage} for step in sorted(steps)},
    )
