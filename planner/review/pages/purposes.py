"""The page Purposes: the rows without one, or with an unsure one, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, render_template

from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.drafting.asked_purposes import try_purpose
from planner.model.errors import UsageError
from planner.review.journal import Typed
from planner.review.pages.forms import back, came_from, chosen, field, words
from planner.review.pages.today import cells_of

if TYPE_CHECKING:
    from flask import Blueprint, Response

    from planner.drafting.asked_purposes import AskedPurpose
    from planner.model.contact import Contact
    from planner.review.journal import Journal
    from planner.review.workspace import Snapshot, Workspace


_MOST_LISTED = 100
# In the journal, beside the Touch IDs of drafts.
_PREFIX = "purpose of "


def add_to(room: Blueprint, workspace: Workspace, journal: Journal) -> None:
    """Put the page, its form and the sentence that one sees while typing where they are."""

    @room.get("/purposes")
    def show_purposes() -> str:
        with workspace.now() as snapshot:
            return _page(snapshot, journal)

    @room.post("/purposes/try")
    def try_words() -> str:
        with workspace.now() as snapshot:
            contact, text = _contact(snapshot, field("who")), field("purpose").strip()
            tried = try_purpose(contact, text, snapshot.campaign.drafts.background)
            return render_template("_sentence.html", tried=tried, text=text)

    @room.post("/purposes/keep")
    def keep_purpose() -> tuple[str, int]:
        journal.keep(_PREFIX + field("who"), Typed(field("was"), field("purpose")))
        return "", 204

    @room.post("/purposes")
    def state_purpose() -> Response:
        _state(workspace, journal)
        return back()


def _contact(snapshot: Snapshot, who: str) -> Contact:
    found = next((each for each in snapshot.contacts if each.id == who), None)
    if found is None:
        raise UsageError(f"{who} is no longer in {snapshot.contacts.columns.sheet}.")
    return found


def _page(snapshot: Snapshot, journal: Journal) -> str:
    g.version = snapshot.content
    asked = snapshot.asked_purposes
    ids = [each.contact.id for each in asked]
    wanted = chosen("who")
    place = ids.index(wanted) if wanted in ids else 0
    shown = asked[place] if asked else None
    typed = journal.of(_PREFIX + shown.contact.id) if shown else None
    background = snapshot.campaign.drafts.background
    text = typed.text if typed else _unsure_words(shown) if shown else ""
    stated = len([each for each in snapshot.contacts if each.id not in set(ids)])
    return render_template(
        "purposes.html",
        asked=asked[:_MOST_LISTED],
        total=len(asked),
        place=place,
        shown=shown,
        text=text,
        typed=typed,
        tried=try_purpose(shown.contact, text, background) if shown else None,
        cells=cells_of(shown.contact) if shown else [],
        after=ids[place + 1] if place + 1 < len(ids) else "",
        stated=stated,
        undrafted=_undrafted(snapshot),
    )


def _unsure_words(asked: AskedPurpose) -> str:
    """The words of a purpose that is there and only unsure, to be mended where they stand."""
    purpose = asked.contact.purpose
    return "" if is_placeholder_purpose(purpose) else purpose


def _undrafted(snapshot: Snapshot) -> int:
    """How many state a purpose and have no draft yet, so that drafting again is of use."""
    asked = {each.contact.id for each in snapshot.asked_purposes}
    drafted = {
        touch.contact for touch in snapshot.touches.values() if touch.draft or not touch.is_open
    }
    return sum(
        known not in drafted and contact.id not in asked
        for known, contact in snapshot.people.items()
        if snapshot.campaign.drafts.suppression_of(contact) is None
    )


def _state(workspace: Workspace, journal: Journal) -> None:
    """Write the purpose into its cell; whatever comes, the words are not lost."""
    who, was, typed = field("who"), words("was"), " ".join(words("purpose").split())
    if not typed:
        raise UsageError("No purpose is typed.", "Complete the sentence: why are you writing?")
    name = _PREFIX + who
    journal.keep(name, Typed(was, typed))
    with workspace.now() as snapshot:
        contact = _contact(snapshot, who)
        tried = try_purpose(contact, typed, snapshot.campaign.drafts.background)
    if not tried.sentence:
        hint = "Say it as you would to this very person."
        raise UsageError(f"{tried.findings[0].message.capitalize()}; nothing was saved.", hint)
    workspace.act(
        f"{contact.name or who}: purpose stated",
        lambda campaign: campaign.state_purpose(who, typed),
        purpose=(who, was),
        place=came_from(),
    )
    journal.forget(name)
