"""`planner` alone: where the campaign of this folder stands, and what to do next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.cli import options
from planner.cli.output import counted, tell
from planner.model.status import Status
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from planner.campaign import Campaign
    from planner.scheduling.due import DueReport
    from planner.tracking.touches import Tracked


def print_overview() -> bool:
    """Say in five lines how the only workbook here stands; False where there is no such one."""
    found = options.workbooks_here()
    if len(found) != 1:
        return False
    (path,) = found
    with options.campaign_at(path) as campaign:
        for line in _lines(path, campaign):
            tell(line)
    return True


def _lines(path: Path, campaign: Campaign) -> Iterator[str]:
    people = counted(len(campaign.book.contacts), "person", "people")
    if campaign.book.tracking is None:
        yield f"{path.name}: {people}; nothing is drafted yet."
        yield f"{command('check', path)} says what is missing, row by row."
        yield f"Next: {command('draft', path)}"
        return
    touches = campaign.book.touches()
    counts = Counter(str(touch.status or "no status") for touch in touches)
    ordered = [word for word in [*map(str, Status), "no status"] if counts[word]]
    told = ", ".join(f"{counts[word]:,} {word}" for word in ordered)
    yield f"{path.name}: {people}; {told or 'nothing is drafted yet'}."
    due = campaign.due()
    yield _due(due)
    yield _waiting(touches)
    held = _held(touches)
    yield f"{counted(held, 'row')} need{'s' if held == 1 else ''} you before a message can go out."
    yield f"Next: {_next(path, due, held)}"


def _due(report: DueReport) -> str:
    cap = "" if report.cap is None else f"; {report.sent_today} of {report.cap} for today went out"
    later = len(report.waiting) + len(report.full)
    more = f", {later:,} more must wait" if later else ""
    return f"{counted(len(report.due), 'message')} due today{more}{cap}."


def _waiting(touches: tuple[Tracked, ...]) -> str:
    waiting = [touch for touch in touches if touch.status in {Status.SENT, Status.ACCEPTED}]
    days = [touch.sent_on for touch in waiting if touch.sent_on is not None]
    since = f", the longest since {min(days).isoformat()}" if days else ""
    return f"{counted(len(waiting), 'message')} without an answer yet{since}."


def _held(touches: tuple[Tracked, ...]) -> int:
    """How many rows have no draft, and would get one once they are mended."""
    return sum(
        not touch.draft and (touch.status is None or touch.status.is_open) for touch in touches
    )


def _next(path: Path, due: DueReport, held: int) -> str:
    if due.due and due.left != 0:
        return f"{command('next', path)} goes through what is due."
    if held:
        return f"{command('check', path)} says what to mend, and how."
    return f"{command('draft', path)} drafts what is new, and the follow-ups that have become due."
