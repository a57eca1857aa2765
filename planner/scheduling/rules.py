"""What the days of a campaign must fit: the user's limits and calendar, and who has just answered.

Turns the touches that are ready into demands for a day, and tells who must wait for a colleague.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.calendars.countries import country_of
from planner.calendars.windows import send_at
from planner.calendars.working_days import Calendars
from planner.calendars.zones import zone_of
from planner.model.frozen import frozen
from planner.scheduling.demand import Demand, priority_of
from planner.scheduling.limits import Limits
from planner.tracking.planned_day import pinned_day, planned_day
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime, tzinfo

    from planner.model.channel import Channel
    from planner.model.contact import Contact
    from planner.model.sender import Sender
    from planner.model.settings import Settings
    from planner.scheduling.schedule import Plan
    from planner.tracking.touches import Tracked
    from planner.workbook.apply import SaveReport


# How long an answer keeps colleagues from being written to: planner's own choice, "days to pause a
# company" in Settings.
_PAUSE = 14


@frozen
class Ready:
    """A touch that could go out, whom it is for, how it may travel (best first), and its company.

    `company` is the company's plain name, "" where the row has none.
    """

    touch: Tracked
    contact: Contact
    channels: tuple[Channel, ...]
    company: str

    def pause_of(self, pauses: Mapping[str, str]) -> str:
        """Why it must wait for a colleague's answer; "" where nothing, or the user's day, says so.

        `pauses` holds the reasons by Contact ID.
        """
        return "" if pinned_day(self.touch) is not None else pauses.get(self.contact.id, "")


@frozen
class Expected:
    """A follow-up to come if nobody answers: of which touch, which step, how, from which day."""

    touch: str
    step: int
    channel: Channel
    day: date


@frozen
class PlanReport:
    """A plan with the rows it is about, by Touch ID, and what will follow if nobody answers."""

    plan: Plan
    ready: Mapping[str, Ready]
    expected: tuple[Expected, ...]
    save: SaveReport | None = None


@frozen
class Agenda:
    """What bounds the days: `limits` from Settings, `calendars` of every country, and how many
    days an answer pauses a company.
    """

    limits: Limits
    calendars: Calendars
    pause: int

    @classmethod
    def of(cls, settings: Settings, sender: Sender) -> Agenda:
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
        day = as_date(answer.cells.get("Answered on"))
        return day is None or today - day <= timedelta(days=self.pause)

    def demands(
        self, ready: Iterable[Ready], pauses: Mapping[str, str], start: date
    ) -> Iterator[Demand]:
        """What asks for a day from `start` on, in the order of the list."""
        for order, each in enumerate(ready):
            touch, contact = each.touch, each.contact
            yield Demand(
                touch=touch.id,
                contact=touch.contact,
                company=each.company,
                channels=each.channels,
                priority=priority_of(contact.text("priority")),
                deadline=as_date(contact.raw("deadline")),
                order=order,
                earliest=start,
                country=self.country_of(contact),
                pinned=pinned_day(touch),
                planned=planned_day(touch),
                channel_planned=each.channels[0] if planned_day(touch) else None,
                is_paused=pauses.get(contact.id, ""),
                is_first=touch.step == 1,
            )


def _zone_name(typed: str, city: str, country: str) -> str:
    zone = zone_of(typed, city, country, "")
    return str(zone) if zone else ""


def _reason(colleague: Contact, answer: Tracked) -> str:
    day = as_date(answer.cells.get("Answered on"))
    when = f" on {day.isoformat()}" if day else ""
    return f"{colleague.name} at {colleague.company} answered{when}"
