"""From rows of the user's sheets to contacts, sender, settings and suppressions."""

from __future__ import annotations

from planner.contacts.cleaning import clean
from planner.contacts.identity import contact_id, email_addresses, identities, linkedin_slug
from planner.contacts.place import Place, find_contacts
from planner.contacts.placeholders import is_placeholder
from planner.contacts.reading import read_contacts
from planner.contacts.sender import given_sender, read_sender, read_settings
from planner.contacts.sequence import read_sequence
from planner.contacts.suppressions import read_suppressions, suppression_columns

__all__ = [
    "Place",
    "clean",
    "contact_id",
    "email_addresses",
    "find_contacts",
    "given_sender",
    "identities",
    "is_placeholder",
    "linkedin_slug",
    "read_contacts",
    "read_sender",
    "read_sequence",
    "read_settings",
    "read_suppressions",
    "suppression_columns",
]
