"""`planner next`: the courage to click."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import counted, print_json, tell
from planner.model.errors import UsageError
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.campaign import Campaign


_INTERRUPTED = 130


@click.command()
@options.workbook
@options.where
@options.reading_options
@options.as_json
def next(  # noqa: A001 - the command's own word
    workbook: Path, where: tuple[str, ...], as_json: bool, **reading: Any
) -> None:
    """Go through what is due, one person at a time.

    Shows who it is, why you write, what you share, and the draft with its length. A key opens the
    profile or your mail program, copies the draft, opens your editor, or writes down that you have
    sent it, skip it, or put it off. You send it yourself. Each answer is saved at once; stop
    whenever you like, and the next time goes on from there.

    The setting "daily cap" in the Settings sheet is the most messages a day.

    \b
    planner next contacts.xlsx
    planner next contacts.xlsx --where "Channel=email"
    planner next contacts.xlsx --json
    """

    def opened() -> Campaign:
        return options.campaign_at(workbook, **reading)

    if as_json:
        _print_due(opened, where)
        return
    _walk(workbook, opened, where)


def _print_due(opened: Callable[[], Campaign], where: tuple[str, ...]) -> None:
    from planner.cli.next_person import record  # noqa: PLC0415 - start-up stays light

    with opened() as campaign:
        report = campaign.due(where=where)
    print_json(
        {
            "due": [record(due) for due in report.due],
            "daily_cap": report.cap,
            "sent_today": report.sent_today,
            "left_today": report.left,
        }
    )


def _walk(workbook: Path, opened: Callable[[], Campaign], where: tuple[str, ...]) -> None:
    """Ask, until there is nobody left, the cap is reached, or the user stops; then say which."""
    from planner.cli.next_walk import Walk  # noqa: PLC0415 - start-up stays light
    from planner.cli.next_words import Ending  # noqa: PLC0415 - same

    if not sys.stdin.isatty():
        raise UsageError(
            "planner next asks for keys, and its input is no terminal.",
            f"{command('status', workbook)} shows where everything stands,"
            f" {command('next', workbook, '--json')} what is due.",
        )
    walk = Walk(workbook, opened, where)
    for held in walk.held:
        tell(f"{held.touch.text('Name')} is held: {held.error.message}.")
    for reason, number in walk.full.items():
        tell(f"{number:,} more wait{'s' if number == 1 else ''}: {reason}.")
    if not walk.waiting:
        tell(
            f"Nobody is due today. {command('status', workbook)} shows where everything stands,"
            f" {command('draft', workbook)} drafts for contacts that are new."
        )
        return
    cap = "" if walk.cap is None else f" ({walk.sent_today} of {walk.cap} for today went out)"
    tell(f"{counted(len(walk.waiting), 'message')} due{cap}. Each answer is saved at once.")
    code = 0
    try:
        ending = walk.go()
    except (KeyboardInterrupt, click.Abort):
        tell()
        ending, code = Ending.STOPPED, _INTERRUPTED
    tell()
    tell(walk.told(ending))
    click.get_current_context().exit(code)
