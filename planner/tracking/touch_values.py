"""What stands in a cell of planner's own sheets, as text and as a date."""

from __future__ import annotations

from datetime import date, datetime

from planner.model.channel import Channel, length_counter

_COUNTERS = {str(channel): length_counter(channel) for channel in Channel}


def as_text(value: object) -> str:
    """A planner cell as text: whole numbers without a decimal point, dates in ISO form."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int):
        return str(value)
    day = as_date(value)
    return day.isoformat() if day else ""


def as_date(value: object) -> date | None:
    """A cell's day, where it holds a date or an ISO date typed as text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            return None
    return None


def draft_length(channel: str, text: str) -> int:
    """How many characters a text has as its channel counts them; any other word counts plainly."""
    return _COUNTERS.get(channel, len)(text)
