"""The message as it goes out: what an export makes, with date, ID, thread and a way out."""

from __future__ import annotations

import copy
import hashlib
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from planner.email.line_breaks import on_one_line
from planner.model.frozen import frozen
from planner.sending.smtp import Envelope
from planner.text.normalise import plain
from planner.words import all_of

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage, Message

    from planner.email.render import RenderedEmail


@frozen
class Thread:
    """What a message follows: the Message-IDs of those before it, oldest first, and its subject."""

    message_ids: tuple[str, ...] = ()
    subject: str = ""


@frozen
class Composed:
    """A message ready to be given to a server, the ID by which answers know it, its digest."""

    envelope: Envelope
    message_id: str
    digest: str


def compose(
    email: RenderedEmail,
    *,
    sender: str,
    message_id: str,
    moment: datetime,
    thread: Thread | None = None,
    way_out: str = "",
) -> Composed:
    """Make the message that `sender`, a bare address, sends at a moment that knows its zone.

    `way_out` is the address that takes wishes to get no more, where the campaign owes one.
    """
    message = copy.deepcopy(email.message)
    for name in ("Date", "Message-ID", "In-Reply-To", "References", "Bcc", "X-Unsent"):
        del message[name]
    message["Date"] = format_datetime(moment.replace(microsecond=0))
    message["Message-ID"] = message_id
    if thread is not None and thread.message_ids:
        message["In-Reply-To"] = thread.message_ids[-1]
        message["References"] = " ".join(thread.message_ids)
        _mark_as_reply(message, thread.subject)
    if way_out and "List-Unsubscribe" not in message:
        message["List-Unsubscribe"] = f"<mailto:{quote(way_out, safe='@+')}?subject=unsubscribe>"
    content = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    content += b"" if content.endswith(b"\r\n") else b"\r\n"
    digest = hashlib.sha256(content).hexdigest()
    return Composed(Envelope(sender, email.recipients, content), message_id, digest)


def as_sample(email: RenderedEmail, address: str) -> RenderedEmail:
    """Turn a message into a sample that goes to its own sender and to nobody else."""
    message = copy.deepcopy(email.message)
    for name in ("To", "Cc", "Bcc", "Reply-To"):
        del message[name]
    message["To"] = address
    return type(email)(email.sender, (address,), message, (), email.attachments)


def _mark_as_reply(message: Message[str, str] | EmailMessage, before: str) -> None:
    """Put "Re:" before the subject of the message that it follows, unless it stands there."""
    subject = on_one_line(message["Subject"] or "")
    mark = plain(subject.partition(":")[0])
    if ":" in subject and mark in {plain(each) for each in all_of("email.reply_marks")}:
        return
    if plain(subject) == plain(before) or not subject:
        del message["Subject"]
        message["Subject"] = f"Re: {on_one_line(before)}"
