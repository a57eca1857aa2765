"""JSON for programs: one document, or one record a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from planner.exporting.outgoing import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.exporting.outgoing import Manner, Outgoing


def as_json(messages: Iterable[Outgoing], manner: Manner) -> Iterator[File]:
    """Write one document: the campaign, and all messages."""
    yield File("drafts.json", _document(messages, manner))


def as_jsonl(messages: Iterable[Outgoing], _manner: Manner) -> Iterator[File]:
    """Write one message a line."""
    yield File("drafts.jsonl", (_line(outgoing) + b"\n" for outgoing in messages))


def _document(messages: Iterable[Outgoing], manner: Manner) -> Iterator[bytes]:
    campaign = json.dumps(manner.campaign, ensure_ascii=False)
    yield _encoded(f'{{\n"campaign": {campaign},\n"messages": [')
    separator = b"\n"
    for outgoing in messages:
        yield separator + _line(outgoing)
        separator = b",\n"
    yield b"\n]\n}\n"


def _line(outgoing: Outgoing) -> bytes:
    return _encoded(json.dumps(_record(outgoing), ensure_ascii=False))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _record(outgoing: Outgoing) -> dict[str, object]:
    touch, contact = outgoing.touch, outgoing.contact
    return {
        "touch": touch.id,
        "contact": touch.contact,
        "name": outgoing.name,
        "company": contact.company,
        "email": contact.text("email"),
        "phone": contact.text("phone"),
        "linkedin_url": contact.text("linkedin_url"),
        "step": touch.step,
        "channel": str(outgoing.channel or ""),
        "template": touch.template,
        "status": outgoing.status,
        "planned_for": touch.text("Planned for"),
        "purpose": contact.purpose,
        "subject": outgoing.subject,
        "text": outgoing.text,
        # Every cell of the contact's row, under the names that templates use.
        "fields": {
            name: text for name in contact.columns.positions if (text := contact.text(name))
        },
    }
