"""What a campaign has ready to go out, as the exports take it; and its plan as a calendar file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.exporting.outbox import Outbox
from planner.exporting.run import Calendar
from planner.model.sender import Sender
from planner.scheduling.calendar_file import calendar_file
from planner.scheduling.due import pauses_of, ready_and_held
from planner.scheduling.plan import make_plan
from planner.scheduling.room import without_room

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.drafting.run import Drafts
    from planner.scheduling.plan import PlanReport
    from planner.tracking.book import Book


def outbox(book: Book, drafts: Drafts, where: Iterable[str]) -> Outbox:
    """Gather what the conditions `where` choose, what of it is ready, and what holds the rest.

    Raises:
        TrackingError: nothing is drafted yet.
        UsageError: a condition of `where` makes no sense.
    """
    ready, held = ready_and_held(book, drafts)
    return Outbox(
        workbook=book.path,
        now=book.now,
        sender=book.sender or Sender(),
        sheet=book.tracking_sheet(),
        touches=book.touches(where=frozenset(where)),
        ready={item.touch.id: item for item in ready},
        held={item.touch.id: item.error for item in held},
        pauses=pauses_of(book, drafts),
        without_room=lambda ready: without_room(ready, book, drafts),
        library=drafts.library,
        context_of=drafts.context_of,
    )


def planned_calendar(book: Book, drafts: Drafts) -> Calendar:
    """Plan as it would be done now, for a calendar file of what is chosen later; writes nothing."""
    report = make_plan(book, drafts, dry_run=True)
    placed = [item for item in report.plan.placements if item.day is not None]

    def file_of(touches: frozenset[str]) -> bytes:
        chosen = tuple(item for item in placed if item.demand.touch in touches)
        plan = replace(report.plan, placements=chosen)
        return calendar_of(replace(report, plan=plan), book, drafts)

    return Calendar({item.demand.touch: item.channel for item in placed}, file_of)


def calendar_of(report: PlanReport, book: Book, drafts: Drafts) -> bytes:
    """Make the calendar file of a plan: iCalendar text, one entry a touch."""
    return calendar_file(report, drafts.calendar, campaign=book.path.stem, now=book.now)
