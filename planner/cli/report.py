"""`planner report`: what came of the campaign."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import print_json, tell
from planner.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from planner.reporting.rates import Group, Rate
    from planner.reporting.report import Report
    from planner.reporting.tasks import Task


_WIDTH = 80
_BAR = 40
_SHOWN = 8  # groups, and tasks of a kind
_WEEKS = 12


@click.command()
@options.workbook
@click.option(
    "--by",
    default="template",
    metavar="WORD",
    help="Compare by template, channel, step, purpose, company, week, language, kind, or any"
    " column of your contacts. [default: template]",
)
@click.option("--since", metavar="DATE", help="Leave out what was sent before that day.")
@click.option(
    "--sheet", is_flag=True, help="Put it on the sheet Report of the workbook, with charts."
)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to a file, as a web page that needs nothing else.",
)
@click.option("--overwrite", is_flag=True, help="With --html: replace a file of yours, too.")
@options.where
@options.as_json
def report(
    workbook: Path,
    by: str,
    since: str | None,
    sheet: bool,
    page: Path | None,
    overwrite: bool,
    where: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say what came of the campaign: how far it is, what works, who waits, what is to come.

    Each rate stands beside its counts and its 95 % interval; an answer counts for the message that
    was last sent before it. Nothing is written unless you ask for a sheet or a page.

    \b
    planner report contacts.xlsx
    planner report contacts.xlsx --by channel --since 2026-03-01
    planner report contacts.xlsx --where "Priority=high" --json
    planner report contacts.xlsx --sheet
    planner report contacts.xlsx --html report.html
    """
    if page is not None:
        _require_free(page, workbook, may_overwrite=overwrite)
    campaign = options.open_campaign(workbook)
    day = _day(since)
    drawn = campaign.report_on_sheet(by=by, since=day, where=where) if sheet else None
    made = drawn.report if drawn else campaign.report(by=by, since=day, where=where)
    if page is not None:
        _write_page(page, workbook, made, may_overwrite=overwrite)
    if as_json:
        print_json(_record(made) | ({"sheet": drawn.sheet} if drawn else {}))
        return
    for line in _lines(made):
        tell(line)
    if drawn:
        done = "It stands" if drawn.saved.is_written else "Nothing new: it stands already"
        tell(f"\n{done} on the sheet {drawn.sheet} of {workbook.name}, with charts.")
    if page is not None:
        tell(f"\n{page}: the same as a page, for any browser.")


def _require_free(page: Path, workbook: Path, *, may_overwrite: bool) -> None:
    """Refuse what is not to be overwritten before anything else is written."""
    from planner.exporting.write_files import require_free  # noqa: PLC0415 - start-up stays light

    require_free(page, workbook, option="--html", may_overwrite=may_overwrite)


def _write_page(page: Path, workbook: Path, made: Report, *, may_overwrite: bool) -> None:
    from planner.exporting.outgoing import File  # noqa: PLC0415 - start-up stays light
    from planner.exporting.write_files import write_files  # noqa: PLC0415 - same
    from planner.reporting.report_page import report_page  # noqa: PLC0415 - same

    file = File(page.name, [report_page(made, workbook.stem).encode()])
    write_files(
        [file], page, workbook, is_folder=False, may_overwrite=may_overwrite, option="--html"
    )


def _day(typed: str | None) -> date | None:
    from planner.text.dates import typed_day  # noqa: PLC0415 - start-up stays light

    if typed is None:
        return None
    day = typed_day(typed)
    if day is None:
        raise UsageError(f'--since: "{typed}" names no day.', "Write it as 2026-03-31.")
    return day


