"""The workbook as the page sees it: read anew when it has changed, and changed one edit at a time.

Every change is worked out on the workbook as it is then, under its lock, and only where what the
form was made from still stands there: whoever is last is told, and overwrites nothing unseen.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from planner.model.errors import PlannerError, WorkbookBusyError
from planner.model.frozen import frozen
from planner.tracking.excel_changes import seen_now
from planner.tracking.fingerprints import fingerprint
from planner.workbook.lock import refuse_if_held
from planner.workbook.save import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from planner.campaign import Campaign
    from planner.drafting.asked_purposes import AskedPurpose
    from planner.model.contact import Contact
    from planner.scheduling.due import DueReport
    from planner.tracking.touches import Tracked


_MOST_REMEMBERED = 5  # as many versions as planner keeps


class ChangedMeanwhileError(PlannerError):
    """What a form was made from no longer stands in the workbook."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} has changed since this page showed it; nothing was saved.",
            "This is how it stands now. Look at it, and decide again.",
        )


@frozen
class Done:
    """An action that was saved: what it was, what the workbook held after it, from which page."""

    label: str
    content: str
    place: str


def mark_of(touch: Tracked) -> str:
    """What tells one state of a touch from another, for the forms that are made from it."""
    return fingerprint(seen_now(touch).packed())


class Snapshot:
    """Everything that the pages show of one state of the workbook, read in one go.

    The file is closed again, for an open one could not be saved by Excel on Windows.
    """

    def __init__(self, campaign: Campaign, content: str) -> None:
        self.campaign = campaign
        self.content = content
        book = campaign.book
        with campaign:
            self.touches: Mapping[str, Tracked] = {
                each.tracked.id: each.tracked for each in book.standing
            }
            self.contacts = book.contacts
            known_as = book.match.known_as
            self.people: Mapping[str, Contact] = {
                known_as.get(each.id, each.id): each for each in book.contacts
            }
            # What is read of the file when it is first asked for is asked for now.
            _ = book.history, book.connections, book.sequence, book.suppressions
            _ = campaign.drafts.background, campaign.drafts.list_findings

    @property
    def has_drafts(self) -> bool:
        """Something has been drafted at all."""
        return self.campaign.book.tracking is not None

    @cached_property
    def due(self) -> DueReport:
        """What may go out today.

        Raises:
            TrackingError: nothing is drafted yet.
        """
        return self.campaign.due()

    @cached_property
    def asked_purposes(self) -> tuple[AskedPurpose, ...]:
        """Whose purpose is missing or unsure."""
        return self.campaign.purposes_asked_for()

    def contact_of(self, touch: Tracked) -> Contact | None:
        """Whom a touch is for; None where they are no longer among the contacts."""
        return self.people.get(touch.contact)


class Workspace:
    """One workbook in the hands of the page; `opened` opens its campaign anew."""

    def __init__(self, path: Path, opened: Callable[[], Campaign]) -> None:
        self.path = path
        self._opened = opened
        self._lock = RLock()
        self._snapshot: Snapshot | None = None
        self._read_at: tuple[object, ...] = ()
        self.done: list[Done] = []

    @contextmanager
    def now(self) -> Iterator[Snapshot]:
        """Hold the workbook as it stands, for one request at a time.

        Raises:
            PlannerError: it cannot be read.
        """
        with self._lock:
            yield self._current()

    def _current(self) -> Snapshot:
        state = self._state()
        if self._snapshot is None or state != self._read_at:
            content = self.content()
            campaign = self._opened()
            self._snapshot = Snapshot(campaign, content)
            self._read_at = state
        return self._snapshot

    def name_of(self, touch_id: str) -> str:
        """How the page calls the person of a touch."""
        with self._lock:
            touch = self._snapshot.touches.get(touch_id) if self._snapshot else None
            return (touch.name if touch else "") or touch_id

    def _state(self) -> tuple[object, ...]:
        """What tells cheaply that the file may be another, or the day."""
        try:
            status = self.path.stat()
        except OSError:
            return (None, date.today())  # noqa: DTZ011 - the user's own calendar day is meant
        return status.st_mtime_ns, status.st_size, date.today()  # noqa: DTZ011 - same

    def content(self) -> str:
        """The digest of what the workbook holds now.

        Raises:
            UnreadableWorkbookError: it may not be read.
        """
        return fingerprint_of(self.path).rpartition("-")[2]

    def version(self) -> str:
        """The digest of the workbook, worked out anew only where the file seems to be another."""
        with self._lock:
            snapshot = self._snapshot
            if snapshot is not None and self._state() == self._read_at:
                return snapshot.content
            return self.content()

    def holder(self) -> str:
        """Say who has the workbook open, so that nothing can be saved; "" for nobody."""
        try:
            refuse_if_held(self.path)
        except WorkbookBusyError as error:
            return error.message
        return ""

    # --- changing it ------------------------------------------------------------------------------

    def act(
        self,
        label: str,
        change: Callable[[Campaign], object],
        *,
        touches: Mapping[str, str] | None = None,
        purpose: tuple[str, str] | None = None,
        content: str = "",
        place: str = "",
        needs_all: bool = False,
    ) -> None:
        """Carry out one action, saved when this returns.

        Of what it was decided from the marks of `touches` by Touch ID, the words of a purpose cell
        by Contact ID, or the `content` of the whole workbook must still stand. No more is read of
        Tracking than `touches`, unless the change `needs_all`. `place` is the page it was done on.

        Raises:
            ChangedMeanwhileError: it does not.
            WorkbookBusyError: another program holds the workbook.
            PlannerError: the action makes no sense, or cannot be saved.
        """
        with self._lock, self._opened() as campaign, campaign.book.lock():
            before = self.content()
            if content and content != before:
                raise ChangedMeanwhileError(self.path.name)
            if touches and not needs_all:
                campaign.book.narrow(touches)
            _require_touches(campaign, touches or {})
            _require_purpose(campaign, purpose)
            change(campaign)
            after = self.content()
            if after != before:
                self._note(Done(label, after, place))

    def undo(self, content: str) -> Done:
        """Take the last action back, if the workbook is what the page showed; say which it was.

        Raises:
            ChangedMeanwhileError: it is not.
            PlannerError: there is nothing to take back, or something newer would be lost.
        """
        with self._lock, self._opened() as campaign, campaign.book.lock():
            last = self.last_done()
            if last is None or content != last.content:
                raise ChangedMeanwhileError(self.path.name)
            campaign.undo()
            self.done = self.done[:-1]
            return last

    def last_done(self) -> Done | None:
        """The last action, as long as nobody has changed the workbook since."""
        with self._lock:
            if not self.done:
                return None
            try:
                return self.done[-1] if self.done[-1].content == self.version() else None
            except PlannerError:
                return None  # it cannot be read now, and so not be undone

    def _note(self, done: Done) -> None:
        self.done = [*self.done, done][-_MOST_REMEMBERED:]


def _require_touches(campaign: Campaign, marks: Mapping[str, str]) -> None:
    if not marks:
        return
    standing = {each.tracked.id: each.tracked for each in campaign.book.standing}
    for touch_id, mark in marks.items():
        touch = standing.get(touch_id)
        if touch is None or mark_of(touch) != mark:
            raise ChangedMeanwhileError(touch.name or touch_id if touch else touch_id)


def _require_purpose(campaign: Campaign, purpose: tuple[str, str] | None) -> None:
    if purpose is None:
        return
    who, words = purpose
    contact = next((each for each in campaign.book.contacts if each.id == who), None)
    if contact is None or contact.purpose != words:
        raise ChangedMeanwhileError(contact.name if contact else who)
