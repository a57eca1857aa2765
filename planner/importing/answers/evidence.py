"""What an export proves: one message, invitation or connection, and the place that says so."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


class Kind(StrEnum):
    """What happened."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REPLIED = "replied"
    BOUNCED = "bounced"


class Means(StrEnum):
    """How it travelled."""

    INVITATION = "invitation"
    MESSAGE = "message"
    EMAIL = "email"


@frozen
class Evidence:
    """One thing that happened between the user and one person.

    `profile` is a LinkedIn slug, `address` an email address, `name` as the source spells it: all of
    the other person. `moment` is the exact time where the source names one with its zone, `day` the
    day as the source writes it. `answers` holds the Message-IDs that a mail refers to. `place` says
    where it stands, such as "messages.csv row 12"; `doubt` why it may mean something else, or "".
    """

    kind: Kind
    means: Means
    day: date
    place: str
    profile: str = ""
    address: str = ""
    name: str = ""
    moment: datetime | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    text: str = ""
    doubt: str = ""

    @property
    def quote(self) -> str:
        """The first words, on one line."""
        line = " ".join(self.text.split())
        return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}…"


_QUOTED = 80


@frozen
class EvidenceFound:
    """What a source holds: `read` counts the rows or mails of each file, `skipped` the reasons."""

    evidence: tuple[Evidence, ...]
    read: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)
