"""Plain text and Markdown: one file a message, to read, to print, or to copy from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.exporting.file_names import file_name
from planner.exporting.outgoing import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.exporting.outgoing import Leaving, Manner


_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]<>#|])")


def as_text(leaving: Iterable[Leaving], _manner: Manner) -> Iterator[File]:
    """The words alone: the subject, a blank line, the message."""
    for each in leaving:
        head = f"{each.subject}\n\n" if each.subject else ""
        yield _file(each, ".txt", f"{head}{each.text.rstrip()}\n")


def as_markdown(leaving: Iterable[Leaving], _manner: Manner) -> Iterator[File]:
    """Whom it is for as the heading, how it goes out, and the message."""
    for each in leaving:
        facts = [
            ("Company", each.contact.company),
            ("Channel", str(each.channel or "")),
            ("Address", _address(each)),
            ("Status", each.status),
            ("Planned for", each.touch.text("Planned for")),
            ("Subject", each.subject),
        ]
        lines = [f"# {_literal(each.name)}", ""]
        lines += [f"- {label}: {_literal(value)}" for label, value in facts if value]
        yield _file(each, ".md", "\n".join([*lines, "", each.text.rstrip(), ""]))


def _address(leaving: Leaving) -> str:
    channel, contact = leaving.channel, leaving.contact
    if channel is not None and channel.is_linkedin:
        return contact.text("linkedin_url")
    return contact.text("email") if channel == "email" else ""


def _literal(text: str) -> str:
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split()))


def _file(leaving: Leaving, suffix: str, text: str) -> File:
    name = file_name(leaving.name, leaving.touch.id, suffix)
    return File(name, [text.encode("utf-8", "replace")], leaving.touch.id)
