"""What became of the contacts until now, as the checks want to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from planner.model.reached import Reached
    from planner.tracking.touches import Tracked


# Someone with whom the user talks already.
IN_CONVERSATION = frozenset({Status.REPLIED, Status.MEETING})


def contacts_reached(touches: Iterable[Tracked], known_as: Mapping[str, str]) -> Reached:
    """Gather it from the touches; `known_as` leads from a Contact ID to the one in Tracking."""
    from planner.model.reached import Reached  # noqa: PLC0415 - start-up stays light

    written: set[str] = set()
    answered: set[str] = set()
    days: dict[str, date] = {}
    contact_of = {known: contact for contact, known in known_as.items()}
    for touch in touches:
        contact, status = contact_of.get(touch.contact), touch.status
        if contact is None or status is None:
            continue
        if not status.is_open:
            written.add(contact)
        if status in IN_CONVERSATION:
            answered.add(contact)
        day = touch.sent_on or touch.planned_for
        if day is not None:
            days[contact] = max(day, days.get(contact, day))
    return Reached(frozenset(written), frozenset(answered), days)
