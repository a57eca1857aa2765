"""Runs the checks: over a contact, over a draft, over the whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.limits import check_limits
from planner.checks.purpose import check_purpose
from planner.checks.weighing import weighed_for_drafting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.checks.background import Background
    from planner.model import Commonality, Contact, ContactList, Draft, Finding

__all__ = ["check_contact", "check_draft", "check_list"]

_OF_A_CONTACT = (check_purpose,)
_OF_A_DRAFT = (check_limits,)


def check_contact(contact: Contact, background: Background) -> list[Finding]:
    """Everything to be said of one contact before anything is drafted."""
    found: list[Finding] = []
    for check in _OF_A_CONTACT:
        found += check(contact, background)
    return weighed_for_drafting(found, background)


def check_draft(
    contact: Contact, draft: Draft, background: Background, common: Sequence[Commonality]
) -> list[Finding]:
    """Everything to be said of the message drafted for `contact`, who shares `common`."""
    found: list[Finding] = []
    for check in _OF_A_DRAFT:
        found += check(contact, draft, background)
    return weighed_for_drafting(found, background)


def check_list(contacts: ContactList, background: Background) -> list[Finding]:
    """Everything that shows only when all contacts are seen together."""
    return []
