"""The plan as a calendar file (RFC 5545) that calendars import, and update when it comes again."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.calendars.zone_rules import definition
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from icalendar import Alarm, Event


_PRODUCT = "-//planner//outreach plan//EN"


@frozen
class Entry:
    """One touch in a calendar.

    `uid` stays the same for a touch as long as it lives (`uid_of`), so that a calendar updates
    what it has. `sequence` grows by one each time that the day, the hours or the words change.
    With `start` and `end` (which know their zones) the entry has hours; else it takes the `day`.
    `reminder` is in minutes before the start; None sets no alarm.
    """

    uid: str
    day: date
    summary: str
    start: datetime | None = None
    end: datetime | None = None
    description: str = ""
    reminder: int | None = None
    sequence: int = 0
    is_cancelled: bool = False
    url: str = ""


def uid_of(campaign: str, touch: str) -> str:
    """Make the identifier of a touch in every calendar: always and everywhere the same."""
    from uuid import NAMESPACE_URL, uuid5  # noqa: PLC0415 - only a calendar needs it

    return f"{uuid5(NAMESPACE_URL, f'planner:{campaign}:{touch}')}@planner"


def to_ics(entries: Iterable[Entry], *, now: datetime, campaign: str) -> bytes:
    """Write the entries as a calendar file named after the campaign.

    `now` (which knows its zone) stands in DTSTAMP and LAST-MODIFIED. A file with METHOD:PUBLISH
    updates the events that have the same UID and a lower SEQUENCE (RFC 5546, section 3.2.1), and
    takes away those that it calls cancelled.
    """
    from icalendar import Calendar  # noqa: PLC0415 - heavy: only a calendar file needs it

    entries = list(entries)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _one_line(campaign))
    for zone, moments in sorted(_zones(entries).items()):
        calendar.add_component(definition(ZoneInfo(zone), min(moments), max(moments)))
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 - heavy: only a calendar file needs it

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("summary", _one_line(entry.summary))
    if entry.start is not None and entry.end is not None:
        event.add("dtstart", _in_a_zone(entry.start))
        event.add("dtend", _in_a_zone(entry.end))
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        # A day's touch keeps nobody from meeting the user.
        event.add("transp", "TRANSPARENT")
    if entry.description:
        event.add("description", _clean(entry.description))
    if entry.url:
        event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.reminder is not None and not entry.is_cancelled:
        event.add_component(_alarm(entry))
    return event


def _alarm(entry: Entry) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415 - heavy: only a calendar file needs it

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _one_line(entry.summary))
    alarm.add("trigger", timedelta(minutes=-(entry.reminder or 0)))
    return alarm


def _in_a_zone(moment: datetime) -> datetime:
    """Return the moment in its zone if that has a name, which a file can define; else in UTC."""
    is_named = isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key
    return moment if is_named else moment.astimezone(UTC)


def _zones(entries: Iterable[Entry]) -> dict[str, list[datetime]]:
    """Gather the named zones that the entries use, each with the moments given in it."""
    moments: dict[str, list[datetime]] = {}
    for entry in entries:
        for moment in (entry.start, entry.end):
            if moment is not None and moment.tzinfo is not UTC:
                zone = _in_a_zone(moment).tzinfo
                if isinstance(zone, ZoneInfo) and zone.key != "UTC":
                    moments.setdefault(zone.key, []).append(moment)
    return moments


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Return the text without the control characters that RFC 5545, section 3.1, forbids."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter for letter in lines if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    )
