"""Hands a message to the user's mail program: as a mailto: address, or as an .eml file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from email.message import EmailMessage


# Browsers and mail programs cut a mailto: address past some 1,600 to 2,000 characters, which is
# what users of several of them report (confidence: medium).
_LONGEST = 1600


def mailto(address: str, subject: str, text: str) -> str:
    """The address that opens a new message to send; "" where some programs would cut it.

    Source: RFC 6068: percent-encoded UTF-8, lines ended by %0D%0A.
    """
    body = text.replace("\r\n", "\n").replace("\n", "\r\n")
    fields = {"subject": _one_line(subject), "body": body}
    query = "&".join(f"{name}={_quoted(value)}" for name, value in fields.items() if value)
    spelled = f"mailto:{quote(address.strip(), safe='@')}?{query}"
    return spelled if len(spelled) <= _LONGEST else ""


def eml(address: str, subject: str, text: str) -> bytes:
    """The same message as the bytes of an .eml file that opens as a draft."""
    from email import policy  # noqa: PLC0415 - only long emails need it
    from email.message import EmailMessage  # noqa: PLC0415 - same

    from planner.email.policy import as_eml  # noqa: PLC0415 - same

    # An address such as müller@example.com exists in UTF-8 only (RFC 6532).
    rules = policy.SMTP if address.isascii() else policy.SMTPUTF8
    message: EmailMessage = EmailMessage(policy=rules)
    message["To"] = _one_line(address)
    message["Subject"] = _one_line(subject)
    message.set_content(text.replace("\r\n", "\n"))
    return as_eml(message)


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _one_line(text: str) -> str:
    return " ".join(text.split())
