"""`planner export`: drafts leave for the place where they will be sent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import (
    Progress,
    change_records,
    counted,
    finding_records,
    print_findings,
    print_json,
    tell,
)
from planner.model.errors import UsageError
from planner.text.pasted import command

if TYPE_CHECKING:
    from planner.exporting.run import LeaveReport


_FORMATS = (
    "eml", "mbox", "mailto", "docx", "md", "txt", "csv", "json", "jsonl", "vcf", "ics", "hubspot",
)  # fmt: skip
_SHOWN = 10


@click.command()
@options.workbook
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    required=True,
    help="What to write.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="The folder, or of formats with one file the file; beside the workbook if left out.",
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice(["drafted", "approved"]),
    multiple=True,
    help="Only what stands so; both if left out.",
)
@options.where
@click.option("--due", is_flag=True, help="Only what is due today.")
@click.option("--mark", is_flag=True, help="Write down all that was exported as sent today.")
@click.option("--one-file", is_flag=True, help="docx: all letters in one document.")
@click.option(
    "--letterhead",
    type=click.Path(path_type=Path, dir_okay=False),
    help="docx: your own Word file, with {{ name }}, {{ draft }} and the like where they belong.",
)
@click.option(
    "--vcard", type=click.Choice(["3.0", "4.0"]), help="vcf: the version; 4.0 if left out."
)
@click.option("--overwrite", is_flag=True, help="Replace files that planner did not write, too.")
@click.option(
    "--attach-from",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    multiple=True,
    help="Let templates attach files of this folder, beside their own and the workbook's.",
)
@options.reading_options
@options.as_json
def export(
    workbook: Path,
    format_name: str,
    to: Path | None,
    statuses: tuple[str, ...],
    where: tuple[str, ...],
    due: bool,
    mark: bool,
    one_file: bool,
    letterhead: Path | None,
    vcard: str | None,
    overwrite: bool,
    attach_from: tuple[Path, ...],
    as_json: bool,
    **reading: Any,
) -> None:
    """Write drafts as emails, letters, tables, cards or a calendar.

    What leaves is what stands in the Tracking sheet, your own changes included, and only what
    could go out: drafted or approved, to nobody who must be left alone. Nothing is sent, and
    nothing is written down as sent unless you say --mark.

    \b
    eml      a folder of drafts that your mail program opens, with copies and attachments
    mbox     one mailbox of all emails
    mailto   a page of links that open your mail program
    docx     letters for Word, also on your own letterhead
    md, txt  a folder of text files, one a message
    csv      one table, for Excel and mail-merge tools; hubspot: one that HubSpot imports
    json     one JSON document; jsonl: one record a line
    vcf      the people as vCards
    ics      the plan as a calendar, an entry a touch

    \b
    planner export contacts.xlsx --format eml
    planner export contacts.xlsx --format eml --status approved --due --mark
    planner export contacts.xlsx --format docx --where "Channel=letter" --letterhead paper.docx
    planner export contacts.xlsx --format csv --to ~/Desktop/messages.csv
    """
    _refuse_options_of_others(format_name, letterhead, vcard)
    from planner.model.status import Status  # noqa: PLC0415 - same

    with Progress("Exporting") as progress:
        report = options.open_campaign(workbook, progress, **reading).export(
            format_name,
            to=to,
            statuses=frozenset(map(Status, statuses or ("drafted", "approved"))),
            where=where,
            is_due_only=due,
            mark=mark,
            letterhead=letterhead,
            is_one_file=one_file,
            vcard=vcard or "4.0",
            may_overwrite=overwrite,
            attach_from=attach_from,
        )
    if as_json:
        print_json(_document(report))
    else:
        _tell(workbook, report)
    if report.findings:
        click.get_current_context().exit(1)


def _refuse_options_of_others(format_name: str, letterhead: Path | None, vcard: str | None) -> None:
    for option, given, only in (("--letterhead", letterhead, "docx"), ("--vcard", vcard, "vcf")):
        if given is not None and format_name != only:
            raise UsageError(f"{option} goes with --format {only} alone.", "Leave it out.")


def _document(report: LeaveReport) -> dict[str, object]:
    return {
        "format": report.format,
        "path": str(report.path),
        "files": [str(each) for each in report.files],
        "messages": [
            {
                "touch": each.outgoing.touch.id,
                "contact": each.outgoing.touch.contact,
                "name": each.outgoing.name,
                "channel": str(each.outgoing.channel or ""),
                "file": str(each.file),
                "bcc": list(each.bcc),
                "attachments": [str(path) for path in each.attachments],
                "message_id": each.message_id,
            }
            for each in report.messages
        ],
        "held": dict(report.held),
        "findings": finding_records(report.findings),
        "changes": change_records(report.changes),
    }


def _tell(workbook: Path, report: LeaveReport) -> None:
    print_findings(workbook, report.findings[:_SHOWN])
    if len(report.findings) > _SHOWN:
        tell(f"... and {len(report.findings) - _SHOWN:,} more; --json has them all.")
    number = len(report.files)
    files = "" if number == 1 else f" ({counted(number, 'file')})"
    tell(f"Exported {counted(len(report.messages), 'message')} to {report.path}{files}.")
    held = [f"{count:,} {reason}" for reason, count in report.held.items()]
    held += [f"{len(report.findings):,} with an error against them"] if report.findings else []
    if held:
        tell(f"Left where they are: {'; '.join(held)}.")
    carried = Counter(path for each in report.messages for path in each.attachments)
    for path, number in sorted(carried.items()):
        tell(f"Attached to {counted(number, 'message')}: {path}")
    copies = sum(bool(each.bcc) for each in report.messages)
    if copies:
        tell(
            f"{counted(copies, 'message')} should go to blind copies as well, whom no file names:"
            " --json lists them.",
            err=True,
        )
    if report.changes:
        tell(
            f"{len(report.changes):,} marked as sent. {command('undo', workbook)} takes that back."
        )
    else:
        tell(
            "Nothing is marked as sent: --mark does that, or, once they are,"
            f" {command('next', workbook)}."
        )
