"""Whom a message to a contact greets, from all the cells that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.templating.prose.addressee import addressee
from planner.templating.prose.present import first_said
from planner.words import all_of

if TYPE_CHECKING:
    from planner.model.contact import Contact
    from planner.templating.prose.addressee import Addressee


def addressee_of(contact: Contact, name: str = "") -> Addressee:
    """The name, its parts, the salutation and the gender of a row taken together.

    `name` stands in for the contact's own where a template greets by another.
    """
    return addressee(
        name or contact.name,
        contact.text("first_name"),
        contact.text("last_name"),
        first_said(contact, all_of("column.salutation")),
        first_said(contact, all_of("column.gender")),
    )
