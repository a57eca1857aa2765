"""The page Report: what came of the campaign, with the figures of `planner report`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, render_template

from planner.reporting.in_words import findings_of
from planner.review.pages.forms import chosen
from planner.text.dates import typed_day

if TYPE_CHECKING:
    from flask import Blueprint

    from planner.reporting.report import Report
    from planner.review.journal import Journal
    from planner.review.workspace import Snapshot, Workspace


_GROUPINGS = ("template", "channel", "step", "purpose", "company", "week", "language", "kind")
_MOST_LISTED = 8
_MOST_WEEKS = 12


def add_to(room: Blueprint, workspace: Workspace, _journal: Journal) -> None:
    """Put the page where its address is."""

    @room.get("/report")
    def show_report() -> str:
        with workspace.now() as snapshot:
            return _page(snapshot)


def _page(snapshot: Snapshot) -> str:
    g.version = snapshot.content
    by = chosen("by", "template")
    made = snapshot.campaign.report(by=by, since=typed_day(chosen("since")))
    return render_template(
        "report.html",
        report=made,
        by=by,
        groupings=_GROUPINGS,
        people=_people(made),
        groups=made.groups[:_MOST_LISTED],
        more=max(len(made.groups) - _MOST_LISTED, 0),
        weeks=made.weeks[-_MOST_WEEKS:],
        coming=made.forecast.weeks[:_MOST_WEEKS],
        tasks=_tasks(made),
        most=_MOST_LISTED,
        said=findings_of(made),
    )


def _people(made: Report) -> dict[str, int]:
    funnel = made.funnel
    counts = {"contacts": funnel.contacts, "with a purpose": funnel.with_purpose}
    return counts | {str(stage): number for stage, number in funnel.people.items()}


def _tasks(made: Report) -> dict[str, object]:
    tasks = made.tasks
    return {
        "Answers that wait for you": tasks.answers,
        "Bounced, with another way": tasks.bounced,
        "Calls to make": tasks.calls,
        "Stale drafts": tasks.stale,
        "Held": tasks.held,
    }
