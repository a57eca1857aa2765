"""`planner undo`: the workbook as it was before planner's last write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.output import change_records, counted, print_json, tell
from planner.model.errors import UsageError
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planner.tracking.history import Change
    from planner.tracking.version_changes import WriteChanges


_SHOWN = 5  # people named of one write


@click.command()
@options.workbook
@click.option("--list", "is_list", is_flag=True, help="Show the last writes; undo nothing.")
@click.option("--yes", is_flag=True, help="Do not ask, even about what was sent.")
@options.as_json
def undo(workbook: Path, is_list: bool, yes: bool, as_json: bool) -> None:
    """Put the workbook back as it was before planner's last write.

    Says what that takes back, and asks first where it is the record of a message that you sent.
    Refused where something newer would be lost, such as your own work in Excel since then. Again,
    and the write before goes; "planner redo" brings it back.

    \b
    planner undo contacts.xlsx
    planner undo contacts.xlsx --list
    """
    campaign = options.open_campaign(workbook, catches_up=False)
    if is_list:
        _print_list(workbook, campaign.writes(), as_json=as_json)
        return
    (write,) = campaign.writes(1)
    if write.sent and not yes:
        _require_consent(workbook, write)
    report = campaign.undo(expected=write.backup)
    if as_json:
        print_json(
            {
                "workbook": str(report.path),
                "restored": str(report.backup),
                "taken_back": _record(write),
            }
        )
        return
    tell("Taken back:")
    for line in [*_moves(write, is_back=True), *_counts(write)] or ["other cells"]:
        tell(f"  {line}")
    tell(
        f"{workbook.name} is as it was before planner's last write."
        f" {command('redo', workbook)} brings it back."
    )


def _require_consent(workbook: Path, write: WriteChanges) -> None:
    people = _named(write.sent)
    tell(
        f"This takes back the record that a message went to {people}. If it did go out, keep it:"
        " planner would draft it again.",
        err=True,
    )
    try:
        is_wanted = click.confirm("Take it back?", err=True)
    except click.Abort as error:
        raise UsageError(
            f"{workbook.name}: what was sent is not taken back without a word of yours.",
            f"{command('undo', workbook, '--yes')} takes it back.",
        ) from error
    if not is_wanted:
        raise UsageError(f"{workbook.name} is as it was: nothing was taken back.")


def _named(changes: tuple[Change, ...]) -> str:
    names = list(dict.fromkeys(each.name or each.touch for each in changes))
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _print_list(workbook: Path, writes: tuple[WriteChanges, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"writes": [_record(each) for each in writes]})
        return
    for write in writes:
        lines = [*_moves(write, is_back=False), *_counts(write)] or ["other cells"]
        for number, line in enumerate(lines):
            when = f"{write.when:%Y-%m-%d %H:%M}" if number == 0 else " " * 16
            tell(f"{when}  {line}")
    tell(f"{command('undo', workbook)} takes the first of them back.")


def _moves(write: WriteChanges, *, is_back: bool) -> Iterator[str]:
    """The changes of status, as they were made or as an undo makes them."""
    for change in write.changes[:_SHOWN]:
        before, after = change.before or "no status", change.after
        if is_back:
            before, after = after, before
        at = f", {change.when:%H:%M}" if change.when else ""
        move = f"{before} → {after}" if before != after else change.note or after
        yield f"{change.name or change.touch}: {move}{at}"
    if len(write.changes) > _SHOWN:
        yield f"and {len(write.changes) - _SHOWN:,} more changes of status"


def _counts(write: WriteChanges) -> Iterator[str]:
    if write.drafted:
        yield f"{counted(write.drafted, 'message')} drafted"
    if write.planned:
        yield f"{counted(write.planned, 'day')} planned"
    if write.people:
        yield f"{counted(write.people, 'person', 'people')} taken in"


def _record(write: WriteChanges) -> dict[str, object]:
    return {
        "when": write.when.isoformat(timespec="seconds"),
        "version": str(write.backup),
        "changes": change_records(write.changes),
        "drafted": write.drafted,
        "planned": write.planned,
        "people": write.people,
    }
