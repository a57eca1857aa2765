"""The user's own calendar and limits, and what the contacts' rows say of where they live."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.planning.calendars import Calendars
from planner.planning.limits import Limits

if TYPE_CHECKING:
    from planner.model import Contact, Sender, Settings

__all__ = ["Agenda"]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What bounds the days of a campaign: `limits` from Settings, `calendars` for every country."""

    limits: Limits
    calendars: Calendars
    _countries: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, sender: Sender) -> Agenda:
        """Read the limits, and where the user lives: the Settings sheet, else the Sender sheet.

        Raises:
            UsageError: a setting makes no sense.
        """
        limits = Limits.of(settings)
        country = settings.text("country") or sender.text("country")
        return cls(limits, Calendars(country, days_off=limits.days_off))

    def country_of(self, contact: Contact) -> str:
        """The country of a contact, as ISO 3166 alpha-2; the user's own where the row says none."""
        typed = contact.text("country")
        return typed
