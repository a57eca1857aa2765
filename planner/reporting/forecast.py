"""What the weeks to come hold: planned touches, follow-ups within the caps, answers to expect."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.contacts.limits import Period
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.reporting.proportions import foreseen
from planner.text.channels import parse_channel
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.contacts.limits import Cap
    from planner.model.channel import Channel
    from planner.model.contact import Contact
    from planner.reporting.outcomes import Outcome
    from planner.reporting.rates import Rate
    from planner.tracking.follow_ups import Sequencer
    from planner.tracking.touches import Tracked
    from planner.tracking.work_calendar import WorkCalendar


_DAYS = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30}
_DAY = timedelta(days=1)
# Nobody plans further ahead by a list that changes every day.
_REACH = timedelta(weeks=52)
_PLANNED = frozenset({Status.DRAFTED, Status.APPROVED})


@frozen
class Week:
    """What happened in the week that starts on this Monday."""

    start: date
    sent: int
    answered: int
    bounced: int


@frozen
class ComingWeek:
    """What is to go out in the week that starts on this Monday, if nobody answers before."""

    start: date
    planned: int
    follow_ups: int


@frozen
class Forecast:
    """The weeks to come, and what to expect of them.

    `undated` are drafts without a day. `last_follow_up` is the day of the last one, None where
    none is to come. `later` are follow-ups more than a year ahead. `answers` are the answers to
    expect of all that is to go out, with the bounds of the 95 % interval; None where nothing has
    gone out yet to go by.
    """

    weeks: tuple[ComingWeek, ...]
    undated: int
    last_follow_up: date | None
    later: int
    answers: tuple[int, int, int] | None


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks_of(outcomes: Iterable[Outcome]) -> tuple[Week, ...]:
    """Count week by week, without a gap, from the first message to the last event."""
    counts: dict[str, Counter[date]] = {
        "sent": Counter(),
        "answered": Counter(),
        "bounced": Counter(),
    }
    for outcome in outcomes:
        if not outcome.is_sent:
            continue
        if outcome.sent is not None:
            counts["sent"][monday(outcome.sent)] += 1
            counts["bounced"][monday(outcome.sent)] += "bounced" in outcome.stages
        if outcome.answered is not None:
            counts["answered"][monday(outcome.answered)] += 1
    seen = sorted({*counts["sent"], *counts["answered"]})
    return (
        tuple(
            Week(start, *(counts[kind][start] for kind in ("sent", "answered", "bounced")))
            for start in _weeks(seen[0], seen[-1])
        )
        if seen
        else ()
    )


def forecast_of(
    outcomes: Sequence[Outcome],
    people: Mapping[str, Contact],
    sequencer: Sequencer,
    calendar: WorkCalendar,
    *,
    answers: Rate,
    today: date,
) -> Forecast:
    """Lay out what is to come, each follow-up on the first day that the caps leave free."""
    load = Load(calendar.limits.caps)
    planned, undated = _planned(outcomes, today)
    for day, channel in planned:
        load.add(day, channel)
    for outcome in outcomes:
        if (
            outcome.is_sent
            and outcome.sent is not None
            and today - outcome.sent < timedelta(days=31)
        ):
            load.add(outcome.sent, parse_channel(outcome.channel))
    days, later = _placed(_follow_ups(outcomes, people, sequencer, calendar), load, calendar, today)
    coming = len(planned) + len(days)
    return Forecast(
        _coming_weeks([day for day, _ in planned], days),
        undated,
        max(days, default=None),
        later,
        foreseen(answers.part, answers.whole, coming) if answers.whole else None,
    )


class Load:
    """What goes out on which day, held against the caps of all channels and of each."""

    def __init__(self, caps: Iterable[Cap]) -> None:
        self._caps = tuple(caps)
        self._days: dict[Channel | None, list[date]] = defaultdict(list)

    def add(self, day: date, channel: Channel | None) -> None:
        """Note a message."""
        insort(self._days[None], day)
        if channel is not None:
            insort(self._days[channel], day)

    def has_room(self, day: date, channel: Channel | None) -> bool:
        """Whether one more message fits that day, and all periods that the day belongs to."""
        return all(
            self._fits(cap, day)
            for cap in self._caps
            if cap.channel is None or cap.channel is channel
        )

    def _fits(self, cap: Cap, day: date) -> bool:
        length = _DAYS[cap.period]
        days = self._days[cap.channel]
        first = bisect_left(days, day - (length - 1) * _DAY)
        window = days[first : bisect_left(days, day + length * _DAY)]
        starts = [day, *(each for each in window if each <= day)] if length > 1 else [day]
        return all(
            bisect_left(window, start + length * _DAY) - bisect_left(window, start) < cap.number
            for start in dict.fromkeys(starts)
        )


def _planned(
    outcomes: Iterable[Outcome], today: date
) -> tuple[list[tuple[date, Channel | None]], int]:
    """The days of the drafts, those that are over on today; and how many have none."""
    planned: list[tuple[date, Channel | None]] = []
    undated = 0
    for outcome in outcomes:
        touch = outcome.touch
        if touch.status not in _PLANNED or not touch.text("Draft"):
            continue
        day = as_date(touch.cells.get("Planned for"))
        if day is None:
            undated += 1
        else:
            planned.append((max(day, today), parse_channel(outcome.channel)))
    return planned, undated


def _follow_ups(
    outcomes: Iterable[Outcome],
    people: Mapping[str, Contact],
    sequencer: Sequencer,
    calendar: WorkCalendar,
) -> Iterator[tuple[date, Channel]]:
    """The follow-ups that come if nobody answers, with the day from which each is due."""
    touches: dict[str, list[Tracked]] = {}
    for outcome in outcomes:
        touches.setdefault(outcome.touch.contact, []).append(outcome.touch)
    for who, own in touches.items():
        contact = people.get(who)
        if contact is not None:
            country = calendar.country_of(contact)
            for coming in sequencer.to_come(contact, own, country):
                if coming.due is not None:
                    yield coming.due, coming.channel


def _placed(
    follow_ups: Iterable[tuple[date, Channel]], load: Load, calendar: WorkCalendar, today: date
) -> tuple[list[date], int]:
    """The day of each follow-up, and how many find none within the reach."""
    # A day that is full for a channel stays full, so nobody looks at it again.
    free: dict[Channel, date] = {}
    placed: list[date] = []
    later = 0
    end = today + _REACH
    for due, channel in sorted(follow_ups):
        day = max(due, today, free.get(channel, today))
        while day < end and not (
            calendar.calendars.allows(day, "") and load.has_room(day, channel)
        ):
            day += _DAY
        free[channel] = day
        if day < end:
            load.add(day, channel)
            placed.append(day)
        else:
            later += 1
    return placed, later


def _coming_weeks(planned: Iterable[date], follow_ups: Iterable[date]) -> tuple[ComingWeek, ...]:
    by_plan, by_sequence = Counter(map(monday, planned)), Counter(map(monday, follow_ups))
    seen = sorted({*by_plan, *by_sequence})
    return tuple(
        ComingWeek(start, by_plan[start], by_sequence[start])
        for start in (_weeks(seen[0], seen[-1]) if seen else ())
    )


def _weeks(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(weeks=1)
