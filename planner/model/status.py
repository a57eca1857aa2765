"""The statuses of a touch, in the words that stand in the Tracking sheet."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Where a touch stands.

    Of one that is `send-unknown`, sending broke off where nobody can tell whether the server took
    the message: it is neither open nor known to be out.
    """

    NEEDS_PURPOSE = "needs purpose"
    DRAFTED = "drafted"
    APPROVED = "approved"
    SEND_UNKNOWN = "send-unknown"
    SENT = "sent"
    ACCEPTED = "accepted"
    REPLIED = "replied"
    MEETING = "meeting"
    CLOSED = "closed"
    DECLINED = "declined"
    BOUNCED = "bounced"
    NO_ANSWER = "no answer"
    SKIPPED = "skipped"
    SUPPRESSED = "suppressed"

    @property
    def is_open(self) -> bool:
        """The message has not gone out and may still be redrafted."""
        return self in _OPEN

    @property
    def is_sent(self) -> bool:
        """The message has gone out, whatever came back."""
        return self in _SENT


_OPEN = {Status.NEEDS_PURPOSE, Status.DRAFTED, Status.APPROVED}
_SENT = {
    Status.SENT,
    Status.ACCEPTED,
    Status.REPLIED,
    Status.MEETING,
    Status.CLOSED,
    Status.DECLINED,
    Status.BOUNCED,
    Status.NO_ANSWER,
}
