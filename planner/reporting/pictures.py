"""Draws the figures of a report as SVG pictures, each with the table that it shows."""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from planner.model.frozen import frozen
from planner.reporting.rates import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.reporting.report import Report


_COLOURS = ("#0b6b62", "#c77700", "#6aa9a1", "#8a96a3")
_WIDTH, _HEIGHT = 720, 340
_MOST_GROUPS, _MOST_WEEKS = 8, 16
# pygal says when it drew, which would make each picture another file, and in a script for its own
# tooltips all that it was given. Text in the SVG is escaped, so neither ends early.
_NEEDLESS = re.compile(r"<!--.*?-->|<script\b.*?</script>", re.DOTALL)
_ROOT = re.compile(r"<svg [^>]*>")


@frozen
class Picture:
    """One picture of a report: an SVG element, what it shows in words, and the same as a table.

    The SVG takes the colour of the text around it, and holds no script.
    """

    name: str
    title: str
    description: str
    svg: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pictures_of(report: Report) -> tuple[Picture, ...]:
    """Draw what there is to draw: the funnel, the rates, the weeks, the time to an answer."""
    return tuple(_pictures(report))


def _pictures(report: Report) -> Iterator[Picture]:
    yield _funnel(report)
    if any(group.answer.whole for group in report.groups):
        yield _rates(report)
    if report.weeks or report.forecast.weeks:
        yield _weeks(report)
    if report.times.by_day:
        yield _times(report)


def _funnel(report: Report) -> Picture:
    funnel = report.funnel
    counts = {"contacts": funnel.contacts, "with a purpose": funnel.with_purpose}
    counts |= {str(stage): number for stage, number in funnel.people.items()}
    chart = _chart("HorizontalBar", "funnel", f"People by stage, of {funnel.contacts:,} contacts")
    # pygal draws from the bottom up.
    chart.x_labels = [*reversed(counts)]
    chart.add("People", [*reversed(counts.values())])
    return _drawn(
        chart,
        ", ".join(f"{number:,} {stage}" for stage, number in counts.items()),
        ("Stage", "People"),
        [(stage, f"{number:,}") for stage, number in counts.items()],
    )


def _rates(report: Report) -> Picture:
    groups = [group for group in report.groups if group.answer.whole][:_MOST_GROUPS]
    chart = _chart("Bar", "rates", f"Answers by {report.by}, with 95 % intervals")
    chart.range, chart.value_formatter = (0, 1), _share
    chart.x_labels = [group.name for group in groups]
    chart.add("Answered", [_with_interval(group.answer) for group in groups])
    return _drawn(
        chart,
        "; ".join(f"{group.name}: {group.answer}" for group in groups),
        (report.by.capitalize(), "Sent", "Answered", "Rate", "95 % interval"),
        [
            (
                group.name,
                f"{group.answer.whole:,}",
                f"{group.answer.part:,}",
                *_spelled(group.answer),
            )
            for group in groups
        ],
    )


def _with_interval(rate: Any) -> dict[str, Any]:
    low, high = rate.interval
    return {"value": rate.share, "ci": {"low": low, "high": high}}


def _spelled(rate: Any) -> tuple[str, str]:
    low, high = (round(100 * bound) for bound in rate.interval)
    return percent(rate.share), f"{low} to {high} %"


def _weeks(report: Report) -> Picture:
    counts = {week.start: [week.sent, week.answered, 0, 0] for week in report.weeks[-_MOST_WEEKS:]}
    for coming in report.forecast.weeks[:_MOST_WEEKS]:
        counts.setdefault(coming.start, [0] * 4)[2:] = [coming.planned, coming.follow_ups]
    ordered = sorted(counts.items())
    headers = ("Sent", "Answered", "Planned", "Follow-ups to come")
    chart = _chart("Bar", "weeks", "Messages by week, from Monday", show_legend=True)
    chart.x_labels = [f"{start:%d %b}" for start, _ in ordered]
    for place, header in enumerate(headers):
        chart.add(header, [numbers[place] for _, numbers in ordered])
    return _drawn(
        chart,
        "; ".join(
            f"week of {start.isoformat()}: {numbers[0]:,} sent, {numbers[1]:,} answered,"
            f" {numbers[2] + numbers[3]:,} to come"
            for start, numbers in ordered
        ),
        ("Week of", *headers),
        [(start.isoformat(), *(f"{number:,}" for number in row)) for start, row in ordered],
    )


def _times(report: Report) -> Picture:
    points = report.times.by_day
    title = f"Answered after so many days, of {report.times.messages:,} messages"
    chart = _chart("Bar", "times", title)
    chart.range, chart.value_formatter = (0, 1), _share
    chart.x_labels = [f"{point.days:g} days" for point in points]
    chart.add(
        "Answered",
        [{"value": point.share, "ci": {"low": point.low, "high": point.high}} for point in points],
    )
    rows = [
        (
            f"{point.days:g}",
            percent(point.share),
            f"{round(100 * point.low)} to {round(100 * point.high)} %",
        )
        for point in points
    ]
    words = "; ".join(f"after {days} days {share} ({interval})" for days, share, interval in rows)
    return _drawn(
        chart,
        f"{words}; those still waiting are allowed for (Kaplan-Meier)",
        ("Days", "Answered", "95 % interval"),
        rows,
    )


def _share(value: float) -> str:
    return f"{value:.0%}"


def _chart(kind: str, name: str, title: str, **wishes: Any) -> Any:
    pygal = _library()
    from pygal.style import Style  # noqa: PLC0415 - only where pictures are asked for

    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="currentColor",
        foreground_strong="currentColor",
        foreground_subtle="currentColor",
        colors=_COLOURS,
        font_family="inherit",
        title_font_size=17,
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
        opacity="1",
        opacity_hover="1",
        transition="0s",
    )
    chart = getattr(pygal, kind)(
        style=style,
        js=(),
        disable_xml_declaration=True,
        width=_WIDTH,
        height=_HEIGHT,
        title=title,
        legend_at_bottom=True,
        show_legend=wishes.pop("show_legend", False),
        truncate_label=24,
        **wishes,
    )
    chart.uuid = name
    return chart


@cache
def _library() -> Any:
    """The library, without the import hook of its plugins: nobody uses it, and Python warns."""
    import pygal  # noqa: PLC0415 - only where pictures are asked for

    hook = pygal.PluginImportFixer
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, hook)]
    return pygal


def _drawn(
    chart: Any, description: str, headers: tuple[str, ...], rows: Sequence[tuple[str, ...]]
) -> Picture:
    svg = _NEEDLESS.sub("", chart.render(is_unicode=True)).strip()
    title, name = str(chart.config.title), str(chart.uuid)
    return Picture(
        name, title, description, _named(svg, name, title, description), headers, tuple(rows)
    )


def _named(svg: str, name: str, title: str, description: str) -> str:
    """The SVG with a name and a description for those who hear it."""
    from markupsafe import escape  # noqa: PLC0415 - as pygal

    def opened(found: re.Match[str]) -> str:
        tag = found[0][:-1]
        return (
            f'{tag} role="img" aria-labelledby="{name}-title {name}-desc">'
            f'<title id="{name}-title">{escape(title)}</title>'
            f'<desc id="{name}-desc">{escape(description)}</desc>'
        )

    return _ROOT.sub(opened, svg, count=1)
