"""`planner import`: people and answers from where they are kept."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from planner.cli import options
from planner.cli.answers_report import answers_record, print_answers_report
from planner.cli.output import Progress, counted, print_json, tell
from planner.model.errors import UsageError
from planner.text.mojibake import repaired
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from planner.importing.people.merge import Difference, Merged
    from planner.importing.people.merge_sender import SenderMerged
    from planner.importing.run import ImportReport
    from planner.importing.sources.imported import Gathered


_SHOWN = 12
_CUT = 80  # characters of a text that are shown


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("workbook", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--into",
    type=click.Choice(["contacts", "connections"]),
    help="The sheet that people go to. LinkedIn's connections go to Connections, others to the"
    " contacts.",
)
@click.option("--update", is_flag=True, help="Let the source overwrite what differs.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and write nothing.")
@click.option("--sheet", help="The sheet of WORKBOOK that holds the contacts.")
@click.option("--from-sheet", help="The sheet of SOURCE that holds the people.")
@options.columns("Which column of SOURCE holds a field")
@click.option("--encoding", default="", help="The encoding of SOURCE, such as cp1250, if a text.")
@options.as_json
def import_(
    source: Path,
    workbook: Path,
    into: str | None,
    update: bool,
    dry_run: bool,
    sheet: str | None,
    from_sheet: str | None,
    columns: dict[str, str],
    encoding: str,
    as_json: bool,
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
    planner import members.csv contacts.xlsx --column name="Full nme"
    planner import sent.mbox contacts.xlsx
    """
    from planner.importing.run import Into, SourceReading  # noqa: PLC0415 - start-up stays light

    how = SourceReading(sheet=from_sheet, columns=columns, encoding=encoding)
    where = Into(into) if into else None
    with (
        _made(workbook, dry_run=dry_run) as (path, is_made),
        Progress("Reading"),
        options.campaign_at(path, sheet=sheet) as campaign,
    ):
        report = campaign.take_in(
            source, into=where, update=update, dry_run=dry_run, reading=how, zone=_here()
        )
    if as_json:
        print_json(_record(report))
        return
    if is_made and not dry_run:
        tell(f"Made {workbook}.")
    _print(source, workbook, report, update=update)
    if dry_run:
        tell("Nothing was written (--dry-run).")
    elif report.save is None and (report.answers is None or report.answers.save is None):
        tell("Nothing new; the workbook stays as it was.")
    elif is_made:
        tell(
            f"Next: write a purpose for each person you want to reach into {workbook}, and fill in"
            f" its sheet Sender; then run {command('check', workbook)}."
        )
    else:
        back = command("undo", workbook)
        tell(f"Next: {command('check', workbook)}; {back} takes it back.")


def _here() -> tzinfo | None:
    """Where this machine is: the exact times of an export become days by its clock."""
    return datetime.now().astimezone().tzinfo


@contextmanager
def _made(workbook: Path, *, dry_run: bool) -> Iterator[tuple[Path, bool]]:
    """The workbook, or a starter workbook where there is none, which goes again on failure."""
    if workbook.exists():
        yield workbook, False
        return
    if workbook.suffix.lower() != ".xlsx":
        raise UsageError(
            f"{workbook} does not exist.",
            "Name a workbook that does, or a new one that ends in .xlsx.",
        )
    from planner.contacts.starter.create import make_workbook  # noqa: PLC0415 - start-up stays light

    with TemporaryDirectory(prefix="planner-") as folder:
        path = Path(folder) / workbook.name if dry_run else workbook
        make_workbook(path)
        try:
            yield path, True
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _print(source: Path, workbook: Path, report: ImportReport, *, update: bool) -> None:
    if report.gathered is not None and report.people is not None:
        tell(f"{source.name}: {report.gathered.kind}, {report.gathered.rows:,} read.")
        _print_people(report.people, report.gathered, update=update)
        _print_gaps(report.gathered, report.people)
        unread = [f'{each.place}: "{each.unread}"' for each in report.gathered.unread]
        _print_some("Dates in no form that planner knows, left out", unread)
        unread = [f'{each.place}: "{each.unread_email}"' for each in report.gathered.misaddressed]
        _print_some("Email addresses that are none, left out", unread)
        _print_broken(report.gathered)
    if report.suppressed:
        tell(
            f"Do not contact: {counted(len(report.suppressed), 'address', 'addresses')} added,"
            " whose owners have opted out of email."
        )
    if report.sender is not None:
        _print_sender(report.sender, update=update)
    if report.answers is not None:
        print_answers_report(workbook, report.answers)


