"""JSON for programs: one document, or one record a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from planner.exporting.outgoing import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.exporting.outgoing import Leaving, Manner


def as_json(leaving: Iterable[Leaving], manner: Manner) -> Iterator[File]:
    """One document: the campaign, and all messages."""
    yield File("drafts.json", _document(leaving, manner))


def as_jsonl(leaving: Iterable[Leaving], _manner: Manner) -> Iterator[File]:
    """One message a line."""
    yield File("drafts.jsonl", (_line(each) + b"\n" for each in leaving))


def _document(leaving: Iterable[Leaving], manner: Manner) -> Iterator[bytes]:
    campaign = json.dumps(manner.campaign, ensure_ascii=False)
    yield _encoded(f'{{\n"campaign": {campaign},\n"messages": [')
    separator = b"\n"
    for each in leaving:
        yield separator + _line(each)
        separator = b",\n"
    yield b"\n]\n}\n"


def _line(leaving: Leaving) -> bytes:
    return _encoded(json.dumps(_record(leaving), ensure_ascii=False))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _record(leaving: Leaving) -> dict[str, object]:
    touch, contact = leaving.touch, leaving.contact
    return {
        "touch": touch.id,
        "contact": touch.contact,
        "name": leaving.name,
        "company": contact.company,
        "email": contact.text("email"),
        "phone": contact.text("phone"),
        "linkedin_url": contact.text("linkedin_url"),
        "step": touch.step,
        "channel": str(leaving.channel or ""),
        "template": touch.text("Template"),
        "status": leaving.status,
        "planned_for": touch.text("Planned for"),
        "purpose": contact.purpose,
        "subject": leaving.subject,
        "text": leaving.text,
        # Every cell of the contact's row, under the names that templates use.
        "fields": {
            name: text for name in contact.columns.positions if (text := contact.text(name))
        },
    }
