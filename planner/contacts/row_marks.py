"""Reads what a row says of its own person in columns beside Status: opted out, written to already.

Such columns are known by their headers in the word files. A cell that says anything but no counts:
what is uncertain about a person holds the message.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planner.model.suppression import Suppression
from planner.text.normalise import fold
from planner.words import all_of

if TYPE_CHECKING:
    from planner.model.contact import Columns, Contact


def opt_out_fields(columns: Columns) -> tuple[str, ...]:
    """Find the columns in which a row may say that nobody is to write."""
    return _fields_headed(columns, "header.opt_out")


def written_to_fields(columns: Columns) -> tuple[str, ...]:
    """Find the columns that say that, when or how often somebody was written to."""
    found = _fields_headed(columns, "header.written_to")
    known = ("last_contacted",) if "last_contacted" in columns.positions else ()
    return tuple(dict.fromkeys((*known, *found)))


def opted_out(contact: Contact, fields: tuple[str, ...]) -> Suppression | None:
    """Find the first of these columns in which the row asks for silence, as a suppression."""
    for name in fields:
        if says_more_than_no(contact.text(name)):
            header = contact.columns.header(name)
            cell = f"{contact.columns.sheet}!{contact.cell(name)}"
            return Suppression(cell, reason=f'{header}: "{contact.text(name)}"')
    return None


def says_more_than_no(text: str) -> bool:
    """Say whether a cell has a word, a date, a number or a tick that is no "no"."""
    if not text or text in _BLANK:
        return False
    return fold(text) not in _no_words()


_BLANK = frozenset({"-", "–", "—", ".", "?", "0", "☐", "✗", "✘", "❌", "[ ]"})


def _fields_headed(columns: Columns, section: str) -> tuple[str, ...]:
    headers = _headers(section)
    return tuple(
        name
        for name, position in columns.positions.items()
        if fold(columns.headers[position]) in headers and name not in _OTHERWISE_KNOWN
    )


# What planner reads as a field of its own is no such column, whatever stands over it.
_OTHERWISE_KNOWN = frozenset({"status", "name", "first_name", "last_name", "email", "purpose"})


@cache
def _headers(section: str) -> frozenset[str]:
    return frozenset(map(fold, all_of(section)))


@cache
def _no_words() -> frozenset[str]:
    return frozenset(map(fold, all_of("value.no"))) | {""}
