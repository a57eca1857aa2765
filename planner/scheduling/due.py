"""Says who is ready, who is due today and who must wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.placeholder_purpose import is_placeholder_purpose
from planner.contacts.limits import Period
from planner.contacts.suppressions import suppression_of
from planner.drafting.prepare import channels_of
from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.scheduling.room import without_room
from planner.text.person_keys import email_address
from planner.text.web_page import web_page
from planner.tracking.company_history import IN_CONVERSATION
from planner.tracking.due_touches import is_due, ready_touches, sent_on
from planner.tracking.ready import Ready
from planner.tracking.touch_values import draft_length

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.contacts.limits import Limit
    from planner.drafting.run import Drafts
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.tracking.book import Book
    from planner.tracking.touches import Tracked


@frozen
class Due:
    """A touch that may go out today, whom it is for, and the limit of its channel if it has one."""

    touch: Tracked
    contact: Contact
    limit: Limit | None

    @property
    def length(self) -> int:
        """How long the draft is, as its channel counts."""
        return draft_length(self.touch.channel_word, self.touch.draft)

    @property
    def page(self) -> str:
        """The web page of the person's profile, or ""."""
        return web_page(self.contact.text("linkedin_url"))

    @property
    def email(self) -> str:
        """The person's email address where the message goes there, or ""."""
        channel = self.touch.channel_word
        if channel == Channel.EMAIL or (not channel and not self.page):
            return email_address(self.contact.text("email"))
        return ""

    @property
    def address(self) -> str:
        """Where the person is reached: an email address, a telephone number, or a web page."""
        channel = self.touch.channel_word
        if channel == Channel.PHONE:
            return self.contact.text("phone")
        return self.email if channel == Channel.EMAIL else self.page


@frozen
class Waiting:
    """A touch whose day has come, and why it waits all the same."""

    touch: Tracked
    reason: str


@frozen
class Held:
    """A touch that may not go out, and the error that stands against it."""

    touch: Tracked
    error: Finding


@frozen
class DueReport:
    """What is due, in the order of the Tracking sheet, and how much of the day's cap is used.

    `cap` is the most messages a day, None where there is no such limit. `waiting` would be due,
    had not a colleague just answered, `full` would be, were there room under the limits; against
    `held` an error stands.
    """

    due: tuple[Due, ...]
    sent_today: int
    cap: int | None
    waiting: tuple[Waiting, ...] = ()
    held: tuple[Held, ...] = ()
    full: tuple[Waiting, ...] = ()

    @property
    def left(self) -> int | None:
        """How many more may go out today; None where there is no cap."""
        return None if self.cap is None else max(self.cap - self.sent_today, 0)


def due_report(book: Book, drafts: Drafts, *, where: Iterable[str] = ()) -> DueReport:
    """Say what may go out today, as `Campaign.due` describes it."""
    today = book.now.date()
    chosen = {touch.id for touch in book.touches(where=where)}
    limits, pauses = drafts.background.limits, pauses_of(book, drafts)
    all_ready, all_held = ready_and_held(book, drafts)
    due = [item for item in all_ready if item.touch.id in chosen and is_due(item.touch, today)]
    waiting = [Waiting(item.touch, why) for item in due if (why := item.pause_of(pauses))]
    open_ones = [item for item in due if not item.pause_of(pauses)]
    over = without_room(open_ones, book, drafts, counts_all=False)
    full = [Waiting(item.touch, over[item.touch.id]) for item in open_ones if item.touch.id in over]
    going = tuple(
        Due(item.touch, item.contact, limits.get(item.touch.channel_word))
        for item in open_ones
        if item.touch.id not in over
    )
    sent = sent_on([taken.tracked for taken in book.standing], today)
    held = tuple(item for item in all_held if item.touch.id in chosen and is_due(item.touch, today))
    return DueReport(
        tuple(Due(item.touch, item.contact, limits.get(item.touch.channel_word)) for item in going),
        sent,
        _daily_cap(drafts),
        tuple(waiting),
        held,
        tuple(full),
    )


def ready_of(book: Book, drafts: Drafts) -> list[Ready]:
    """Find the touches that could go out, today or later: see `ready_and_held`."""
    return ready_and_held(book, drafts)[0]


def ready_and_held(book: Book, drafts: Drafts) -> tuple[list[Ready], list[Held]]:
    """Part the drafted touches to nobody to be left alone: who could get theirs, and who may not.

    A touch whose contact is gone, or no longer states a purpose, is neither; one against which an
    error stands is held.
    """
    ready: list[Ready] = []
    held: list[Held] = []
    for item in _drafted(book, drafts):
        error = drafts.error_against(item.contact, item.touch)
        if error is None:
            ready.append(item)
        else:
            held.append(Held(item.touch, error))
    return ready, held


def _drafted(book: Book, drafts: Drafts) -> list[Ready]:
    background, known_as = drafts.background, book.match.known_as
    people = {known_as.get(contact.id, contact.id): contact for contact in book.contacts}
    companies = {
        contact.id: name for name, group in background.companies.items() for contact in group
    }
    touches = [taken.tracked for taken in book.standing]
    return [
        Ready(touch, contact, _channels(touch, contact), companies.get(contact.id, ""))
        for touch in ready_touches(touches, _needless(book, drafts))
        if (contact := people.get(touch.contact)) is not None
        and contact.purpose
        and not is_placeholder_purpose(contact.purpose)
        and suppression_of(contact, background.suppressions) is None
    ]


def pauses_of(book: Book, drafts: Drafts) -> dict[str, str]:
    """Say, by Contact ID, why contacts must wait for a colleague who has just answered."""
    ids = {known: own for own, known in book.match.known_as.items()}
    answers = {
        ids.get(taken.tracked.contact, taken.tracked.contact): taken.tracked
        for taken in book.standing
        if taken.tracked.status in IN_CONVERSATION
    }
    if not answers:
        return {}
    return drafts.calendar.pauses(drafts.background.companies, answers, book.now.date())


def _channels(touch: Tracked, contact: Contact) -> tuple[Channel, ...]:
    """List how a touch may travel: as it is drafted, or as the contact's row leaves open."""
    drafted = touch.channel
    if drafted is None:
        return ()
    is_settled = touch.step > 1 or touch.is_edited or touch.status is Status.APPROVED
    others = () if is_settled else channels_of(contact)[0]
    return (drafted, *(channel for channel in others if channel is not drafted))


def _needless(book: Book, drafts: Drafts) -> frozenset[str]:
    """List the Touch IDs of the follow-ups that an answer has made needless."""
    later = (touch for taken in book.standing if (touch := taken.tracked).step > 1)
    return frozenset(touch.id for touch in later if drafts.stopped(touch) is not None)


def _daily_cap(drafts: Drafts) -> int | None:
    """Return the most messages a day; as many as the user likes where Settings does not say."""
    caps = drafts.calendar.limits.caps
    daily = [cap.number for cap in caps if cap.channel is None and cap.period is Period.DAY]
    return min(daily, default=None)
