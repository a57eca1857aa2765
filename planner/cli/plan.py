"""`planner plan`: who is contacted when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import Progress, counted, print_json, tell
from planner.model.channel import Channel
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from planner.campaign import Campaign
    from planner.scheduling.plan import PlanReport


_NAMED = 6


@click.command()
@options.workbook
@click.option(
    "--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="The first day; today if left out."
)
@click.option(
    "--weeks",
    type=click.IntRange(1, 520),
    help="Plan no further than so many weeks; as far as it takes if left out.",
)
@click.option("--explain", "who", default="", metavar="WHO", help="Say why somebody has their day.")
@click.option("--dry-run", is_flag=True, help="Show the plan, and write nothing.")
@click.option("--sheet-too", "with_sheet", is_flag=True, help="Put the calendar on a sheet Plan.")
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the plan to a calendar file as well.",
)
@click.option("--overwrite", is_flag=True, help="Replace a file that planner did not write.")
@options.reading_options
@options.as_json
def plan(
    workbook: Path,
    start: datetime | None,
    weeks: int | None,
    who: str,
    dry_run: bool,
    with_sheet: bool,
    ics: Path | None,
    overwrite: bool,
    as_json: bool,
    **reading: Any,
) -> None:
    """Lay out who is contacted when, and fill in Planned for.

    The most pressing go first: by Priority, then Deadline, then their order. The plan keeps your
    limits (the Settings sheet: "daily cap", "email a day", "minutes a day", "days off" and the
    others), works on working days, yours and those of the contact's country, and waits where a
    colleague has just answered. A day that you type in Planned for stays.

    \b
    planner plan contacts.xlsx
    planner plan contacts.xlsx --from 2026-03-02 --weeks 4
    planner plan contacts.xlsx --explain "Anna Berg"
    planner plan contacts.xlsx --ics plan.ics
    """
    first = start.date() if start is not None else None
    if ics is not None:
        _require_free(ics, workbook, may_overwrite=overwrite)
    with Progress("Planning") as progress:
        campaign = options.open_campaign(workbook, progress, **reading)
        is_looking = dry_run or bool(who)
        report = campaign.plan(start=first, weeks=weeks, dry_run=is_looking, with_sheet=with_sheet)
    if ics is not None:
        _write_calendar(ics, campaign, report, may_overwrite=overwrite)
    if who:
        _explain(campaign, report, who, as_json=as_json)
    elif as_json:
        print_json(_record(report))
    else:
        _print(workbook, campaign, report, dry_run=dry_run)
    if ics is not None and not as_json:
        tell(f"{ics}: open it in your calendar; a later one updates the same entries.")


def _require_free(path: Path, workbook: Path, *, may_overwrite: bool) -> None:
    """Refuse what is not to be overwritten before the days are written to the workbook."""
    from planner.exporting.write_files import require_free  # noqa: PLC0415 - start-up stays light

    require_free(path, workbook, option="--ics", may_overwrite=may_overwrite)


def _write_calendar(
    path: Path, campaign: Campaign, report: PlanReport, *, may_overwrite: bool
) -> None:
    from planner.exporting.outgoing import File  # noqa: PLC0415 - start-up stays light
    from planner.exporting.write_files import write_files  # noqa: PLC0415 - same

    file, workbook = File("plan.ics", [campaign.calendar_file(report)]), campaign.book.path
    write_files(
        [file], path, workbook, is_folder=False, may_overwrite=may_overwrite, option="--ics"
    )


def _explain(campaign: Campaign, report: PlanReport, who: str, *, as_json: bool) -> None:
    touches = [touch for touch in campaign.touches_of(who) if touch.id in report.ready]
    told = {touch.id: report.plan.explain(touch.id) for touch in touches}
    if as_json:
        print_json({"explained": told})
        return
    for touch in touches:
        tell(f"{touch.text('Name')} ({touch.id}): {told[touch.id]}")
    if not touches:
        stands = command("status", campaign.book.path)
        tell(f'"{who}" has no message that is ready: {stands} shows where it stands.')


def _record(report: PlanReport) -> dict[str, object]:
    plan = report.plan
    return {
        "touches": [
            {
                "touch": placed.demand.touch,
                "name": report.ready[placed.demand.touch].contact.name,
                "day": placed.day,
                "channel": placed.channel,
                "reason": placed.reason,
                "limit": placed.binding,
                "warning": placed.warning,
                "moved": placed.is_moved,
                "paused": bool(placed.demand.is_paused),
            }
            for placed in plan.placements
        ],
        "expected_follow_ups": [
            {"touch": each.touch, "step": each.step, "channel": each.channel, "day": each.day}
            for each in report.expected
        ],
        "last_first_touch": plan.last_first_touch,
        "without_a_day": len(plan.unplaced),
        "binding_limit": plan.binding_limit,
        "notes": list(plan.notes),
        "written": report.save is not None and report.save.is_written,
    }


def _print(workbook: Path, campaign: Campaign, report: PlanReport, *, dry_run: bool) -> None:
    from planner.cli.calendar import print_calendar  # noqa: PLC0415 - start-up stays light

    plan = report.plan
    if not plan.placements:
        tell(f"Nobody is ready: run {command('draft', workbook)} first.")
        return
    print_calendar(report)
    for placed in plan.moved:
        name = report.ready[placed.demand.touch].contact.name
        tell(f"{name}: {plan.explain(placed.demand.touch)}")
    for placed in plan.placements:
        name = report.ready[placed.demand.touch].contact.name
        if placed.warning:
            tell(f"{name}: {placed.warning}")
    for line in (*_paused(report), *_not_followed(report)):
        tell(line)
    tell(_outcome(campaign, report))
    for note in plan.notes:
        tell(note)
    if dry_run:
        tell("Nothing was written (--dry-run).")
    elif report.save is not None and report.save.is_written:
        tell(f"Written to Planned for. Next: {command('today', workbook)}.")
    else:
        tell(f"Every day stands as it stood. Next: {command('today', workbook)}.")


def _paused(report: PlanReport) -> Iterator[str]:
    """One line a company for those who wait because a colleague has just answered."""
    groups: dict[tuple[str, str], list[str]] = {}
    for placed in report.plan.placements:
        if placed.demand.is_paused:
            contact = report.ready[placed.demand.touch].contact
            groups.setdefault((contact.company, placed.demand.is_paused), []).append(contact.name)
    for (company, reason), names in groups.items():
        verb = "waits" if len(names) == 1 else "wait"
        yield f"{company or 'No company'}: {' and '.join(names)} {verb}: {reason}."


def _not_followed(report: PlanReport) -> Iterator[str]:
    """Say of which messages nobody can say yet when, or whether, another follows."""
    followed = {each.touch for each in report.expected}
    alone = [
        placed
        for placed in report.plan.placements
        if placed.day is not None and placed.demand.touch not in followed
    ]
    invitations = sum(placed.channel == Channel.LINKEDIN_NOTE for placed in alone)
    if invitations:
        accepted = "it is accepted" if invitations == 1 else "they are accepted"
        yield f"{counted(invitations, 'invitation')}: a message follows once {accepted}."
    names = [
        report.ready[placed.demand.touch].contact.name
        for placed in alone
        if placed.channel != Channel.LINKEDIN_NOTE
    ]
    if names:
        shown = ", ".join(names[:_NAMED])
        more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        yield f"No follow-up: {shown}{more}. No step of the sheet Sequence comes after theirs."


def _outcome(campaign: Campaign, report: PlanReport) -> str:
    """When the last first touch will go out, and what holds it back; honest where it will not."""
    from planner.scheduling.explain import on_day  # noqa: PLC0415 - start-up stays light

    plan = report.plan
    last = plan.last_first_touch
    told = [f"The last first touch goes out on {on_day(last)}."] if last else []
    if plan.unplaced:
        reach = on_day(plan.horizon)
        told.append(
            f"{counted(len(plan.unplaced), 'touch', 'touches')} found no day up to {reach}."
        )
    if plan.binding_limit:
        told.append(f'The limit that binds most is "{plan.binding_limit}".')
    elif not campaign.drafts.calendar.limits.has_daily_limit:
        told.append('No limit a day is set: "daily cap" or "minutes a day" in Settings sets one.')
    return " ".join(told)
