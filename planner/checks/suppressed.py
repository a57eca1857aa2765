"""Says that a contact must not be contacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.catalogue import finding, shown
from planner.text.pasted import command
from planner.text.person_keys import PersonKeys

if TYPE_CHECKING:
    from planner.checks.context import CheckContext
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.model.suppression import Suppression


def check_nearly_suppressed(contact: Contact, context: CheckContext) -> list[Finding]:
    """Find an entry of the Do not contact sheet that may well mean this person."""
    if not context.suppressions.people:
        return []
    row = context.suppressions.nearly(PersonKeys.of_contact(contact))
    if row is None:
        return []
    entry = ", ".join(filter(None, (row.name, row.company, row.email)))
    return [
        finding(
            "suppressed-nearly",
            contact,
            "name",
            f'"{shown(entry)}" on the Do not contact list ({row.cell}) may mean'
            f" {contact.name or 'this contact'}",
            "If it does, write this person's email address into that entry; if it does not, write"
            " the address of whom it means.",
        )
    ]


def suppressed(contact: Contact, suppression: Suppression) -> Finding:
    """Say that this contact gets nothing, and which row or status says so."""
    if suppression.status:
        return finding(
            "suppressed",
            contact,
            "status",
            f'{contact.name or "this contact"} gets no draft: the status is "{suppression.status}"',
            f"Nothing to mend. If this is a mistake, see {suppression.cell}.",
        )
    because = f" ({suppression.reason})" if suppression.reason else ""
    freed = command("status", "set", contact.name or contact.id, "drafted", "--force")
    return finding(
        "suppressed",
        contact,
        "name",
        f"{contact.name or 'this contact'} is on the Do not contact list{because}",
        f"Nothing to mend. If this is a mistake, take the entry out ({suppression.cell}); once"
        f" Tracking says suppressed, {freed} lets it go on.",
    )
