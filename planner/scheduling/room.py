"""What may still go out today: under the same caps as the plan, beside what went out already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.limits import Limits, Period
from planner.model.channel import Channel
from planner.scheduling.demand import done_of
from planner.scheduling.load import Load
from planner.tracking.planned_day import pinned_day, planned_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from planner.drafting.run import Drafts
    from planner.tracking.book import Book
    from planner.tracking.ready import Ready


def without_room(
    ready: Iterable[Ready], book: Book, drafts: Drafts, *, counts_all: bool = True
) -> dict[str, str]:
    """Say, by Touch ID, which of these find no room today, and under which cap.

    First come those whose day the user has typed, who go out all the same, as in the plan; then
    those that the plan has put on a day, then the others. Without `counts_all` the cap on all
    messages a day is left out, for those who count it themselves.
    """
    caps = tuple(
        cap
        for cap in drafts.calendar.limits.caps
        if counts_all or cap.channel is not None or cap.period is not Period.DAY
    )
    today = book.now.date().toordinal()
    load = Load(Limits(caps=caps), range(today, today + 1))
    for done in done_of(book.standing, {}):
        load.put(done.contact, "", done.channel, done.day.toordinal())
    refused: dict[str, str] = {}
    for item in sorted(ready, key=_turn):
        channel = item.channels[0] if item.channels else Channel.TASK
        cap = load.cap(channel, today)
        if cap is not None and pinned_day(item.touch) is None:
            refused[item.touch.id] = f"today has no room ({cap.words})"
        else:
            load.put(item.touch.contact, "", channel, today)
    return refused


def _turn(ready: Ready) -> tuple[bool, bool, date | None]:
    planned = planned_day(ready.touch)
    return pinned_day(ready.touch) is None, planned is None, planned
