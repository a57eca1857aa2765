"""Carries out changes of touches on the workbook: of their status, their words, their day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import TrackingError
from planner.text.pasted import command
from planner.tracking.change_batch import Batch, StatusReport
from planner.tracking.find_person import Directory
from planner.tracking.history import By
from planner.tracking.save_book import row_edits, save

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.tracking.book import Book
    from planner.tracking.changes import Order, Ordered
    from planner.tracking.touches import Tracked


def set_status(
    book: Book, orders: Sequence[Order], *, force: bool = False, by: By = By.COMMAND
) -> StatusReport:
    """Carry out changes of status: all of them, or none.

    Raises:
        TrackingError: nothing is drafted yet.
        UnknownPersonError: nobody, or more than one person, answers to a name.
        ImpossibleMoveError: a move makes no sense and is not forced.
    """
    with book.lock():
        if not force:  # what is taken back may free the touches that were to follow
            book.narrow(order.who for order in orders)
        directory = Directory(book.tracking_sheet().touches)
        batch = Batch(directory, book.taken_over, book.suppression_of, book.now, book.recorded)
        for order in orders:
            batch.add(order, by=by, force=force)
        saved = save(book, *row_edits(book, batch.rows, batch.history))
        return StatusReport(tuple(batch.changes), saved)


def change_touch(book: Book, touch_id: str, change: Callable[[Tracked], Ordered]) -> StatusReport:
    """Change one touch by its ID, and save.

    Raises:
        TrackingError: there is no such touch, or `change` refuses it.
    """
    with book.lock():
        book.tracking_sheet()
        taken = next((taken for taken in book.standing if taken.tracked.id == touch_id), None)
        if taken is None:
            raise TrackingError(
                f"{touch_id} is no longer in the Tracking sheet.",
                f"Run {command('draft', book.path)} to have it drafted again.",
            )
        done = change(taken.tracked)
        row = (taken.values_with(done.values), taken.tracked.row)
        saved = save(book, *row_edits(book, [row], [*taken.changes, *done.changes]))
        return StatusReport(done.changes, saved)
