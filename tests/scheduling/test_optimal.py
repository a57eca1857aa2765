"""On small cases the plan is the best of all plans, found by trying every one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.calendars.working_days import Calendars
from planner.contacts.limits import Cap, Limits, Period
from planner.model.channel import Channel
from planner.scheduling import search
from planner.scheduling.demand import Demand, Done
from planner.scheduling.schedule import schedule
from tests.scheduling.conftest import Case

if TYPE_CHECKING:
    import pytest

    from tests.scheduling.conftest import Judge

CASES = 400
MONDAY = date(2026, 3, 2)
CHANNELS = (Channel.LINKEDIN_NOTE, Channel.EMAIL)
CALENDARS = Calendars("DE")


def a_day(chance: random.Random, most: int) -> date:
    return MONDAY + timedelta(days=chance.randrange(most))


def some_limits(chance: random.Random) -> Limits:
    """Tight ones, so that almost every case has touches in each other's way."""
    caps = [Cap(None, Period.DAY, chance.choice([1, 1, 2]), "daily cap", "")]
    if chance.random() < 0.5:
        caps.append(Cap(CHANNELS[0], Period.WEEK, chance.choice([1, 2]), "notes a week", ""))
    if chance.random() < 0.3:
        caps.append(Cap(CHANNELS[1], Period.MONTH, chance.choice([1, 2, 3]), "email a month", ""))
    return Limits(
        caps=tuple(caps),
        minutes_a_day=chance.choice([None, None, 10, 15]),
        minutes={Channel.LINKEDIN_NOTE: 5, Channel.EMAIL: 10},
        people_at_a_company=chance.choice([None, 1, 2]),
        days_between=chance.choice([0, 2, 3]),
    )


def a_demand(chance: random.Random, number: int, touches: list[Demand]) -> Demand:
    before = chance.choice(touches) if touches and chance.random() < 0.25 else None
    planned = a_day(chance, 8) if chance.random() < 0.25 else None
    return Demand(
        touch=f"T{number}",
        contact=before.contact if before else f"P{chance.randrange(5)}",
        company=before.company if before else chance.choice(["", "Acme", "Bolt"]),
        channels=chance.choice([CHANNELS, CHANNELS[::-1], CHANNELS[:1], CHANNELS[1:]]),
        priority=chance.randrange(1, 6),
        deadline=a_day(chance, 10) if chance.random() < 0.4 else None,
        order=number,
        earliest=a_day(chance, 4),
        country=chance.choice(["DE", "", "IL"]),
        planned=planned,
        channel_planned=chance.choice([None, *CHANNELS]) if planned else None,
        after=before.touch if before else "",
        wait=chance.randrange(3) if before else 0,
    )


def a_case(seed: int) -> Case:
    chance = random.Random(seed)
    demands: list[Demand] = []
    for number in range(chance.randrange(2, 7)):
        demands.append(a_demand(chance, number, demands))
    done = [
        Done(f"P{chance.randrange(5)}", chance.choice(["", "Acme"]), chance.choice(CHANNELS), day)
        for day in (
            MONDAY - timedelta(days=chance.randrange(7)) for _ in range(chance.randrange(3))
        )
    ]
    horizon = MONDAY + timedelta(days=chance.randrange(4, 9))
    return Case(tuple(demands), tuple(done), some_limits(chance), CALENDARS, MONDAY, horizon)


def test_no_plan_costs_less_than_the_one_made(judge: Judge) -> None:
    gaps = []
    for seed in range(CASES):
        case = a_case(seed)
        plan = schedule(
            case.demands, case.done, case.limits, case.calendars, case.start, case.horizon
        )
        least = judge.least_value(case)
        assert judge.faults(plan, case) == [], seed
        assert plan.value == judge.value(plan, case), seed
        gaps.append(plan.value - least)
        assert plan.is_proven, seed
    print(f"{gaps.count(0)} of {CASES} plans are optimal; worst gap {max(gaps)}")
    assert gaps == [0] * CASES


def test_what_large_plans_go_by_is_seldom_far_from_the_best(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exchanges alone, on the same cases: what a plan too large for every way to be tried gets."""
    monkeypatch.setattr(search, "EXACT", 0)
    gaps, least_in_all = [], 0
    for seed in range(CASES):
        case = a_case(seed)
        plan = schedule(
            case.demands, case.done, case.limits, case.calendars, case.start, case.horizon
        )
        assert judge.faults(plan, case) == [], seed
        least = judge.least_value(case)
        least_in_all += least
        gaps.append(plan.value - least)
    share = gaps.count(0) / CASES
    over = sum(gaps) / least_in_all
    print(f"exchanges: {share:.0%} optimal, {over:.1%} over the best in all, worst {max(gaps)}")
    assert min(gaps) >= 0
    assert share > 0.8
    assert over < 0.05


def dozens(seed: int) -> Case:
    """A few dozen touches in each other's way: too many for every way to be tried."""
    chance = random.Random(seed)
    demands: list[Demand] = []
    for number in range(chance.randrange(15, 60)):
        one = a_demand(chance, number, demands)
        company = one.company and f"{one.company} {chance.randrange(3)}"
        contact = one.contact if one.after else f"P{chance.randrange(60)}"
        demands.append(replace(one, company=company, contact=contact))
    caps = (
        Cap(None, Period.DAY, chance.choice([2, 3, 4]), "daily cap", ""),
        Cap(CHANNELS[0], Period.WEEK, chance.choice([4, 6, 9]), "linkedin-note a week", ""),
        Cap(CHANNELS[1], Period.MONTH, chance.choice([15, 30]), "email a month", ""),
    )
    limits = replace(some_limits(chance), caps=caps)
    horizon = MONDAY + timedelta(days=chance.randrange(15, 40))
    return Case(tuple(demands), (), limits, CALENDARS, MONDAY, horizon)


DOZENS = 40
# What the plans of these cases cost in all when every rival was looked at anew for every wish.
BEFORE = 163_549


def test_plans_of_dozens_cost_no_more_than_those_of_a_slower_search(judge: Judge) -> None:
    costs = []
    for seed in range(DOZENS):
        case = dozens(seed)
        plan = schedule(
            case.demands, case.done, case.limits, case.calendars, case.start, case.horizon
        )
        assert judge.faults(plan, case) == [], seed
        costs.append(plan.value)
    print(f"{DOZENS} plans of dozens cost {sum(costs)}; before {BEFORE}")
    assert sum(costs) <= BEFORE
