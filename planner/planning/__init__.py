"""Who is contacted when: limits, calendars, the schedule, and its calendar file.

    Limits.of(settings) ┐
    Calendars(...)      ├→ schedule(demands, done, ...) → Plan → to_ics(entries, ...)
    Demand, Done        ┘

Values in and out. Nothing here reads a clock or a workbook.
"""

from __future__ import annotations

from planner.planning.calendars import Calendars
from planner.planning.countries import country_of
from planner.planning.demand import Demand, Done, priority_of, weight_of
from planner.planning.ics import Entry, to_ics, uid_of
from planner.planning.limits import DEFAULTS, Account, Cap, Limits, Period
from planner.planning.scheduling import Placement, Plan, schedule
from planner.planning.telling import on_day
from planner.planning.windows import Window, send_at
from planner.planning.zones import zone_of

__all__ = [
    "DEFAULTS",
    "Account",
    "Calendars",
    "Cap",
    "Demand",
    "Done",
    "Entry",
    "Limits",
    "Period",
    "Placement",
    "Plan",
    "Window",
    "country_of",
    "on_day",
    "priority_of",
    "schedule",
    "send_at",
    "to_ics",
    "uid_of",
    "weight_of",
    "zone_of",
]
