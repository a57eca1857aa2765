"""Brings people from elsewhere into the workbook: nobody twice, nothing overwritten unasked."""

from __future__ import annotations

from planner.merging.destination import (
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
    "Destination",
    "Difference",
    "Known",
    "Merged",
    "SenderMerged",
    "connections_of",
    "contacts_of",
    "is_blank",
    "merge",
    "merge_sender",
    "new_contacts",
]
