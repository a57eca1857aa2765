"""The plan of a campaign as a calendar file: one entry a touch, at the contact's own hours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planner.scheduling.ics import Entry, to_ics, uid_of

if TYPE_CHECKING:
    from datetime import date

    from planner.scheduling.plan import PlanReport
    from planner.tracking.ready import Ready
    from planner.tracking.work_calendar import WorkCalendar


_REMINDER = 10  # minutes before the hours begin
_FIRST_MINUTE = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() // 60)


def calendar_file(
    report: PlanReport, calendar: WorkCalendar, *, campaign: str, now: datetime
) -> bytes:
    """Write the plan as iCalendar text; the same touch has the same UID in every file.

    `campaign` is its name, by which entries of two campaigns stay apart; `now` knows its zone or
    is the machine's own time. Each day becomes the send window in the contact's time zone, where
    Settings has "send window" and both zones are known; else an entry for the whole day.
    """
    now = now.astimezone(UTC)
    entries = [
        _entry(ready, placed.day, calendar, campaign, now)
        for placed in report.plan.placements
        if placed.day is not None and (ready := report.ready[placed.demand.touch])
    ]
    return to_ics(entries, now=now, campaign=campaign)


def _entry(ready: Ready, day: date, calendar: WorkCalendar, campaign: str, now: datetime) -> Entry:
    touch, contact = ready.touch, ready.contact
    start, end = calendar.hours_of(contact, day) or (None, None)
    company = f", {contact.company}" if contact.company else ""
    return Entry(
        uid=uid_of(campaign, touch.id),
        day=day,
        summary=f"{contact.name}{company} ({touch.text('Channel')})",
        start=start,
        end=end,
        description=f"{contact.purpose}\n\n{touch.text('Draft')}",
        reminder=_REMINDER if start is not None else None,
        # A file made later replaces the entries of one made before.
        sequence=int(now.timestamp() // 60) - _FIRST_MINUTE,
        url=contact.text("linkedin_url"),
    )
