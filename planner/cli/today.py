"""`planner today`: what is due, and at what hour."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import counted, print_json, print_table, tell
from planner.text.pasted import command

if TYPE_CHECKING:
    from pathlib import Path

    from planner.campaign import Campaign
    from planner.scheduling.due import Due, DueReport


_HEADERS = ("Name", "Company", "Channel", "Step", "Hours")


@click.command()
@options.workbook
@options.where
@options.reading_options
@options.as_json
def today(workbook: Path, where: tuple[str, ...], as_json: bool, **reading: Any) -> None:
    """List what is due today, and who must wait.

    Due is what is drafted and has no day in Planned for, or one that has come. With "send window"
    in the Settings sheet, Hours are those of the contact's time zone, told by your own clock.

    \b
    planner today contacts.xlsx
    planner today contacts.xlsx --where "Channel=email"
    planner today contacts.xlsx --json
    """
    campaign = options.open_campaign(workbook, **reading)
    report = campaign.due(where=where)
    if as_json:
        _print_json(campaign, report)
        return
    if report.due:
        rows = [_row(campaign, due) for due in report.due]
        print_table(_HEADERS, rows)
    for held in report.held:
        tell(f"{held.touch.text('Name')} is held: {held.error.message}.")
    for waiting in report.waiting:
        tell(f"{waiting.touch.text('Name')} waits: {waiting.reason}.")
    for reason, number in Counter(full.reason for full in report.full).items():
        tell(f"{number:,} more wait{'s' if number == 1 else ''}: {reason}.")
    tell(_outcome(workbook, report))


def _row(campaign: Campaign, due: Due) -> tuple[str, ...]:
    touch = due.touch
    return (
        due.contact.name,
        due.contact.company,
        touch.channel_word,
        str(touch.step),
        _hours(campaign, due),
    )


def _hours(campaign: Campaign, due: Due) -> str:
    hours = campaign.drafts.calendar.hours_of(due.contact, campaign.book.now.date())
    return f"{hours[0]:%H:%M}-{hours[1]:%H:%M}" if hours else ""


def _print_json(campaign: Campaign, report: DueReport) -> None:
    print_json(
        {
            "due": [
                {
                    "touch": due.touch.id,
                    "name": due.contact.name,
                    "company": due.contact.company,
                    "channel": due.touch.channel_word,
                    "step": due.touch.step,
                    "planned_for": due.touch.text("Planned for"),
                    "hours": _hours(campaign, due),
                }
                for due in report.due
            ],
            "held": [
                {
                    "touch": held.touch.id,
                    "name": held.touch.name,
                    "slug": held.error.slug,
                    "reason": held.error.message,
                    "cell": f"{held.error.sheet}!{held.error.cell}",
                }
                for held in report.held
            ],
            "waiting": [
                {"touch": each.touch.id, "name": each.touch.name, "reason": each.reason}
                for each in report.waiting
            ],
            "full": [
                {"touch": full.touch.id, "name": full.touch.name, "reason": full.reason}
                for full in report.full
            ],
            "daily_cap": report.cap,
            "sent_today": report.sent_today,
            "left_today": report.left,
        }
    )


def _outcome(workbook: Path, report: DueReport) -> str:
    if not report.due:
        return (
            f"Nobody is due today. {command('plan', workbook)} lays out the days,"
            f" {command('draft', workbook)} drafts what has become due."
        )
    cap = "" if report.cap is None else f" ({report.sent_today} of {report.cap} for today went out)"
    return f"{counted(len(report.due), 'message')} due{cap}. Next: {command('next', workbook)}."
