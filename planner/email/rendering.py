"""Makes one email from a template and the values of one contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.email.attachments import attach, attachment_paths
from planner.email.bodies import as_alternatives, keep_boundaries, settle_texts
from planner.email.breaks import restored
from planner.email.headers import settle_headers, take_envelope, taken_apart
from planner.email.images import point_to_attachments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from email.message import EmailMessage, Message

__all__ = ["RenderedEmail", "render_email"]


@dataclass(frozen=True, slots=True)
class RenderedEmail:
    """One email, ready to send.

    `sender` is the From header; `recipients` are the bare addresses of To, Cc and Bcc in this
    order, for the envelope; `bcc` those of Bcc alone, which `message` never names.
    """

    sender: str
    recipients: tuple[str, ...]
    message: Message[str, str] | EmailMessage
    bcc: tuple[str, ...] = ()


def render_email(
    template: Path,
    context: Mapping[str, Any],
    *,
    within: Sequence[Path] | None = None,
    date: datetime | None = None,
) -> RenderedEmail:
    """Fill a mail-merge template in: header lines, a blank line, the body, all of it Jinja.

    With `within`, attachments must lie under the template's folder or one of these; by default
    they may lie anywhere, as in mailmerge. `date` is the Date header, the moment of the call by
    default, as mailmerge has it too. docs/email.md explains the headers.

    Raises:
        EmailError: bad Jinja, a value that is missing, a bad header, an attachment that is
            missing or lies elsewhere.
    """
    from planner.email.filling import filled  # noqa: PLC0415 - loads Jinja, 0.1 s

    template = Path(template)
    text = filled(template, context)
    message = taken_apart(text, template.name)
    is_own = "Channel" in message
    settle_headers(
        message,
        template.name,
        lambda: taken_apart(filled(template, context, specials=True), template.name),
    )
    envelope = take_envelope(message, template.name)
    paths = attachment_paths(message, template, within)
    settle_texts(message, is_ascii=restored(text).isascii(), is_own=is_own)
    message = as_alternatives(message)
    message, content_ids = attach(message, paths)
    point_to_attachments(message, template, content_ids)
    keep_boundaries(message)
    if "MIME-Version" not in message:
        message["MIME-Version"] = "1.0"
    if "Date" not in message:
        message["Date"] = format_datetime(date or datetime.now(UTC))
    return RenderedEmail(envelope.sender, envelope.recipients, message, envelope.bcc)
