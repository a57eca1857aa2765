"""The header lines of an email: each on one line, none of planner's own, the envelope taken."""

from __future__ import annotations

import email
import re
from email.errors import (
    FirstHeaderLineIsContinuationDefect,
    InvalidHeaderDefect,
    MissingHeaderBodySeparatorDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from typing import TYPE_CHECKING

from planner.email.address_fields import bare_addresses, is_addressed, is_plain, with_names_quoted
from planner.email.email_error import EmailError
from planner.email.line_breaks import on_one_line, restored
from planner.email.policy import POLICY
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from email.message import Message


# What planner reads in a template and no mail program should see.
_PLANNERS_OWN = ("Channel", "Name", "For")
_BAD_LINES = (
    FirstHeaderLineIsContinuationDefect,
    InvalidHeaderDefect,
    MissingHeaderBodySeparatorDefect,
)
LONGEST_HEADER = 10_000
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")  # RFC 2046, 5.1.1
_LONG_CONTENT = re.compile(r"^content-(?:[^\n]|\n[ \t]){1000}", re.IGNORECASE | re.MULTILINE)
_LIKE_HEADER = re.compile(r"^(?:to|from|subject)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_NO_PARTS = (
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
    MultipartInvariantViolationDefect,
)
_MEANT_AS_HEADER = re.compile(
    r"^[A-Za-z-]+:|^(?:to|cc|bcc|from|reply-to|subject|attachment|content-type)\b",
    re.IGNORECASE | re.MULTILINE,
)


@frozen
class Envelope:
    """Who sends, the From header as it stands, and the bare addresses of all who receive."""

    sender: str
    recipients: tuple[str, ...]
    bcc: tuple[str, ...]


def taken_apart(text: str, template: str) -> Message[str, str]:
    """The headers and parts of a filled template.

    Raises:
        EmailError: a Content-Type is longer than any (Python would take long to read it).
    """
    if _LONG_CONTENT.search(text):
        raise EmailError(
            f"{template}: a Content- header is longer than any email needs.",
            "Write `Content-Type: text/plain`, or text/html, text/markdown, multipart/alternative.",
        )
    return email.message_from_string(text, policy=POLICY)


def settle_headers(
    message: Message[str, str], template: str, refilled: Callable[[], Message[str, str]]
) -> None:
    """Bring each header of each part onto one line, and leave out empty and planner's own ones.

    `refilled` fills the email in anew, the specials of its values stood in for; it is called if
    an address header can be read in more than one way.

    Raises:
        EmailError: a line among the headers is none, or an address is none.
    """
    _refuse_bad_lines(message, template)
    for part in message.walk():
        _put(part, [(name, restored(on_one_line(value))) for name, value in part.items()])
        _refuse_bad_values(part, template)
    for name in _PLANNERS_OWN:
        del message[name]
    if not all(is_plain(value) for name, value in message.items() if is_addressed(name)):
        _quote_names(message, refilled(), template)


def take_envelope(message: Message[str, str], template: str) -> Envelope:
    """Find out who sends and who receives, and take Bcc out of the message.

    Raises:
        EmailError: nobody sends or receives, or an address is none.
    """
    sender = message["From"]
    if not sender or not _addresses(message, template, "From"):
        raise _absent(message, template, "From")
    for name in ("Reply-To", "Sender"):
        _addresses(message, template, name)
    open_to = [*_addresses(message, template, "To"), *_addresses(message, template, "Cc")]
    bcc = _addresses(message, template, "Bcc")
    if not open_to and not bcc:
        raise _absent(message, template, "To")
    del message["Bcc"]
    return Envelope(sender, (*open_to, *bcc), tuple(bcc))


def _refuse_bad_lines(message: Message[str, str], template: str) -> None:
    """Refuse a line that was meant as a header; a mere lack of the blank line does no harm."""
    if any(isinstance(each, _NO_PARTS) for part in message.walk() for each in part.defects):
        raise EmailError(
            f"{template}: the message says that it has several parts, but it has none.",
            'Write `Content-Type: multipart/alternative; boundary="part"`, and `--part` above'
            " each part.",
        )
    bad = next((each for each in message.defects if isinstance(each, _BAD_LINES)), None)
    if bad is None:
        return
    payload = message.get_payload()
    first = str(payload).partition("\n\n")[0] if isinstance(payload, str) else ""
    is_body = isinstance(bad, MissingHeaderBodySeparatorDefect)
    if is_body and not _MEANT_AS_HEADER.search(first):
        return
    line = first.partition("\n")[0] if is_body else str(getattr(bad, "line", ""))
    raise EmailError(
        f'{template}: "{on_one_line(line)[:40]}" is no header.',
        "Write headers as `Name: value`, and a blank line between them and the message.",
    )


def _refuse_bad_values(part: Message[str, str], template: str) -> None:
    for name, value in part.items():
        if len(value) > LONGEST_HEADER:
            raise EmailError(
                f"{template}: the header {name} has {len(value):,} characters; it may have"
                f" {LONGEST_HEADER:,}.",
                "Is it the right field? A long text belongs below the blank line.",
            )
    boundary = part.get_boundary()
    if boundary is not None and not _BOUNDARY.fullmatch(boundary):
        raise EmailError(
            f'{template}: "{boundary[:40]}" cannot be a boundary.',
            "Take up to 70 of the letters A to Z and digits.",
        )


def _quote_names(message: Message[str, str], refilled: Message[str, str], template: str) -> None:
    headers = message.items()
    marked = [(name, on_one_line(value)) for name, value in refilled.items() if is_addressed(name)]
    marked = [(name, value) for name, value in marked if value]
    if [(name, restored(value)) for name, value in marked] != [
        (name, value) for name, value in headers if is_addressed(name)
    ]:
        raise EmailError(
            f"{template}: the headers are too intricate to tell names from addresses.",
            "Write {{ … }} straight into the address headers, without set or filter blocks.",
        )
    waiting = iter(marked)
    for place, (name, value) in enumerate(headers):
        if is_addressed(name):
            try:
                headers[place] = (name, with_names_quoted(next(waiting)[1]))
            except ValueError as error:
                raise _no_address(template, name, value) from error
    _put(message, headers)


def _put(part: Message[str, str], headers: Sequence[tuple[str, str]]) -> None:
    """Give a part these headers alone, without addressed ones that name nobody."""
    for name, _ in headers:
        del part[name]
    for name, value in headers:
        if value or not is_addressed(name):
            part[name] = value


def _addresses(message: Message[str, str], template: str, name: str) -> list[str]:
    found: list[str] = []
    for value in message.get_all(name, []):
        try:
            found += bare_addresses(value)
        except ValueError as error:
            raise _no_address(template, name, value) from error
    return found


def _absent(message: Message[str, str], template: str, name: str) -> EmailError:
    hint = f"Add a line such as `{name.upper()}: somebody@example.com` at the top."
    payload = message.get_payload()
    if isinstance(payload, str) and _LIKE_HEADER.search(payload[:2_000]):
        hint = "The headers end at the first blank line; a line of {% … %} alone leaves one."
    return EmailError(f"{template}: the header {name} names nobody.", hint)


def _no_address(template: str, name: str, value: str) -> EmailError:
    return EmailError(
        f'{template}: "{value}" in the header {name.title()} is no email address.',
        'Write `Name <user@example.com>`, "quotation marks" around a name with a comma, and'
        " commas between several.",
    )
