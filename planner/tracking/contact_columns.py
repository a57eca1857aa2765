"""Keeps the owner's own columns Status, Last contacted and Next step in step with the touches.

What the owner types there counts as an edit of the Tracking sheet does; what happens to a touch
once it is more than a draft is written there. A word that means no status is the owner's business
and stays. The status that both sides last agreed on stands in the hidden column `planner mirrored`,
so that of two different words it is known who has changed.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.text.pasted import command
from planner.tracking.excel_changes import TakenOver, change_of, date_values, remembering, seen_now
from planner.tracking.history import By
from planner.tracking.layout import MIRRORED
from planner.tracking.next_action import NEXT_ACTION, do_not_contact
from planner.tracking.statuses import ImpossibleMoveError, later, require_move
from planner.tracking.touch_values import as_date, as_text
from planner.tracking.touches import Tracked
from planner.workbook.edits import SetCell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import date, datetime

    from planner.contacts.status_words import StatusWords
    from planner.model.contact import Columns, Contact
    from planner.model.suppression import Suppression
    from planner.workbook.edits import EditValue


_FIELDS = ("status", "last_contacted", "next_step")


def has_mirror(columns: Columns) -> bool:
    """Whether the contacts sheet has any of the columns that are kept in step."""
    return any(field in columns.positions for field in _FIELDS)


def said_by(contact: Contact, words: StatusWords) -> Status | None:
    """The status that the owner has typed beside the contact; None for a word of another kind."""
    return words.get(contact.text("status").casefold())


@frozen
class StatusColumn:
    """How a status is written into the owner's own Status column, if it may be at all.

    `is_understood` is False where a cell of the column holds a word that planner does not know:
    then it may mean something else, and nothing is written. `offered` gives the words of a
    contact's dropdown, None where the cell has none.
    """

    words: StatusWords
    is_understood: bool
    offered: Callable[[Contact], Collection[str] | None]

    @classmethod
    def of(
        cls,
        contacts: Iterable[Contact],
        words: StatusWords,
        offered: Callable[[Contact], Collection[str] | None],
    ) -> StatusColumn:
        """Look through the column once."""
        typed = {contact.text("status") for contact in contacts}
        return cls(words, all(map(words.is_known, typed)), offered)

    def word_for(self, contact: Contact, status: Status) -> str:
        """Choose the word for a status beside a contact; "" where nothing is to be written."""
        typed = contact.text("status")
        is_free = self.words.is_not_yet(typed) or self.words.get(typed) not in {None, status}
        if not (is_free and self.is_understood):
            return ""
        own = (word for word, meant in self.words.items() if meant is status)
        usual = next((word for word in own if word != str(status)), str(status))
        offered = self.offered(contact)
        if offered is None:
            return usual
        fitting = [word for word in offered if self.words.get(word) is status]
        return next((word for word in fitting if word.casefold() == usual), "".join(fitting[:1]))


@frozen
class Mirror:
    """The contacts beside their latest touches.

    `people` are the contacts by the Contact ID that Tracking knows, empty where their sheet has no
    column to keep in step; `latest` is the touch of each that counts, its step and its ID: the last
    that has gone out, or the first; `agreed` is what was last written beside each contact;
    `statuses` is how a status is written there.
    """

    people: Mapping[str, Contact]
    latest: Mapping[str, tuple[int, str]]
    statuses: StatusColumn
    agreed: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        people: Mapping[str, Contact],
        touches: Iterable[Tracked],
        statuses: StatusColumn,
    ) -> Mirror:
        """Pair the contacts with the touch of each that counts."""
        latest: dict[str, tuple[int, str]] = {}
        agreed: dict[str, str] = {}
        for touch in sorted(touches, key=lambda touch: touch.step):
            if touch.contact not in latest or _counts(touch):
                latest[touch.contact] = (touch.step, touch.id)
            agreed[touch.contact] = touch.text(MIRRORED) or agreed.get(touch.contact, "")
        return cls(people, latest, statuses, agreed)

    def taken_over(self, taken: TakenOver, now: datetime) -> TakenOver:
        """Take over the status that the owner has typed beside the contact since the last run."""
        touch = taken.tracked
        contact = self.people.get(touch.contact)
        if contact is None or self.latest.get(touch.contact) != (touch.step, touch.id):
            return taken
        words = self.statuses.words
        agreed = words.get(self.agreed.get(touch.contact, "").partition("|")[0])
        return _taken(taken, contact, words, agreed, now)

    def written(
        self, touch: Tracked, values: Mapping[str, EditValue], status: Status | None
    ) -> tuple[Mapping[str, EditValue], list[SetCell]]:
        """What to write where a row becomes `values`: its cells with planner's memory, and beside
        the contact.

        Only the outcome of a message that has gone out, or was given up, is written there; never
        over a formula, nor over what the owner means by other words.
        """
        contact = self.people.get(touch.contact)
        if contact is None or status is None or status.is_open:
            return values, []
        if (touch.step, touch.id) < self.latest.get(touch.contact, (0, "")):
            return values, []
        if touch.step > 1 and status is Status.SKIPPED:
            return values, []  # that a follow-up was needless says nothing of the contact
        cells = {**touch.cells, **{name: _plain(value) for name, value in values.items()}}
        after = replace(touch, cells=cells, status=status)
        memory = f"{status}|{after.text('Sent on')}"
        if memory == touch.text(MIRRORED):
            return values, []
        return {**values, MIRRORED: memory}, [*_cells(contact, touch, after, self.statuses)]


def _counts(touch: Tracked) -> bool:
    """A later touch counts once it is out."""
    return touch.status is not None and touch.status.is_sent


def first_cells(
    contact: Contact, suppression: Suppression, statuses: StatusColumn
) -> Iterator[SetCell]:
    """What to write beside a newcomer who is on the Do not contact sheet."""
    nothing = Tracked(0, {}, None)
    after = Tracked(0, {"Next action": do_not_contact(suppression.reason)}, Status.SUPPRESSED)
    yield from _cells(contact, nothing, after, statuses)


def _taken(
    taken: TakenOver,
    contact: Contact,
    words: StatusWords,
    agreed: Status | None,
    now: datetime,
) -> TakenOver:
    tracked, said = taken.tracked, said_by(contact, words)
    if said is None or said is agreed or said is tracked.status:
        return taken
    if agreed is None and said.is_open:
        return taken  # "drafted", written by hand before planner ever was
    findings = taken.findings
    if agreed is not None and tracked.status is not None and tracked.status is not agreed:
        counts = later(tracked.status, said)
        findings = (*findings, _conflict(contact, said, tracked.status, counts))
        if counts is tracked.status:
            return replace(taken, findings=findings)
    try:
        require_move(tracked.status, said)
    except ImpossibleMoveError as error:
        # "declined" may be true all the same: until that is clear, nothing goes out.
        is_open = tracked.status is not None and tracked.status.is_open
        held = replace(tracked, is_status_known=False) if is_open else tracked
        return replace(taken, tracked=held, findings=(*findings, _impossible(contact, said, error)))
    values: dict[str, EditValue] = {
        "Status": str(said),
        "Next action": NEXT_ACTION[said],
        **_dates(tracked, contact, said, now),
    }
    cells = {**tracked.cells, **{name: _plain(value) for name, value in values.items()}}
    moved = replace(tracked, cells=cells, status=said, is_status_known=True)
    values["planner seen"] = seen_now(moved).packed() or None
    note = f"from {contact.columns.sheet}!{contact.cell('status')}"
    change = change_of(tracked, tracked.status, said, now, by=By.EXCEL, note=note)
    after = remembering(moved, values)
    return TakenOver(after, {**taken.values, **values}, (*taken.changes, change), findings)


def _cells(
    contact: Contact, before: Tracked, after: Tracked, statuses: StatusColumn
) -> Iterator[SetCell]:
    """The cells beside the contact that should say what the touch now says."""
    columns, status = contact.columns.positions, after.status
    if "status" in columns and status is not None:
        word = statuses.word_for(contact, status)
        if word:
            yield _set(contact, "status", word)
    sent_on = after.sent_on
    contacted = as_date(contact.raw("last_contacted"))
    is_newer = contacted is not None and sent_on is not None and contacted < sent_on
    if "last_contacted" in columns and (is_newer or not contact.text("last_contacted")) and sent_on:
        yield _set(contact, "last_contacted", sent_on)
    step, own = after.next_action, contact.text("next_step")
    if "next_step" in columns and step and own in {"", before.next_action} - {step}:
        yield _set(contact, "next_step", step)


def _set(contact: Contact, field: str, value: EditValue) -> SetCell:
    columns = contact.columns
    number = columns.numbers[columns.positions[field]]
    return SetCell(columns.sheet, contact.row, number, value, over_formula=False)


def _dates(tracked: Tracked, contact: Contact, said: Status, now: datetime) -> dict[str, date]:
    """The dates that follow: the owner's own Last contacted is the day of sending, if sensible."""
    values = date_values(tracked, said, now)
    contacted = as_date(contact.raw("last_contacted"))
    if "Sent on" in values and contacted is not None and contacted <= now.date():
        values["Sent on"] = contacted
    return values


def _plain(value: EditValue) -> str | None:
    return as_text(value) or None


def _conflict(contact: Contact, said: Status, tracked: Status, counts: Status) -> Finding:
    return Finding(
        "status-conflict",
        Severity.WARNING,
        f'the status is "{said}" here and "{tracked}" in Tracking; "{counts}" counts, which comes'
        " later in the life of a message",
        "If that is wrong, set the one that holds in Tracking.",
        sheet=contact.columns.sheet,
        cell=contact.cell("status"),
        contact=contact.id,
    )


def _impossible(contact: Contact, said: Status, error: ImpossibleMoveError) -> Finding:
    forced = command("status", "set", contact.id, str(said), "--force")
    return Finding(
        "status-impossible",
        Severity.WARNING,
        error.message,
        error.hint.replace("set it with --force", f"{forced} sets it"),
        sheet=contact.columns.sheet,
        cell=contact.cell("status"),
        contact=contact.id,
    )
