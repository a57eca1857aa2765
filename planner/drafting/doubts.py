"""What may be an answer to an earlier message holds the message that follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.finding import Finding, Severity
from planner.tracking.remembered import away_until, in_doubt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from planner.model.contact import Contact
    from planner.tracking.book import Book
    from planner.tracking.touches import Tracked


class Doubts:
    """What History remembers of the answers in one workbook."""

    def __init__(self, book: Book) -> None:
        """Read it, with what the user has said in Excel since."""
        history = book.history.changes if book.history else ()
        fresh = (change for each in book.standing for change in each.changes)
        changes = (*history, *fresh)
        self._book = book
        self._in_doubt = in_doubt(changes)
        self.away: dict[str, date] = away_until(changes)

    def before(
        self, contact: Contact, touch: Tracked, touches: Iterable[Tracked]
    ) -> Iterator[Finding]:
        """Find what may be an answer to a touch before this one; `touches` are all of theirs."""
        sheet = self._book.tracking_sheet()
        for each in touches:
            if each.step < touch.step and each.id in self._in_doubt:
                yield Finding(
                    "evidence-uncertain",
                    Severity.ERROR,
                    f"there may be an answer already: {self._in_doubt[each.id]}",
                    "Set the message before to replied if it is one; else set it to sent once more,"
                    " with a note.",
                    sheet=sheet.name,
                    cell=sheet.cell("Status", each.row),
                    contact=contact.id,
                )
