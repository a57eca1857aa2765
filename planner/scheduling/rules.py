"""What the days of a campaign must fit: the user's limits and calendar, and who has just answered.

Turns the touches that are ready into demands for a day, and tells who must wait for a colleague.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from planner.model.channel import Channel
    from planner.scheduling.schedule import Plan
    from planner.tracking.ready import Ready
    from planner.workbook.apply import SaveReport


@frozen
class Expected:
    """A follow-up to come if nobody answers: of which touch, which step, how, from which day."""

    touch: str
    step: int
    channel: Channel
    day: date


@frozen
class PlanReport:
    """A plan with the rows it is about, by Touch ID, and what will follow if nobody answers."""

    plan: Plan
    ready: Mapping[str, Ready]
    expected: tuple[Expected, ...]
    save: SaveReport | None = None
