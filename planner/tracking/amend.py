"""Changes of a touch that leave its status: other words, another day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.errors import TrackingError
from planner.tracking.changes import Ordered
from planner.tracking.excel_changes import seen_now
from planner.tracking.history import By, Change
from planner.tracking.touch_values import draft_length

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from planner.tracking.touches import Tracked


def reworded(tracked: Tracked, subject: str, text: str, now: datetime) -> Ordered:
    """Put the user's own words in place of a draft; they count as edited from here on.

    Raises:
        TrackingError: the message is out, or the words are empty.
    """
    _require_open(tracked)
    if not text.strip():
        raise TrackingError(
            f"{tracked.id}: an empty draft is no draft, so the old one stays.",
            "Skip the touch if nothing should go out.",
        )
    if (subject, text) == (tracked.subject, tracked.draft):
        return Ordered(tracked, {}, ())
    values: dict[str, str | int | date | None] = {
        "Subject": subject or None,
        "Draft": text,
        "Length": draft_length(tracked.channel_word, text),
    }
    return _amended(tracked, values, "draft edited", now)


def postponed(tracked: Tracked, day: date, now: datetime) -> Ordered:
    """Put a touch off until `day`.

    Raises:
        TrackingError: the message is out, or the day is not to come.
    """
    _require_open(tracked)
    if day <= now.date():
        raise TrackingError(
            f"{day.isoformat()} is not later than today.",
            "Give a day that is to come, such as +7 for a week from now.",
        )
    was = tracked.text("Planned for")
    note = f"Planned for: {was} became {day}" if was else f"Planned for: {day}"
    return _amended(tracked, {"Planned for": day}, note, now)


def _require_open(tracked: Tracked) -> None:
    if tracked.status is None or not tracked.status.is_open or not tracked.is_status_known:
        raise TrackingError(
            f"{tracked.text('Name') or tracked.id} ({tracked.id}): it is"
            f' "{tracked.status or "no status"}", so there is no draft to change.',
            "See where it stands in the Tracking sheet.",
        )


def _amended(
    tracked: Tracked, values: Mapping[str, str | int | date | None], note: str, now: datetime
) -> Ordered:
    after = replace(tracked, cells={**tracked.cells, **values})
    word = str(tracked.status or "")
    change = Change(now, tracked.id, tracked.name, word, word, By.COMMAND, note)
    return Ordered(after, {**values, "planner seen": seen_now(after).packed() or None}, (change,))
