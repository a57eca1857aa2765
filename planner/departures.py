"""Lets drafts leave: as they stand in the Tracking sheet, in the format that is asked for."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

from planner import templating
from planner.calendar_file import calendar_of
from planner.contacts import email_addresses
from planner.email import EmailError, render_email
from planner.email.message_ids import message_id
from planner.errors import SenderError, UsageError
from planner.exporting import FORMATS, Leaving, Wish
from planner.model import Channel, Sender, Status
from planner.tracking import Order, as_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date
    from email.message import Message

    from planner.agenda import Ready
    from planner.campaign import Campaign
    from planner.email import RenderedEmail
    from planner.exporting import File
    from planner.model import Contact
    from planner.tracking import Change, Tracked

__all__ = ["ExportReport", "depart"]

_ADDRESSED = ("From", "To", "Cc", "Reply-To")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What left: the files, the touches in them, and those that this format cannot take.

    `changes` is what History says of it, where the touches were marked as sent.
    """

    files: tuple[Path, ...]
    left: tuple[Leaving, ...]
    held: tuple[str, ...]
    changes: tuple[Change, ...] = ()


def depart(
    campaign: Campaign,
    format_name: str,
    to: Path,
    *,
    statuses: Collection[Status] = (Status.DRAFTED, Status.APPROVED),
    where: Iterable[str] = (),
    only_due: bool = False,
    mark: bool = False,
    is_one_file: bool = False,
    letterhead: Path | None = None,
) -> ExportReport:
    """Write the drafts that may go out into the folder `to`, in the format of that name.

    Whoever must not be contacted, has answered, or waits for a colleague's answer stays. Nothing
    is marked as sent unless `mark`, and then after every file is written. Files of an earlier run
    are replaced, others left alone.

    Raises:
        TrackingError: nothing is drafted yet.
        UsageError: a condition makes no sense, or a file cannot be written.
        SenderError: an email needs your own address, which the Sender sheet does not say.
        EmailError: an attachment is missing, or a header makes no sense.
    """
    chosen = FORMATS[format_name]
    ready = [
        each
        for each in campaign.outlook.leaving(where=where, only_due=only_due)
        if each.touch.status in statuses
    ]
    drafts = [_leaving(campaign, each) for each in ready]
    left = [each for each in drafts if chosen.takes(each)]
    held = [each.name for each in drafts if each not in left]
    wish = Wish(
        campaign.now,
        campaign.path.stem,
        lambda some: calendar_of(campaign, _days(some)),
        is_one_file=is_one_file,
        letterhead=letterhead,
    )
    # All that can go wrong with a draft goes wrong before the first file is written.
    made = list(chosen.write(left, wish)) if left else []
    paths = _written(made, to)
    changes: tuple[Change, ...] = ()
    if mark and left:
        orders = [Order(each.touch.id, Status.SENT, note=f"as {format_name}") for each in left]
        changes = campaign.set_status(orders).changes
    return ExportReport(tuple(paths), tuple(left), tuple(held), changes)


def _days(drafts: Sequence[Leaving]) -> list[tuple[Tracked, Contact, date]]:
    return [(each.touch, each.contact, each.day) for each in drafts if each.day is not None]


def _leaving(campaign: Campaign, ready: Ready) -> Leaving:
    touch, contact = ready.touch, ready.contact
    sender = campaign.sender or Sender()
    plain = Leaving(touch, contact, sender, as_date(touch.cells.get("Planned for")))
    is_email = touch.text("Channel") == Channel.EMAIL
    if not is_email or not contact.text("email"):
        return plain
    rendered = _rendered(campaign, plain)
    message = _message(plain, rendered)
    del message["Message-ID"]
    message["Message-ID"] = message_id(touch.id, touch.contact)
    bcc = rendered.bcc if rendered else ()
    return Leaving(touch, contact, sender, plain.day, message, bcc)


def _rendered(campaign: Campaign, draft: Leaving) -> RenderedEmail | None:
    """The email as the draft's template makes it; None where the template is no longer there."""
    template = campaign.library.find(draft.touch.text("Template"))
    if template is None:
        return None
    context = templating.context(
        draft.contact,
        draft.sender,
        today=campaign.now.date(),
        step=draft.touch.step,
        channel=Channel.EMAIL,
    )
    try:
        return render_email(template.path, context, date=campaign.now.astimezone())
    except EmailError as error:
        if not draft.sender.text("email"):
            raise SenderError(
                f'{campaign.path.name}: the sheet "{draft.sender.sheet}" does not say from which'
                " address you write.",
                'Write "email" in column A and the address in column B.',
            ) from error
        raise EmailError(f"{draft.name} ({draft.touch.id}): {error.message}", error.hint) from error


def _message(draft: Leaving, rendered: RenderedEmail | None) -> Message[str, str] | EmailMessage:
    """The email with the words that stand in the row; the template's own form where it has one."""
    base = rendered.message if rendered is not None else None
    if base is not None and base.is_multipart() and not draft.touch.is_edited:
        return base
    from email import policy  # noqa: PLC0415 - heavy, and only for email

    address = draft.contact.text("email")
    named = [str(base[name] or "") for name in _ADDRESSED] if base is not None else []
    # An address such as müller@example.com exists in UTF-8 only (RFC 6532).
    is_plain = all(each.isascii() for each in email_addresses("; ".join([address, *named])))
    message: EmailMessage = EmailMessage(policy=policy.SMTP if is_plain else policy.SMTPUTF8)
    for name in _ADDRESSED:
        value = base[name] if base is not None else None
        if value:
            message[name] = _one_line(str(value))
    if "To" not in message:
        message["To"] = _one_line(address)
    message["Subject"] = _one_line(draft.subject)
    if base is not None and base["Date"]:
        message["Date"] = str(base["Date"])
    message.set_content(draft.text)
    for part in base.walk() if base is not None else ():
        file_name, content = part.get_filename(), part.get_payload(decode=True)
        if file_name and isinstance(content, bytes):
            main, _, sub = part.get_content_type().partition("/")
            message.add_attachment(content, maintype=main, subtype=sub, filename=file_name)
    return message


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _written(files: Sequence[File], folder: Path) -> list[Path]:
    """Write each file whole or not at all."""
    paths: list[Path] = []
    try:
        if files:
            folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            path = folder / file.name
            handle, made = tempfile.mkstemp(dir=folder, prefix=".planner-")
            with os.fdopen(handle, "wb") as stream:
                stream.write(file.content)
            Path(made).replace(path)
            paths.append(path)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {error.strerror or error}.",
            "Close the files in it that are open, or name another folder with --to.",
        ) from error
    return paths
