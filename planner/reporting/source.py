"""What a report is made from, taken out of the book once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.reporting.tasks import problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from planner.model.contact import Contact, ContactList
    from planner.tracking.book import Book
    from planner.tracking.follow_ups import Sequencer
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked
    from planner.tracking.work_calendar import WorkCalendar


@frozen
class Source:
    """What a report is made from.

    `people` are the contacts by the Contact ID that Tracking has for them. `findings` say, by Touch
    ID, what planner cannot make sense of in a row. `is_narrowed` says that only some touches were
    chosen, so that people without any of them do not count.
    """

    touches: Sequence[Tracked]
    changes: Sequence[Change]
    contacts: ContactList
    people: Mapping[str, Contact]
    findings: Mapping[str, str]
    sequencer: Sequencer
    calendar: WorkCalendar
    now: datetime
    is_narrowed: bool = False


def source_of(
    book: Book, sequencer: Sequencer, calendar: WorkCalendar, *, where: tuple[str, ...]
) -> Source:
    """Take out of the book what a report is made from; `where` narrows its touches.

    Raises:
        TrackingError: nothing is drafted yet.
        UsageError: a condition of `where`, or a setting, makes no sense.
    """
    known_as = book.match.known_as
    return Source(
        touches=book.touches(where=where),
        changes=book.history.changes if book.history else (),
        contacts=book.contacts,
        people={known_as.get(contact.id, contact.id): contact for contact in book.contacts},
        findings=problems_of(book.standing),
        sequencer=sequencer,
        calendar=calendar,
        now=book.now,
        is_narrowed=bool(where),
    )
