"""How the Tracking sheet looks: its columns, widths, dropdown and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.status import Status
from planner.workbook.edits import TableColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEET = "Tracking"
TABLE = "Tracking"
TOUCH_ID = "Touch ID"
# The status, and the day of sending, that were last written beside the contact.
MIRRORED = "planner mirrored"
# The day and channel of planner's last plan.
PLANNED = "planner planned"

# Fills by status: warm where the user must act, cool where the message is out, green where it
# paid off, grey where it ended. Light enough that black text stays readable in print.
_STATUS_COLOURS = {
    Status.NEEDS_PURPOSE: "F8CBAD",
    Status.DRAFTED: "FFF2CC",
    Status.APPROVED: "FFE699",
    Status.SEND_UNKNOWN: "F8CBAD",
    Status.SENT: "DDEBF7",
    Status.ACCEPTED: "BDD7EE",
    Status.REPLIED: "C6E0B4",
    Status.MEETING: "A9D08E",
    Status.CLOSED: "E2EFDA",
    Status.DECLINED: "D9D9D9",
    Status.BOUNCED: "F4B084",
    Status.NO_ANSWER: "EDEDED",
    Status.SKIPPED: "EDEDED",
    Status.SUPPRESSED: "D9D9D9",
}

# What is flagged and has no draft waits for the user; with a draft it is worth a look.
_FLAG_COLOURS = {'AND([Flags]<>"",[Draft]="")': "F8CBAD", '[Flags]<>""': "FFE699"}
_FLAG_TIP = (
    'Red: no draft until it is mended. Yellow: worth a look. "planner check" says where and how.'
)

_DATE = "yyyy-mm-dd"

# A person, the state and the words come first: that much of a row shows on a laptop's screen. What
# only planner needs stands at the right, and its IDs are hidden.
COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("Name", width=19),
    TableColumn("Company", width=16),
    TableColumn("Status", width=13),
    TableColumn("Subject", width=24, wrap=True),
    TableColumn("Draft", width=64, wrap=True),
    TableColumn("Next action", width=28, wrap=True),
    TableColumn("Planned for", width=12, number_format=_DATE),
    TableColumn("Channel", width=16),
    TableColumn("Link", width=32),
    TableColumn("Flags", width=32, wrap=True, rules=_FLAG_COLOURS, tip=_FLAG_TIP),
    TableColumn("Notes", width=32, wrap=True),
    TableColumn("Sent on", width=12, number_format=_DATE),
    TableColumn("Answered on", width=12, number_format=_DATE),
    TableColumn("Accepted on", width=12, number_format=_DATE),
    TableColumn("In common", width=26, wrap=True),
    TableColumn("Step", width=6),
    TableColumn("Template", width=20),
    TableColumn("Length", width=8),
    TableColumn(TOUCH_ID, width=20, hidden=True),
    TableColumn("Contact ID", width=18, hidden=True),
    # planner's memory. Fingerprints of what was rendered and of what was last seen, so that a
    # change by the user is known from a change by planner; and the person's other identities.
    TableColumn("planner rendered", hidden=True),
    TableColumn("planner seen", hidden=True),
    TableColumn("planner identity", hidden=True),
    TableColumn(MIRRORED, hidden=True),
    TableColumn(PLANNED, hidden=True),
)
# What stays in sight while one scrolls to the right: the name.
FROZEN = 1

# Without these a row cannot be understood; the others may be deleted by the user.
REQUIRED = (TOUCH_ID, "Contact ID", "Status", "Draft")
# planner's memory, which is added again where the user has deleted it.
HIDDEN = frozenset(column.header for column in COLUMNS if column.hidden) - {*REQUIRED}

_LONGEST_DROPDOWN = 255  # characters of a list that stands in the rule itself, with its commas


def columns_for(words: Mapping[str, Status]) -> tuple[TableColumn, ...]:
    """The columns of a new sheet; `words` are the user's own for statuses, as typed.

    The dropdown offers those before planner's own, and both have the colour of their status.
    """
    status = TableColumn("Status", width=13, choices=_choices(words), colours=status_colours(words))
    return tuple(status if column.header == "Status" else column for column in COLUMNS)


def status_colours(words: Mapping[str, Status]) -> dict[str, str]:
    """The fill of each word for a status, planner's and the user's own: the same on every sheet."""
    meant = {str(status): status for status in Status} | dict(words)
    return {word: _STATUS_COLOURS[status] for word, status in meant.items()}


def _choices(words: Mapping[str, Status]) -> tuple[str, ...]:
    room = _LONGEST_DROPDOWN - len(",".join(Status))
    chosen: list[str] = []
    for word in words:
        room -= len(word) + 1
        if room >= 0 and "," not in word:
            chosen.append(word)
    return (*chosen, *map(str, Status))
