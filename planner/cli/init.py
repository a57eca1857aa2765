"""`planner init`: a starter workbook and templates."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli import options
from planner.cli.output import print_json


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@options.as_json
def init(folder: Path, as_json: bool) -> None:
    """Make a starter workbook and a folder of templates in FOLDER.

    Nothing that exists is overwritten.

    \b
    planner init campaign
    """
    from planner.contacts.starter.create import make_starter  # noqa: PLC0415 - start-up stays light

    made = make_starter(folder)
    if as_json:
        print_json({"made": [str(path) for path in made]})
        return
    for path in made:
        click.echo(f"Made {path}")
    workbook = next(path for path in made if path.suffix == ".xlsx")
    click.echo(
        f"Next: write your contacts and yourself (sheet Sender) into {workbook}, each with a"
        f' purpose, then run "planner check {workbook}" and "planner draft {workbook}".'
    )
