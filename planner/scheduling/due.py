"""What is to come: who is ready, who is due, who must wait, and the plan of it all."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from planner.checks.placeholder_purpose import stands_in_only
from planner.contacts.suppressions import suppression_of
from planner.drafting.prepare import Turn, channels_of
from planner.drafting.reconcile import decide
from planner.model.channel import Channel
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.scheduling import plan as planned
from planner.scheduling.limits import Period
from planner.scheduling.rules import PlanReport, Ready
from planner.text.person_keys import identities
from planner.tracking.company_history import IN_CONVERSATION
from planner.tracking.due_touches import is_due, ready_touches, sent_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from planner.drafting.run import Drafts
    from planner.model.channel import Limit
    from planner.model.contact import Contact
    from planner.tracking.book import Book
    from planner.tracking.touches import Tracked
    from planner.workbook.edits import EditValue


@frozen
class Due:
    """A touch that may go out today, whom it is for, and the limit of its channel if it has one."""

    touch: Tracked
    contact: Contact
    limit: Limit | None


@frozen
class Waiting:
    """A touch whose day has come, and why it waits all the same."""

    touch: Tracked
    reason: str


@frozen
class DueReport:
    """What is due, in the order of the Tracking sheet, and how much of the day's cap is used.

    `cap` is the most messages a day, None where there is no such limit. `waiting` would be due,
    had not a colleague just answered.
    """

    due: tuple[Due, ...]
    sent_today: int
    cap: int | None
    waiting: tuple[Waiting, ...] = ()

    @property
    def left(self) -> int | None:
        """How many more may go out today; None where there is no cap."""
        return None if self.cap is None else max(self.cap - self.sent_today, 0)


class Outlook:
    """The days before a campaign, as far as its drafts and its user's limits decide them."""

    def __init__(self, book: Book, drafts: Drafts) -> None:
        self._book = book
        self._drafts = drafts

    def due(self, *, where: Iterable[str] = ()) -> DueReport:
        """As `Campaign.due` says."""
        today = self._book.now.date()
        chosen = {touch.id for touch in self._book.touches(where=where)}
        limits, pauses = self._drafts.background.limits, self.pauses
        due: list[Due] = []
        waiting: list[Waiting] = []
        for each in self.ready():
            touch = each.touch
            if touch.id not in chosen or not is_due(touch, today):
                continue
            why = each.pause_of(pauses)
            if why:
                waiting.append(Waiting(touch, why))
            else:
                due.append(Due(touch, each.contact, limits.get(touch.text("Channel"))))
        sent = sent_on([each.tracked for each in self._book.standing], today)
        return DueReport(tuple(due), sent, self._daily_cap, tuple(waiting))

    def ready(self) -> list[Ready]:
        """The touches that could go out, today or later: drafted, to nobody who must be left alone.

        A touch whose contact is gone, or no longer states a purpose, is not ready.
        """
        background, known_as = self._drafts.background, self._book.match.known_as
        people = {known_as.get(each.id, each.id): each for each in self._book.contacts}
        companies = {
            each.id: name for name, group in background.companies.items() for each in group
        }
        touches = [each.tracked for each in self._book.standing]
        return [
            Ready(touch, contact, self._channels(touch, contact), companies.get(contact.id, ""))
            for touch in ready_touches(touches, self._needless)
            if (contact := people.get(touch.contact)) is not None
            and contact.purpose
            and not stands_in_only(contact.purpose)
            and suppression_of(contact, background) is None
        ]

    def _channels(self, touch: Tracked, contact: Contact) -> tuple[Channel, ...]:
        """How a touch may travel: as it is drafted, or as the contact's row leaves open."""
        drafted = Channel.spoken(touch.text("Channel"))
        if drafted is None:
            return ()
        is_settled = touch.step > 1 or touch.is_edited or touch.status is Status.APPROVED
        others = () if is_settled else channels_of(contact)[0]
        return (drafted, *(each for each in others if each is not drafted))

    @property
    def pauses(self) -> dict[str, str]:
        """Why contacts must wait for a colleague who has just answered."""
        ids = {known: mine for mine, known in self._book.match.known_as.items()}
        answers = {
            ids.get(each.tracked.contact, each.tracked.contact): each.tracked
            for each in self._book.standing
            if each.tracked.status in IN_CONVERSATION
        }
        if not answers:
            return {}
        return self._drafts.agenda.pauses(
            self._drafts.background.companies, answers, self._book.now.date()
        )

    def plan(
        self,
        *,
        start: date | None = None,
        weeks: int | None = None,
        dry_run: bool = False,
        with_sheet: bool = False,
    ) -> PlanReport:
        """As `Campaign.plan` says."""
        with nullcontext() if dry_run else self._book.lock():
            planned.require_column(self._book.tracking_sheet(), self._book.path.name)
            first = planned.require_start(start, self._book.now.date())
            ready = self.ready()
            plan = planned.laid_out(
                self._drafts.agenda,
                ready,
                self._book.standing,
                self.pauses,
                start=first,
                weeks=weeks,
            )
            rows, changes = planned.rows_of(plan, ready, self._book.standing, self._redrawn)
            by_touch = {each.touch.id: each for each in ready}
            expected = planned.expected(plan, ready, self._drafts.sequencer, self._drafts.agenda)
            if dry_run:
                return PlanReport(plan, by_touch, expected)
            edits, beside = self._book.row_edits(rows, changes)
            if with_sheet:
                rows_of_plan = planned.sheet_rows(plan, by_touch, expected)
                edits.append(self._book.sheet_edit("Plan", planned.PLAN_MARK, rows_of_plan))
            return PlanReport(plan, by_touch, expected, self._book.save(edits, beside))

    def _redrawn(self, ready: Ready, channel: Channel) -> Mapping[str, EditValue]:
        """The cells of a touch that the plan sends another way; none where that cannot be drawn."""
        turn = Turn(self._drafts.first_turn.step, channel)
        prepared = self._drafts.plain_drafter.prepare(
            ready.contact, turn, known_as=ready.touch.contact
        )
        if prepared.draft is None:
            return {}
        signs = identities(ready.contact)
        return decide(prepared, ready.touch, signs, weigh=self._drafts.weigh).values

    @property
    def _needless(self) -> frozenset[str]:
        """The Touch IDs of the follow-ups that an answer has made needless."""
        later = (touch for each in self._book.standing if (touch := each.tracked).step > 1)
        return frozenset(touch.id for touch in later if self._drafts.stopped(touch) is not None)

    @property
    def _daily_cap(self) -> int | None:
        """The most messages a day; as many as the user likes where Settings does not say."""
        caps = self._drafts.agenda.limits.caps
        daily = [cap.number for cap in caps if cap.channel is None and cap.period is Period.DAY]
        return min(daily, default=None)
