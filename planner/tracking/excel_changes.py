"""Takes over what the user changed in the Tracking sheet since planner last saw it.

An edit made in Excel counts as much as a command: it is held against the same moves and dates, and
goes to History. What makes no sense becomes a finding and stays as typed; until it is mended, the
last status that made sense is the one that counts, so that a slip never sends anything twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.model.status import Status
from planner.text.pasted import command
from planner.tracking.fingerprints import Seen, fingerprint
from planner.tracking.history import By, Change
from planner.tracking.next_action import next_action
from planner.tracking.statuses import DATE_OF, ImpossibleMoveError, require_date, require_move
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from planner.contacts.status_words import StatusWords
    from planner.tracking.touches import Tracked, TrackingSheet
    from planner.workbook.edits import EditValue


_DATES = {
    "planned_for": "Planned for",
    "sent_on": "Sent on",
    "accepted_on": "Accepted on",
    "answered_on": "Answered on",
}


@frozen
class TakenOver:
    """A row with the user's changes taken over.

    `tracked` has the status that counts and the dates that follow; `values` are the cells still to
    be written, `changes` what History will say.
    """

    tracked: Tracked
    values: Mapping[str, EditValue]
    changes: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()

    def values_with(self, values: Mapping[str, EditValue]) -> dict[str, EditValue]:
        """The cells to be written where `values` are decided on top."""
        return {**self.values, **values}


def take_over(
    tracked: Tracked, sheet: TrackingSheet, words: StatusWords, now: datetime
) -> TakenOver:
    """Compare a row with what planner saw last, and take over what the user changed since."""
    packed = tracked.text("planner seen")
    seen = tracked.seen
    if not packed or seen_now(tracked).packed() == packed:
        return TakenOver(tracked, {}, findings=_date_findings(tracked, sheet, now))
    before = words.get(seen.status.casefold())
    status = _status(tracked, sheet, before, now)
    notes = [*_other_changes(status.tracked, seen)]
    changes = list(status.changes)
    if notes:
        word = str(status.tracked.status or "")
        note = "; ".join(notes)
        changes.append(Change(now, tracked.id, tracked.name, word, word, By.EXCEL, note))
    findings = (*status.findings, *_date_findings(status.tracked, sheet, now))
    values = dict(status.values)
    now_seen = seen_now(status.tracked).packed()
    if now_seen != packed:
        values["planner seen"] = now_seen or None
    return TakenOver(remembering(status.tracked, values), values, tuple(changes), findings)


def remembering(tracked: Tracked, values: Mapping[str, EditValue]) -> Tracked:
    """The row with planner's memory as `values` will leave it, for what is decided on top."""
    seen = values.get("planner seen", tracked.text("planner seen"))
    return replace(tracked, cells={**tracked.cells, "planner seen": str(seen or "")})


def seen_now(tracked: Tracked) -> Seen:
    """The user's cells as they stand, with the status that counts."""
    status = str(tracked.status or "")
    dates = {name: tracked.text(header) for name, header in _DATES.items()}
    notes = fingerprint(tracked.notes)
    return Seen(status=status, text=tracked.words, notes=notes, **dates)


def _status(
    tracked: Tracked, sheet: TrackingSheet, before: Status | None, now: datetime
) -> TakenOver:
    after = tracked.status
    if after is before:
        return TakenOver(tracked, {})
    if after is None:
        # Unknown words have their own finding; an emptied cell loses no status.
        found = () if not tracked.is_status_known else (_cleared(tracked, sheet, before),)
        return TakenOver(replace(tracked, status=before), {}, findings=found)
    try:
        require_move(Status.SENT if _was_sent_too(tracked, before, now) else before, after)
    except ImpossibleMoveError as error:
        found = (_impossible(tracked, sheet, error),)
        # "replied" may mean that the message is out: until it is mended, the words stay.
        standing = replace(tracked, status=before, is_status_known=False)
        return TakenOver(standing, {}, findings=found)
    values: dict[str, str | date] = {
        **date_values(tracked, after, now),
        "Next action": next_action(after, tracked.channel),
    }
    moved = replace(tracked, cells={**tracked.cells, **values})
    changes = [change_of(tracked, before, after, now, by=By.EXCEL)]
    if _was_sent_too(tracked, before, now) and after is not Status.SENT:
        note = f"on {tracked.sent_on}"
        changes = [
            change_of(tracked, before, Status.SENT, now, by=By.EXCEL, note=note),
            change_of(tracked, Status.SENT, after, now, by=By.EXCEL),
        ]
    return TakenOver(moved, values, tuple(changes))


