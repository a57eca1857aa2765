"""The plan as a calendar in the terminal: who on which day, week by week."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from planner.cli.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.scheduling.plan import PlanReport
    from planner.scheduling.schedule import Placement


_WEEKS_SHOWN = 8
_NAMES_SHOWN = 6
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def print_calendar(report: PlanReport) -> None:
    """Print the weeks of a plan, each day with its load per channel and its people.

    Follow-ups that are to be expected if nobody answers are counted beside them.
    """
    days: dict[date, list[Placement]] = {}
    for placed in report.plan.placements:
        if placed.day is not None:
            days.setdefault(placed.day, []).append(placed)
    coming = Counter(each.day for each in report.expected)
    weeks = sorted({_monday(day) for day in (*days, *coming)})
    last = weeks[-1] if weeks else None
    for monday in weeks[:_WEEKS_SHOWN]:
        _print_week(monday, days, coming, report)
    if len(weeks) > _WEEKS_SHOWN and last is not None:
        rest = sum(len(days[day]) for day in days if _monday(day) >= weeks[_WEEKS_SHOWN])
        tell(
            f"… and {rest:,} more touches up to the week of {_spoken(last)};"
            " the column Planned for and --json have them all."
        )
    tell()


def _print_week(
    monday: date, days: dict[date, list[Placement]], coming: Counter[date], report: PlanReport
) -> None:
    week = [monday + timedelta(days=ahead) for ahead in range(7)]
    total = sum(len(days.get(day, ())) for day in week)
    tell(click.style(f"Week of {_spoken(monday)} {monday.year}: {total}", bold=True))
    for day in week:
        placed = days.get(day, [])
        if placed or coming[day]:
            tell(_day_line(day, placed, coming[day], report))


def _day_line(day: date, placed: list[Placement], coming: int, report: PlanReport) -> str:
    load = Counter(str(each.channel) for each in placed)
    counts = ", ".join(f"{number} {channel}" for channel, number in sorted(load.items()))
    follow = f"{coming} follow-up{'s' if coming > 1 else ''} if nobody answers" if coming else ""
    names = _names(report.ready[each.demand.touch].contact.name for each in placed)
    told = "; ".join(filter(None, (f"{counts}: {names}" if placed else "", follow)))
    return f"  {_WEEKDAYS[day.weekday()]} {_spoken(day):<7} {told}"


def _names(names: Iterable[str]) -> str:
    listed = list(names)
    shown = ", ".join(listed[:_NAMES_SHOWN])
    more = len(listed) - _NAMES_SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _spoken(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
