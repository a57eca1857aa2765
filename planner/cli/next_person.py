"""One person who is due, as `planner next` shows them: who, why, what you share, the draft."""

from __future__ import annotations

import re
import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from planner.cli.terminal import echo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.scheduling.due import Due


_WIDEST = 80  # characters of a line
_LABEL = 12  # characters that a label takes
_INDENT = "    "
# What could move the cursor or change the terminal, were it in a cell: C0, DEL, C1, and marks that
# turn the direction of the text around.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def show(due: Due, number: int, total: int) -> None:
    """Print a person who is due."""
    echo()
    echo(click.style(f"{number} of {total}  {_plain(_who(due))}", bold=True))
    for label, text in _facts(due):
        first, *more = _wrapped(_plain(text), _LABEL) or [""]
        echo(f"{label:<{_LABEL}}{first}")
        for line in more:
            echo(f"{'':<{_LABEL}}{line}")
    echo()
    touch = due.touch
    if touch.subject:
        echo(f"{_INDENT}Subject: {_plain(touch.text('Subject'))}\n")
    for line in _drawn(touch.draft):
        echo(line)
    echo()
    _show_length(due)
    if touch.step > 1:
        echo(f"{_INDENT}Did they answer? [r]eplied, [d]eclined, or no [a]nswer")
    echo()


def record(due: Due) -> dict[str, object]:
    """A person who is due as a record with stable keys."""
    from planner.checks.catalogue import slugs_of  # noqa: PLC0415 - start-up stays light

    touch, contact = due.touch, due.contact
    return {
        "touch": touch.id,
        "contact": touch.contact,
        "name": touch.name,
        "title": contact.text("title"),
        "company": touch.company,
        "channel": touch.channel_word,
        "status": str(touch.status),
        "purpose": contact.purpose,
        "in_common": touch.text("In common"),
        "flags": slugs_of(touch.text("Flags")),
        "planned_for": touch.text("Planned for"),
        "profile": due.page,
        "email": due.email,
        "subject": touch.subject,
        "draft": touch.draft,
        "length": due.length,
        "limit": due.limit.number if due.limit else None,
    }


def _show_length(due: Due) -> None:
    length = due.length
    most = due.limit.number if due.limit else None
    if most is None:
        echo(f"{_INDENT}{length:,} characters")
    elif length > most:
        over = f"{length:,} of {most:,} characters: {length - most:,} too many"
        echo(click.style(f"{_INDENT}{over}", fg="red"))
    else:
        echo(click.style(f"{_INDENT}{length:,} of {most:,} characters", fg="green"))


def _who(due: Due) -> str:
    parts = (due.contact.name, due.contact.text("title"), due.contact.company)
    return ", ".join(filter(None, parts)) or due.touch.id


def _facts(due: Due) -> Iterator[tuple[str, str]]:
    touch = due.touch
    yield "Why:", due.contact.purpose
    yield "In common:", touch.text("In common") or "nothing that your sheets tell"
    yield "Through:", touch.channel_word or "no channel"
    if due.address:
        yield "Reach:", due.address
    if touch.text("Flags"):
        yield "Flags:", touch.text("Flags")
    if touch.notes:
        yield "Notes:", touch.notes


def _drawn(draft: str) -> Iterator[str]:
    for paragraph in draft.replace("\r\n", "\n").split("\n"):
        for line in _wrapped(_plain(paragraph), len(_INDENT)) or [""]:
            yield f"{_INDENT}{line}".rstrip()


def _wrapped(text: str, indent: int) -> list[str]:
    """The text in lines that fit beside an indent; an address stays in one piece."""
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST) - indent
    return textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False)


def _plain(text: str) -> str:
    """Text that leaves the terminal as it is, on one line."""
    return _UNSEEN.sub(" ", text.replace("\n", " "))
