"""Which touches are due: ready to go out today, one a person, and nobody who must be left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.status import Status
from planner.tracking.planned_day import is_put_off
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from planner.tracking.touches import Tracked


_READY = {Status.DRAFTED, Status.APPROVED}
# One such word on any touch of a person, and no other touch of theirs goes out.
FINAL = frozenset({Status.DECLINED, Status.SUPPRESSED})


def ready_touches(
    touches: Sequence[Tracked], stopped: frozenset[str] = frozenset()
) -> list[Tracked]:
    """The touches that could go out, today or on another day, in the order given.

    Of a person with several open touches only the earliest counts. `stopped` holds the Touch IDs
    of follow-ups that an answer has made needless.
    """
    finished = {touch.contact for touch in touches if touch.status in FINAL}
    first: dict[str, int] = {}
    for touch in touches:
        if touch.status is not None and touch.status.is_open:
            first[touch.contact] = min(touch.step, first.get(touch.contact, touch.step))
    return [
        touch
        for touch in touches
        if touch.contact not in finished
        and touch.id not in stopped
        and first.get(touch.contact) == touch.step
        and touch.status in _READY
        and touch.is_status_known
        and touch.draft.strip()
    ]


def due_touches(
    touches: Sequence[Tracked], today: date, stopped: frozenset[str] = frozenset()
) -> list[Tracked]:
    """The touches that are ready and whose day has come, in the order given."""
    return [touch for touch in ready_touches(touches, stopped) if is_due(touch, today)]


def is_due(touch: Tracked, today: date) -> bool:
    """Whether the day of a touch that is ready has come.

    A date in Planned for that planner cannot read holds the touch back: it was typed to say "not
    now".
    """
    planned = touch.cells.get("Planned for")
    if planned is None:
        return not is_put_off(touch)
    day = as_date(planned)
    return day is not None and day <= today


def sent_on(touches: Iterable[Tracked], day: date) -> int:
    """How many touches went out on `day`."""
    return sum(
        1
        for touch in touches
        if touch.status is not None and touch.status.is_sent and touch.sent_on == day
    )
