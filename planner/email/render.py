"""Makes one email from a template and the values of one contact."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.email.attachments import attach, attachment_paths
from planner.email.bodies import as_alternatives, keep_boundaries, settle_texts
from planner.email.email_error import EmailError
from planner.email.headers import settle_headers, take_envelope, taken_apart
from planner.email.images import point_to_attachments
from planner.email.line_breaks import on_one_line, restored, stood_in
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from email.message import EmailMessage, Message


@frozen
class RenderedEmail:
    """One email, ready to send.

    `sender` is the From header; `recipients` are the bare addresses of To, Cc and Bcc in this
    order, for the envelope; `bcc` those of Bcc alone, which `message` never names. `attachments`
    are the files that it carries.
    """

    sender: str
    recipients: tuple[str, ...]
    message: Message[str, str] | EmailMessage
    bcc: tuple[str, ...] = ()
    attachments: tuple[Path, ...] = ()


@frozen
class Words:
    """What an email is to say: the subject and the text as the user has them."""

    subject: str
    text: str


def render_email(
    template: Path,
    context: Mapping[str, Any],
    *,
    within: Sequence[Path] | None = None,
    date: datetime | None = None,
    words: Words | None = None,
) -> RenderedEmail:
    """Fill a mail-merge template in: header lines, a blank line, the body, all of it Jinja.

    With `within`, attachments must lie under the template's folder or one of these; by default
    they may lie anywhere, as in mailmerge. `date` is the Date header, the moment of the call by
    default, as mailmerge has it too. `words` take the place of the template's own where they
    differ in more than blanks. docs/email.md explains the headers.

    Raises:
        EmailError: bad Jinja, a value that is missing, a bad header, an attachment that is
            missing or lies elsewhere.
    """
    from planner.email.filling import filled  # noqa: PLC0415 - loads Jinja, 0.1 s

    template = Path(template)
    text = filled(template, context)
    is_reworded = words is not None and not _says(text, words.text)
    if words is not None and is_reworded:
        text = f"{_head(text)}\n\n{stood_in(words.text)}"
    message = taken_apart(text, template.name)
    if is_reworded:
        _require_one_part(message, template.name)
    if words is not None:
        _put_subject(message, words.subject)
    is_own = "Channel" in message and not is_reworded
    settle_headers(
        message,
        template.name,
        lambda: taken_apart(filled(template, context, specials=True), template.name),
    )
    envelope = take_envelope(message, template.name)
    paths = attachment_paths(message, template, within)
    is_ascii = restored(text).isascii() and (words is None or words.subject.isascii())
    settle_texts(message, is_ascii=is_ascii, is_own=is_own)
    message = as_alternatives(message)
    message, content_ids = attach(message, paths)
    point_to_attachments(message, template, content_ids)
    keep_boundaries(message)
    if "MIME-Version" not in message:
        message["MIME-Version"] = "1.0"
    if "Date" not in message:
        message["Date"] = format_datetime(date or datetime.now(UTC))
    return RenderedEmail(envelope.sender, envelope.recipients, message, envelope.bcc, tuple(paths))


def _head(text: str) -> str:
    return text.partition("\n\n")[0]


def _says(text: str, words: str) -> bool:
    """Whether a filled template holds these words, however they are spaced."""
    body = restored(text.partition("\n\n")[2])
    return body.split() == words.split()


def _require_one_part(message: Message[str, str], template: str) -> None:
    """Nobody can tell which of several parts new words belong to."""
    if message.get_content_maintype() == "multipart":
        raise EmailError(
            f"{template}: the message has several parts, and the draft no longer says what its"
            " template says.",
            "Draft it anew, or write the template as text/markdown, which takes your own words.",
        )


def _put_subject(message: Message[str, str], subject: str) -> None:
    if on_one_line(restored(message["Subject"] or "")) != on_one_line(subject):
        del message["Subject"]
        message["Subject"] = on_one_line(stood_in(subject))
