"""A draft, and the touch that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from planner.model.channel import Channel


@frozen
class Draft:
    """One filled message, not yet sent. `subject` is "" where the channel has none."""

    touch: str
    contact: str
    channel: Channel
    template: str
    subject: str
    text: str


@frozen
class Sent:
    """A touch that went out: on which day, how, in which words."""

    day: date
    channel: Channel | None
    subject: str
    text: str


@frozen
class Touch:
    """One planned or done attempt at a step for a contact; its ID is stable through any sort."""

    contact: str
    step: int

    @property
    def id(self) -> str:
        """`anna-berg#1`: the Contact ID and the number of the step."""
        return f"{self.contact}#{self.step}"
