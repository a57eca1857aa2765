"""The life of a touch: which moves between statuses make sense, and which dates follow.

The one table of moves stands here; the docs print it, every command and every edit made in Excel
is held against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import PlannerError
from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date


_S = Status

# From a status to those that may follow it. What is not here is refused, unless forced: it is
# nearly always a slip of the hand, such as "replied" on a message that never went out.
MOVES: Mapping[Status, tuple[Status, ...]] = {
    _S.NEEDS_PURPOSE: (_S.DRAFTED, _S.SKIPPED, _S.SUPPRESSED),
    _S.DRAFTED: (
        _S.APPROVED,
        _S.SENT,
        _S.SEND_UNKNOWN,
        _S.NEEDS_PURPOSE,
        _S.SKIPPED,
        _S.SUPPRESSED,
    ),
    _S.APPROVED: (
        _S.SENT,
        _S.SEND_UNKNOWN,
        _S.DRAFTED,
        _S.NEEDS_PURPOSE,
        _S.SKIPPED,
        _S.SUPPRESSED,
    ),
    # It did go out, or it did not, and then the user says so by choosing "approved" again.
    _S.SEND_UNKNOWN: (
        _S.SENT,
        _S.APPROVED,
        _S.DRAFTED,
        _S.REPLIED,
        _S.MEETING,
        _S.CLOSED,
        _S.DECLINED,
        _S.BOUNCED,
        _S.SKIPPED,
        _S.SUPPRESSED,
    ),
    _S.SENT: (
        _S.ACCEPTED,
        _S.REPLIED,
        _S.MEETING,
        _S.CLOSED,
        _S.DECLINED,
        _S.BOUNCED,
        _S.NO_ANSWER,
        _S.SUPPRESSED,
    ),
    _S.ACCEPTED: (
        _S.REPLIED,
        _S.MEETING,
        _S.CLOSED,
        _S.DECLINED,
        _S.NO_ANSWER,
        _S.SUPPRESSED,
    ),
    _S.REPLIED: (_S.MEETING, _S.CLOSED, _S.DECLINED, _S.SUPPRESSED),
    _S.MEETING: (_S.CLOSED, _S.DECLINED, _S.SUPPRESSED),
    _S.CLOSED: (_S.REPLIED, _S.MEETING, _S.SUPPRESSED),
    _S.DECLINED: (_S.REPLIED, _S.MEETING, _S.CLOSED, _S.SUPPRESSED),
    _S.BOUNCED: (_S.SENT, _S.CLOSED, _S.SKIPPED, _S.SUPPRESSED),
    _S.NO_ANSWER: (
        _S.ACCEPTED,
        _S.REPLIED,
        _S.MEETING,
        _S.CLOSED,
        _S.DECLINED,
        _S.SUPPRESSED,
    ),
    _S.SKIPPED: (_S.DRAFTED, _S.NEEDS_PURPOSE, _S.SUPPRESSED),
    _S.SUPPRESSED: (),
}

# A row that has no status yet (something in it must be mended first) may take these.
_FROM_NOTHING = (_S.NEEDS_PURPOSE, _S.DRAFTED, _S.SKIPPED, _S.SUPPRESSED)

# The date that a status brings with it, by the header of its column.
DATE_OF: Mapping[Status, str] = {
    _S.SENT: "Sent on",
    _S.ACCEPTED: "Accepted on",
    _S.REPLIED: "Answered on",
    _S.MEETING: "Answered on",
    _S.DECLINED: "Answered on",
}

# How far along the life of a touch each status is: of two conflicting words the later one counts.
_AGE = {
    status: age
    for age, statuses in enumerate(
        (
            (_S.NEEDS_PURPOSE,),
            (_S.DRAFTED,),
            (_S.APPROVED,),
            (_S.SKIPPED,),
            (_S.SEND_UNKNOWN,),
            (_S.SENT,),
            (_S.BOUNCED, _S.NO_ANSWER),
            (_S.ACCEPTED,),
            (_S.REPLIED,),
            (_S.MEETING,),
            (_S.DECLINED,),
            (_S.CLOSED,),
            (_S.SUPPRESSED,),
        )
    )
    for status in statuses
}


class ImpossibleMoveError(PlannerError):
    """A change of status or date that makes no sense."""


_UNSENT = {str(status) for status in Status if status.is_open} | {"no status", "skipped"}
_ANSWERS = {status for status in Status if status.is_sent} - {Status.SENT}


def require_move(before: Status | None, after: Status) -> None:
    """Make sure that `after` may follow `before`; staying is always fine.

    Raises:
        ImpossibleMoveError: it makes no sense.
    """
    allowed = _FROM_NOTHING if before is None else MOVES[before]
    if after is before or after in allowed:
        return
    possible = ", ".join(allowed) or "nothing"
    raise ImpossibleMoveError(
        _refusal(str(before or "no status"), after),
        f"What may follow: {possible}. If it is true all the same, set it with --force.",
    )


def _refusal(before: str, after: Status) -> str:
    if before in _UNSENT and after in _ANSWERS:
        return f'it is "{before}": it cannot be "{after}" before it is sent'
    return f'"{after}" does not follow "{before}"'


def require_date(on: date, *, today: date, sent_on: date | None, after: Status) -> None:
    """Make sure that a date is not in the future, and no answer before the message.

    Raises:
        ImpossibleMoveError: it makes no sense.
    """
    if on > today:
        raise ImpossibleMoveError(
            f"{on.isoformat()} is in the future",
            f"Give the day on which it happened, {today.isoformat()} at the latest.",
        )
    if sent_on is not None and after is not Status.SENT and on < sent_on:
        raise ImpossibleMoveError(
            f"{on.isoformat()} is before the message was sent ({sent_on.isoformat()})",
            "Correct one of the two dates.",
        )


def later(one: Status, other: Status) -> Status:
    """Of two statuses, the one further along the life of a touch."""
    return one if _AGE[one] >= _AGE[other] else other


def dates_taken_back(
    before: Status | None, after: Status, headers: Container[str]
) -> tuple[str, ...]:
    """Name the filled dates of what did not happen, where a status is taken back to an earlier one.

    Of "replied" that was a slip, "sent" keeps the day of sending, and no day of an answer.
    """
    if before is None or before is after or later(before, after) is after:
        return ()
    kept = {header for status, header in DATE_OF.items() if _AGE[status] <= _AGE[after]}
    return tuple(h for h in dict.fromkeys(DATE_OF.values()) if h in headers and h not in kept)


def moves_table() -> str:
    """The table of moves as Markdown, for the docs."""
    lines = ["| from | may become |", "|---|---|"]
    lines.append(f"| (no status yet) | {', '.join(_FROM_NOTHING)} |")
    for before, allowed in MOVES.items():
        lines.append(f"| {before} | {', '.join(allowed) or 'nothing, unless forced'} |")
    return "\n".join(lines)
