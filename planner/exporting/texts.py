"""Drafts as plain text and as Markdown, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.exporting.leaving import File
from planner.exporting.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.exporting.leaving import Leaving

__all__ = ["markdown_files", "text_files"]


def text_files(drafts: Sequence[Leaving]) -> Iterator[File]:
    """The words alone, the subject above them where there is one."""
    names = Names()
    for each in drafts:
        head = f"Subject: {each.subject}\n\n" if each.subject else ""
        yield File(names.of(each, ".txt"), f"{head}{each.text}\n".encode())


def markdown_files(drafts: Sequence[Leaving]) -> Iterator[File]:
    """The words under who they are for, how they travel, and where to."""
    names = Names()
    for each in drafts:
        contact, touch = each.contact, each.touch
        facts = {
            "Company": contact.company,
            "Channel": touch.text("Channel"),
            "Email": contact.text("email"),
            "LinkedIn": contact.text("linkedin_url"),
            "Planned for": each.day.isoformat() if each.day else "",
            "Subject": each.subject,
        }
        lines = [f"# {each.name}", ""]
        lines += [f"- {name}: {value}" for name, value in facts.items() if value]
        yield File(names.of(each, ".md"), "\n".join([*lines, "", each.text, ""]).encode())
