"""`planner redo`: what the last undo took, brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.output import print_json, tell
from planner.text.pasted import command

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@options.workbook
@options.as_json
def redo(workbook: Path, as_json: bool) -> None:
    """Bring back what the last undo took.

    Refused once the workbook has been changed since the undo.

    \b
    planner redo contacts.xlsx
    """
    report = options.open_campaign(workbook, catches_up=False).redo()
    if as_json:
        print_json({"workbook": str(report.path), "brought_back": str(report.backup)})
        return
    tell(
        f"{workbook.name} is as it was before the undo. {command('undo', workbook)} takes it back"
        " again."
    )
