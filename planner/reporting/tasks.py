"""Who waits for the user: answers, bounces, calls, drafts that grow stale, and what is held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.text.channels import parse_channel
from planner.tracking.due_touches import FINAL
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from planner.model.contact import Contact
    from planner.tracking.excel_changes import TakenOver
    from planner.tracking.touches import Tracked


# A draft whose day is over for so long says what was true then; planner's own choice.
STALE_AFTER = timedelta(days=7)
_DRAFTED = frozenset({Status.DRAFTED, Status.APPROVED})
_WAYS = (Channel.EMAIL, Channel.LINKEDIN_NOTE)


@frozen
class Task:
    """A touch that waits for the user: since when, where that is known, and why."""

    touch: str
    name: str
    company: str
    since: date | None
    why: str


@frozen
class Tasks:
    """What waits for the user, by kind; the oldest first."""

    answers: tuple[Task, ...]
    bounced: tuple[Task, ...]
    calls: tuple[Task, ...]
    stale: tuple[Task, ...]
    held: tuple[Task, ...]


def tasks_of(
    touches: Sequence[Tracked],
    people: Mapping[str, Contact],
    findings: Mapping[str, str],
    today: date,
) -> Tasks:
    """Find what waits for the user.

    `people` are the contacts by the Contact ID that Tracking has; `findings` say, by Touch ID, what
    planner cannot make sense of in a row.
    """
    last = _last_sent(touches)
    # Who said no, or must be left alone, waits for nothing.
    finished = {touch.contact for touch in touches if touch.status in FINAL}
    open_ones = [touch for touch in touches if touch.contact not in finished]
    ready = [touch for touch in open_ones if touch.status in _DRAFTED and touch.text("Draft")]
    return Tasks(
        answers=_listed(open_ones, lambda touch: _answer(touch, last)),
        bounced=_listed(open_ones, lambda touch: _bounce(touch, last, people)),
        calls=_listed(ready, lambda touch: _call(touch, today)),
        stale=_listed(ready, lambda touch: _stale(touch, today)),
        held=_listed(open_ones, lambda touch: _held(touch, findings)),
    )


def problems_of(rows: Iterable[TakenOver]) -> dict[str, str]:
    """Say, by Touch ID, what planner cannot make sense of in a row of the Tracking sheet."""
    problems: dict[str, str] = {}
    for row in rows:
        if not row.tracked.is_status_known and not row.findings:
            word = row.tracked.text("Status")
            problems[row.tracked.id] = f'"{word}" is no status that planner knows'
        elif row.findings:
            problems[row.tracked.id] = row.findings[0].message
    return problems


def _listed(
    touches: Iterable[Tracked], look: Callable[[Tracked], tuple[date | None, str] | None]
) -> tuple[Task, ...]:
    found = [
        Task(touch.id, touch.text("Name"), touch.text("Company"), *seen)
        for touch in touches
        if (seen := look(touch)) is not None
    ]
    # What has no day comes last: nobody knows how old it is.
    return tuple(sorted(found, key=lambda task: (task.since is None, task.since, task.name)))


def _last_sent(touches: Iterable[Tracked]) -> dict[str, date]:
    last: dict[str, date] = {}
    for touch in touches:
        day = as_date(touch.cells.get("Sent on"))
        if day is not None and (touch.contact not in last or day > last[touch.contact]):
            last[touch.contact] = day
    return last


def _answer(touch: Tracked, last: Mapping[str, date]) -> tuple[date | None, str] | None:
    """An answer after which nothing was written down, and nothing went out."""
    if touch.status is not Status.REPLIED:
        return None
    day = as_date(touch.cells.get("Answered on"))
    sent = last.get(touch.contact)
    if day is not None and sent is not None and sent > day:
        return None
    return day, "answered; nothing later is written down"


def _bounce(
    touch: Tracked, last: Mapping[str, date], people: Mapping[str, Contact]
) -> tuple[date | None, str] | None:
    """A message that came back from somebody who can be reached in another way."""
    if touch.status is not Status.BOUNCED:
        return None
    contact, day = people.get(touch.contact), as_date(touch.cells.get("Sent on"))
    sent = last.get(touch.contact)
    if contact is None or (day is not None and sent is not None and sent > day):
        return None
    used = parse_channel(touch.text("Channel"))
    ways = [_named(way) for way in _WAYS if not _is_same(way, used) and contact.can_be_reached(way)]
    if used is not Channel.PHONE and contact.text("phone"):
        ways.append("phone")
    return (day, f"bounced; there is {' and '.join(ways)}") if ways else None


def _is_same(way: Channel, used: Channel | None) -> bool:
    return way is used or (way.is_linkedin and used is not None and used.is_linkedin)


def _named(way: Channel) -> str:
    return "LinkedIn" if way.is_linkedin else "email"


def _call(touch: Tracked, today: date) -> tuple[date | None, str] | None:
    channel = parse_channel(touch.text("Channel"))
    day = as_date(touch.cells.get("Planned for"))
    if channel not in {Channel.PHONE, Channel.TASK} or (day is not None and day > today):
        return None
    return day, "a call to make" if channel is Channel.PHONE else "a task to do"


def _stale(touch: Tracked, today: date) -> tuple[date | None, str] | None:
    day = as_date(touch.cells.get("Planned for"))
    if day is None or today - day < STALE_AFTER:
        return None
    return day, f"its day was {day.isoformat()}"


def _held(touch: Tracked, findings: Mapping[str, str]) -> tuple[date | None, str] | None:
    """A row that gets no draft, or that planner cannot make sense of."""
    problem = findings.get(touch.id, "")
    if problem:
        return None, problem
    if touch.status is Status.NEEDS_PURPOSE:
        return None, touch.text("Flags") or "no purpose is stated"
    is_open = touch.status is None or touch.status.is_open
    flags = touch.text("Flags")
    return (None, flags) if is_open and flags and not touch.text("Draft") else None
