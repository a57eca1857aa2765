"""Puts those who want no more emails on the sheet "Do not contact"."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.contacts.rows_below import rows_below
from planner.contacts.suppressions_sheet import suppression_columns
from planner.model.frozen import frozen
from planner.workbook.edits import AddTableSheet, TableColumn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.importing.sources.imported import Imported
    from planner.model.suppression import Suppression
    from planner.workbook.edits import Edit, EditValue
    from planner.workbook.read_sheets import Sheets


_SHEET = "Do not contact"
_COLUMNS = (TableColumn("Email", width=30), TableColumn("Reason", width=50))


@frozen
class OptOuts:
    """The addresses that come onto the sheet, and the edits that put them there."""

    addresses: tuple[str, ...] = ()
    edits: list[Edit] = field(default_factory=list)


def suppress_opt_outs(
    sheets: Sheets, suppressions: Iterable[Suppression], people: Iterable[Imported]
) -> OptOuts:
    """Work out which addresses of those who opted out stand on no row yet; nothing is written."""
    known = {entry.email for entry in suppressions}
    reasons = {
        address: f"Opted out of email: {person.place}"
        for person in people
        if person.has_opted_out
        for address in person.addresses
        if address not in known
    }
    if not reasons:
        return OptOuts()
    sheet, columns = suppression_columns(sheets)
    if not sheet:
        rows = [[address, reason] for address, reason in reasons.items()]
        new = AddTableSheet(_SHEET, _SHEET.replace(" ", ""), _COLUMNS, rows)
        return OptOuts((*reasons,), [new])
    # An address says what it is wherever it stands.
    at = columns.get("email") or next(iter(columns.values()), 1)
    why = columns.get("reason", 0)
    below: list[dict[int, EditValue]] = [
        {at: address, **({why: reason} if why else {})} for address, reason in reasons.items()
    ]
    return OptOuts((*reasons,), rows_below(sheets, sheet, below))
