"""Carries out a list of orders, each on top of those before it: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.model.status import Status
from planner.tracking.changes import Order, Ordered, carry_out, is_recorded, touch_for
from planner.tracking.history import By
from planner.tracking.next_action import is_no_follow_up
from planner.tracking.statuses import DATE_OF, ImpossibleMoveError, dates_taken_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from planner.model.suppression import Suppression
    from planner.tracking.excel_changes import TakenOver
    from planner.tracking.find_person import Directory
    from planner.tracking.history import Change
    from planner.tracking.touches import Tracked
    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import EditValue


# What may be written down of somebody who must not be contacted, before any message is out.
_ALLOWED = {Status.SUPPRESSED, Status.SKIPPED}


@frozen
class StatusReport:
    """What `status set` did: the changes as History has them, and what was written."""

    changes: tuple[Change, ...]
    save: SaveReport


class Batch:
    """Orders carried out so far; nothing is written here.

    `taken_over` gives a row with the user's own changes in it, `suppression_of` the entry of the
    Do not contact sheet that means the person of a row, `history` what is recorded so far.
    """

    def __init__(
        self,
        directory: Directory,
        taken_over: Callable[[Tracked], TakenOver],
        suppression_of: Callable[[Tracked], Suppression | None],
        now: datetime,
        history: Callable[[], Iterable[Change]],
    ) -> None:
        self._directory = directory
        self._taken_over = taken_over
        self._suppression_of = suppression_of
        self._now = now
        self._history = history
        self._taken: dict[str, TakenOver] = {}
        self._ordered: dict[str, Ordered] = {}
        self.changes: list[Change] = []

    def add(self, order: Order, *, by: By = By.COMMAND, force: bool = False) -> None:
        """Carry out one more order.

        Raises:
            UnknownPersonError: nobody, or more than one person, answers to its name.
            ImpossibleMoveError: the move makes no sense and is not forced.
        """
        with order.named():
            found = self._found(order)
            if by is By.COMMAND and is_recorded(order, found, self._recorded()):
                return
            touch = self._touch(order, found)
            # What an import proves, or planner did, has happened, whomever the list names.
            if not force and by not in {By.IMPORT, By.SEND}:
                self._require_allowed(order, touch)
            done = carry_out(order, touch, self._now, by=by, force=force)
        self._keep(touch, done)
        self._free_follow_ups(touch, done)

    def _keep(self, touch: Tracked, done: Ordered) -> None:
        before = self._ordered.get(touch.id)
        values = {**(before.values if before else {}), **done.values}
        self._ordered[touch.id] = Ordered(done.tracked, values, done.changes)
        self.changes += done.changes

    def _free_follow_ups(self, touch: Tracked, done: Ordered) -> None:
        """Open what only the answer that is taken back here had made needless."""
        if not dates_taken_back(touch.status, done.tracked.status or Status.SENT, DATE_OF.values()):
            return
        for each in self._standing(self._directory.after(touch)):
            if each.status is Status.SKIPPED and is_no_follow_up(
                each.text("Next action"), touch.id
            ):
                status = Status.DRAFTED if each.draft else Status.NEEDS_PURPOSE
                order = Order(each.id, status, note=f"{touch.id} is {done.tracked.status} again")
                self._keep(each, carry_out(order, each, self._now))

    def _recorded(self) -> list[Change]:
        return [*self._history(), *self.changes]

    @property
    def rows(self) -> list[tuple[Mapping[str, EditValue], int | None]]:
        """The cells to be written, by header, with their rows."""
        return [
            (self._taken[touch].values_with(done.values), done.tracked.row)
            for touch, done in self._ordered.items()
        ]

    @property
    def history(self) -> list[Change]:
        """What History is to say: what the user changed in these rows before, then the orders."""
        return [
            *(change for touch in self._ordered for change in self._taken[touch].changes),
            *self.changes,
        ]

    def _found(self, order: Order) -> tuple[Tracked, ...]:
        return self._standing(self._directory.touches(order.who))

    def _standing(self, touches: Iterable[Tracked]) -> tuple[Tracked, ...]:
        """These touches as the user's edits and the orders so far have left them."""
        found = [self._taken_over(each) for each in touches]
        self._taken |= {each.tracked.id: each for each in found}
        return tuple(
            self._ordered[each.tracked.id].tracked
            if each.tracked.id in self._ordered
            else each.tracked
            for each in found
        )

    def _touch(self, order: Order, standing: tuple[Tracked, ...]) -> Tracked:
        for touch in standing:
            # Somebody who stands twice in one list was still written to once.
            if touch.id in self._ordered and touch.status is order.status:
                return touch
        return touch_for(order, standing)

    def _require_allowed(self, order: Order, touch: Tracked) -> None:
        if order.status in _ALLOWED or not (touch.status is None or touch.status.is_open):
            return
        suppression = self._suppression_of(touch)
        if suppression is not None:
            because = f" ({suppression.reason})" if suppression.reason else ""
            raise ImpossibleMoveError(
                f"{touch.text('Name') or touch.id} ({touch.id}): must not be contacted: they are on"
                f" the Do not contact list{because}.",
                f'It may become suppressed or skipped. If "{order.status}" is true all the same,'
                f" set it with --force; if the entry {suppression.cell} is a mistake, take it out.",
            )
