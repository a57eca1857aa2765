"""How `planner import` tells what an export or a mailbox changed in the Tracking sheet."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import click

from planner.cli.output import (
    change_records,
    counted,
    finding_counts,
    finding_records,
    print_findings,
)

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from planner.looping import LoopReport

__all__ = ["here", "loop_record", "print_loop_report"]


def print_loop_report(workbook: Path, report: LoopReport) -> None:
    """Print each change with its evidence, what is left to the user, and the counts."""
    for change in report.changes:
        became = f"{change.before or 'no status'} → {change.after}"
        click.echo(f"{change.name} ({change.touch}): {became}  {change.note}")
    print_findings(workbook, report.findings)
    read = ", ".join(f"{number:,} of {file}" for file, number in report.read.items())
    click.echo(f"Read {read}." if read else "Read nothing.")
    for reason, number in report.skipped.items():
        click.echo(f"Left out {number:,}: {reason}.")
    click.echo(
        f"{counted(report.known, 'piece')} of evidence said nothing new;"
        f" {report.strangers:,} are about nobody in {workbook.name}."
    )
    became_counts = Counter(change.after for change in report.changes)
    news = ", ".join(f"{number:,} {status}" for status, number in became_counts.items())
    if news:
        click.echo(f"Now {news}. What proves it stands in History.")
        click.echo(f'Next: "planner status {workbook.name}" shows the whole.')
    else:
        click.echo(f"No status changed: {workbook.name} is untouched.")


def loop_record(report: LoopReport) -> dict[str, object]:
    """The report as one record with stable keys."""
    return {
        "changes": change_records(report.changes),
        "findings": finding_records(report.findings),
        "counts": finding_counts(report.findings),
        "read": dict(report.read),
        "skipped": dict(report.skipped),
        "known": report.known,
        "strangers": report.strangers,
    }


def here() -> tzinfo | None:
    """Where this machine is: the exact times of an export become days by its clock."""
    return datetime.now().astimezone().tzinfo
