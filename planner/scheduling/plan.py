"""Lays the touches of a campaign out over the days, and says which cells that changes."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from planner.drafting.reconcile import decide
from planner.model.channel import Channel
from planner.model.errors import TrackingError, UsageError
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.model.turn import Turn
from planner.scheduling.demand import demands_of, done_of
from planner.scheduling.due import pauses_of, ready_of
from planner.scheduling.schedule import Plan, schedule
from planner.text.person_keys import PersonKeys
from planner.tracking.follow_ups import as_sent
from planner.tracking.planned_day import planned_values, with_cells, withdrawn_values
from planner.tracking.save_book import row_edits, save, sheet_edit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from planner.drafting.run import Drafts
    from planner.scheduling.demand import Demand, Done
    from planner.scheduling.schedule import Placement
    from planner.tracking.book import Book
    from planner.tracking.excel_changes import TakenOver
    from planner.tracking.follow_ups import Sequencer
    from planner.tracking.history import Change
    from planner.tracking.ready import Ready
    from planner.tracking.touches import TrackingSheet
    from planner.tracking.work_calendar import WorkCalendar
    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import EditValue


PLANNED_FOR = "Planned for"
# What the first cell of planner's sheet Plan says, so that nobody's own sheet is replaced.
PLAN_MARK = "The plan, written anew by planner each time; to change it, change Planned for."
_LONGEST_CELL = 32_000
# How many weeks a plan reaches that is to place everything: no further than it must.
_REACHES = (4, 12, 52, 260)


@frozen
class Expected:
    """A follow-up to come if nobody answers: of which touch, which step, how, from which day."""

    touch: str
    step: int
    channel: Channel
    day: date


@frozen
class PlanReport:
    """A plan with the rows it is about, by Touch ID, and what will follow if nobody answers."""

    plan: Plan
    ready: Mapping[str, Ready]
    expected: tuple[Expected, ...]
    save: SaveReport | None = None


def require_column(sheet: TrackingSheet, workbook: str) -> None:
    """Make sure that the sheet has a column for the days.

    Raises:
        TrackingError: the user has deleted it.
    """
    if PLANNED_FOR not in sheet.columns:
        raise TrackingError(
            f'{workbook}, sheet "{sheet.name}": there is no column "{PLANNED_FOR}" any more.',
            f'Head an empty column of the table "{PLANNED_FOR}".',
        )


def require_start(start: date | None, today: date) -> date:
    """Return the first day of the plan.

    Raises:
        UsageError: it is over.
    """
    if start is not None and start < today:
        raise UsageError(
            f"{start.isoformat()} is over: nothing can be planned for a day in the past.",
            f"Leave --from out, or give a day from {today.isoformat()} on.",
        )
    return start or today


def plan_of(
    calendar: WorkCalendar,
    ready: Sequence[Ready],
    standing: Sequence[TakenOver],
    pauses: Mapping[str, str],
    *,
    start: date,
    weeks: int | None,
) -> Plan:
    """Plan what is ready, beside what has gone out already.

    Without `weeks` it reaches as far as it must: a plan that places everything within a reach costs
    no more than any that reaches further, since a touch only gets dearer with each day.
    """
    companies = {item.touch.contact: item.company for item in ready}
    done = list(done_of(standing, companies))
    demands = list(demands_of(ready, calendar, pauses, start))
    reaches = _REACHES if weeks is None else (weeks,)
    ends = (start + timedelta(weeks=reach) - timedelta(days=1) for reach in reaches)
    plan = schedule(demands, done, calendar.limits, calendar.calendars, start, *ends)
    return (_plan_before(plan, demands, done, calendar) if plan.moved else None) or plan


def _plan_before(
    plan: Plan, demands: Sequence[Demand], done: Sequence[Done], calendar: WorkCalendar
) -> Plan | None:
    """Return the plan before, where it still holds: an answer frees days, and moves nobody for it.

    None where somebody has no day yet, or a day that is over, free, or too full.
    """
    open_ones = [demand for demand in demands if not demand.is_paused]
    if any(demand.pinned is None and demand.planned is None for demand in open_ones):
        return None
    pinned = [replace(demand, pinned=demand.pinned or demand.planned) for demand in demands]
    start, end = plan.start, plan.horizon
    held = schedule(pinned, done, calendar.limits, calendar.calendars, start, end)
    placements = []
    for placed, own in zip(held.placements, demands, strict=True):
        if placed.warning and own.pinned is None:
            return None
        is_kept = own.pinned is None and placed.day is not None
        reason = "it keeps the day that it had" if is_kept else placed.reason
        placements.append(replace(placed, demand=own, reason=reason))
    return Plan(tuple(placements), start, end, held.value, is_proven=False, notes=held.notes)


def rows_of(
    plan: Plan,
    ready: Sequence[Ready],
    standing: Sequence[TakenOver],
    redraft: Callable[[Ready, Channel], Mapping[str, EditValue]],
) -> tuple[list[tuple[Mapping[str, EditValue], int | None]], list[Change]]:
    """List the cells that change, by row, and what the user has changed in these rows.

    `redraft` drafts a touch for another channel.
    """
    taken = {row.tracked.id: row for row in standing}
    rows: list[tuple[Mapping[str, EditValue], int | None]] = []
    changes: list[Change] = []
    for placed, item in zip(plan.placements, ready, strict=True):
        if placed.demand.pinned is not None:
            continue
        values = _values(placed, item, redraft)
        if values:
            known = taken[item.touch.id]
            rows.append((known.values_with(values), item.touch.row))
            changes += known.changes
    for known in _not_to_go(standing, {item.touch.id for item in ready}):
        rows.append((known.values_with(withdrawn_values(known.tracked)), known.tracked.row))
        changes += known.changes
    return rows, changes


def _not_to_go(standing: Sequence[TakenOver], ready: Collection[str]) -> Iterator[TakenOver]:
    """Find the rows that an earlier plan gave a day and that must not go out any more."""
    for taken in standing:
        touch = taken.tracked
        is_open = touch.status in {None, Status.SUPPRESSED} or touch.status.is_open
        if touch.id not in ready and is_open and withdrawn_values(touch):
            yield taken


def _values(
    placed: Placement,
    ready: Ready,
    redraft: Callable[[Ready, Channel], Mapping[str, EditValue]],
) -> dict[str, EditValue]:
    channel = placed.channel
    drawn: Mapping[str, EditValue] = {}
    touch = ready.touch
    if channel is not None and str(channel) != touch.text("Channel"):
        drawn = redraft(ready, channel)
        if not drawn:
            return {}
        touch = with_cells(touch, drawn)
    planned = planned_values(touch, placed.day, str(channel or ""))
    return {**drawn, **planned}


def expected(
    plan: Plan, ready: Sequence[Ready], sequencer: Sequencer, calendar: WorkCalendar
) -> tuple[Expected, ...]:
    """List the follow-ups that will come if nobody answers, in the order of their days.

    What waits for an invitation to be accepted cannot be foretold, and is left out.
    """
    found = [
        follow_up
        for placed, item in zip(plan.placements, ready, strict=True)
        if placed.day is not None
        for follow_up in _follow_ups(placed, placed.day, item, sequencer, calendar)
    ]
    return tuple(sorted(found, key=lambda follow_up: (follow_up.day, follow_up.touch)))


def _follow_ups(
    placed: Placement, day: date, ready: Ready, sequencer: Sequencer, calendar: WorkCalendar
) -> Iterator[Expected]:
    country = calendar.country_of(ready.contact)
    sent = as_sent(ready.touch, ready.touch.step, day, str(placed.channel or ""))
    for coming in sequencer.to_come(ready.contact, [sent], country):
        if coming.due is not None:
            yield Expected(ready.touch.id, coming.step.number, coming.channel, coming.due)


def sheet_rows(
    plan: Plan, ready: Mapping[str, Ready], coming: Sequence[Expected]
) -> list[list[EditValue]]:
    """Write the plan as rows of a sheet: one a day, with its load per channel and its people."""
    load = plan.load()
    channels = [channel for channel in Channel if any(channel in day for day in load.values())]
    people: dict[date, list[str]] = {}
    for placed in plan.placements:
        if placed.day is not None:
            people.setdefault(placed.day, []).append(ready[placed.demand.touch].contact.name)
    follow_ups = Counter(follow_up.day for follow_up in coming)
    header = ["Day", "Touches", *map(str, channels), "Follow-ups if nobody answers", "People"]
    rows: list[list[EditValue]] = [[PLAN_MARK], [*header]]
    for day in sorted({*people, *follow_ups}):
        names = people.get(day, [])
        counts = [load.get(day, Counter())[channel] or None for channel in channels]
        who = ", ".join(names)[:_LONGEST_CELL]
        rows.append([day, len(names) or None, *counts, follow_ups[day] or None, who or None])
    return rows


def make_plan(
    book: Book,
    drafts: Drafts,
    *,
    start: date | None = None,
    weeks: int | None = None,
    dry_run: bool = False,
    with_sheet: bool = False,
) -> PlanReport:
    """Give every touch that is ready its day, as `Campaign.plan` describes it."""
    with nullcontext() if dry_run else book.lock():
        require_column(book.tracking_sheet(), book.path.name)
        first = require_start(start, book.now.date())
        ready = ready_of(book, drafts)
        plan = plan_of(
            drafts.calendar,
            ready,
            book.standing,
            pauses_of(book, drafts),
            start=first,
            weeks=weeks,
        )
        redraft = partial(_redraft, drafts)
        rows, changes = rows_of(plan, ready, book.standing, redraft)
        by_touch = {item.touch.id: item for item in ready}
        follow_ups = expected(plan, ready, drafts.sequencer, drafts.calendar)
        if dry_run:
            return PlanReport(plan, by_touch, follow_ups)
        edits, beside = row_edits(book, rows, changes)
        if with_sheet:
            rows_of_plan = sheet_rows(plan, by_touch, follow_ups)
            edits.append(sheet_edit(book, "Plan", PLAN_MARK, rows_of_plan))
        return PlanReport(plan, by_touch, follow_ups, save(book, edits, beside))


def _redraft(drafts: Drafts, ready: Ready, channel: Channel) -> Mapping[str, EditValue]:
    """Draft a touch for another channel: its cells, or none where that cannot be done."""
    turn = Turn(drafts.first_turn.step, channel)
    prepared = drafts.plain_drafter.prepare(ready.contact, turn, known_as=ready.touch.contact)
    if prepared.draft is None:
        return {}
    signs = PersonKeys.of_contact(ready.contact).lines()
    return decide(prepared, ready.touch, signs, weigh=drafts.weigh).values
