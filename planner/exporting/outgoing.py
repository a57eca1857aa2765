"""What leaves, and what it becomes: the values that every format takes and gives."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.channel import Channel
from planner.model.errors import PlannerError
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from planner.email.render import RenderedEmail
    from planner.model.contact import Contact
    from planner.model.sender import Sender
    from planner.tracking.touches import Tracked


class ExportError(PlannerError):
    """What was chosen cannot leave in this format, or not to this place."""


@frozen
class Outgoing:
    """One message that leaves: its row of the Tracking sheet, whom it is for, who writes.

    `email` is the message as its template makes it with the row's own words; None where the
    format asks for none.
    """

    touch: Tracked
    contact: Contact
    channel: Channel | None
    sender: Sender
    email: RenderedEmail | None = None

    @property
    def name(self) -> str:
        """The person's name; what the Tracking sheet says where the contact's row has none."""
        return self.contact.name or self.touch.name

    @property
    def subject(self) -> str:
        """The subject as it stands in the Tracking sheet, on one line."""
        return " ".join(self.touch.subject.split())

    @property
    def text(self) -> str:
        """The draft as it stands in the Tracking sheet, its lines ended by a line feed."""
        return self.touch.draft.replace("\r\n", "\n").replace("\r", "\n")

    @property
    def status(self) -> str:
        """The status that counts, in planner's own word."""
        return str(self.touch.status or "")


@frozen
class Manner:
    """How to write: the moment, the campaign's name, and what the user asked for."""

    now: datetime
    campaign: str
    letterhead: Path | None = None
    is_one_file: bool = False
    vcard: str = "4.0"


@frozen
class File:
    """A file to be written: its name, its content in pieces, and the touch that has it alone."""

    name: str
    content: Iterable[bytes]
    touch: str = ""


@frozen
class Format:
    """A kind of file. `make` takes what leaves, one after the other, and gives the files.

    `one_file` is the usual name of the one file; "" where there is a folder of them. `channels`
    are those whose messages can leave so; empty for all.
    """

    description: str
    make: Callable[[Iterable[Outgoing], Manner], Iterator[File]]
    one_file: str = ""
    channels: frozenset[Channel] = field(default_factory=frozenset)

    @property
    def is_email(self) -> bool:
        """The messages must be made by their templates: headers, attachments and all."""
        return self.channels == {Channel.EMAIL}
