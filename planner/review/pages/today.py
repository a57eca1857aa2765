"""The page Today: whoever is due, one at a time, by the rules of `planner next`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flask import g, render_template

from planner.model.status import Status
from planner.review.links import opens
from planner.review.pages.forms import chosen
from planner.review.workspace import mark_of
from planner.tracking.next_action import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Blueprint

    from planner.model.contact import Contact
    from planner.review.journal import Journal
    from planner.review.workspace import Snapshot, Workspace
    from planner.scheduling.due import Due, DueReport
    from planner.tracking.touches import Tracked


_MOST_LISTED = 60
_MOST_OUT = 8
_WAITS = frozenset({Status.SENT, Status.ACCEPTED})
ANSWERED = frozenset({Status.REPLIED, Status.MEETING})


def add_to(room: Blueprint, workspace: Workspace, _journal: Journal) -> None:
    """Put the page where its address is."""

    @room.get("/today")
    def show_today() -> str:
        with workspace.now() as snapshot:
            return _page(snapshot)


def _page(snapshot: Snapshot) -> str:
    g.version = snapshot.content
    report = snapshot.due
    due = _shown(report, chosen("touch"))
    place = report.due.index(due) if due else 0
    touches = snapshot.touches.values()
    return render_template(
        "today.html",
        report=report,
        due=due,
        place=place,
        queue=report.due[:_MOST_LISTED],
        more=max(len(report.due) - _MOST_LISTED, 0),
        mark=mark_of(due.touch) if due else "",
        said=spoken(Status.SENT, due.touch.channel) if due else "",
        address=opens(due) if due else "",
        cells=cells_of(due.contact) if due else [],
        full=Counter(each.reason for each in report.full),
        out=_latest_out(touches),
        marks={touch.id: mark_of(touch) for touch in _latest_out(touches)},
        out_total=sum(touch.status in _WAITS for touch in touches),
        answered=sum(touch.status in ANSWERED for touch in touches),
        lacking=len(snapshot.asked_purposes),
    )


def _shown(report: DueReport, wanted: str) -> Due | None:
    found = (due for due in report.due if due.touch.id == wanted)
    return next(found, None) or next(iter(report.due), None)


def _latest_out(touches: Iterable[Tracked]) -> list[Tracked]:
    """Those who may have answered: the last that were written to."""
    out = [touch for touch in touches if touch.status in _WAITS]
    return sorted(out, key=lambda touch: touch.text("Sent on"), reverse=True)[:_MOST_OUT]


def cells_of(contact: Contact) -> list[tuple[str, str, str]]:
    """The filled cells of a contact: header, text, place."""
    columns = contact.columns
    seen: dict[int, tuple[str, str, str]] = {}
    for name, position in columns.positions.items():
        text, number = contact.texts[position], columns.numbers[position]
        if text and number not in seen:
            seen[number] = (
                columns.headers[position],
                text,
                f"{columns.sheet}!{contact.cell(name)}",
            )
    return [seen[number] for number in sorted(seen)]
