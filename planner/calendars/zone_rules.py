"""When a time zone changes its clocks, written as a calendar file wants it (VTIMEZONE)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

    from icalendar import Timezone


_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
# Calendars that repeat or move an event ask for the clock of later days too.
_AFTERWARDS = 400 * _DAY
_BEFORE = 2 * _DAY


def definition(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """Write the zone's clock from `first` to a good year after `last`, one rule a change.

    Each rule begins at the time that the old clock showed (RFC 5545, section 3.6.5). The icalendar
    library makes such definitions as well, but begins summer time an hour late.
    """
    from icalendar import Timezone  # noqa: PLC0415 - heavy: only a calendar file needs it

    calendar_zone = Timezone()
    calendar_zone.add("tzid", zone.key)
    start = first.astimezone(UTC).replace(minute=0, second=0, microsecond=0) - _BEFORE
    changes = [start, *_changes(zone, start, last.astimezone(UTC) + _AFTERWARDS)]
    winter = min(_offset(moment.astimezone(zone)) for moment in changes)
    for moment in changes:
        before = moment - _SECOND if moment != start else start
        _add_rule(calendar_zone, before.astimezone(zone), moment.astimezone(zone), winter)
    return calendar_zone


def _add_rule(calendar_zone: Timezone, old: datetime, new: datetime, winter: timedelta) -> None:
    """Add the change from the old clock to the new one, both telling (about) the same moment.

    Summer time is whatever lies ahead of winter's. The tz database has it the other way round for
    Ireland and Morocco, which readers of calendar files do not expect.
    """
    from icalendar import TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - heavy, as above

    rule = TimezoneDaylight() if _offset(new) > winter else TimezoneStandard()
    rule.add("dtstart", (new.astimezone(UTC) + _offset(old)).replace(tzinfo=None))
    rule.add("tzoffsetfrom", _offset(old))
    rule.add("tzoffsetto", _offset(new))
    rule.add("tzname", new.tzname() or str(new.tzinfo))
    calendar_zone.add_component(rule)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


def _changes(zone: tzinfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Find the moments (UTC) at which the zone's offset changes, found day by day."""
    at = start
    while at < end:
        after = at + _DAY
        if at.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
            yield change_between(at, after, zone)
        at = after


def change_between(early: datetime, late: datetime, zone: tzinfo) -> datetime:
    """Find the first second (UTC) at which the zone has not the offset that it has at `early`."""
    before = early.astimezone(zone).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
