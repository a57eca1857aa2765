"""How `planner import` says what an export or a mailbox changed in the Tracking sheet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.cli.output import (
    change_records,
    counted,
    finding_counts,
    finding_records,
    print_findings,
    tell,
)
from planner.text.pasted import command

if TYPE_CHECKING:
    from pathlib import Path

    from planner.importing.answers.apply_answers import AnswersReport


_SHOWN = 12


def print_answers_report(workbook: Path, report: AnswersReport) -> None:
    """Print the changes with their evidence, what is left to the user, and the counts."""
    for change in report.changes[:_SHOWN]:
        became = f"{change.before or 'no status'} → {change.after}"
        tell(f"{change.name} ({change.touch}): {became}  {change.note}")
    if len(report.changes) > _SHOWN:
        more = f"{len(report.changes) - _SHOWN:,} more"
        tell(f"… and {more}; {command('history', workbook)} has them all.")
    print_findings(workbook, report.findings[:_SHOWN])
    if len(report.findings) > _SHOWN:
        tell(f"… and {len(report.findings) - _SHOWN:,} more; --json has them all.")
    read = ", ".join(f"{number:,} of {file}" for file, number in report.read.items())
    tell(f"Evidence: {read} read." if read else "Evidence: none read.")
    for reason, number in report.skipped.items():
        tell(f"  {number:,} left out: {reason}")
    tell(
        f"  {counted(report.known, 'piece')} said nothing new; {report.strangers:,} about nobody in"
        f" {workbook.name}"
    )
    became_counts = Counter(change.after for change in report.changes)
    news = ", ".join(f"{number:,} {status}" for status, number in became_counts.items())
    tell(f"Statuses: now {news}." if news else "Statuses: no change.")


def answers_record(report: AnswersReport) -> dict[str, object]:
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
