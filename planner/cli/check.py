"""`planner check`: what a thoughtful friend would say before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from planner.cli import options
from planner.cli.output import (
    Progress,
    counted,
    finding_counts,
    finding_records,
    print_findings,
    print_json,
    print_summary,
    tell,
)
from planner.model.finding import Severity
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from planner.drafting.purposes import SpokenPurpose
    from planner.model.finding import Finding


@click.command()
@options.workbook
@click.option("--strict", is_flag=True, help="Warnings count as errors for the exit code.")
@click.option(
    "--by",
    type=click.Choice(["row", "kind"]),
    default="row",
    show_default=True,
    help="The order of the findings.",
)
@click.option("--purposes", is_flag=True, help="Show each purpose as the sentence it becomes.")
@options.reading_options
@options.as_json
def check(
    workbook: Path,
    strict: bool,
    by: str,
    purposes: bool,
    as_json: bool,
    **reading: Any,
) -> None:
    """Say what stands between your contacts and a message worth sending.

    One line a finding: the cell, the check, what is so. Nothing is written. The exit code is 1
    when a row needs you.

    \b
    planner check contacts.xlsx
    planner check contacts.xlsx --by kind --ignore purpose-vague
    planner check contacts.xlsx --purposes
    planner explain purpose-missing
    """
    if purposes:
        with options.open_campaign(workbook, **reading) as campaign:
            _print_purposes(campaign.purposes(), as_json=as_json)
        return
    with Progress("Checking") as progress:
        found = options.open_campaign(workbook, progress, **reading).findings()
    findings = sorted(found, key=lambda each: each.slug) if by == "kind" else _by_row(found)
    if as_json:
        print_json({"findings": finding_records(findings), "counts": finding_counts(findings)})
    else:
        _print(workbook, findings)
    click.get_current_context().exit(int(_needs_user(findings, strict=strict)))


def _print_purposes(purposes: Sequence[SpokenPurpose], *, as_json: bool) -> None:
    """One line a purpose, so that the eye finds the odd one."""
    if as_json:
        print_json(
            {"purposes": [{name: getattr(each, name) for name in _SHOWN} for each in purposes]}
        )
        return
    width = max((len(each.place) for each in purposes), default=0)
    for each in purposes:
        tell(f"{each.place:{width}}  {' '.join(each.sentence.split())}")
    tell(f"\n{counted(len(purposes), 'purpose')}; nothing was written.")


_SHOWN = ("place", "name", "purpose", "sentence", "language", "kind")


def _by_row(findings: tuple[Finding, ...]) -> list[Finding]:
    """What is about a whole sheet, then cell by cell, sheet after sheet as they come up."""
    sheets = {sheet: at for at, sheet in enumerate(dict.fromkeys(each.sheet for each in findings))}

    def place(found: Finding) -> tuple[int, int, int, str]:
        column = found.cell.rstrip("0123456789")
        row = int(found.cell[len(column) :] or 0)
        return (sheets[found.sheet] if row else -1, row, len(column), column)

    return sorted(findings, key=place)


def _needs_user(findings: Sequence[Finding], *, strict: bool) -> bool:
    severe = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in severe for finding in findings)


def _print(workbook: Path, findings: Sequence[Finding]) -> None:
    if not findings:
        tell(f"All is well. Next: {command('draft', workbook)}.")
        return
    print_findings(workbook, findings)
    counts = finding_counts(findings)
    spelled = [
        counted(int(str(counts[severity])), severity, many)
        for severity, many in (("error", "errors"), ("warning", "warnings"), ("advice", "advice"))
        if counts[severity]
    ]
    tell(f"\n{', '.join(spelled)}:")
    print_summary(findings)
    slug = min(findings, key=lambda found: list(Severity).index(found.severity)).slug
    tell(f"\n{command('explain', slug)} says why it matters and how to mend it.")
