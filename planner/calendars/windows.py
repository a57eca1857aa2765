"""The hours in which messages go out, in the contact's time zone and in the user's."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from planner.calendars.zone_rules import change_between
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from datetime import tzinfo


_WINDOW = re.compile(
    r"(\d{1,2})(?:[:.h](\d\d))?\s*(?:h|uhr|am)?\s*(?:-|–|—|to|until|bis|à|a)\s*"
    r"(\d{1,2})(?:[:.h](\d\d))?\s*(?:h|uhr)?"
)


@frozen
class Window:
    """From `start` to `end` on one day, by the clock on the wall."""

    start: time
    end: time

    @classmethod
    def of(cls, text: str) -> Window | None:
        """Read the window that `09:00-17:00`, `9-17` or `9 to 17` means; None if it means none."""
        match = _WINDOW.fullmatch(text.strip().casefold())
        if match is None:
            return None
        hours = int(match[1]), int(match[3])
        minutes = int(match[2] or 0), int(match[4] or 0)
        if max(hours) > 23 or max(minutes) > 59:
            return None
        start, end = time(hours[0], minutes[0]), time(hours[1], minutes[1])
        return cls(start, end) if start < end else None

    def __str__(self) -> str:
        """Write it as Settings holds it."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def send_at(day: date, window: Window, zone: tzinfo, own_zone: tzinfo) -> tuple[datetime, datetime]:
    """Find the window on the contact's `day`, told by the user's clock.

    An hour that the clocks skip (a window from 02:30 on the day that summer time starts) begins
    when they have jumped; an hour that comes twice counts from its first to its last pass.
    """
    return (
        _instant(day, window.start, zone).astimezone(own_zone),
        _instant(day, window.end, zone, fold=1).astimezone(own_zone),
    )


def _instant(day: date, at: time, zone: tzinfo, *, fold: int = 0) -> datetime:
    """Find the moment of a wall clock's time; a time that is skipped is the moment of the jump."""
    local = datetime.combine(day, at, tzinfo=zone).replace(fold=fold)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    early = local.replace(fold=1).astimezone(UTC) - timedelta(hours=1)
    late = local.replace(fold=0).astimezone(UTC) + timedelta(hours=1)
    return change_between(early, late, zone)
