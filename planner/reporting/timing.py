"""When answers come: how many days they take, and which weekday and hour did best."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.reporting.outcomes import Stage
from planner.reporting.rates import compared, groups_of
from planner.reporting.waiting_times import Reached, kaplan_meier, median_of, share_by
from planner.tracking.history import By

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from planner.reporting.outcomes import Outcome
    from planner.reporting.rates import Group
    from planner.tracking.history import Change


# Fewer than this, and a weekday or an hour says nothing: planner's own choice.
ENOUGH = 20
_LOOKS = (3, 7, 14, 28)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNKNOWN = ""


@frozen
class AnswerTimes:
    """How long answers take, over `messages` whose days are known and that did not bounce.

    `median_days` is the day by which half of all messages are answered, those still waiting
    included; None where fewer than half ever are. `median_of_answers` is over the answers alone,
    which recent messages make shorter than it is. `by_day` says what share is answered after some
    days.
    """

    messages: int
    answers: int
    median_days: int | None
    median_of_answers: float | None
    by_day: tuple[Reached, ...]


@frozen
class Timing:
    """Messages by weekday, or by the hour in which they went out.

    `best` is the group that the test sets apart from at least one other; "" where too few
    messages tell nothing.
    """

    groups: tuple[Group, ...]
    best: str


def answer_times(outcomes: Iterable[Outcome], today: date) -> AnswerTimes:
    """Estimate how long answers take."""
    waits = list(_waits(outcomes, today))
    curve = kaplan_meier(waits)
    answered = [days for days, is_answered in waits if is_answered]
    longest = max((days for days, _ in waits), default=0)
    looks = (share_by(curve, days) for days in _LOOKS if days <= longest)
    return AnswerTimes(
        len(waits),
        len(answered),
        median_of(curve),
        median(answered) if answered else None,
        tuple(
            _at(point, days)
            for days, point in zip(_LOOKS, looks, strict=False)
            if point is not None
        ),
    )


def weekdays(outcomes: Iterable[Outcome]) -> Timing:
    """Count by the weekday on which a message went out."""

    def name_of(outcome: Outcome) -> str:
        return _WEEKDAYS[outcome.sent.weekday()] if outcome.sent else _UNKNOWN

    groups = groups_of((each for each in outcomes if each.sent), name_of)
    return _timing(sorted(groups, key=lambda group: _WEEKDAYS.index(group.name)))


def hours(outcomes: Iterable[Outcome], changes: Iterable[Change]) -> Timing:
    """Count by the hour of the user's clock at which a command wrote down that a message went out.

    What was typed in Excel or imported says the day alone.
    """
    moments = {
        change.touch: change.when
        for change in changes
        if change.by is By.COMMAND and change.after == "sent" and change.when is not None
    }

    def name_of(outcome: Outcome) -> str:
        when = moments.get(outcome.touch.id)
        return f"{when.hour:02}:00" if when and when.date() == outcome.sent else _UNKNOWN

    groups = groups_of(outcomes, name_of) if moments else ()
    known = (group for group in groups if group.name != _UNKNOWN)
    return _timing(sorted(known, key=lambda group: group.name))


def _waits(outcomes: Iterable[Outcome], today: date) -> Iterator[tuple[int, bool]]:
    for outcome in outcomes:
        if outcome.sent is None or Stage.BOUNCED in outcome.stages:
            continue
        is_answered = Stage.ANSWERED in outcome.stages
        if is_answered and outcome.answered is None:
            continue  # nobody knows when
        end = outcome.answered or today
        yield max((end - outcome.sent).days, 0), is_answered


def _at(point: Reached, days: int) -> Reached:
    """What was reached by a later day is what was reached on the last day before it."""
    return Reached(days, point.share, point.low, point.high, point.waiting)


def _timing(groups: Sequence[Group]) -> Timing:
    enough = [group for group in groups if group.answer.whole >= ENOUGH]
    if len(enough) < 2:
        return Timing(tuple(groups), "")
    best = max(enough, key=lambda group: group.answer.share or 0.0).name
    is_apart = any(
        comparison.is_different and best in {comparison.one, comparison.other}
        for comparison in compared(enough)
        if comparison.kind == "answer"
    )
    return Timing(tuple(groups), best if is_apart else "")
