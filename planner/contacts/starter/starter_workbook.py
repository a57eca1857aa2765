"""The starter workbook itself: five sheets, empty but for their guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.starter import starter_sheets, starter_words

if TYPE_CHECKING:
    from openpyxl import Workbook


_STEPS = ((1, None, None, 0, "any answer"), (2, None, None, 3, "any answer"),
          (3, None, None, 7, "any answer"))  # fmt: skip


def starter_workbook() -> Workbook:
    """Contacts, Sender, Sequence, Do not contact and Settings, ready to be filled in."""
    from openpyxl import Workbook  # noqa: PLC0415 - openpyxl is heavy

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "planner"
    workbook.properties.title = "Contacts"
    starter_sheets.add_columns_sheet(
        workbook, "Contacts", starter_words.CONTACTS_GUIDANCE, starter_words.CONTACTS
    )
    starter_sheets.add_lines_sheet(
        workbook, "Sender", starter_words.SENDER_GUIDANCE, starter_words.SENDER
    )
    starter_sheets.add_columns_sheet(
        workbook, "Sequence", starter_words.SEQUENCE_GUIDANCE, starter_words.SEQUENCE, _STEPS
    )
    starter_sheets.add_columns_sheet(
        workbook,
        "Do not contact",
        starter_words.DO_NOT_CONTACT_GUIDANCE,
        starter_words.DO_NOT_CONTACT,
    )
    starter_sheets.add_lines_sheet(
        workbook, "Settings", starter_words.SETTINGS_GUIDANCE, starter_words.SETTINGS
    )
    return workbook
