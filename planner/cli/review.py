"""`planner review`: the whole day's work on a page in the user's own browser."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import print_json, tell

if TYPE_CHECKING:
    from planner.campaign import Campaign

_MINUTE = 60.0
_LEADS_ON = '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={}">\n'
_PRIVATE = 0o600


@click.command()
@options.workbook
@click.option("--read-only", is_flag=True, help="Show everything, and change nothing.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option(
    "--idle",
    type=click.IntRange(1),
    default=60,
    show_default=True,
    metavar="MINUTES",
    help="Stop when no page has been open for so long.",
)
@options.reading_options
@options.as_json
def review(
    workbook: Path, read_only: bool, no_browser: bool, idle: int, as_json: bool, **reading: Any
) -> None:
    """Read, mend and approve everything on a page in your own browser.

    The page comes from this very machine and is for your browser alone: it opens by a link that
    works once. It shows what is due today, all drafts, the purposes that are missing, the plan, the
    report, and the history of each person. Each action is saved in the workbook at once and can be
    undone; what you change in Excel meanwhile shows on the page.

    It stops with Ctrl-C, and by itself soon after its last page is closed.

    \b
    planner review contacts.xlsx
    planner review contacts.xlsx --read-only
    """
    from planner.review.server import Server  # noqa: PLC0415 - start-up stays light

    def opened() -> Campaign:
        return options.campaign_at(workbook, **reading)

    def announce(address: str) -> None:
        tell(f"Opened. For another browser: {address}", err=True)

    server = Server(workbook, opened, announce, is_read_only=read_only, idle=idle * _MINUTE)
    with ExitStack() as exits:
        address = server.guard.address
        if as_json:
            print_json({"workbook": str(workbook), "address": address, "read_only": read_only})
        else:
            tell(f"{workbook.name} is at {address}")
            tell("The link works once, in your own browser. Ctrl-C stops the page.")
        if not no_browser:
            _open(address, exits)
        server.run()
    tell(server.farewell, err=True)


def _open(address: str, exits: ExitStack) -> None:
    """Open the page by way of a private file: the words of a command are for all users to see."""
    from planner.cli.desk.open_page import can_open, open_address  # noqa: PLC0415 - only here

    if not can_open(os.environ, sys.platform):
        return
    folder = TemporaryDirectory(prefix="planner-", ignore_cleanup_errors=True)
    path = Path(exits.enter_context(folder)) / "review.html"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(_LEADS_ON.format(address))
    open_address(path.as_uri())
