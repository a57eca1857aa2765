"""The days of a campaign: working days, hours, zones, and who waits for a colleague."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.calendars.countries import country_of
from planner.calendars.windows import send_at
from planner.calendars.working_days import Calendars
from planner.calendars.zones import zone_of
from planner.contacts.limits import Limits
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, tzinfo

    from planner.model.contact import Contact
    from planner.model.sender import Sender
    from planner.model.settings import Settings
    from planner.tracking.touches import Tracked


# How long an answer keeps colleagues from being written to: planner's own choice, "days to pause a
# company" in Settings.
_PAUSE = 14


@frozen
class WorkCalendar:
    """What bounds the days: `limits` from Settings, `calendars` of every country, and how many
    days an answer pauses a company.
    """

    limits: Limits
    calendars: Calendars
    pause: int

    @classmethod
    def of(cls, settings: Settings, sender: Sender) -> WorkCalendar:
        """Read the limits, and where the user lives: the Settings sheet, else the Sender sheet.

        Raises:
            UsageError: a setting makes no sense.
        """
        limits = Limits.of(settings)
        country = country_of(settings.text("country") or sender.text("country"))
        zone = settings.text("time zone") or sender.text("time_zone")
        calendars = Calendars(
            country, _zone_name(zone, sender.text("city"), country), limits.days_off
        )
        return cls(limits, calendars, settings.most("days to pause a company", _PAUSE) or 0)

    def country_of(self, contact: Contact) -> str:
        """The country of a contact, as ISO 3166 alpha-2; the user's own where the row says none."""
        return country_of(contact.text("country")) or self.calendars.own_country

    def zone_of(self, contact: Contact) -> tzinfo | None:
        """The time zone of a contact, from their zone, city or country; else the user's own.

        None where neither is known.
        """
        texts = (contact.text("time_zone"), contact.text("city"), contact.text("country"))
        return zone_of(*texts, self.calendars.own_zone)

    def hours_of(self, contact: Contact, day: date) -> tuple[datetime, datetime] | None:
        """The send window on the contact's `day`, told by the user's clock.

        None where Settings has no "send window", or one of the two time zones is not known.
        """
        window, own = self.limits.window, zone_of(self.calendars.own_zone, "", "", "")
        zone = self.zone_of(contact) if window is not None else None
        if window is None or own is None or zone is None:
            return None
        return send_at(day, window, zone, own)

    def pauses(
        self,
        companies: Mapping[str, list[Contact]],
        answers: Mapping[str, Tracked],
        today: date,
    ) -> dict[str, str]:
        """Why colleagues of those who have just answered must wait, by Contact ID.

        `companies` holds the contacts of each company, `answers` the touch that each Contact ID
        has answered.
        """
        paused: dict[str, str] = {}
        for people in companies.values():
            fresh = [each for each in people if self._is_fresh(answers.get(each.id), today)]
            for each in people if fresh else ():
                if each.id not in answers:
                    paused[each.id] = _reason(fresh[0], answers[fresh[0].id])
        return paused

    def _is_fresh(self, answer: Tracked | None, today: date) -> bool:
        if answer is None or not self.pause:
            return False
        day = answer.answered_on
        return day is None or today - day <= timedelta(days=self.pause)


def _zone_name(typed: str, city: str, country: str) -> str:
    zone = zone_of(typed, city, country, "")
    return str(zone) if zone else ""


def _reason(colleague: Contact, answer: Tracked) -> str:
    day = answer.answered_on
    when = f" on {day.isoformat()}" if day else ""
    return f"{colleague.name} at {colleague.company} answered{when}"
