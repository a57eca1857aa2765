"""`planner undo`: the workbook as it was before planner's last write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.output import print_json

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@options.workbook
@options.as_json
def undo(workbook: Path, as_json: bool) -> None:
    """Put the workbook back as it was before planner's last write.

    Refused where something newer would be lost, such as your own work in Excel since then.

    \b
    planner undo contacts.xlsx
    """
    report = options.open_campaign(workbook).undo()
    if as_json:
        print_json({"workbook": str(report.path), "restored": str(report.backup)})
        return
    click.echo(f"{workbook.name} is as it was before planner's last write.")
