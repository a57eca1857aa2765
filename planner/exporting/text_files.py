"""Plain text and Markdown: one file a message, to read, to print, or to copy from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.exporting.file_names import file_name
from planner.exporting.outgoing import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.exporting.outgoing import Manner, Outgoing


_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|])")


def as_text(messages: Iterable[Outgoing], _manner: Manner) -> Iterator[File]:
    """Write the words alone: the subject, a blank line, the message."""
    for outgoing in messages:
        head = f"{outgoing.subject}\n\n" if outgoing.subject else ""
        yield _file(outgoing, ".txt", f"{head}{outgoing.text.rstrip()}\n")


def as_markdown(messages: Iterable[Outgoing], _manner: Manner) -> Iterator[File]:
    """Write whom it is for as the heading, how it goes out, and the message."""
    for outgoing in messages:
        facts = [
            ("Company", outgoing.contact.company),
            ("Channel", str(outgoing.channel or "")),
            ("Address", _address(outgoing)),
            ("Status", outgoing.status),
            ("Planned for", outgoing.touch.text("Planned for")),
            ("Subject", outgoing.subject),
        ]
        lines = [f"# {_literal(outgoing.name)}", ""]
        lines += [f"- {label}: {_literal(value)}" for label, value in facts if value]
        yield _file(outgoing, ".md", "\n".join([*lines, "", outgoing.text.rstrip(), ""]))


def _address(outgoing: Outgoing) -> str:
    channel, contact = outgoing.channel, outgoing.contact
    if channel is not None and channel.is_linkedin:
        return contact.text("linkedin_url")
    return contact.text("email") if channel == "email" else ""


def _literal(text: str) -> str:
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split()))


def _file(outgoing: Outgoing, suffix: str, text: str) -> File:
    name = file_name(outgoing.name, outgoing.touch.id, suffix)
    return File(name, [text.encode("utf-8", "replace")], outgoing.touch.id)
