"""Which of some fields a sheet has; worked out once, for its contacts share their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.model.contact import Columns, Contact

# By the fields asked for: the columns of the sheet at hand, and those of the fields that it has.
_known: dict[tuple[str, ...], tuple[Columns, tuple[str, ...]]] = {}


def present(columns: Columns, fields: tuple[str, ...]) -> tuple[str, ...]:
    """The fields among those named that the sheet has a column for."""
    known = _known.get(fields)
    if known is not None and known[0] is columns:
        return known[1]
    found = tuple(field for field in fields if field in columns.positions)
    _known[fields] = (columns, found)
    return found


def first_said(contact: Contact, fields: tuple[str, ...]) -> str:
    """What the first of these cells says that is not blank, or ""."""
    for field in present(contact.columns, fields):
        if text := contact.text(field):
            return text
    return ""
