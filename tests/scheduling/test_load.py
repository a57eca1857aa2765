"""What is full, held as bits: the same as asking every limit about every day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.contacts.limits import Cap, Limits, Period
from planner.model.channel import Channel
from planner.scheduling.load import Load

CHANNELS = (Channel.LINKEDIN_NOTE, Channel.EMAIL, Channel.PHONE)
DAYS = range(date(2026, 1, 27).toordinal(), date(2026, 3, 9).toordinal())

touches = st.tuples(
    st.sampled_from(["Anna", "Bo", "Cai", "Dee"]),
    st.sampled_from(["", "Acme", "Bolt"]),
    st.sampled_from(CHANNELS),
    # Also before and after the plan: what is done, and what the user has pinned.
    st.integers(DAYS.start - 40, DAYS.stop + 40),
)


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    named = st.tuples(st.sampled_from([None, *CHANNELS]), st.sampled_from([*Period]))
    caps = draw(st.lists(st.tuples(named, st.integers(0, 3)), max_size=4))
    return Limits(
        caps=tuple(Cap(of, period, most, "", "") for (of, period), most in caps),
        minutes_a_day=draw(st.sampled_from([None, 0, 10, 20])),
        minutes=dict.fromkeys(CHANNELS, 5) | {Channel.PHONE: 15},
        people_at_a_company=draw(st.sampled_from([None, 0, 1, 2])),
        days_between=draw(st.sampled_from([0, 1, 3, 9])),
    )


@settings(deadline=None)
@given(limits(), st.lists(touches, max_size=14), st.data())
def test_the_bits_say_what_each_limit_says_of_each_day(
    within: Limits, taken: list[tuple[str, str, Channel, int]], data: st.DataObject
) -> None:
    load = Load(within, DAYS)
    for touch in taken:
        load.put(*touch)
    for touch in data.draw(st.lists(st.sampled_from(taken), unique=True)) if taken else ():
        load.lift(*touch)

    for at, day in enumerate(DAYS):
        for channel in CHANNELS:
            assert bool(load.full(channel) >> at & 1) == (load.cap(channel, day) is not None)
        for contact, company in (("Anna", "Acme"), ("Bo", ""), ("Eve", "Bolt")):
            is_closed = bool(load.closed(contact, company) >> at & 1)
            assert is_closed == (load.refusal(contact, company, day) is not None)


@settings(deadline=None)
@given(limits(), st.lists(touches, min_size=1, max_size=14))
def test_what_is_given_back_leaves_no_trace(
    within: Limits, taken: list[tuple[str, str, Channel, int]]
) -> None:
    load, untouched = Load(within, DAYS), Load(within, DAYS)
    for touch in taken:
        load.put(*touch)
    for touch in taken:
        load.lift(*touch)

    for channel in CHANNELS:
        assert load.full(channel) == untouched.full(channel)
    for contact, company, _, _ in taken:
        assert load.closed(contact, company) == untouched.closed(contact, company)


def test_a_week_is_any_seven_days() -> None:
    load = Load(Limits(caps=(Cap(None, Period.WEEK, 1, "", ""),)), DAYS)
    day = DAYS.start + 10
    load.put("Anna", "", Channel.EMAIL, day)

    closed = [at for at in DAYS if load.full(Channel.PHONE) >> at - DAYS.start & 1]

    assert closed == [*range(day - 6, day + 7)]
    assert date.fromordinal(closed[-1]) - date.fromordinal(closed[0]) == timedelta(days=12)
