"""`planner init`: a starter workbook, and templates where they are wanted."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli import options
from planner.cli.output import counted, print_json, tell
from planner.text.pasted import command


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--templates", is_flag=True, help="Copy the templates too, to change them.")
@options.as_json
def init(folder: Path, templates: bool, as_json: bool) -> None:
    """Make a starter workbook in FOLDER, with a few example rows.

    Nothing that exists is overwritten. The messages come from templates that planner has; with
    --templates you get a copy of each, to change it.

    \b
    planner init campaign
    planner init campaign --templates
    """
    from planner.contacts.starter.create import make_starter  # noqa: PLC0415 - start-up stays light

    workbook, *copies = make_starter(folder, with_templates=templates)
    if as_json:
        print_json({"made": [str(path) for path in (workbook, *copies)]})
        return
    more = f" and {counted(len(copies), 'template')}" if copies else ""
    tell(f"Made {workbook}{more}.")
    tell("Write into it whom you want to reach, and why; on its sheet Sender, who you are.")
    tell(f"Next: {command('draft', workbook)}")
