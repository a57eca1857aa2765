"""The people of the drafts as vCards (RFC 6350, version 4.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.exporting.leaving import File

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.exporting.leaving import Leaving
    from planner.model import Contact

__all__ = ["cards_file"]

_LONGEST_LINE = 75  # octets, RFC 6350 section 3.2


def cards_file(drafts: Sequence[Leaving]) -> Iterator[File]:
    """One file of all people, each once."""
    people = {each.contact.id: each.contact for each in drafts}
    yield File("people.vcf", "".join(_card(each) for each in people.values()).encode())


def _card(contact: Contact) -> str:
    parts = (contact.text("last_name"), contact.text("first_name"), "", "", "")
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{_text(contact.name)}",
        f"N:{';'.join(map(_text, parts))}",
    ]
    for name, field in (
        ("ORG", "company"),
        ("TITLE", "title"),
        ("EMAIL", "email"),
        ("TEL", "phone"),
        ("NOTE", "purpose"),
    ):
        value = contact.text(field)
        lines += [f"{name}:{_text(value)}"] if value else []
    url = contact.text("linkedin_url")
    lines += [f"URL:{_one_line(url)}"] if url else []
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCARD"))


def _text(value: str) -> str:
    """Escape a text value (RFC 6350 section 3.4)."""
    plain = value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return plain.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _one_line(value: str) -> str:
    return "".join(value.split())


def _folded(line: str) -> str:
    """Break a line after 75 octets, never within a character."""
    pieces, room = [""], _LONGEST_LINE
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if size > room:
            pieces.append("")
            room = _LONGEST_LINE - 1  # the blank that begins a continuation counts
        pieces[-1] += letter
        room -= size
    return "\r\n ".join(pieces)
