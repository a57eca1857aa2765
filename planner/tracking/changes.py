"""Carries out changes of status that a command asks for: all of them, or none."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.errors import PlannerError
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.tracking.excel_changes import change_of, seen_now
from planner.tracking.history import By, Change
from planner.tracking.next_action import next_action
from planner.tracking.statuses import (
    DATE_OF,
    ImpossibleMoveError,
    dates_taken_back,
    later,
    require_date,
    require_move,
)
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from planner.tracking.touches import Tracked
    from planner.workbook.edits import EditValue


_ANSWERS = frozenset(
    {Status.REPLIED, Status.MEETING, Status.CLOSED, Status.DECLINED, Status.NO_ANSWER}
)


@frozen
class Order:
    """One change asked for: `who` as typed, `on` the day it happened (today where None).

    `place` says where it was asked for, such as a line of a file; "" for the command line.
    """

    who: str
    status: Status
    on: date | None = None
    note: str = ""
    place: str = ""

    @contextmanager
    def named(self) -> Iterator[None]:
        """Let an error about this order say where it was asked for."""
        try:
            yield
        except PlannerError as error:
            if not self.place:
                raise
            raise type(error)(f"{self.place}: {error.message}", error.hint) from error


@frozen
class Ordered:
    """An order carried out on a row: the row as it then is, its cells, what History will say."""

    tracked: Tracked
    values: Mapping[str, EditValue]
    changes: tuple[Change, ...]


def touch_for(order: Order, touches: tuple[Tracked, ...]) -> Tracked:
    """Which of a contact's touches an order is about.

    An answer is to the latest touch that may take it, anything else is about the earliest; where
    none may, it is the latest, whose refusal then explains itself. What is sent after a message
    that bounced is the message that stands open.
    """
    in_order = list(reversed(touches) if order.status in _ANSWERS else touches)
    if order.status is Status.SENT:
        in_order.sort(key=lambda touch: touch.status is Status.BOUNCED)
    for touch in in_order:
        if touch.status is order.status:
            continue
        try:
            require_move(touch.status, order.status)
        except ImpossibleMoveError:
            continue
        return touch
    return touches[-1]


def is_recorded(order: Order, touches: Iterable[Tracked], history: Iterable[Change]) -> bool:
    """Say whether an order with a date tells what is recorded already of one of these touches.

    A list of answers grows and is applied again; what it said before is no news then, however far
    the touch has come since. What was taken back since may be said anew.
    """
    if order.on is None:
        return False
    header, ids = DATE_OF.get(order.status), {touch.id for touch in touches}
    for touch in touches if header and not order.note else ():
        is_that_day = as_date(touch.cells.get(header or "")) == order.on
        if is_that_day and touch.status and later(touch.status, order.status) is touch.status:
            return True
    recorded: set[str] = set()
    for change in history:
        if change.touch not in ids:
            continue
        if change.after == order.status and _tells(change, order.on, order.note):
            recorded.add(change.touch)
        elif change.touch in recorded and _is_before(change.after, order.status):
            recorded.discard(change.touch)
    return bool(recorded)


def _tells(change: Change, on: date, note: str) -> bool:
    day, _, rest = change.note.partition("; ") if change.note.startswith("on ") else ("", "", "")
    if day:
        return day.removesuffix(" (forced)") == f"on {on}" and note in rest
    return change.when is not None and change.when.date() == on and note in change.note


def _is_before(word: str, status: Status) -> bool:
    before = next((each for each in Status if each == word), None)
    return before is not None and before is not status and later(before, status) is status


def carry_out(
    order: Order, tracked: Tracked, now: datetime, *, by: By = By.COMMAND, force: bool = False
) -> Ordered:
    """Work out one order; nothing is written here.

    Raises:
        ImpossibleMoveError: the move or its date makes no sense and is not forced.
    """
    on = order.on or now.date()
    sent_on = tracked.sent_on
    try:
        require_date(on, today=now.date(), sent_on=sent_on, after=order.status)
        if not force:
            require_move(tracked.status, order.status)
    except PlannerError as error:
        name = tracked.name or tracked.id
        raise ImpossibleMoveError(f"{name} ({tracked.id}): {error.message}.", error.hint) from error
    header = DATE_OF.get(order.status)
    is_same_day = (
        order.on is None or header is None or order.on == as_date(tracked.cells.get(header))
    )
    if tracked.status is order.status and is_same_day and not order.note:
        return Ordered(tracked, {}, ())
    values: dict[str, str | date | None] = {
        "Status": str(order.status),
        "Next action": next_action(order.status, tracked.channel),
    }
    if header and (order.on is not None or not tracked.text(header)):
        values[header] = on
    values |= dict.fromkeys(dates_taken_back(tracked.status, order.status, tracked.cells))
    cells = {**tracked.cells, **values}
    after = replace(tracked, cells=cells, status=order.status, is_status_known=True)
    values["planner seen"] = seen_now(after).packed() or None
    note = order.note if order.on is None else "; ".join(filter(None, (f"on {on}", order.note)))
    note = f"{note} (forced)".strip() if force else note
    change = change_of(tracked, tracked.status, order.status, now, by=by, note=note)
    return Ordered(after, values, (change,))
