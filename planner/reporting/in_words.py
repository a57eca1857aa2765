"""Says what a report's figures mean, one finding a line, and never more than they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.reporting.rates import percent
from planner.reporting.timing import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.reporting.rates import Comparison
    from planner.reporting.report import Report


def findings_of(report: Report) -> tuple[str, ...]:
    """Return what there is to say of a report, the most useful first."""
    return (
        *_rates(report),
        *_comparisons(report),
        *_times(report),
        *_timing(report),
        *_waiting(report),
        *_forecast(report),
    )


def _rates(report: Report) -> Iterator[str]:
    total = report.total
    if not total.answer.whole:
        yield "Nothing has been sent yet, so there is nothing to tell of answers."
        return
    yield f"Answered: {total.answer}."
    if total.acceptance.whole:
        yield f"Invitations accepted: {total.acceptance}."
    yield f"Bounced: {total.bounce}."


def _comparisons(report: Report) -> Iterator[str]:
    rates = {group.name: group for group in report.groups}
    found = [each for each in report.comparisons if each.is_different]
    for each in found:
        one, other = rates[each.one].rate(each.kind), rates[each.other].rate(each.kind)
        better, worse = (each.one, each.other), (one, other)
        if (one.share or 0) < (other.share or 0):
            better, worse = (each.other, each.one), (other, one)
        yield (
            f"{better[0]} has a higher rate of {each.kind} than {better[1]}: {worse[0]} against"
            f" {worse[1]}; chance alone would rarely do that."
        )
    if len(report.groups) > 1 and not any(each.kind == "answer" for each in found):
        yield _too_few(report)


def _too_few(report: Report) -> str:
    """How many more messages would tell the groups apart, for the pair that is nearest to it."""
    open_ones = [each for each in report.comparisons if each.kind == "answer" and each.more]
    nearest = min(open_ones, key=_distance, default=None)
    start = f"By {report.by}, answers differ no more than chance allows: too few to tell"
    if nearest is None or nearest.more is None:
        return f"{start}."
    return (
        f"{start}, about {nearest.more:,} more each of {nearest.one} and {nearest.other}"
        " if they differ as they seem to."
    )


def _distance(comparison: Comparison) -> int:
    return comparison.more or 0


def _times(report: Report) -> Iterator[str]:
    times = report.times
    if not times.answers:
        return
    if times.median_days is not None:
        yield (
            f"Half of {times.messages:,} messages are answered within {_days(times.median_days)},"
            " those still waiting included."
        )
    else:
        yield (
            f"Fewer than half of {times.messages:,} messages are answered; the {times.answers:,}"
            f" answers took {_days(times.median_of_answers or 0)} in the median so far."
        )
    for point in times.by_day[-1:]:
        low, high = round(100 * point.low), round(100 * point.high)
        yield (
            f"After {_days(point.days)}, {percent(point.share)} are answered ({low} to {high} %,"
            " those still waiting allowed for)."
        )


def _timing(report: Report) -> Iterator[str]:
    if report.weekdays.groups:
        best = report.weekdays.best
        yield (
            f"Best weekday: {best}."
            if best
            else f"No weekday stands out (of those with {ENOUGH} messages or more)."
        )
    if report.hours.best:
        yield f"Best hour: from {report.hours.best}."


def _waiting(report: Report) -> Iterator[str]:
    tasks = report.tasks
    counts = (
        (len(tasks.answers), "answer waits for you", "answers wait for you"),
        (len(tasks.bounced), "bounce has another way", "bounces have another way"),
        (len(tasks.calls), "call is to be made", "calls are to be made"),
        (len(tasks.stale), "draft is stale", "drafts are stale"),
        (len(tasks.held), "row is held", "rows are held"),
    )
    said = [f"{number:,} {one if number == 1 else many}" for number, one, many in counts if number]
    if said:
        yield f"{'; '.join(said)}."


def _forecast(report: Report) -> Iterator[str]:
    forecast = report.forecast
    planned = sum(week.planned for week in forecast.weeks)
    follow_ups = sum(week.follow_ups for week in forecast.weeks)
    if not planned + follow_ups:
        return
    yield f"To come: {planned:,} planned and {follow_ups:,} follow-ups, if nobody answers."
    if forecast.last_follow_up is not None:
        later = f"; {forecast.later:,} more lie over a year ahead" if forecast.later else ""
        yield f"The last follow-up goes out on {forecast.last_follow_up.isoformat()}{later}."
    if forecast.answers is not None:
        middle, low, high = forecast.answers
        yield (
            f"Expect about {middle:,} answers to these ({low:,} to {high:,}), if all goes on as"
            f" with the {report.total.answer.whole:,} sent so far."
        )


def _days(number: float) -> str:
    return f"{number:g} {'day' if number == 1 else 'days'}"
