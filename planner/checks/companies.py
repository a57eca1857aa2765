"""Groups the contacts by company, however its legal form is written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from planner.text.organisations import without_legal_form
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.contact import Contact


def by_company(contacts: Iterable[Contact]) -> dict[str, list[Contact]]:
    """The contacts at each company, however its legal form is written; none without a company."""
    spelled: dict[str, str] = {}
    groups: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        company = contact.company
        if not company:
            continue
        name = spelled.get(company)
        if name is None:
            name = "" if is_placeholder(company) else without_legal_form(company)
            spelled[company] = name
        if name:
            groups[name].append(contact)
    return groups
