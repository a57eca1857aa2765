"""The page Drafts: all of them in a list, and beside it the one that is read and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, render_template, url_for

from planner.checks.commonality import commonalities
from planner.drafting.touch_words import is_clean
from planner.model.errors import PlannerError, TrackingError
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.review.journal import Typed
from planner.review.pages.forms import back, chosen, field, page_number, words
from planner.review.pages.today import cells_of
from planner.review.provenance import is_html, pieces_of
from planner.review.workspace import mark_of
from planner.tracking.touch_values import draft_length

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Blueprint, Response

    from planner.contacts.limits import Limit
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.review.journal import Journal
    from planner.review.workspace import Snapshot, Workspace
    from planner.tracking.touches import Tracked


PER_PAGE = 50
_OPEN = "not sent"
_ALL = "all"
_MOST_COLLEAGUES = 6


@frozen
class Row:
    """A draft in the list: its length and limit, and whether nothing is to be said of it."""

    touch: Tracked
    mark: str
    length: int
    limit: Limit | None
    is_clean: bool

    @property
    def is_too_long(self) -> bool:
        """The draft is over the limit of its channel."""
        return self.limit is not None and self.length > self.limit.number


@frozen
class Wanted:
    """What the list is to show: a status, words, and with or without findings."""

    status: str
    find: str
    findings: str

    @classmethod
    def of_address(cls) -> Wanted:
        """Read it from the address of the page."""
        return cls(chosen("status", _OPEN), chosen("find").strip(), chosen("findings"))

    def admits(self, touch: Tracked) -> bool:
        """Whether the list shows a touch."""
        if self.status == _OPEN:
            is_status = touch.is_open
        else:
            is_status = self.status in {_ALL, str(touch.status)}
        words = self.find.casefold().split()
        text = f"{touch.name}\n{touch.company}\n{touch.draft}".casefold() if words else ""
        is_found = all(word in text for word in words)
        has_flags = bool(touch.text("Flags"))
        return (
            is_status and is_found and (not self.findings or has_flags is (self.findings == "with"))
        )

    @property
    def parts(self) -> dict[str, str]:
        """The same as parts of an address."""
        parts = {"status": self.status, "find": self.find, "findings": self.findings}
        return {name: value for name, value in parts.items() if value}


def add_to(room: Blueprint, workspace: Workspace, journal: Journal) -> None:
    """Put the page, and what its editor asks for while one types, where their addresses are."""

    @room.get("/drafts")
    def show_drafts() -> str:
        with workspace.now() as snapshot:
            return _page(snapshot, journal)

    @room.get("/drafts/company")
    def show_company() -> str:
        with workspace.now() as snapshot:
            return _company(snapshot)

    @room.get("/drafts/html")
    def html_draft() -> str:
        with workspace.now() as snapshot:
            return _touch(snapshot, chosen("touch")).draft

    @room.post("/words/check")
    def check_words() -> str:
        with workspace.now() as snapshot:
            return _checked(
                snapshot, field("touch"), field("subject").strip(), words("text").strip()
            )

    @room.post("/words/keep")
    def keep_words() -> tuple[str, int]:
        journal.keep(field("touch"), Typed(field("mark"), words("text"), field("subject")))
        return "", 204

    @room.post("/words/forget")
    def forget_words() -> Response:
        journal.forget(field("touch"))
        return back()


def _touch(snapshot: Snapshot, touch_id: str) -> Tracked:
    touch = snapshot.touches.get(touch_id)
    if touch is None:
        raise TrackingError(f"{touch_id} is no longer in the Tracking sheet.")
    return touch


def _page(snapshot: Snapshot, journal: Journal) -> str:
    g.version = snapshot.content
    snapshot.campaign.book.tracking_sheet()
    wanted, selected = Wanted.of_address(), chosen("touch")
    found = [touch for touch in snapshot.touches.values() if wanted.admits(touch)]
    ids = [touch.id for touch in found]
    place = ids.index(selected) if selected in ids else None
    pages = max(-(-len(found) // PER_PAGE), 1)
    page = place // PER_PAGE + 1 if place is not None else min(page_number(), pages)
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    touch = snapshot.touches.get(selected) or next(iter(shown), None)
    at = ids.index(touch.id) if touch is not None and touch.id in ids else None
    return render_template(
        "drafts.html",
        wanted=wanted,
        statuses=[_OPEN, *map(str, Status), _ALL],
        rows=[_row(snapshot, each) for each in shown],
        total=len(found),
        page=page,
        pages=pages,
        touch=touch,
        before=ids[at - 1] if at else "",
        after=ids[at + 1] if at is not None and at + 1 < len(ids) else "",
        onward=_next_to_approve(found, at),
        **(_editor(snapshot, journal, touch) if touch is not None else {}),
    )


def _next_to_approve(found: Sequence[Tracked], at: int | None) -> str:
    """Which draft is read after the one at this place: the next that waits for its approval."""
    if at is None:
        return ""
    for touch in (*found[at + 1 :], *found[:at]):
        if touch.status is Status.DRAFTED and touch.draft:
            return touch.id
    return found[at].id


def _row(snapshot: Snapshot, touch: Tracked) -> Row:
    contact, channel = snapshot.contact_of(touch), touch.channel_word
    drafts = snapshot.campaign.drafts
    limit = drafts.background.limits.get(channel)
    clean = contact is not None and is_clean(drafts, touch, contact)
    return Row(touch, mark_of(touch), draft_length(channel, touch.draft), limit, clean)


def _editor(snapshot: Snapshot, journal: Journal, touch: Tracked) -> dict[str, object]:
    """What stands beside the list: the words, what is said of them, and the contact."""
    contact, typed = snapshot.contact_of(touch), journal.of(touch.id)
    subject, text = (typed.subject, typed.text) if typed else (touch.subject, touch.draft)
    drafts = snapshot.campaign.drafts
    return {
        "mark": mark_of(touch),
        "typed": typed,
        "is_outdated": typed is not None and typed.mark != mark_of(touch),
        "subject": subject,
        "text": text,
        "has_subject": bool(touch.subject)
        or (touch.channel is not None and touch.channel.has_subject),
        "contact": contact,
        "cells": cells_of(contact) if contact else [],
        "common": commonalities(contact, drafts.background) if contact else (),
        "pieces": pieces_of(snapshot.campaign, touch),
        "is_html": is_html(snapshot.campaign, touch),
        "colleagues": len(_colleagues(snapshot, touch)),
        **_said(snapshot, touch, subject, text),
    }


def _said(snapshot: Snapshot, touch: Tracked, subject: str, text: str) -> Mapping[str, object]:
    """The length of the words, and what speaks against them."""
    limit = snapshot.campaign.drafts.background.limits.get(touch.channel_word)
    findings: tuple[Finding, ...] = ()
    trouble = ""
    if touch.is_open and text.strip():
        try:
            findings = snapshot.campaign.findings_of_words(touch.id, subject, text)
        except PlannerError as error:
            trouble = error.message
    return {
        "findings": findings,
        "trouble": trouble,
        "length": draft_length(touch.channel_word, text),
        "limit": limit,
    }


def _checked(snapshot: Snapshot, touch_id: str, subject: str, text: str) -> str:
    touch = _touch(snapshot, touch_id)
    return render_template("_said.html", **_said(snapshot, touch, subject, text))


def _colleagues(snapshot: Snapshot, touch: Tracked) -> list[Tracked]:
    """The touches of the same company that have words, this one among them."""
    contact = snapshot.contact_of(touch)
    groups = snapshot.campaign.drafts.background.companies.values()
    group = next((group for group in groups if contact in group), []) if contact else []
    people = {_known(snapshot, each) for each in group}
    return [each for each in snapshot.touches.values() if each.contact in people and each.draft]


def _known(snapshot: Snapshot, contact: Contact) -> str:
    return snapshot.campaign.book.match.known_as.get(contact.id, contact.id)


def _company(snapshot: Snapshot) -> str:
    g.version = snapshot.content
    touch = _touch(snapshot, chosen("touch"))
    group = _colleagues(snapshot, touch)
    return render_template(
        "company.html",
        company=touch.company,
        touches=group[:_MOST_COLLEAGUES],
        more=max(len(group) - _MOST_COLLEAGUES, 0),
        back=url_for("review.show_drafts", touch=touch.id),
    )
