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
)
from planner.model import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from planner.model import Finding

__all__ = ["check"]


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
@options.reading_options
@options.as_json
def check(
    workbook: Path,
    strict: bool,
    by: str,
    as_json: bool,
    **reading: Any,
) -> None:
    """Say what stands between your contacts and a message worth sending.

    One line a finding: the cell, the check, what is so. Nothing is written. The exit code is 1
    when a row needs you.

    \b
    planner check contacts.xlsx
    planner check contacts.xlsx --by kind --ignore purpose-vague
    planner explain purpose-missing
    """
    with Progress("Checking") as progress:
        findings = options.open_campaign(workbook, progress, **reading).findings()
    if as_json:
        print_json({"findings": finding_records(findings), "counts": finding_counts(findings)})
    else:
        _print(workbook, findings, by)
    click.get_current_context().exit(int(_needs_user(findings, strict=strict)))


def _needs_user(findings: tuple[Finding, ...], *, strict: bool) -> bool:
    severe = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in severe for finding in findings)


def _print(workbook: Path, findings: tuple[Finding, ...], by: str) -> None:
    if not findings:
        click.echo(f'All is well. Next: "planner draft {workbook}".')
        return
    ordered = sorted(findings, key=lambda found: found.slug) if by == "kind" else list(findings)
    print_findings(workbook, ordered)
    counts = finding_counts(findings)
    spelled = [
        counted(int(str(counts[severity])), severity, many)
        for severity, many in (("error", "errors"), ("warning", "warnings"), ("advice", "advice"))
        if counts[severity]
    ]
    click.echo(f"\n{', '.join(spelled)}:")
    print_summary(findings)
    slug = min(findings, key=lambda found: list(Severity).index(found.severity)).slug
    click.echo(f'\n"planner explain {slug}" says why it matters and how to mend it.')
