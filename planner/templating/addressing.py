"""Whom a message to a contact greets, from all the cells that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.templating.prose.addressee import addressee
from planner.words import all_of

if TYPE_CHECKING:
    from planner.model.contact import Columns, Contact
    from planner.templating.prose.addressee import Addressee


def addressee_of(contact: Contact, name: str = "") -> Addressee:
    """The name, its parts, the salutation and the gender of a row taken together.

    `name` stands in for the contact's own where a template greets by another.
    """
    return addressee(
        name or contact.name,
        contact.text("first_name"),
        contact.text("last_name"),
        _first_said(contact, "column.salutation"),
        _first_said(contact, "column.gender"),
    )


def _first_said(contact: Contact, columns: str) -> str:
    return next(filter(None, map(contact.text, _present(contact.columns, columns))), "")


# Of the sheet at hand, by the section of names: every contact of a sheet shares its columns.
_known: dict[str, tuple[Columns, tuple[str, ...]]] = {}


def _present(columns: Columns, section: str) -> tuple[str, ...]:
    """The fields of a section that the sheet has."""
    known = _known.get(section)
    if known is not None and known[0] is columns:
        return known[1]
    fields = tuple(field for field in all_of(section) if field in columns.positions)
    _known[section] = (columns, fields)
    return fields
