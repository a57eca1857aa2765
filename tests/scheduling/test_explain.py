"""What the plan says of itself: why a day, which limit binds, what moved, when it ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.calendars.working_days import Calendars
from planner.contacts.limits import Limits
from planner.model.channel import Channel
from planner.model.settings import Settings
from planner.scheduling.demand import Demand, Done
from planner.scheduling.schedule import Plan, schedule

MONDAY = date(2026, 3, 2)
EMAIL, NOTE = Channel.EMAIL, Channel.LINKEDIN_NOTE
CALENDARS = Calendars("DE")


def demand(number: int, **changes: Any) -> Demand:
    plain = Demand(f"T{number}", f"P{number}", "", (EMAIL,), 3, None, number, MONDAY, "DE")
    return replace(plain, **changes)


def limits(**values: str) -> Limits:
    return Limits.of(Settings({name.replace("_", " "): text for name, text in values.items()}))


def plan(
    *demands: Demand,
    within: Limits,
    done: tuple[Done, ...] = (),
    start: date = MONDAY,
    weeks: int = 4,
) -> Plan:
    end = start + timedelta(days=7 * weeks - 1)
    return schedule(demands, done, within, CALENDARS, start, end)


def test_a_full_day_is_told_with_its_limit() -> None:
    made = plan(demand(0), demand(1), within=limits(daily_cap="1"))

    assert made.explain("T0") == (
        "Monday 2 March 2026 by email: it is the first day that it may go out."
    )
    assert made.explain("T1") == (
        "Tuesday 3 March 2026 by email: Monday 2 March 2026 has no room (1 message a day)."
    )
    assert made.of("T1").binding == "daily cap"
    assert made.binding_limit == "daily cap"


def test_priority_then_deadline_then_order_decide() -> None:
    soon = MONDAY + timedelta(days=3)
    made = plan(
        demand(0, priority=5),
        demand(1),
        demand(2, deadline=soon),
        demand(3, priority=1),
        within=limits(daily_cap="1"),
    )

    days = sorted(made.placements, key=lambda each: each.day or date.max)
    assert [each.demand.touch for each in days] == ["T3", "T2", "T1", "T0"]


def test_a_campaign_that_is_too_full_says_when_its_last_first_touch_is_and_what_binds() -> None:
    made = plan(
        *(demand(number, channels=(NOTE,)) for number in range(12)), within=limits(), weeks=9
    )

    assert made.binding_limit == "linkedin-note a month"
    assert made.last_first_touch == date(2026, 5, 1) - timedelta(days=30)  # April's first five
    assert made.unplaced_first_touches == 0 or made.unplaced
    april = [each for each in made.placements if each.day and each.day.month == 4]
    assert len(april) == 5
    assert made.explain(made.unplaced[0].demand.touch) == (
        "No day: there is no room up to Sunday 3 May 2026 (5 LinkedIn notes a month)."
    )


def test_a_weekend_or_holiday_before_the_day_is_told() -> None:
    made = plan(
        demand(0, earliest=date(2026, 4, 3), country="DE"), within=limits(), start=date(2026, 4, 1)
    )

    assert made.explain("T0") == (
        "Tuesday 7 April 2026 by email: Friday 3 April 2026 is a public holiday in DE."
    )


def test_a_follow_up_waits_for_the_touch_before_it() -> None:
    first = demand(0)
    second = demand(1, contact="P0", after="T0", wait=5, is_first=False)
    made = plan(second, first, within=limits())

    assert made.of("T0").day == MONDAY
    assert made.of("T1").day == MONDAY + timedelta(days=7)
    assert made.explain("T1") == "Monday 9 March 2026 by email: it follows T0."
    assert made.last_first_touch == MONDAY


def test_touches_that_wait_for_each_other_have_no_day() -> None:
    made = plan(demand(0, after="T1"), demand(1, after="T0"), within=limits())

    assert [each.day for each in made.placements] == [None, None]
    assert made.explain("T0") == "No day: it waits for a touch that waits for it."


def test_a_pinned_day_that_breaks_a_rule_stays_with_a_warning() -> None:
    sunday = MONDAY + timedelta(days=6)
    made = plan(
        demand(0, pinned=sunday),
        demand(1, pinned=MONDAY),
        demand(2, pinned=MONDAY),
        demand(3, pinned=MONDAY - timedelta(days=4)),
        demand(4),
        within=limits(daily_cap="1"),
    )

    assert made.of("T0").warning.endswith("Sunday 8 March 2026, which is a weekend in DE.")
    assert made.of("T3").warning.endswith("Thursday 26 February 2026, which is over.")
    assert made.of("T1").warning.endswith("over a limit: 1 message a day.")  # T3 goes out today
    assert made.of("T4").day == MONDAY + timedelta(days=1)


def test_a_limit_used_up_by_touches_that_are_done_holds_the_others_back() -> None:
    done = tuple(Done(f"D{number}", "", NOTE, MONDAY - timedelta(days=3)) for number in range(100))
    made = plan(demand(0, channels=(NOTE,)), within=limits(), done=done)

    assert made.of("T0").day == date(2026, 3, 6)  # seven days after the hundred
    assert "100 LinkedIn notes a week" in made.explain("T0")


def test_the_second_channel_is_taken_where_the_best_is_used_up() -> None:
    both = (NOTE, EMAIL)
    made = plan(*(demand(number, channels=both) for number in range(7)), within=limits())

    assert Counter(each.channel for each in made.placements) == {NOTE: 5, EMAIL: 2}
    assert {each.day for each in made.placements} == {MONDAY}


def test_what_moves_says_from_where_and_why() -> None:
    tuesday = MONDAY + timedelta(days=1)
    friday = MONDAY - timedelta(days=3)
    made = plan(
        demand(0, planned=friday, channel_planned=EMAIL),
        demand(1, planned=tuesday, channel_planned=EMAIL),
        demand(2, pinned=tuesday),
        within=limits(daily_cap="1"),
    )

    assert {each.demand.touch for each in made.moved} == {"T0", "T1"}
    assert made.of("T0").reason.startswith("moved from Friday 27 February 2026, which is over")
    assert made.of("T1").reason.startswith("moved from Tuesday 3 March 2026, which has no room")


def test_a_pressing_newcomer_takes_the_place_of_one_that_can_wait() -> None:
    within = limits(daily_cap="1", days_between_touches="off")
    old = plan(*(demand(number, priority=5) for number in range(15)), within=within)
    kept = [
        replace(each.demand, planned=each.day, channel_planned=each.channel)
        for each in old.placements
    ]

    calm = plan(*kept, demand(99, priority=5), within=within)
    pressing = plan(*kept, demand(99, priority=1), within=within)

    assert calm.moved == ()
    assert pressing.of("T99").day == MONDAY
    assert len(pressing.moved) == 1


def test_a_deadline_that_is_missed_is_told() -> None:
    made = plan(
        demand(0, deadline=MONDAY),
        demand(1, deadline=MONDAY),
        within=limits(daily_cap="1"),
        weeks=1,
    )

    assert made.of("T0").warning == ""
    assert made.explain("T1").endswith("(1 message a day). Its deadline is Monday 2 March 2026.")


def test_the_load_of_each_day_is_counted_by_channel() -> None:
    made = plan(demand(0), demand(1, channels=(NOTE,)), demand(2), within=limits(daily_cap="2"))

    assert list(made.load()) == [MONDAY, MONDAY + timedelta(days=1)]
    assert sum(sum(day.values()) for day in made.load().values()) == 3


def test_ten_thousand_touches_are_planned_and_a_replan_moves_none() -> None:
    countries = ("DE", "US", "FR", "")
    demands = [
        demand(
            number,
            channels=(NOTE, EMAIL) if number % 3 else (EMAIL,),
            priority=number % 5 + 1,
            company=f"C{number % 2000}",
            country=countries[number % 4],
            deadline=MONDAY + timedelta(days=number % 90) if number % 7 == 0 else None,
        )
        for number in range(10_000)
    ]
    within = limits(daily_cap="40", people_at_a_company="2")

    made = plan(*demands, within=within, weeks=52)

    kept = [
        replace(each.demand, planned=each.day, channel_planned=each.channel)
        for each in made.placements
    ]
    assert len(made.unplaced) < 500
    assert plan(*kept, within=within, weeks=52).moved == ()
