"""Makes the report as one web page that needs nothing else: no script, no file, no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.reporting.in_words import findings_of
from planner.reporting.pictures import pictures_of

if TYPE_CHECKING:
    from planner.reporting.report import Report
    from planner.reporting.tasks import Task


_PAGE = Path(__file__).with_name("report_page.html")
_MOST_TASKS = 12


def report_page(report: Report, title: str) -> str:
    """Make the page: findings in words, pictures with their tables, who waits, results.

    Whatever comes from a cell is escaped.
    """
    from jinja2 import Environment  # noqa: PLC0415 - start-up stays light
    from markupsafe import Markup  # noqa: PLC0415 - same

    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        _PAGE.read_text(encoding="utf-8")
    )
    return template.render(
        title=title,
        report=report,
        findings=findings_of(report),
        pictures=pictures_of(report),
        drawn=Markup,  # pygal has escaped what it was given
        tasks=_tasks(report),
    )


def _tasks(report: Report) -> dict[str, tuple[tuple[Task, ...], int]]:
    """The tasks of each kind: the first of them, and how many there are."""
    tasks = report.tasks
    kinds = {
        "Answers that wait for you": tasks.answers,
        "Bounced, with another way": tasks.bounced,
        "Calls to make": tasks.calls,
        "Stale drafts": tasks.stale,
        "Held": tasks.held,
    }
    return {
        kind: (tuple(found[:_MOST_TASKS]), len(found)) for kind, found in kinds.items() if found
    }
