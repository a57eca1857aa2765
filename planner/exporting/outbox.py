"""What a campaign has to send: which of it may leave now, why the rest stays, and its emails.

Only what could go out leaves: drafted or approved, to nobody who must be left alone, and not while
an answer makes it needless. The words are those of the Tracking sheet as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.email.email_error import EmailError
from planner.email.render import RenderedEmail, Words, render_email
from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.text.pasted import command
from planner.tracking.due_touches import is_due
from planner.tracking.touch_values import as_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from planner.model.channel import Channel
    from planner.model.contact import Contact
    from planner.model.sender import Sender
    from planner.model.status import Status
    from planner.templating.library import Library
    from planner.tracking.ready import Ready
    from planner.tracking.touches import Tracked, TrackingSheet


@frozen
class Outbox:
    """What a campaign has to send, and what its messages are made of.

    `touches` are those that the user has chosen, `ready` the ones that could go out by their Touch
    ID, `held` the error that stands against each of the others, `pauses` the reasons to wait by
    Contact ID. `without_room` says which touches find no room today, and why;
    `context_of` gives the names that a touch's template may use.
    """

    workbook: Path
    now: datetime
    sender: Sender
    sheet: TrackingSheet
    touches: Sequence[Tracked]
    ready: Mapping[str, Ready]
    held: Mapping[str, Finding]
    pauses: Mapping[str, str]
    without_room: Callable[[Sequence[Ready]], Mapping[str, str]]
    library: Library
    context_of: Callable[[Contact, Tracked], Mapping[str, object]]


@frozen
class Choice:
    """What may leave now; `held` are the touches that stay, each with its reason.

    `findings` are the errors that hold the others.
    """

    ready: tuple[Ready, ...]
    held: tuple[tuple[Tracked, str], ...]
    findings: tuple[Finding, ...]


def choose(
    outbox: Outbox,
    statuses: frozenset[Status],
    channels: frozenset[Channel],
    *,
    is_due_only: bool,
) -> Choice:
    """Choose what may leave of these statuses through these channels; of none named, through any.

    `is_due_only` leaves out what has a later day, and what finds no room under the day's caps.
    """
    ready: list[Ready] = []
    held: list[tuple[Tracked, str]] = []
    findings: list[Finding] = []
    for touch in outbox.touches:
        if touch.status not in statuses:
            continue
        error = outbox.held.get(touch.id)
        reason = _reason_to_stay(outbox, touch, channels, is_due_only=is_due_only)
        if error is not None and not reason:
            findings.append(error)
        elif reason:
            held.append((touch, reason))
        else:
            ready.append(outbox.ready[touch.id])
    if is_due_only:
        over = outbox.without_room(ready)
        held += [(each.touch, over[each.touch.id]) for each in ready if each.touch.id in over]
        ready = [each for each in ready if each.touch.id not in over]
    return Choice(tuple(ready), tuple(held), tuple(findings))


def _reason_to_stay(
    outbox: Outbox, touch: Tracked, channels: frozenset[Channel], *, is_due_only: bool
) -> str:
    """Say why a touch does not leave now; "" where nothing but an error may hold it."""
    found, today = outbox.ready.get(touch.id), outbox.now.date()
    if found is None and touch.id not in outbox.held:
        return "must be left alone, or wait for an earlier touch"
    if _is_put_off(touch):
        return "put off"
    if found is not None and found.pause_of(outbox.pauses):
        return "paused, since a colleague has just answered"
    if is_due_only and not is_due(touch, today):
        return "not due yet"
    return "" if not channels or touch.channel in channels else "of another channel"


def _is_put_off(touch: Tracked) -> bool:
    """Whether the user has typed no day but something like "not now"."""
    planned = touch.cells.get("Planned for")
    return planned is not None and as_date(planned) is None


def email_of(outbox: Outbox, ready: Ready, attach_from: Sequence[Path] = ()) -> RenderedEmail:
    """Make the email of a touch by its template, in the words of its row.

    Raises:
        EmailError: it cannot be made.
    """
    touch = ready.touch
    named = touch.template
    template = outbox.library.find(named) if named else None
    if template is None:
        raise EmailError(
            f'There is no template "{named}" any more, which says who gets copies and files.',
            f"Put it back, or run {command('draft', outbox.workbook)} again.",
        )
    return render_email(
        template.path,
        outbox.context_of(ready.contact, touch),
        within=(outbox.workbook.parent, *attach_from),
        date=outbox.now,
        words=Words(touch.subject, touch.draft),
    )


def unmade(outbox: Outbox, touch: Tracked, error: EmailError) -> Finding:
    """Say of a touch that its email cannot be made."""
    return Finding(
        "email-unmade",
        Severity.ERROR,
        error.message,
        error.hint,
        sheet=outbox.sheet.name,
        cell=outbox.sheet.cell("Draft", touch.row),
        contact=touch.contact,
    )
