"""Purpose: is there one, does it say anything, and does the draft still say it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.explaining import finding, shown
from planner.contacts.placeholders import is_placeholder

if TYPE_CHECKING:
    from planner.checks.background import Background
    from planner.model import Contact, Finding

__all__ = ["check_purpose"]

_HOW = (
    "Complete the sentence “Why I'm writing: …” for this very person: a specific job, a question,"
    " a shared field, course or event, an offer."
)


def check_purpose(contact: Contact, background: Background) -> list[Finding]:  # noqa: ARG001 - all checks of contacts are called alike
    """Find a purpose that is blank or only looks filled."""
    purpose = contact.purpose
    if not purpose:
        return [finding("purpose-missing", contact, "purpose", _no_purpose(contact), _HOW)]
    if is_placeholder(purpose):
        message = f'"{shown(purpose)}" only stands in for a purpose'
        return [finding("purpose-missing", contact, "purpose", message, _HOW)]
    return []


def _no_purpose(contact: Contact) -> str:
    if "purpose" in contact.columns.positions:
        return "no purpose is stated"
    return "no purpose is stated: the sheet has no Purpose column"
