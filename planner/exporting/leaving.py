"""What leaves: one draft as it stands in the Tracking sheet, with whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from email.message import EmailMessage, Message

    from planner.model import Contact, Sender
    from planner.tracking import Tracked

__all__ = ["File", "Leaving"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """One draft that leaves: its row, its person and its sender.

    `day` is the one that it is planned for, `email` the message where it travels as one, and `bcc`
    the addresses that get a copy without being named in it.
    """

    touch: Tracked
    contact: Contact
    sender: Sender
    day: date | None = None
    email: Message[str, str] | EmailMessage | None = None
    bcc: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The full name of whom it is for."""
        return self.contact.name or self.touch.text("Name")

    @property
    def subject(self) -> str:
        """The subject as it stands; "" where there is none."""
        return self.touch.text("Subject")

    @property
    def text(self) -> str:
        """The words as they stand, the user's own included."""
        return self.touch.text("Draft").replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class File:
    """One file to be written: its name and what it holds."""

    name: str
    content: bytes
