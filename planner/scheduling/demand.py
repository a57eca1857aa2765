"""What asks for a day: touches still to be made, and touches already made."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.tracking.planned_day import pinned_day, planned_day
from planner.tracking.touch_values import as_date
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from planner.tracking.excel_changes import TakenOver
    from planner.tracking.ready import Ready
    from planner.tracking.work_calendar import WorkCalendar


ORDINARY = 3
# How much a working day of waiting costs, by priority: each step counts twice the next.
_WEIGHTS = {1: 16, 2: 8, 3: 4, 4: 2, 5: 1}
_PRIORITIES = {"high": 1, "ordinary": ORDINARY, "low": 5}


def priority_of(text: str) -> int:
    """Read the rank in a cell of the Priority column: 1 is first, 5 last, blank is ordinary."""
    word = text.strip().casefold()
    if word.isdecimal():
        return min(max(int(word), 1), 5)
    return _ranks().get(word, ORDINARY)


@cache
def _ranks() -> dict[str, int]:
    return {word: rank for name, rank in _PRIORITIES.items() for word in all_of(f"priority.{name}")}


def weight_of(priority: int) -> int:
    """Say what one working day of waiting costs a touch of this priority."""
    return _WEIGHTS[min(max(priority, 1), 5)]


@frozen
class Demand:
    """One touch that asks for a day.

    `channels` are the ones that it may take, best first. `priority` is 1 (first) to 5. `country`
    is the contact's (ISO 3166 alpha-2, or blank). A `pinned` day was typed by the user and stays;
    `planned` is where an earlier plan of planner put it, through `channel_planned`. `is_paused`
    holds the reason why nothing may go out now; blank if nothing holds it; `overruled` is one that
    the user's own day sets aside. `after` names the touch
    that must have gone out `wait` business days before, where that one is planned as well.
    """

    touch: str
    contact: str
    company: str
    channels: tuple[Channel, ...]
    priority: int
    deadline: date | None
    order: int
    earliest: date
    country: str = ""
    pinned: date | None = None
    planned: date | None = None
    channel_planned: Channel | None = None
    is_paused: str = ""
    overruled: str = ""
    after: str = ""
    wait: int = 0
    is_first: bool = True

    @property
    def weight(self) -> int:
        """What one working day of waiting costs."""
        return weight_of(self.priority)

    @property
    def pinned_channel(self) -> Channel:
        """The channel that a pinned touch takes: the one planned, else the best."""
        if self.channel_planned in self.channels:
            return Channel(self.channel_planned)
        return self.channels[0]


@frozen
class Done:
    """A touch that went out: it counts against the limits and never moves."""

    contact: str
    company: str
    channel: Channel
    day: date


def done_of(touches: Iterable[TakenOver], companies: Mapping[str, str]) -> Iterator[Done]:
    """List what went out; `companies` holds the plain names of companies by Contact ID."""
    for taken in touches:
        touch = taken.tracked
        day = touch.sent_on
        channel = touch.channel
        if touch.status is not None and touch.status.is_sent and day and channel:
            company = companies.get(touch.contact) or touch.company.casefold()
            yield Done(touch.contact, company, channel, day)


def demands_of(
    ready: Iterable[Ready], calendar: WorkCalendar, pauses: Mapping[str, str], start: date
) -> Iterator[Demand]:
    """List what asks for a day from `start` on, in the order of the list."""
    for order, item in enumerate(ready):
        touch, contact = item.touch, item.contact
        yield Demand(
            touch=touch.id,
            contact=touch.contact,
            company=item.company,
            channels=item.channels,
            priority=priority_of(contact.text("priority")),
            deadline=as_date(contact.raw("deadline")),
            order=order,
            earliest=start,
            country=calendar.country_of(contact),
            pinned=pinned_day(touch),
            planned=planned_day(touch),
            channel_planned=item.channels[0] if planned_day(touch) else None,
            is_paused=item.pause_of(pauses),
            overruled=pauses.get(contact.id, "") if pinned_day(touch) else "",
            is_first=touch.step == 1,
        )
