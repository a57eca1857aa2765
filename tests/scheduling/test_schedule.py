"""What holds for every plan, whatever the list, the limits and the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.calendars.working_days import Calendars
from planner.contacts.limits import Cap, Limits, Period
from planner.model.channel import Channel
from planner.scheduling.demand import Demand, Done
from planner.scheduling.schedule import Plan, schedule
from tests.scheduling.conftest import Case

if TYPE_CHECKING:
    import random

    from tests.scheduling.conftest import Judge

MONDAY = date(2026, 3, 30)  # the week before Easter, so that holidays are in the way
CHANNELS = (Channel.LINKEDIN_NOTE, Channel.EMAIL, Channel.PHONE)
CALENDARS = Calendars("DE", days_off=frozenset({date(2026, 4, 9)}))
FEW = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

days = st.integers(-6, 22).map(lambda ahead: MONDAY + timedelta(days=ahead))
people = st.sampled_from([f"P{number}" for number in range(8)])
companies = st.sampled_from(["", "Acme", "Bolt", "Cog"])


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    caps = draw(
        st.lists(
            st.tuples(
                st.sampled_from([None, *CHANNELS]), st.sampled_from(list(Period)), st.integers(0, 4)
            ),
            max_size=4,
            unique_by=lambda cap: cap[:2],
        )
    )
    return Limits(
        caps=tuple(Cap(of, period, most, f"{of} a {period}", "") for of, period, most in caps),
        minutes_a_day=draw(st.sampled_from([None, 0, 10, 25])),
        minutes=dict.fromkeys(CHANNELS, 5) | {Channel.PHONE: 15},
        people_at_a_company=draw(st.sampled_from([None, 0, 1, 2])),
        days_between=draw(st.sampled_from([0, 1, 3, 8])),
        days_off=frozenset(draw(st.lists(days, max_size=2))),
    )


@st.composite
def demand_lists(draw: st.DrawFn) -> tuple[Demand, ...]:
    demands: list[Demand] = []
    for number in range(draw(st.integers(1, 14))):
        before = (
            draw(st.sampled_from(demands)) if demands and draw(st.integers(0, 3)) == 3 else None
        )
        planned = draw(st.one_of(st.none(), days))
        demands.append(
            Demand(
                touch=f"T{number}",
                contact=before.contact if before else draw(people),
                company=before.company if before else draw(companies),
                channels=tuple(
                    draw(st.lists(st.sampled_from(CHANNELS), min_size=1, max_size=3, unique=True))
                ),
                priority=draw(st.integers(1, 5)),
                deadline=draw(st.one_of(st.none(), days)),
                order=number,
                earliest=draw(days),
                country=draw(st.sampled_from(["DE", "US", "IL", "", "XX"])),
                pinned=draw(days) if draw(st.integers(0, 5)) == 5 else None,
                planned=planned,
                channel_planned=draw(st.sampled_from([None, *CHANNELS])) if planned else None,
                is_paused="they answered" if draw(st.integers(0, 7)) == 7 else "",
                after=before.touch if before else "",
                wait=draw(st.integers(0, 4)),
            )
        )
    return tuple(demands)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    done = draw(
        st.lists(
            st.builds(
                Done,
                contact=people,
                company=companies,
                channel=st.sampled_from(CHANNELS),
                day=st.integers(-9, -1).map(lambda ago: MONDAY + timedelta(days=ago)),
            ),
            max_size=4,
        )
    )
    horizon = MONDAY + timedelta(days=draw(st.integers(0, 20)))
    return Case(draw(demand_lists()), tuple(done), draw(limits()), CALENDARS, MONDAY, horizon)


def planned(case: Case) -> Plan:
    return schedule(case.demands, case.done, case.limits, case.calendars, case.start, case.horizon)


def kept(plan: Plan) -> tuple[Demand, ...]:
    """The demands as they stand once the plan is in the workbook."""
    return tuple(
        replace(each.demand, planned=each.day, channel_planned=each.channel)
        for each in plan.placements
    )


@FEW
@given(cases())
def test_no_plan_breaks_a_limit_or_lands_on_a_day_of_rest(judge: Judge, case: Case) -> None:
    plan = planned(case)

    assert judge.faults(plan, case) == []
    assert plan.value == judge.value(plan, case)


@FEW
@given(cases())
def test_every_demand_has_one_placement_in_the_order_given_and_a_reason(case: Case) -> None:
    plan = planned(case)

    assert tuple(each.demand for each in plan.placements) == case.demands
    for each in plan.placements:
        assert each.reason
        assert (each.day is None) == (each.channel is None)
        assert plan.explain(each.demand.touch).endswith(".")


@FEW
@given(cases())
def test_a_paused_touch_has_no_day_and_a_pinned_one_has_its_own(case: Case) -> None:
    for each in planned(case).placements:
        if each.demand.is_paused:
            assert each.day is None
            assert "they answered" in each.reason
        elif each.demand.pinned is not None:
            assert each.day == each.demand.pinned


@FEW
@given(cases(), st.randoms(use_true_random=False))
def test_the_same_input_gives_the_same_plan(case: Case, chance: random.Random) -> None:
    plan = planned(case)

    assert planned(case) == plan
    fresh = replace(case, calendars=Calendars("DE", days_off=CALENDARS.days_off))
    assert planned(fresh) == plan
    # The order in which done touches are told means nothing.
    done = list(case.done)
    chance.shuffle(done)
    assert planned(replace(case, done=tuple(done))) == plan


@FEW
@given(cases())
def test_a_replan_of_what_has_not_changed_moves_nothing(case: Case) -> None:
    plan = planned(case)

    again = planned(replace(case, demands=kept(plan)))

    assert again.moved == ()
    assert [(each.day, each.channel) for each in again.placements] == [
        (each.day, each.channel) for each in plan.placements
    ]


@FEW
@given(cases(), people)
def test_an_answer_pauses_that_person_and_every_other_day_is_kept_or_gains(
    judge: Judge, case: Case, who: str
) -> None:
    """Nothing that stands has to move; a touch moves only where the plan gains by it."""
    plan = planned(case)
    demands = tuple(
        replace(each, is_paused="they answered") if each.contact == who else each
        for each in kept(plan)
    )
    after = replace(case, demands=demands)

    again = planned(after)

    assert judge.faults(again, after) == []
    for before, now in zip(plan.placements, again.placements, strict=True):
        if now.demand.contact == who:
            assert now.day is None
        elif before.day is not None:
            assert now.day is not None
    stays = sum(
        judge.cost(each.demand, before.day, before.channel, after)
        for before, each in zip(plan.placements, again.placements, strict=True)
        if not each.demand.is_paused and each.demand.pinned is None
    )
    # What moves costs twenty in this value, and still the whole is no worse.
    assert again.value <= stays


@FEW
@given(cases(), st.integers(1, 9))
def test_a_replan_on_a_later_day_keeps_every_rule(judge: Judge, case: Case, later: int) -> None:
    plan = planned(case)
    start = case.start + timedelta(days=later)
    after = replace(
        case, demands=kept(plan), start=start, horizon=case.horizon + timedelta(days=later)
    )

    again = planned(after)

    assert judge.faults(again, after) == []
    for each in again.moved:
        assert each.reason.startswith(("moved from", "paused", "it waits", "there is no room"))


@FEW
@given(cases())
def test_what_went_out_counts_as_what_is_planned_does(judge: Judge, case: Case) -> None:
    """Once the first day's touches are done, the rest of the plan stands as it stood."""
    plan = planned(case)
    first = min((each.day for each in plan.placements if each.day), default=None)
    assume(first is not None and first >= case.start)
    sent = [each for each in plan.placements if each.day == first]
    done = [
        Done(each.demand.contact, each.demand.company, each.channel, first)
        for each in sent
        if each.channel and first
    ]
    names = {each.demand.touch for each in sent}
    rest = tuple(each for each in kept(plan) if each.touch not in names)
    after = replace(case, demands=rest, done=(*case.done, *done))

    again = planned(after)

    assert judge.faults(again, after) == []


@FEW
@given(cases(), st.lists(st.integers(0, 60), min_size=1, max_size=3))
def test_of_several_horizons_the_first_that_holds_everybody_counts(
    case: Case, later: list[int]
) -> None:
    horizons = [case.horizon + timedelta(days=days) for days in sorted(later)]

    plan = schedule(case.demands, case.done, case.limits, case.calendars, case.start, *horizons)

    assert plan.horizon in horizons
    assert not plan.unplaced or plan.horizon == horizons[-1]
    alone = planned(replace(case, horizon=plan.horizon))
    assert plan == alone
