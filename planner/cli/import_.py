"""`planner import`: people and answers from where they are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import Progress, change_records, counted, finding_records, print_json
from planner.errors import UsageError

if TYPE_CHECKING:
    from planner.arrivals import ImportReport
    from planner.looping import LoopReport
    from planner.merging import Difference, Merged, SenderMerged

__all__ = ["import_"]

_SHOWN = 12


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@click.argument("workbook", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--into",
    type=click.Choice(["contacts", "connections"]),
    help="The sheet that people go to. LinkedIn's connections go to Connections, others to the"
    " contacts.",
)
@click.option("--update", is_flag=True, help="Let the source overwrite what differs.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@options.reading_options
@options.as_json
def import_(
    source: Path,
    workbook: Path,
    into: str | None,
    update: bool,
    dry_run: bool,
    as_json: bool,
    **reading: Any,
) -> None:
    """Take in people and answers from SOURCE.

    SOURCE is known by what it holds: LinkedIn's data zip or one of its CSV files, Google or Outlook
    contacts, HubSpot, Salesforce or any other CSV, vCards, a workbook; or an mbox, or a folder of
    mails. New people come below the others; of those who are there already only empty cells are
    filled, and a difference is shown. Answers, acceptances and sent messages set the statuses.
    A second time nothing comes in twice. A WORKBOOK that does not exist is made.

    \b
    planner import Complete_LinkedInDataExport.zip contacts.xlsx
    planner import contacts.vcf contacts.xlsx
    planner import Connections.csv contacts.xlsx --into contacts
    planner import sent.mbox contacts.xlsx
    """
    from planner.arrivals import Into  # noqa: PLC0415 - start-up stays light

    is_made = _made(workbook, dry_run=dry_run)
    with Progress("Reading"):
        campaign = options.open_campaign(workbook, **reading)
        where = Into(into) if into else None
        try:
            report = campaign.take_in(source, into=where, update=update, dry_run=dry_run)
        except Exception:
            if is_made:
                campaign.close()
                workbook.unlink()
            raise
    if as_json:
        print_json(_record(report))
        return
    if is_made:
        click.echo(f"Made {workbook}.")
    _print(source, workbook, report, update=update, dry_run=dry_run)


def _made(workbook: Path, *, dry_run: bool) -> bool:
    """Make a starter workbook where there is none."""
    if workbook.exists():
        return False
    if dry_run or workbook.suffix.lower() != ".xlsx":
        raise UsageError(
            f"{workbook} does not exist.",
            "Name a workbook that does, or a new one that ends in .xlsx, without --dry-run.",
        )
    from planner.starter import make_workbook  # noqa: PLC0415 - start-up stays light

    make_workbook(workbook)
    return True


def _print(
    source: Path, workbook: Path, report: ImportReport, *, update: bool, dry_run: bool
) -> None:
    if report.gathered is not None and report.people is not None:
        read = counted(report.gathered.rows, "row")
        click.echo(f"{source.name}: {report.gathered.kind}, {read}.")
        _print_people(report.people, report.gathered.skipped, update=update)
    if report.sender is not None:
        _print_sender(report.sender, update=update)
    if report.loop is not None:
        _print_loop(report.loop)
    if dry_run:
        click.echo("Nothing was written (--dry-run).")
    elif report.save is None and (report.loop is None or report.loop.save is None):
        click.echo("Nothing new; the workbook stays as it was.")
    else:
        click.echo(f'Next: "planner check {workbook}"; "planner undo {workbook}" takes it back.')


def _print_people(people: Merged, skipped: Any, *, update: bool) -> None:
    click.echo(
        f"{people.sheet}: {people.added:,} added, {people.matched:,} there already"
        f" ({counted(people.filled, 'empty cell')} filled)."
    )
    for reason, number in (*skipped.items(), *people.skipped.items()):
        click.echo(f"  {number:,} left out: {reason}")
    _print_some("Not sure", people.doubts)
    _print_differences(people.differences, update=update)
    for name, number in people.unplaced.most_common():
        click.echo(
            f'  No column for "{name.replace("_", " ")}" ({counted(number, "person", "people")})'
        )


def _print_sender(sender: SenderMerged, *, update: bool) -> None:
    if sender.filled:
        named = ", ".join(name.replace("_", " ") for name in sender.filled)
        click.echo(f"Sender: {named} filled in.")
    _print_differences(sender.differences, update=update)


def _print_differences(differences: list[Difference], *, update: bool) -> None:
    if not differences:
        return
    told = "changed" if update else "kept; --update takes the source's"
    lines = [
        f'{each.cell}: "{each.ours}", {each.place} says "{each.theirs}"' for each in differences
    ]
    _print_some(f"Different ({told})", lines)


def _print_some(title: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(f"  {title}:")
    for line in lines[:_SHOWN]:
        click.echo(f"    {line}")
    if len(lines) > _SHOWN:
        click.echo(f"    … and {len(lines) - _SHOWN:,} more; --json has them all")


def _print_loop(loop: LoopReport) -> None:
    click.echo(f"Statuses: {counted(len(loop.changes), 'change')}, {loop.known:,} known already.")
    for change in loop.changes[:_SHOWN]:
        click.echo(f"  {change.name} ({change.touch}): {change.before} → {change.after}")
    if len(loop.changes) > _SHOWN:
        click.echo(f"  … and {len(loop.changes) - _SHOWN:,} more; planner history has them all")
    for finding in loop.findings:
        click.echo(f"  {finding.message}. {finding.hint}")


def _record(report: ImportReport) -> dict[str, object]:
    people, gathered = report.people, report.gathered
    return {
        "source": None
        if gathered is None
        else {"kind": gathered.kind, "rows": gathered.rows, "skipped": dict(gathered.skipped)},
        "people": None
        if people is None
        else {
            "sheet": people.sheet,
            "added": people.added,
            "matched": people.matched,
            "filled": people.filled,
            "updated": people.updated,
            "skipped": dict(people.skipped),
            "doubts": people.doubts,
            "differences": [_difference(each) for each in people.differences],
            "without_a_column": dict(people.unplaced),
        },
        "sender": None
        if report.sender is None
        else {
            "filled": report.sender.filled,
            "differences": [_difference(each) for each in report.sender.differences],
        },
        "statuses": None
        if report.loop is None
        else {
            "changes": change_records(report.loop.changes),
            "findings": finding_records(report.loop.findings),
            "known": report.loop.known,
            "strangers": report.loop.strangers,
        },
        "written": report.save is not None and report.save.is_written,
    }


def _difference(each: Difference) -> dict[str, str]:
    return {
        "name": each.name,
        "cell": each.cell,
        "ours": each.ours,
        "theirs": each.theirs,
        "place": each.place,
    }
