"""The plan of a campaign as a calendar file: one entry a touch, at the contact's own hours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planner.scheduling.ics import Entry, to_ics, uid_of

if TYPE_CHECKING:
    from datetime import date

    from planner.campaign import Campaign
    from planner.model.contact import Contact
    from planner.scheduling.rules import PlanReport
    from planner.tracking.touches import Tracked


_REMINDER = 10  # minutes before the hours begin
_FIRST_MINUTE = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() // 60)


def calendar_file(campaign: Campaign, report: PlanReport) -> bytes:
    """The plan as iCalendar text; the same touch has the same UID in every file.

    Each day becomes the send window in the contact's time zone, where Settings has "send window"
    and both zones are known; else an entry for the whole day.
    """
    now = campaign.now.astimezone(UTC)
    name = campaign.path.stem
    entries = [
        _entry(campaign, ready.touch, ready.contact, placed.day, now)
        for placed in report.plan.placements
        if placed.day is not None and (ready := report.ready[placed.demand.touch])
    ]
    return to_ics(entries, now=now, campaign=name)


def _entry(campaign: Campaign, touch: Tracked, contact: Contact, day: date, now: datetime) -> Entry:
    start, end = campaign.agenda.hours_of(contact, day) or (None, None)
    company = f", {contact.company}" if contact.company else ""
    return Entry(
        uid=uid_of(campaign.path.stem, touch.id),
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
