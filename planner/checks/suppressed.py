"""Says that a contact must not be contacted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.catalogue import finding

if TYPE_CHECKING:
    from planner.model.contact import Contact
    from planner.model.finding import Finding
    from planner.model.suppression import Suppression


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
    return finding(
        "suppressed",
        contact,
        "name",
        f"{contact.name or 'this contact'} is on the Do not contact list{because}",
        f"Nothing to mend. If this is a mistake, take the entry out ({suppression.cell}); once"
        ' Tracking says suppressed, set it to drafted with "planner status set" and --force.',
    )
