"""The people as vCards: 4.0 (RFC 6350), or 3.0 (RFC 2426), which more address books take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from planner.exporting.outgoing import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.exporting.outgoing import Manner, Outgoing
    from planner.model.contact import Contact


_LONGEST_LINE = 75  # octets without the line break, in both versions
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f]")


def as_vcards(messages: Iterable[Outgoing], manner: Manner) -> Iterator[File]:
    """Write one card a person, however many messages they get."""
    yield File("people.vcf", _cards(messages, manner.vcard))


def _cards(messages: Iterable[Outgoing], version: str) -> Iterator[bytes]:
    seen: set[str] = set()
    for outgoing in messages:
        if outgoing.touch.contact not in seen:
            seen.add(outgoing.touch.contact)
            lines = _properties(outgoing, version)
            yield b"".join(_folded(line) for line in lines)


def _properties(outgoing: Outgoing, version: str) -> Iterator[str]:
    contact = outgoing.contact
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:urn:uuid:{uuid5(NAMESPACE_URL, f'planner:{outgoing.touch.contact}')}"
    yield f"FN:{_text(outgoing.name)}"
    yield f"N:{';'.join(_text(part) for part in _names(contact, outgoing.name))}"
    if contact.company:
        yield f"ORG:{_text(contact.company)}"
    yield from _plain("TITLE", contact.text("title"))
    yield from _plain("EMAIL;TYPE=work" if version == "4.0" else "EMAIL;TYPE=INTERNET,WORK",
                      contact.text("email"))  # fmt: skip
    phone = contact.text("phone")
    if phone:
        # Whoever types a number types it in many ways: in 4.0 it is text unless called a URI.
        yield f"TEL;TYPE=work{';VALUE=text' if version == '4.0' else ''}:{_text(phone)}"
    if contact.text("city") or contact.text("country"):
        city, country = _text(contact.text("city")), _text(contact.text("country"))
        yield f"ADR;TYPE=work:;;;{city};;;{country}"
    for name in ("linkedin_url", "website"):
        url = _UNSAFE_IN_ADDRESS.sub("", contact.text(name))
        if url:
            yield f"URL:{url}"
    yield from _plain("NOTE", contact.text("notes"))
    yield "END:VCARD"


def _plain(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}:{_text(value)}"


def _names(contact: Contact, name: str) -> tuple[str, ...]:
    """List last name, first name, and the three parts that no contacts sheet tells apart."""
    first, last = contact.text("first_name"), contact.text("last_name")
    if not first and not last:
        last = name
    return (last, first, "", "", "")


def _text(value: str) -> str:
    text = _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for character in "\\,;":
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Write one line, broken where it is too long, but never within a character."""
    rest = line.encode("utf-8", "replace")
    pieces: list[bytes] = []
    room = _LONGEST_LINE
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # a byte that goes on with a character
            cut -= 1
        pieces.append(rest[:cut])
        rest = rest[cut:]
        room = _LONGEST_LINE - 1  # for the blank that says that a line goes on
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