def _was_sent_too(tracked: Tracked, before: Status | None, now: datetime) -> bool:
    """Whether the day of sending was typed together with what came back on a later day."""
    if before is None or not before.is_open or tracked.status is None or not tracked.status.is_sent:
        return False
    sent_on, answered_on = tracked.sent_on, tracked.answered_on
    if sent_on is None or sent_on > now.date():
        return False
    return bool(tracked.draft) and (answered_on is None or sent_on <= answered_on <= now.date())


def date_values(tracked: Tracked, after: Status, now: datetime) -> dict[str, date]:
    """The date that a status brings with it, where the row has none yet."""
    header = DATE_OF.get(after)
    return {header: now.date()} if header and not tracked.text(header) else {}


def change_of(
    tracked: Tracked,
    before: Status | None,
    after: Status,
    now: datetime,
    *,
    by: By,
    note: str = "",
) -> Change:
    """The row of History for a change of status, with the words where it says sent."""
    is_sent = after.is_sent and (before is None or not before.is_sent)
    return Change(
        now,
        tracked.id,
        tracked.name,
        str(before or ""),
        str(after),
        by,
        note,
        tracked.subject if is_sent else "",
        tracked.draft if is_sent else "",
    )


def _other_changes(tracked: Tracked, seen: Seen) -> list[str]:
    notes = []
    for name, header in _DATES.items():
        was, typed = getattr(seen, name), tracked.text(header)
        # A date that planner itself has just filled in is told by the change of status.
        if was != typed and was:
            notes.append(f"{header}: {was} became {typed or 'empty'}")
        elif was != typed and DATE_OF.get(tracked.status) != header:  # type: ignore[arg-type]  # None is no key
            notes.append(f"{header}: {typed}")
    if seen.text != tracked.words:
        notes.append("draft edited")
    if seen.notes != fingerprint(tracked.notes):
        notes.append("notes edited")
    return notes


def _date_findings(tracked: Tracked, sheet: TrackingSheet, now: datetime) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    sent_on = tracked.sent_on
    for status, header in DATE_OF.items():
        typed = tracked.cells.get(header)
        if typed is None:
            continue
        on = as_date(typed)
        if on is None:
            why = f'"{tracked.text(header)}" is no date'
            findings.append(_date_finding(tracked, sheet, header, why))
            continue
        try:
            require_date(on, today=now.date(), sent_on=sent_on, after=status)
        except ImpossibleMoveError as error:
            findings.append(_date_finding(tracked, sheet, header, error.message))
    # Replied, meeting and declined share a column: say it once.
    return tuple(dict.fromkeys(findings))


def _cleared(tracked: Tracked, sheet: TrackingSheet, before: Status | None) -> Finding:
    return Finding(
        "status-impossible",
        Severity.WARNING,
        f'the status was "{before}" and is now empty; it still counts as "{before}"',
        f'Choose "{before}" again, or the status that holds.',
        sheet=sheet.name,
        cell=sheet.cell("Status", tracked.row),
        contact=tracked.contact,
    )


def _impossible(tracked: Tracked, sheet: TrackingSheet, error: ImpossibleMoveError) -> Finding:
    forced = command("status", "set", tracked.id, str(tracked.status), "--force")
    return Finding(
        "status-impossible",
        Severity.WARNING,
        error.message,
        error.hint.replace("set it with --force", f"{forced} sets it"),
        sheet=sheet.name,
        cell=sheet.cell("Status", tracked.row),
        contact=tracked.contact,
    )


def _date_finding(tracked: Tracked, sheet: TrackingSheet, header: str, why: str) -> Finding:
    return Finding(
        "date-impossible",
        Severity.WARNING,
        f"{header}: {why}",
        "Type the day on which it happened.",
        sheet=sheet.name,
        cell=sheet.cell(header, tracked.row),
        contact=tracked.contact,
    )
