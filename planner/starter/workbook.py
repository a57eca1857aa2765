"""The starter workbook itself: five sheets, empty but for their guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.starter import sheets, words

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["starter_workbook"]

_STEPS = ((1, None, None, 0, "any answer"), (2, None, None, 3, "any answer"),
          (3, None, None, 7, "any answer"))  # fmt: skip


def starter_workbook() -> Workbook:
    """Contacts, Sender, Sequence, Do not contact and Settings, ready to be filled in."""
    from openpyxl import Workbook  # noqa: PLC0415 - openpyxl is heavy

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "planner"
    workbook.properties.title = "Contacts"
    sheets.add_columns_sheet(workbook, "Contacts", words.CONTACTS_GUIDANCE, words.CONTACTS)
    sheets.add_lines_sheet(workbook, "Sender", words.SENDER_GUIDANCE, words.SENDER)
    sheets.add_columns_sheet(workbook, "Sequence", words.SEQUENCE_GUIDANCE, words.SEQUENCE, _STEPS)
    sheets.add_columns_sheet(
        workbook, "Do not contact", words.DO_NOT_CONTACT_GUIDANCE, words.DO_NOT_CONTACT
    )
    sheets.add_lines_sheet(workbook, "Settings", words.SETTINGS_GUIDANCE, words.SETTINGS)
    return workbook
