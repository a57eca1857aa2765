"""The header of every sheet stands within the same rows, below whatever its owner wrote above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.contacts.connections import read_connections
from planner.contacts.find_sheet import find_contacts
from planner.contacts.header_row import HEADER_WITHIN
from planner.contacts.sequence_sheet import read_sequence
from planner.contacts.suppressions_sheet import suppression_columns
from planner.model.errors import ContactsError
from planner.tracking.history import read_history
from planner.tracking.touches import read_tracking

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.model.cells import CellValue
    from planner.workbook.read_sheets import Sheets

    Make = Callable[..., Sheets]


def _finds_contacts(sheets: Sheets) -> bool:
    try:
        return find_contacts(sheets).header_row > 0
    except ContactsError:
        return False


SHEETS: dict[str, tuple[list[list[CellValue]], Callable[[Sheets], bool]]] = {
    "Contacts": ([["Name", "Purpose"], ["Bo Li", "talk"]], _finds_contacts),
    "Do not contact": ([["Email", "Name"]], lambda book: bool(suppression_columns(book)[1])),
    "Connections": ([["Name", "URL"], ["Bo Li", ""]], lambda book: bool(read_connections(book))),
    "Sequence": ([["Step", "Wait"], ["7", "2"]], lambda book: bool(read_sequence(book, {}).sheet)),
    "History": (
        [["Touch ID", "From", "To", "By"]], lambda book: read_history(book) is not None,
    ),
    "Tracking": (
        [["Touch ID", "Contact ID", "Name", "Status", "Step", "Channel", "Draft", "Sent on",
          "planner seen", "planner identity"]],
        lambda book: read_tracking(book, {}) is not None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_header_is_found_in_the_last_row_that_counts_and_not_below(
    workbook: Make, sheet: str
) -> None:
    rows, is_found = SHEETS[sheet]
    notes: list[list[CellValue]] = [["written by hand"]] * (HEADER_WITHIN - 1)
    assert is_found(workbook({sheet: [*notes, *rows]}))
    assert not is_found(workbook({sheet: [["one more"], *notes, *rows]}))
