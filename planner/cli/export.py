"""`planner export`: drafts for the place where they are sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import change_records, counted, print_json
from planner.model import Status

if TYPE_CHECKING:
    from planner.departures import ExportReport

__all__ = ["export"]

_FORMATS = (
    "eml", "mbox", "mailto", "docx", "md", "txt", "csv", "json", "jsonl", "vcf", "ics", "hubspot",
)  # fmt: skip
_SHOWN = 8
# Why a format leaves some out.
_NO_EMAIL = "not to be sent by email"
_WITHOUT = {
    "eml": _NO_EMAIL,
    "mbox": _NO_EMAIL,
    "mailto": _NO_EMAIL,
    "ics": "without a day in Planned for",
}


@click.command()
@options.workbook
@click.option(
    "--format",
    "format_name",
    required=True,
    type=click.Choice(_FORMATS),
    help="eml, mbox or mailto for email; docx for letters; md or txt, one file each; csv, json or"
    " jsonl, one table; vcf or hubspot, the people; ics, the days.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder; beside the workbook if left out.",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([Status.DRAFTED, Status.APPROVED]),
    help="Only drafts of this status. Repeatable.",
)
@click.option("--due", is_flag=True, help="Only what is due today.")
@click.option("--mark", is_flag=True, help="Write down that they are sent.")
@click.option("--one-file", is_flag=True, help="With docx: all letters in one document.")
@click.option(
    "--letterhead",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="With docx: your own Word document, with {{ draft }} where the words go.",
)
@options.where
@options.reading_options
@options.as_json
def export(
    workbook: Path,
    format_name: str,
    to: Path | None,
    statuses: tuple[str, ...],
    due: bool,
    mark: bool,
    one_file: bool,
    letterhead: Path | None,
    where: tuple[str, ...],
    as_json: bool,
    **reading: Any,
) -> None:
    """Write the drafts out for the place where they are sent.

    What leaves is what stands in the Tracking sheet, your own words included. Whoever must not be
    contacted, has answered, or waits for a colleague's answer stays. Nothing counts as sent by
    itself: send it, then set the status, or say --mark.

    \b
    planner export contacts.xlsx --format eml --where "Channel=email"
    planner export contacts.xlsx --format docx --letterhead ours.docx
    planner export contacts.xlsx --format csv --status approved --to outbox
    """
    from planner.departures import depart  # noqa: PLC0415 - start-up stays light

    campaign = options.open_campaign(workbook, **reading)
    folder = to if to is not None else workbook.with_name(f"{workbook.stem} {format_name}")
    report = depart(
        campaign,
        format_name,
        folder,
        statuses=[Status(each) for each in statuses] or [Status.DRAFTED, Status.APPROVED],
        where=where,
        only_due=due,
        mark=mark,
        is_one_file=one_file,
        letterhead=letterhead,
    )
    if as_json:
        print_json(_record(report))
        return
    _print(workbook, folder, format_name, report, mark=mark)


def _record(report: ExportReport) -> dict[str, object]:
    return {
        "files": [str(path) for path in report.files],
        "touches": [
            {"touch": each.touch.id, "name": each.name, "bcc": list(each.bcc)}
            for each in report.left
        ],
        "held": list(report.held),
        "changes": change_records(report.changes),
    }


def _print(
    workbook: Path, folder: Path, format_name: str, report: ExportReport, *, mark: bool
) -> None:
    for path in report.files[:_SHOWN]:
        click.echo(path)
    if len(report.files) > _SHOWN:
        click.echo(f"… and {len(report.files) - _SHOWN:,} more in {folder}")
    if report.held:
        names = ", ".join(report.held[:_SHOWN]) + (", …" if len(report.held) > _SHOWN else "")
        click.echo(f"Left out {len(report.held):,}, {_WITHOUT[format_name]}: {names}.")
    if not report.left:
        click.echo(f'Nothing is ready to leave: "planner status {workbook}" shows why.')
        return
    done = " and marked as sent" if mark else "; nothing is marked as sent"
    click.echo(f"{counted(len(report.left), 'draft')} written{done}.")
    if not mark:
        click.echo(f'Next: send them, then "planner status {workbook} set WHO sent".')
