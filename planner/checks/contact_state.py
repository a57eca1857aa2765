"""What a row says of its own person: a status that nobody understands, a message without a status.

Either holds the first message: a cell that planner does not understand is never taken for nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.contacts.row_marks import says_more_than_no
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.finding import Finding

_UNKNOWN = "status-unknown"
_MOST_ROWS = 8


def check_status(contact: Contact, context: CheckContext) -> list[Finding]:
    """Find a status that planner does not know, and a message that the status does not tell of."""
    word = contact.text("status")
    if word and not context.status_words.is_known(word):
        return [_unknown(contact, word, context.workbook)]
    # Whoever writes "new" beside a date of contact has said what counts.
    if word or contact.id in context.reached.written:
        return []
    for name in context.written_to:
        if says_more_than_no(contact.text(name)):
            return [_written_to(contact, name)]
    return []


def _unknown(contact: Contact, word: str, workbook: Path) -> Finding:
    quoted = shown(word).replace('"', "'")
    teach = command("status", workbook, "word", " ".join(word.split()), "sent")
    return finding(
        _UNKNOWN,
        contact,
        "status",
        f'"{quoted}" under {contact.columns.header("status")} means nothing that planner knows, so'
        " nothing is drafted",
        f'Say what it means: {teach}, or "not yet" in place of sent if a first message may go out.'
        " The sheet Settings keeps it.",
    )


def _written_to(contact: Contact, name: str) -> Finding:
    header = contact.columns.header(name)
    where = contact.columns.header("status") if contact.cell("status") else ""
    remedy = (
        f'Write "sent" beside it under {where}, or "new" if a first message may go out.'
        if where
        else 'Give the sheet a column Status, and write "sent" in it, or "new" if a first message'
        " may go out."
    )
    return finding(
        "written-to-already",
        contact,
        name,
        f'{header} says "{shown(contact.text(name))}", and no status says what came of it',
        remedy,
    )


def joined_by_word(findings: Iterable[Finding]) -> list[Finding]:
    """Join the findings on one unknown word into one that names its rows, at the first of them."""
    joined: list[Finding] = []
    places: dict[tuple[str, str], int] = {}
    rows: dict[int, list[str]] = {}
    for found in findings:
        if found.slug != _UNKNOWN:
            joined.append(found)
            continue
        place = places.setdefault((found.sheet, found.message), len(joined))
        if place == len(joined):
            joined.append(found)
        else:
            rows.setdefault(place, []).append(found.cell)
    for place, cells in rows.items():
        joined[place] = replace(joined[place], message=_with_rows(joined[place].message, cells))
    return joined


def _with_rows(message: str, cells: list[str]) -> str:
    named = ", ".join(cells[:_MOST_ROWS])
    more = f" and {len(cells) - _MOST_ROWS:,} more" if len(cells) > _MOST_ROWS else ""
    return f"{message} (also {named}{more})"
