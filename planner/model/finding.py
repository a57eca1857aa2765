"""A finding: what planner would say of one place in the workbook."""

from __future__ import annotations

from enum import StrEnum

from planner.model.frozen import frozen


class Severity(StrEnum):
    """How much a finding weighs: an error means no draft; a warning and advice do not stop it."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@frozen
class Finding:
    """One thing to know about one place.

    `slug` is stable and greppable; `cell` is a reference such as `D14`, or "" for a whole sheet;
    `contact` is a Contact ID or ""; `message` says what is so, `hint` how to mend it.
    """

    slug: str
    severity: Severity
    message: str
    hint: str = ""
    sheet: str = ""
    cell: str = ""
    contact: str = ""

    def line(self, workbook: str) -> str:
        """`contacts.xlsx:Contacts!D14: purpose-missing: no purpose is stated`."""
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        where = f"{workbook}:{place}" if place else workbook
        return f"{where}: {self.slug}: {self.message}"
