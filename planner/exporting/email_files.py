"""Emails as files: one .eml a draft, that mail programs open to be sent, or one mailbox of all."""

from __future__ import annotations

import copy
from email.utils import format_datetime
from typing import TYPE_CHECKING

from planner.exporting.file_names import file_name
from planner.exporting.outgoing import File
from planner.tracking.message_ids import message_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from email.message import EmailMessage, Message

    from planner.exporting.outgoing import Manner, Outgoing


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def as_eml_files(messages: Iterable[Outgoing], manner: Manner) -> Iterator[File]:
    """Write one file a message."""
    for outgoing in messages:
        name = file_name(outgoing.name, outgoing.touch.id, ".eml")
        yield File(name, [eml_of(outgoing, manner)], outgoing.touch.id)


def eml_of(outgoing: Outgoing, manner: Manner) -> bytes:
    """Write the message as a draft to be sent; the mail program dates it when it goes out."""
    from planner.email.policy import as_eml  # noqa: PLC0415 - only emails need it

    message = _marked(outgoing)
    if message["Date"] == format_datetime(manner.now):
        del message["Date"]
    return as_eml(message)


def as_mbox(messages: Iterable[Outgoing], manner: Manner) -> Iterator[File]:
    """Write one mailbox of all messages, in the form that is safe to take apart ("mboxrd")."""
    yield File("drafts.mbox", (_mbox_entry(outgoing, manner) for outgoing in messages))


def _mbox_entry(outgoing: Outgoing, manner: Manner) -> bytes:
    message = _marked(outgoing)
    written = message.as_bytes(policy=message.policy.clone(linesep="\n"))
    lines = [
        b">" + line if line.lstrip(b">").startswith(b"From ") else line
        for line in written.rstrip(b"\n").split(b"\n")
    ]
    return b"\n".join([_postmark(manner.now), *lines, b"", b""])


def _postmark(now: datetime) -> bytes:
    """Write the line that opens a message; strftime would use the words of the user's language."""
    clock = f"{now:%H:%M:%S}"
    day = f"{_WEEKDAYS[now.weekday()]} {_MONTHS[now.month - 1]} {now.day:2}"
    return f"From MAILER-DAEMON {day} {clock} {now.year:04}".encode()


def _marked(outgoing: Outgoing) -> Message[str, str] | EmailMessage:
    """Copy the message under the ID by which an answer will be known."""
    assert outgoing.email is not None  # noqa: S101 - Format.is_email sees to it
    message = copy.deepcopy(outgoing.email.message)
    del message["Message-ID"]
    message["Message-ID"] = message_id(outgoing.touch.id, outgoing.touch.contact)
    return message
