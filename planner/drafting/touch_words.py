"""The words of one touch while its owner works on them: what speaks against them, their sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.checks.commonality import commonalities
from planner.drafting.prepare import OwnWords, Prepared
from planner.drafting.preview import sources_of
from planner.drafting.reconcile import decide
from planner.model.draft import Draft, Touch
from planner.model.errors import TrackingError
from planner.model.frozen import frozen
from planner.model.sender import Sender
from planner.model.status import Status
from planner.text.channels import parse_channel
from planner.text.person_keys import PersonKeys
from planner.tracking.changes import Ordered
from planner.tracking.history import By, Change

if TYPE_CHECKING:
    from planner.drafting.preview import Source
    from planner.drafting.run import Drafts
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.model.turn import Turn
    from planner.tracking.touches import Tracked


@frozen
class TouchAtWork:
    """A touch, the contact whom it is for, and all touches of that contact in their order."""

    touch: Tracked
    contact: Contact
    touches: tuple[Tracked, ...]


def at_work(drafts: Drafts, touch_id: str) -> TouchAtWork:
    """Find a touch and its contact.

    Raises:
        TrackingError: there is no such touch, or its contact is gone.
    """
    book = drafts.book
    touch = next((each.tracked for each in book.standing if each.tracked.id == touch_id), None)
    if touch is None:
        raise TrackingError(f"{touch_id} is no longer in the Tracking sheet.")
    known_as = book.match.known_as
    own = (each for each in book.contacts if known_as.get(each.id, each.id) == touch.contact)
    contact = next(own, None)
    if contact is None:
        name = touch.name or touch.contact
        sheet = book.contacts.columns.sheet
        raise TrackingError(f"{name} is no longer in {sheet}.", "Put the contact back.")
    touches = [each.tracked for each in book.standing if each.tracked.contact == touch.contact]
    return TouchAtWork(touch, contact, tuple(sorted(touches, key=lambda each: each.step)))


def findings_of_words(drafts: Drafts, touch_id: str, subject: str, text: str) -> list[Finding]:
    """Find what speaks against a touch if it says these words.

    Raises:
        TrackingError: there is no such touch, or its contact is gone.
    """
    work = at_work(drafts, touch_id)
    touch = work.touch
    is_as_rendered = not touch.is_own_wording and (subject, text) == (touch.subject, touch.draft)
    own = None if is_as_rendered else _own_words(drafts, touch, subject, text)
    return drafts.weigh(_prepared(drafts, work, own).findings)


def sources_of_words(drafts: Drafts, touch_id: str) -> tuple[Source, ...]:
    """List the cells behind the words of a touch as they stand; none without a known template.

    Raises:
        TrackingError: there is no such touch, or its contact is gone.
    """
    work = at_work(drafts, touch_id)
    touch, channel = work.touch, parse_channel(work.touch.channel_word)
    template = drafts.library.find(touch.template) if touch.template else None
    if template is None or channel is None or not touch.draft:
        return ()
    draft = Draft(touch.id, touch.contact, channel, template.name, touch.subject, touch.draft)
    common = commonalities(work.contact, drafts.background)
    prepared = Prepared(
        work.contact, Touch(touch.contact, touch.step), channel, draft=draft, common=common
    )
    uses, sender = drafts.library.watch(template).uses, drafts.book.sender or Sender()
    return tuple(sources_of(prepared, uses, sender, drafts.introductions.introducer))


def drafted_again(drafts: Drafts, touch: Tracked) -> Ordered:
    """Put planner's own draft in place of the user's words, which count as edited no more.

    Raises:
        TrackingError: the message is out, or something stands against a draft.
    """
    if not touch.is_open or not touch.is_status_known:
        raise TrackingError(f"{touch.name} ({touch.id}): the message is out.")
    prepared = _prepared(drafts, at_work(drafts, touch.id), None)
    if prepared.draft is None:
        why = prepared.errors[0].message if prepared.errors else "there is no template for it"
        raise TrackingError(f"{touch.name} ({touch.id}): planner has no draft to give: {why}.")
    words = ("Subject", "Draft")
    bare = replace(touch, cells={k: v for k, v in touch.cells.items() if k not in words})
    signs = PersonKeys.of_contact(prepared.contact).lines()
    decision = decide(prepared, bare, signs, weigh=drafts.weigh)
    values = {"Subject": None, **decision.values}
    before, after = str(touch.status or ""), str(decision.after or "")
    change = Change(
        drafts.book.now, touch.id, touch.name, before, after, By.COMMAND, "planner's draft again"
    )
    return Ordered(bare, values, (change,))


def _prepared(drafts: Drafts, work: TouchAtWork, own: OwnWords | None) -> Prepared:
    book, touch, contact = drafts.book, work.touch, work.contact
    return drafts.drafter().prepare(
        contact,
        _turn_of(drafts, work),
        known_as=touch.contact,
        before=touch.template,
        barred=book.said_no(contact, touch.contact),
        own=own,
    )


def _turn_of(drafts: Drafts, work: TouchAtWork) -> Turn:
    """Which turn of the sequence the touch is.

    Raises:
        TrackingError: it is none any more.
    """
    step = work.touch.step
    turns = drafts.turns(work.contact, [*work.touches])
    found = next((turn for turn in turns if turn.step.number == step), None)
    if found is None:
        raise TrackingError(f"{work.touch.name}: step {step} of the sequence is not due any more.")
    return found


def _own_words(drafts: Drafts, touch: Tracked, subject: str, text: str) -> OwnWords:
    sheet = drafts.book.tracking_sheet()
    return OwnWords(subject, text, sheet.name, sheet.cell("Draft", touch.row))


def is_clean(drafts: Drafts, touch: Tracked, contact: Contact) -> bool:
    """Whether a draft waits to be approved, and nothing is to be said of it but advice."""
    is_waiting = touch.status is Status.DRAFTED and touch.is_status_known and bool(touch.draft)
    if not is_waiting or touch.text("Flags"):
        return False
    return drafts.error_against(contact, touch) is None
