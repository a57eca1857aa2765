"""Says what one of planner's writes changed, by comparing the workbook before it and after it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.model.errors import PlannerError
from planner.model.frozen import frozen
from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from planner.tracking.book import Book
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked
    from planner.workbook.undo import Write


_SENT = {str(status) for status in Status if status.is_sent}


@frozen
class WriteChanges:
    """What a write did: the changes that History gained, and how many rows it made or altered.

    `backup` is the version that the write replaced.
    """

    backup: Path
    when: datetime
    changes: tuple[Change, ...]
    drafted: int
    planned: int
    people: int

    @property
    def sent(self) -> tuple[Change, ...]:
        """The changes that say of a message that it went out."""
        return tuple(
            each for each in self.changes if each.after in _SENT and each.before not in _SENT
        )


def changes_of(write: Write, book: Book) -> WriteChanges:
    """Compare the two versions of a write, read as `book` is."""
    before, after = book.again(write.before), book.again(write.after)
    try:
        gained = Counter(_history(after)) - Counter(_history(before))
        touches = _touches(before), _touches(after)
        return WriteChanges(
            write.before,
            write.when,
            changes=tuple(gained.elements()),
            drafted=_differing(*touches, lambda each: each.draft and each.words),
            planned=_differing(*touches, lambda each: each.text("Planned for")),
            people=max(_people(after) - _people(before), 0),
        )
    finally:
        before.close()
        after.close()


def _history(book: Book) -> tuple[Change, ...]:
    return book.history.changes if book.history else ()


def _touches(book: Book) -> dict[str, Tracked]:
    return {each.id: each for each in book.tracking.touches} if book.tracking else {}


def _differing(
    before: dict[str, Tracked], after: dict[str, Tracked], part: Callable[[Tracked], str]
) -> int:
    """How many rows have a part now that they did not have, or not so, before."""
    return sum(
        bool(now := part(each)) and (touch not in before or now != part(before[touch]))
        for touch, each in after.items()
    )


def _people(book: Book) -> int:
    try:
        return len(book.contacts)
    except PlannerError:
        return 0  # a list that cannot be read was none of planner's doing
