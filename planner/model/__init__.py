"""The words of the field, as values: Contact, Sender, Channel, Status, Draft, Finding.

No behaviour beyond what a value says of itself; every room above speaks in these.
"""

from __future__ import annotations

from planner.model.channel import Channel
from planner.model.commonality import Commonality
from planner.model.contact import Columns, Contact, ContactList
from planner.model.draft import Draft, Sent, Touch
from planner.model.finding import Finding, Severity
from planner.model.introducer import NOBODY, Introducer
from planner.model.sender import Sender
from planner.model.sequence import ANSWERS, DEFAULT_SEQUENCE, FOLLOWED_BY, Sequence, Step
from planner.model.settings import Settings
from planner.model.status import Status
from planner.model.suppression import Suppression
from planner.model.values import CellError, CellValue

__all__ = [
    "ANSWERS",
    "DEFAULT_SEQUENCE",
    "FOLLOWED_BY",
    "NOBODY",
    "CellError",
    "CellValue",
    "Channel",
    "Columns",
    "Commonality",
    "Contact",
    "ContactList",
    "Draft",
    "Finding",
    "Introducer",
    "Sender",
    "Sent",
    "Sequence",
    "Settings",
    "Severity",
    "Status",
    "Step",
    "Suppression",
    "Touch",
]
