"""`planner draft`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import Progress, counted, finding_records, print_findings, print_json, tell
from planner.text.pasted import command

if TYPE_CHECKING:
    from planner.drafting.report import DraftReport
    from planner.tracking.decision import Decision


_SHOWN = 10


@click.command()
@options.workbook
@click.option("--template", default="", help="The one template to use, by its name.")
@options.where
@click.option("--limit", type=click.IntRange(0), help="The most drafts to make in this run.")
@click.option("--explain", is_flag=True, help="Say of each draft why it has its template.")
@click.option("--dry-run", is_flag=True, help="Print what would change, and change nothing.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file and leave the workbook as it is.",
)
@options.reading_options
@options.as_json
def draft(
    workbook: Path,
    template: str,
    where: tuple[str, ...],
    limit: int | None,
    explain: bool,
    dry_run: bool,
    out: Path | None,
    as_json: bool,
    **reading: Any,
) -> None:
    """Fill in a draft for every contact that states a purpose.

    The drafts go to the Tracking sheet of the same workbook; nothing else in it changes. Run it
    again at any time: your own wording stays, and what is sent is never drafted again.

    \b
    planner draft contacts.xlsx
    planner draft contacts.xlsx --dry-run
    planner draft contacts.xlsx --where "Company=Acme" --limit 5
    planner draft contacts.xlsx --explain
    """
    with Progress("Drafting") as progress:
        campaign = options.open_campaign(workbook, progress, **reading)
        report = campaign.draft(
            template=template,
            where=where,
            limit=limit,
            dry_run=dry_run,
            out=out,
            keep_drafts=as_json or dry_run or explain,
        )
    if as_json:
        print_json(_document(report))
        return
    if dry_run:
        _print_changes(report)
    if explain:
        _print_reasons(report)
    _print_report(workbook, report, dry_run=dry_run)


def _document(report: DraftReport) -> dict[str, object]:
    reasons = {decision.touch: decision.reason for decision in report.decisions}
    return {
        "workbook": str(report.path) if report.path else None,
        "drafted": report.drafted,
        "redrawn": report.redrawn,
        "unchanged": report.unchanged,
        "kept": report.kept,
        "flagged": report.flagged,
        "suppressed": report.suppressed,
        "stopped": report.stopped,
        "removed": report.removed,
        "findings": finding_records(report.findings),
        "drafts": [
            {
                "touch": each.touch,
                "contact": each.contact,
                "channel": each.channel,
                "template": each.template,
                "reason": reasons[each.touch],
                "subject": each.subject,
                "text": each.text,
            }
            for each in report.drafts
        ],
    }


def _print_changes(report: DraftReport) -> None:
    for decision in report.decisions:
        if decision.values:
            tell(f"{decision.touch} ({decision.name}): {decision.verdict}")
            for header, value in _visible(decision):
                tell(f"    {header}: {value}")


def _print_reasons(report: DraftReport) -> None:
    for decision in report.decisions:
        if decision.draft is not None:
            tell(f"{decision.name}: {decision.draft.template}: {decision.reason}")
    tell()


def _visible(decision: Decision) -> list[tuple[str, str]]:
    shown = []
    for header, value in decision.values.items():
        if header.startswith("planner ") or value is None:
            continue
        text = str(getattr(value, "text", value))
        shown.append((header, text.replace("\n", "\n        ")))
    return shown


def _print_report(workbook: Path, report: DraftReport, *, dry_run: bool) -> None:
    from planner.model.finding import Severity  # noqa: PLC0415 - start-up stays light

    errors = [found for found in report.findings if found.severity is Severity.ERROR]
    print_findings(workbook, errors[:_SHOWN])
    if len(errors) > _SHOWN:
        more = f"{len(errors) - _SHOWN:,} more"
        tell(f"... and {more}; {command('check', workbook)} lists them all.")
    if errors:
        tell()
    verb = "Would draft" if dry_run else "Drafted"
    redrawn = f" ({report.redrawn:,} of them anew)" if report.redrawn else ""
    counts = [f"{verb} {counted(report.drafted, 'message')}{redrawn}"]
    counts += [
        f"{number:,} {word}"
        for number, word in (
            (report.unchanged, "unchanged"),
            (report.kept, "kept as you have them"),
            (report.suppressed, "not to be contacted"),
            (report.stopped, "needless now that they answered"),
            (report.removed, "no longer among the contacts"),
        )
        if number
    ]
    if report.flagged:
        counts.append(f"{counted(report.flagged, 'row')} without a draft")
    tell("; ".join(counts) + ".")
    if report.drafted and not dry_run:
        tell(
            "Each purpose as its sentence, at one look:"
            f" {command('check', workbook, '--purposes')}."
        )
    tell(_next_step(workbook, report, dry_run=dry_run))


def _next_step(workbook: Path, report: DraftReport, *, dry_run: bool) -> str:
    if dry_run:
        return "Nothing was written. Leave out --dry-run to write it."
    source = report.path if report.path and _is_converted(workbook, report) else workbook
    how = command("check", source)
    mend = f" Mend the flagged rows: {how} says how." if report.flagged else ""
    if report.path is None:
        return f"Nothing new to write: {workbook.name} is untouched.{mend}"
    where = report.path.name
    if _is_converted(workbook, report):
        tell(f"{workbook.name} can only be read, so all of it now stands in {where}, too.")
    return f"Next: read the drafts in the Tracking sheet of {where}, change them as you like.{mend}"


def _is_converted(workbook: Path, report: DraftReport) -> bool:
    """Whether a file that can only be read has become a workbook that can be written."""
    written = report.path.suffix.lower() if report.path else ""
    return written == ".xlsx" and workbook.suffix.lower() not in {".xlsx", ".xlsm"}