def _print_broken(gathered: Gathered) -> None:
    """Show texts whose letters were misread before they came here, and how they may have been."""
    lines = []
    for person, text in gathered.broken:
        was = repaired(text)
        perhaps = f' (perhaps "{was[:_CUT]}")' if was else ""
        lines.append(f'{person.place}: "{text[:_CUT]}"{perhaps}')
    _print_some("Letters that were broken in the source, taken as they stand", lines)


def _print_people(people: Merged, gathered: Gathered, *, update: bool) -> None:
    tell(
        f"{people.sheet}: {people.added:,} added, {people.matched:,} there already"
        f" ({counted(people.filled, 'empty cell')} filled)."
    )
    for reason, number in (*gathered.skipped.items(), *people.skipped.items()):
        tell(f"  {number:,} left out: {reason}")
    _print_some("Left out, because nothing tells", people.doubts)
    _print_differences(people.differences, update=update)
    contradictions = [
        f'{each.name}: "{each.ours}", {each.place} says "{each.theirs}"'
        for each in people.contradictions
    ]
    _print_some("The source says two things, and the first counts", contradictions)
    if people.columns:
        tell(f"  New columns: {', '.join(people.columns)}.")
    if people.shortened:
        tell(f"  {counted(people.shortened, 'text')} cut to what a cell holds.")
    others = [name for name in people.unplaced if name in gathered.others]
    if others:
        named = ", ".join(f'"{gathered.others[name]}"' for name in others[:_SHOWN])
        more = f" and {len(others) - _SHOWN:,} more" if len(others) > _SHOWN else ""
        tell(f"  Not taken: the columns {named}{more}; add one of that name and import again.")
    known = [each for each in people.unplaced.most_common() if each[0] not in gathered.others]
    for name, number in known[:_SHOWN]:
        who, header = counted(number, "person", "people"), gathered.headers.get(name, name)
        tell(f'  Not taken: "{header}" ({who}); add a column of that name and import again.')


def _print_gaps(gathered: Gathered, people: Merged) -> None:
    """Say what the source leaves open, where it brought anybody."""
    if gathered.headless:
        tell(
            f"  Not taken: what stands in columns without a header"
            f" ({counted(gathered.headless, 'row')}); write one over them and import again."
        )
    if gathered.other_sheets:
        named = ", ".join(f'"{each}"' for each in gathered.other_sheets)
        tell(f"  Not read: {named}; --from-sheet reads another sheet.")
    if gathered.unasked:
        named = ", ".join(f'"{each}"' for each in gathered.unasked)
        tell(f"  Not taken: {named}; such columns mean something in their own list alone.")
    if gathered.nameless and people.added:
        who = counted(gathered.nameless, "person has", "people have")
        tell(f"  {who} no name in the source; write it in before you draft.")


def _print_sender(sender: SenderMerged, *, update: bool) -> None:
    if sender.filled:
        named = ", ".join(name.replace("_", " ") for name in sender.filled)
        tell(f"Sender: {named} filled in.")
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
    tell(f"  {title}:")
    for line in lines[:_SHOWN]:
        tell(f"    {line}")
    if len(lines) > _SHOWN:
        tell(f"    … and {len(lines) - _SHOWN:,} more; --json has them all")


def _record(report: ImportReport) -> dict[str, object]:
    people, gathered = report.people, report.gathered
    return {
        "source": None
        if gathered is None
        else {
            "kind": gathered.kind,
            "read": gathered.rows,
            "skipped": dict(gathered.skipped),
            "left_out": [
                {"place": each.place, "reason": each.reason} for each in gathered.left_out
            ],
            "rows_without_header": gathered.headless,
            "other_sheets": list(gathered.other_sheets),
            "columns_of_its_own": list(gathered.unasked),
            "without_name": gathered.nameless,
            "unread_dates": [
                {"place": each.place, "date": each.unread} for each in gathered.unread
            ],
            "broken_letters": [
                {"place": person.place, "text": text, "perhaps": repaired(text)}
                for person, text in gathered.broken
            ],
            "unread_addresses": [
                {"place": each.place, "address": each.unread_email}
                for each in gathered.misaddressed
            ],
        },
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
            "contradictions": [_difference(each) for each in people.contradictions],
            "shortened": people.shortened,
            "new_columns": people.columns,
            "without_a_column": dict(people.unplaced),
        },
        "sender": None
        if report.sender is None
        else {
            "filled": report.sender.filled,
            "differences": [_difference(each) for each in report.sender.differences],
        },
        "statuses": None if report.answers is None else answers_record(report.answers),
        "do_not_contact": list(report.suppressed),
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
