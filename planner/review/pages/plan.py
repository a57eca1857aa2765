"""The page Plan: four weeks by day, with each touch to be moved to another one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import g, render_template

from planner.model.frozen import frozen
from planner.review.pages.forms import back, came_from, chosen
from planner.review.workspace import mark_of
from planner.text.dates import typed_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Blueprint, Response

    from planner.review.journal import Journal
    from planner.review.workspace import Snapshot, Workspace
    from planner.tracking.touches import Tracked


_WEEKS = 4
_MOST_A_DAY = 12


@frozen
class Day:
    """A day of the plan with what is to go out on it; `more` are those that are not listed."""

    day: date
    touches: tuple[Tracked, ...]
    more: int
    is_over: bool
    is_today: bool


def add_to(room: Blueprint, workspace: Workspace, _journal: Journal) -> None:
    """Put the page, and the button that lays the plan out, where their addresses are."""

    @room.get("/plan")
    def show_plan() -> str:
        with workspace.now() as snapshot:
            return _page(snapshot)

    @room.post("/plan")
    def make_plan() -> Response:
        workspace.act("Planned", lambda campaign: campaign.plan(), place=came_from())
        return back()


def _page(snapshot: Snapshot) -> str:
    g.version = snapshot.content
    snapshot.campaign.book.tracking_sheet()
    today = snapshot.campaign.book.now.date()
    start = typed_day(chosen("from")) or today
    monday = start - timedelta(days=start.weekday())
    end = monday + timedelta(weeks=_WEEKS)
    ready = [each for each in snapshot.touches.values() if each.is_open and each.draft]
    planned: dict[date, list[Tracked]] = {}
    for touch in ready:
        if touch.planned_for is not None:
            planned.setdefault(touch.planned_for, []).append(touch)
    return render_template(
        "plan.html",
        weeks=[_week(monday + timedelta(weeks=ahead), planned, today) for ahead in range(_WEEKS)],
        marks={each.id: mark_of(each) for each in ready},
        undated=sum(each.planned_for is None for each in ready),
        ready=len(ready),
        late=sum(len(found) for day, found in planned.items() if day < today),
        later=sum(len(found) for day, found in planned.items() if day >= end),
        before=(monday - timedelta(weeks=_WEEKS)).isoformat(),
        after=end.isoformat(),
        tomorrow=(today + timedelta(days=1)).isoformat(),
    )


def _week(monday: date, planned: Mapping[date, list[Tracked]], today: date) -> list[Day]:
    days = (monday + timedelta(days=ahead) for ahead in range(7))
    return [_day(day, planned.get(day, []), today) for day in days]


def _day(day: date, touches: list[Tracked], today: date) -> Day:
    listed = tuple(touches[:_MOST_A_DAY])
    return Day(day, listed, len(touches) - len(listed), day < today, day == today)
