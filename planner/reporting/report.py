"""Makes the report of a campaign: every figure as a value, from the touches as they count now."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.model.frozen import frozen
from planner.reporting.forecast import forecast_of, weeks_of
from planner.reporting.funnel import funnel_of
from planner.reporting.grouping import grouping
from planner.reporting.outcomes import outcomes_of
from planner.reporting.rates import compared, group_of, groups_of
from planner.reporting.results import results_of
from planner.reporting.tasks import tasks_of
from planner.reporting.timing import answer_times, hours, weekdays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from planner.model.contact import Contact
    from planner.reporting.forecast import Forecast, Week
    from planner.reporting.funnel import Funnel
    from planner.reporting.outcomes import Outcome
    from planner.reporting.rates import Comparison, Group
    from planner.reporting.results import Results
    from planner.reporting.source import Source
    from planner.reporting.tasks import Tasks
    from planner.reporting.timing import AnswerTimes, Timing
    from planner.tracking.history import Change


@frozen
class Report:
    """What came of a campaign, at the moment `now`; see each figure's own class.

    `groups` are by what `by` names; `team` by the person in History's column Who.
    """

    now: datetime
    since: date | None
    by: str
    funnel: Funnel
    total: Group
    groups: tuple[Group, ...]
    comparisons: tuple[Comparison, ...]
    times: AnswerTimes
    weekdays: Timing
    hours: Timing
    tasks: Tasks
    weeks: tuple[Week, ...]
    forecast: Forecast
    team: tuple[Group, ...] = field(default=())
    results: tuple[Results, ...] = field(default=())


def make_report(source: Source, *, by: str = "template", since: date | None = None) -> Report:
    """Work every figure out. `since` leaves out what was sent before that day.

    Raises:
        UsageError: there is nothing called `by`.
    """
    name_of = grouping(by, source.contacts.columns, source.people)
    today = source.now.date()
    met = frozenset(change.touch for change in source.changes if change.after == "meeting")
    every = outcomes_of(source.touches, met)
    outcomes = tuple(outcome for outcome in every if _counts(outcome, since))
    total, groups = group_of("all", outcomes), groups_of(outcomes, name_of)
    chosen = _chosen(source)
    return Report(
        now=source.now,
        since=since,
        by=by,
        funnel=funnel_of(
            outcomes, contacts=len(chosen), with_purpose=sum(map(_is_purposeful, chosen))
        ),
        total=total,
        groups=groups,
        comparisons=compared(groups),
        times=answer_times(outcomes, today),
        weekdays=weekdays(outcomes),
        hours=hours(outcomes, source.changes),
        tasks=tasks_of(source.touches, source.people, source.findings, today),
        weeks=weeks_of(outcomes),
        forecast=forecast_of(
            every,
            source.people,
            source.sequencer,
            source.calendar,
            answers=total.answer,
            today=today,
        ),
        team=_team(outcomes, source.changes),
        results=results_of(chosen, _written_to(source, outcomes)),
    )


def _counts(outcome: Outcome, since: date | None) -> bool:
    if since is None or not outcome.is_sent:
        return True
    return outcome.sent is not None and outcome.sent >= since


def _chosen(source: Source) -> list[Contact]:
    if not source.is_narrowed:
        return list(source.contacts)
    ids = dict.fromkeys(touch.contact for touch in source.touches)
    return [source.people[who] for who in ids if who in source.people]


def _is_purposeful(contact: Contact) -> bool:
    return bool(contact.purpose) and not is_placeholder_purpose(contact.purpose)


def _written_to(source: Source, outcomes: Sequence[Outcome]) -> frozenset[str]:
    """The own Contact IDs of those who were written to."""
    sent = {outcome.touch.contact for outcome in outcomes if outcome.is_sent}
    return frozenset(source.people[who].id for who in sent if who in source.people)


def _team(outcomes: Sequence[Outcome], changes: Sequence[Change]) -> tuple[Group, ...]:
    """The messages of each person of the team; none where nobody's name is written down."""
    senders = {
        change.touch: change.who for change in changes if change.who and change.after == "sent"
    }
    if not senders:
        return ()
    return groups_of(outcomes, lambda outcome: senders.get(outcome.touch.id, "") or "not said")
