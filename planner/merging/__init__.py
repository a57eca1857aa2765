"""Brings people from elsewhere into the workbook: nobody twice, nothing overwritten unasked."""

from __future__ import annotations

from planner.merging.barring import Barred, bar
from planner.merging.destination import (
    WORTH_A_COLUMN,
    Destination,
    Known,
    connections_of,
    contacts_of,
    is_blank,
    new_contacts,
)
from planner.merging.people import Difference, Merged, merge
from planner.merging.sender import SenderMerged, merge_sender

__all__ = [
    "WORTH_A_COLUMN",
    "Barred",
    "Destination",
    "Difference",
    "Known",
    "Merged",
    "SenderMerged",
    "bar",
    "connections_of",
    "contacts_of",
    "is_blank",
    "merge",
    "merge_sender",
    "new_contacts",
]
