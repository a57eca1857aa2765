"""The header lines of an email: each on one line, none of planner's own, the envelope taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.errors import (
    FirstHeaderLineIsContinuationDefect,
    InvalidHeaderDefect,
    MissingHeaderBodySeparatorDefect,
)
from email.utils import getaddresses
from typing import TYPE_CHECKING

from planner.email.breaks import on_one_line
from planner.email.errors import EmailError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from email.message import Message

__all__ = ["Envelope", "settle_headers", "take_envelope"]

# What planner reads in a template and no mail program should see.
_PLANNERS_OWN = ("Channel", "Name", "For")
_ADDRESSED = ("To", "Cc", "Bcc", "From", "Reply-To", "Sender")
_BAD_LINES = (
    FirstHeaderLineIsContinuationDefect,
    InvalidHeaderDefect,
    MissingHeaderBodySeparatorDefect,
)
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
_LIKE_HEADER = re.compile(r"^(?:to|from|subject)[ \t]*:", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends, the From header as it stands, and the bare addresses of all who receive."""

    sender: str
    recipients: tuple[str, ...]
    bcc: tuple[str, ...]


def settle_headers(message: Message[str, str], template: str) -> None:
    """Bring each header of each part onto one line, and leave out empty and planner's own ones.

    Raises:
        EmailError: a line among the headers is none.
    """
    _refuse_bad_lines(message, template)
    for part in message.walk():
        headers = [(name, on_one_line(value)) for name, value in part.items()]
        for name in {name.casefold() for name, _ in headers}:
            del part[name]
        for name, value in headers:
            if value or name.casefold() not in {each.casefold() for each in _ADDRESSED}:
                part[name] = value
    for name in _PLANNERS_OWN:
        del message[name]


def take_envelope(message: Message[str, str], template: str) -> Envelope:
    """Find out who sends and who receives, and take Bcc out of the message.

    Raises:
        EmailError: nobody sends or receives, or an address is none.
    """
    sender = message["From"]
    if not sender:
        raise _absent(message, template, "From")
    if "@" not in sender:
        raise _no_address(template, "From", sender)
    open_to = [*_addresses(message, template, "To"), *_addresses(message, template, "Cc")]
    bcc = _addresses(message, template, "Bcc")
    if not open_to and not bcc:
        raise _absent(message, template, "To")
    del message["Bcc"]
    return Envelope(sender, (*open_to, *bcc), tuple(bcc))


def _refuse_bad_lines(message: Message[str, str], template: str) -> None:
    bad = next((each for each in message.defects if isinstance(each, _BAD_LINES)), None)
    if bad is not None:
        line = on_one_line(str(getattr(bad, "line", "") or ""))[:40]
        quoted = f'"{line}"' if line else "a line among the headers"
        raise EmailError(
            f"{template}: {quoted} is no header.",
            "Write headers as `Name: value`, and a blank line between them and the message.",
        )


def _addresses(message: Message[str, str], template: str, name: str) -> list[str]:
    values: Sequence[str] = message.get_all(name, [])
    found: list[str] = []
    for value in values:
        for _, address in getaddresses([value]):
            if address and not _ADDRESS.fullmatch(address):
                raise _no_address(template, name, value)
            if address:  # a comma at the end is no fault
                found.append(address)
    return found


def _absent(message: Message[str, str], template: str, name: str) -> EmailError:
    hint = f"Add a line such as `{name.upper()}: somebody@example.com` at the top."
    payload = message.get_payload()
    if isinstance(payload, str) and _LIKE_HEADER.search(payload[:2_000]):
        hint = "The headers end at the first blank line; a line of {% … %} alone leaves one."
    return EmailError(f"{template}: the header {name} names nobody.", hint)


def _no_address(template: str, name: str, value: str) -> EmailError:
    return EmailError(
        f'{template}: "{value}" in the header {name} is no email address.',
        'Write `Name <user@example.com>`, "quotation marks" around a name with a comma, and'
        " commas between several.",
    )
