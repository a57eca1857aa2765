"""What the buttons do: each one edit through the campaign, saved at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import request

from planner.drafting.touch_words import is_clean
from planner.model.errors import UsageError
from planner.model.status import Status
from planner.review.journal import Typed
from planner.review.pages.forms import back, came_from, field, status_in, words
from planner.review.workspace import mark_of
from planner.text.channels import parse_channel
from planner.text.dates import day_to_come
from planner.tracking.changes import Order
from planner.tracking.next_action import spoken

if TYPE_CHECKING:
    from flask import Blueprint, Response

    from planner.campaign import Campaign
    from planner.review.journal import Journal
    from planner.review.workspace import Workspace


def add_to(room: Blueprint, workspace: Workspace, journal: Journal) -> None:
    """Put the actions where the forms send them."""

    @room.post("/status")
    def set_status() -> Response:
        _set_status(workspace)
        return back()

    @room.post("/later")
    def postpone() -> Response:
        _postpone(workspace)
        return back()

    @room.post("/approve")
    def approve() -> Response:
        _approve(workspace)
        return back()

    @room.post("/words")
    def write_words() -> Response:
        _write_words(workspace, journal)
        return back(field("onward") if field("then") else "")

    @room.post("/draft-again")
    def draft_again() -> Response:
        touch = field("touch")
        workspace.act(
            f"{workspace.name_of(touch)}: planner's draft again",
            lambda campaign: campaign.draft_again(touch),
            touches={touch: field("mark")},
            place=came_from(),
            needs_all=True,
        )
        journal.forget(touch)
        return back()

    @room.post("/draft")
    def make_drafts() -> Response:
        workspace.act(
            "drafts made", lambda campaign: campaign.draft(keep_drafts=False), place=came_from()
        )
        return back()

    @room.post("/undo")
    def undo() -> Response:
        done = workspace.undo(field("content"))
        # There one sees what was taken back.
        return back(done.place)


def _set_status(workspace: Workspace) -> None:
    """Write a status down: of the touch, or of whichever touch of the person it is about."""
    touch, status, who = field("touch"), status_in(field("status")), field("who")
    workspace.act(
        f"{workspace.name_of(touch)}: {spoken(status, parse_channel(field('channel')))}",
        lambda campaign: campaign.set_status([Order(who or touch, status)]),
        touches={touch: field("mark")},
        needs_all=bool(who),
        place=came_from(),
    )


def _postpone(workspace: Workspace) -> None:
    touch, typed = field("touch"), field("day")
    day = day_to_come(typed, date.today())  # noqa: DTZ011 - the user's own calendar day is meant
    if day is None:
        raise UsageError(f'"{typed}" is no date.', "Write it as 2026-12-31, or as +7.")
    workspace.act(
        f"{workspace.name_of(touch)}: planned for {day.isoformat()}",
        lambda campaign: campaign.postpone(touch, day),
        touches={touch: field("mark")},
        place=came_from(),
    )


def _approve(workspace: Workspace) -> None:
    """Approve the drafts that are ticked, or all of which nothing is to be said."""
    if field("all"):
        workspace.act(
            "Approved all without a finding",
            _approve_clean,
            content=field("content"),
            place=came_from(),
        )
        return
    ticked = (each.partition(" ") for each in request.form.getlist("ticked"))
    marks = {touch: mark for mark, _, touch in ticked}
    if not marks:
        raise UsageError("No draft is ticked.", "Tick the drafts to approve, then approve them.")
    orders = [Order(touch, Status.APPROVED) for touch in marks]
    workspace.act(
        f"Approved {len(orders)}",
        lambda campaign: campaign.set_status(orders),
        touches=marks,
        place=came_from(),
    )


def _approve_clean(campaign: Campaign) -> None:
    book, drafts = campaign.book, campaign.drafts
    known_as = book.match.known_as
    people = {known_as.get(each.id, each.id): each for each in book.contacts}
    orders = [
        Order(touch.id, Status.APPROVED)
        for touch in (each.tracked for each in book.standing)
        if touch.contact in people and is_clean(drafts, touch, people[touch.contact])
    ]
    if not orders:
        raise UsageError("There is no draft without a finding that waits to be approved.")
    campaign.set_status(orders)


def _write_words(workspace: Workspace, journal: Journal) -> None:
    """Save the words of a draft; whatever comes, they are not lost."""
    touch, subject, text = field("touch"), field("subject").strip(), words("text").strip()
    mark, name = field("mark"), workspace.name_of(touch)
    with workspace.now() as snapshot:
        shown = snapshot.touches.get(touch)
    is_new = shown is None or (subject, text) != (
        shown.subject,
        shown.draft.replace("\r\n", "\n").strip(),
    )
    if is_new:
        journal.keep(touch, Typed(mark, text, subject))
        workspace.act(
            f"{name}: draft edited",
            lambda campaign: campaign.write_draft(touch, text, subject=subject),
            touches={touch: mark},
            place=came_from(),
        )
    journal.forget(touch)
    if field("then") == "approve":
        _approve_one(workspace, touch, "" if is_new else mark)


def _approve_one(workspace: Workspace, touch: str, mark: str) -> None:
    with workspace.now() as snapshot:
        shown = snapshot.touches.get(touch)
        mark = mark or (mark_of(shown) if shown else "")
    workspace.act(
        f"{workspace.name_of(touch)}: {Status.APPROVED}",
        lambda campaign: campaign.set_status([Order(touch, Status.APPROVED)]),
        touches={touch: mark},
        place=came_from(),
    )
