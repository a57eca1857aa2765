"""What a server's answer to a message means for it, and for those that wait behind it."""

from __future__ import annotations

import re
from enum import StrEnum

from planner.model.frozen import frozen


class Verdict(StrEnum):
    """What became of one message.

    `LATER`: not taken now, perhaps later. `BOUNCED`: the address takes nothing. `REFUSED`: this
    message is not taken. `STOP`: no message is. `UNKNOWN`: nobody can tell whether it was taken.
    """

    ACCEPTED = "accepted"
    LATER = "later"
    BOUNCED = "bounced"
    REFUSED = "refused"
    STOP = "stop"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """Where in the sending of a message the server gave its answer."""

    MAIL = "mail"
    RECIPIENT = "recipient"
    DATA = "data"
    END = "end"


@frozen
class Reply:
    """A verdict, with the server's code and words; `address` is the recipient that it is about."""

    verdict: Verdict
    code: int = 0
    words: str = ""
    address: str = ""


_ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_QUOTA = re.compile(
    r"quota|rate limit|limit (?:has been |was )?(?:exceeded|reached)|exceeded.{0,40}limit"
    r"|too many (?:messages|mails|emails|recipients)|daily (?:user )?sending",
    re.IGNORECASE,
)
_OF_ACCOUNT = frozenset({530, 534, 535, 538})  # it wants to know who sends (RFC 4954)


def verdict_of(code: int, words: str, stage: Stage) -> Verdict:
    """Judge a final reply: by its code, the finer one of RFC 3463, and where it came.

    A mailbox that is full is the recipient's own affair; a limit on sending ends the run. Words
    about policy (5.7) are about the sender as often as not, so they stop it too, and no recipient
    is said to have bounced for them.
    """
    if 200 <= code < 300:
        return Verdict.ACCEPTED
    subject, detail = _enhanced(words)
    is_mailbox = subject == 2 and stage is Stage.RECIPIENT
    if code in _OF_ACCOUNT or ((subject, detail) == (4, 5)):
        return Verdict.STOP
    if _QUOTA.search(words) and not is_mailbox:
        return Verdict.STOP
    if 400 <= code < 500:
        return Verdict.LATER
    if stage is Stage.RECIPIENT:
        return Verdict.STOP if subject in {5, 7} else Verdict.BOUNCED
    if stage is Stage.END and subject == 1:
        return Verdict.BOUNCED
    if stage is Stage.MAIL or subject == 7:
        return Verdict.STOP
    return Verdict.REFUSED


def _enhanced(words: str) -> tuple[int, int]:
    """The subject and detail of an enhanced status code; 0 and 0 where there is none."""
    found = _ENHANCED.search(words[:200])
    return (int(found[2]), int(found[3])) if found else (0, 0)
