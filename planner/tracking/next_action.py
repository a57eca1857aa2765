"""What the Next action cell says: one sentence a status, in the one table that stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.channel import Channel
from planner.model.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping


_S = Status

# What a run of `draft` knows better (the cell to mend, the reason not to write) it says instead.
NEXT_ACTION: Mapping[Status, str] = {
    _S.NEEDS_PURPOSE: "State the purpose",
    _S.DRAFTED: "Read, mend if need be, send",
    _S.APPROVED: "Send",
    _S.SEND_UNKNOWN: "Find out whether it went, and choose sent or approved",
    _S.SENT: "Wait for an answer",
    _S.ACCEPTED: "Write to them, now that you are connected",
    _S.REPLIED: "Answer them",
    _S.MEETING: "Prepare to meet",
    _S.CLOSED: "Nothing: it is done",
    _S.DECLINED: "Nothing: they said no",
    _S.BOUNCED: "Find another way to reach them",
    _S.NO_ANSWER: "Nothing: you have stopped waiting",
    _S.SKIPPED: "Nothing: you chose not to send it",
    _S.SUPPRESSED: "Do not contact",
}


# A letter is not sent by a click, and a call is made.
_OF_CHANNEL: Mapping[tuple[Status, Channel], str] = {
    (_S.DRAFTED, Channel.PHONE): "Read it, then call",
    (_S.APPROVED, Channel.PHONE): "Call",
    (_S.DRAFTED, Channel.LETTER): "Read, mend if need be, print, post",
    (_S.APPROVED, Channel.LETTER): "Print, post",
}


def next_action(status: Status, channel: Channel | None) -> str:
    """What the cell says of a touch that stands so and travels so."""
    found = _OF_CHANNEL.get((status, channel)) if channel is not None else None
    return found or NEXT_ACTION[status]


def do_not_contact(reason: str) -> str:
    """What the cell says of somebody on the Do not contact sheet."""
    word = NEXT_ACTION[Status.SUPPRESSED]
    return f"{word}: {reason}" if reason else word


_NO_FOLLOW_UP = "Nothing: no follow-up, since "


def no_follow_up(cause: str) -> str:
    """What the cell says of a follow-up that an answer has made needless."""
    return f"{_NO_FOLLOW_UP}{cause}"


def is_no_follow_up(text: str, touch: str) -> bool:
    """Say whether a cell says that an answer to that touch has made a follow-up needless."""
    return text.startswith(no_follow_up(f"{touch} "))


# What is said of sending where the message is no letter, and no call, in their places.
_SENT: Mapping[Channel, str] = {Channel.PHONE: "called", Channel.LETTER: "posted"}
SENT_WORDS = frozenset({str(Status.SENT), *_SENT.values()})


def spoken(status: Status, channel: Channel | None) -> str:
    """The word for a status as one says it of the channel: a call is called, a letter posted."""
    if status is Status.SENT and channel is not None:
        return _SENT.get(channel, str(status))
    return str(status)
