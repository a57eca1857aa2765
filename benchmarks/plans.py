"""Times the plan alone, for several mixes of channels and companies, and says how it grows.

    python benchmarks/plans.py
    python benchmarks/plans.py 1000 4000 10000

Each plan reaches as far as `planner plan` would. The exponent says how the time grows with the
touches: 1 is linear. Counted is CPU time, of one run each.
"""

from __future__ import annotations

import math
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.calendars.working_days import Calendars
from planner.contacts.limits import Limits
from planner.model.channel import Channel
from planner.model.settings import Settings
from planner.scheduling.demand import Demand
from planner.scheduling.schedule import schedule

if TYPE_CHECKING:
    from planner.scheduling.schedule import Plan

SIZES = (1_000, 10_000)
START = date(2026, 3, 2)
REACHES = (4, 12, 52, 260)
NOTE, EMAIL, PHONE = Channel.LINKEDIN_NOTE, Channel.EMAIL, Channel.PHONE
COUNTRIES = ("DE", "US", "FR", "")

# By what is mixed: the channels that touches may take, how many companies, and the limits.
MIXES: dict[str, tuple[tuple[tuple[Channel, ...], ...], int, dict[str, str]]] = {
    "emails, so many a day": (((EMAIL,),), 2_000, {"daily cap": "20"}),
    "notes of a free account": (((NOTE,),), 2_000, {}),
    "emails or notes, two a company": (
        ((NOTE, EMAIL), (EMAIL,)),
        2_000,
        {"daily cap": "40", "people at a company": "2"},
    ),
    "all at one company": (((EMAIL,),), 1, {"people at a company": "2"}),
    "ten companies": (
        ((NOTE, EMAIL), (EMAIL,)),
        10,
        {"daily cap": "40", "people at a company": "15"},
    ),
    "everything limited": (
        ((NOTE, EMAIL), (EMAIL,), (EMAIL, PHONE), (PHONE,), (NOTE,)),
        3_000,
        {
            "daily cap": "40",
            "people at a company": "3",
            "email a week": "120",
            "phone a day": "5",
            "minutes a day": "300",
            "minutes phone": "15",
        },
    ),
}


def demands_of(mix: str, number: int) -> list[Demand]:
    """Make the touches of a mix: five priorities, four countries, one in seven with a deadline."""
    channels, companies, _ = MIXES[mix]
    return [
        Demand(
            touch=f"T{at}",
            contact=f"P{at}",
            company=f"C{at % companies}",
            channels=channels[at % len(channels)],
            priority=at % 5 + 1,
            deadline=START + timedelta(days=at % 90) if at % 7 == 0 else None,
            order=at,
            earliest=START,
            country=COUNTRIES[at % len(COUNTRIES)],
        )
        for at in range(number)
    ]


def timed(mix: str, number: int) -> tuple[float, Plan]:
    """Plan so many touches; say in how many seconds."""
    demands, limits = demands_of(mix, number), Limits.of(Settings(MIXES[mix][2]))
    ends = [START + timedelta(weeks=weeks, days=-1) for weeks in REACHES]
    start = time.process_time()
    plan = schedule(demands, (), limits, Calendars("DE"), START, *ends)
    return time.process_time() - start, plan


def main() -> None:
    """Print one line a mix and size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    for mix in MIXES:
        before: tuple[int, float] | None = None
        for size in sizes:
            seconds, plan = timed(mix, size)
            grown = ""
            if before is not None:
                exponent = math.log(seconds / before[1]) / math.log(size / before[0])
                grown = f", grew with exponent {exponent:.2f}"
            print(
                f"{mix:<32} {size:>7,} touches: {seconds:6.2f} s, cost {plan.value:,},"
                f" {len(plan.unplaced):,} without a day{grown}"
            )
            before = size, seconds


if __name__ == "__main__":
    main()