def _record(value: Any) -> Any:
    """Give a value of a report as JSON has it; rates with their share and interval."""
    from planner.reporting.rates import Rate  # noqa: PLC0415 - start-up stays light

    if isinstance(value, Rate):
        low, high = value.interval
        return {
            "part": value.part,
            "whole": value.whole,
            "share": value.share,
            "low": low,
            "high": high,
        }
    if is_dataclass(value):
        return {field.name: _record(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _record(item) for key, item in value.items()}
    return [_record(item) for item in value] if isinstance(value, tuple) else value


def _lines(made: Report) -> Iterable[str]:
    from planner.reporting.in_words import findings_of  # noqa: PLC0415 - start-up stays light

    since = f", sent since {made.since.isoformat()}" if made.since else ""
    yield click.style(f"Report of {made.now:%Y-%m-%d}{since}", bold=True)
    yield from _funnel(made)
    yield from _groups(f"By {made.by}: of those sent, with the 95 % interval", made.groups)
    if made.team:
        yield from _groups("By who sent it", made.team)
    yield from _weeks(made)
    yield from _tasks(made)
    yield from _results(made)
    yield from _titled("In words")
    for finding in findings_of(made):
        yield from _wrapped(finding)


def _titled(title: str) -> tuple[str, str]:
    return "", click.style(title, bold=True)


def _funnel(made: Report) -> Iterable[str]:
    funnel = made.funnel
    counts = {"contacts": funnel.contacts, "with a purpose": funnel.with_purpose}
    counts |= {str(stage): number for stage, number in funnel.people.items()}
    yield from _titled("How far: people")
    yield from _bars(counts)
    yield from _titled("How far: messages, by step")
    stages = [str(stage) for stage in funnel.people]
    # A gap beside each heading; no campaign sends a hundred thousand messages a step.
    widths = [max(len(stage), _WIDEST_COUNT) + 1 for stage in stages]
    yield "step " + "".join(map(str.rjust, stages, widths))
    for step, reached in funnel.steps.items():
        spelled = (f"{number:,}" for number in reached.values())
        yield f"{step:<5}" + "".join(map(str.rjust, spelled, widths))


_WIDEST_COUNT = len("9,999")


def _bars(counts: Mapping[str, int]) -> Iterable[str]:
    most, label = max(counts.values(), default=0) or 1, max(map(len, counts))
    for name, number in counts.items():
        bar = "#" * max(round(_BAR * number / most), 1 if number else 0)
        yield f"{name:<{label}}  {number:>8,}  {bar}".rstrip()


def _groups(title: str, groups: Sequence[Group]) -> Iterable[str]:
    if not groups:
        return
    shown = groups[:_SHOWN]
    rates = [[_short(group.rate(kind)) for kind in _KINDS] for group in shown]
    widths = [
        max(len(heading), *(len(row[place]) for row in rates))
        for place, heading in enumerate(_KINDS.values())
    ]
    room = _WIDTH - sum(widths) - 2 * len(widths)
    yield from _titled(title)
    yield _row("", list(_KINDS.values()), room, widths)
    for group, row in zip(shown, rates, strict=True):
        yield _row(group.name, row, room, widths)
    if len(groups) > len(shown):
        yield f"... and {len(groups) - len(shown):,} more; --json lists them."


_KINDS = {"answer": "answered", "acceptance": "accepted", "bounce": "bounced"}


def _row(name: str, cells: Sequence[str], room: int, widths: Sequence[int]) -> str:
    fitted = name if len(name) <= room else name[: room - 1] + "…"
    return fitted.ljust(room) + "".join(
        f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True)
    )


def _short(rate: Rate) -> str:
    if not rate.whole:
        return "-"
    low, high = (round(100 * bound) for bound in rate.interval)
    return f"{rate.part:,}/{rate.whole:,} {100 * rate.part / rate.whole:.0f}% ({low}-{high})"


def _weeks(made: Report) -> Iterable[str]:
    if made.weeks:
        yield from _titled("Week by week")
        yield "week of         sent  answered  bounced"
        if len(made.weeks) > _WEEKS:
            yield f"... {len(made.weeks) - _WEEKS:,} weeks before"
        for week in made.weeks[-_WEEKS:]:
            yield f"{week.start}  {week.sent:>8,}  {week.answered:>8,}  {week.bounced:>7,}"
    if made.forecast.weeks:
        yield from _titled("To come, if nobody answers")
        yield "week of      planned  follow-ups"
        for coming in made.forecast.weeks[:_WEEKS]:
            yield f"{coming.start}  {coming.planned:>8,}  {coming.follow_ups:>10,}"
        if len(made.forecast.weeks) > _WEEKS:
            yield f"... and {len(made.forecast.weeks) - _WEEKS:,} weeks more"
    if made.forecast.undated:
        yield f"{made.forecast.undated:,} drafts have no day; planner plan gives them one."


def _tasks(made: Report) -> Iterable[str]:
    tasks = made.tasks
    kinds = {
        "Answers that wait for you": tasks.answers,
        "Bounced, with another way": tasks.bounced,
        "Calls to make": tasks.calls,
        "Stale drafts": tasks.stale,
        "Held": tasks.held,
    }
    for title, found in kinds.items():
        if found:
            yield from _titled(f"{title}: {len(found):,}")
            yield from map(_task, found[:_SHOWN])
        if len(found) > _SHOWN:
            yield f"... and {len(found) - _SHOWN:,} more; --json lists them."


def _task(task: Task) -> str:
    who = ", ".join(filter(None, (task.name or task.touch, task.company)))
    since = task.since.isoformat() if task.since else "-"
    line = f"{since:<10}  {who}: {' '.join(task.why.split())}"
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


def _results(made: Report) -> Iterable[str]:
    for result in made.results:
        total = f", {result.total:,.2f} in all" if result.total is not None else ""
        words = ", ".join(f"{number:,} {word}" for word, number in result.words.items())
        yield ""
        yield from _wrapped(
            f"{result.header}: {result.people:,} of {result.written_to:,} written to{total}"
            f"{': ' + words if words else ''}"
        )


def _wrapped(text: str) -> Iterable[str]:
    from textwrap import wrap  # noqa: PLC0415 - start-up stays light

    return wrap(text, _WIDTH, initial_indent="- ", subsequent_indent="  ")
