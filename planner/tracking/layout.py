"""How the Tracking sheet looks: its columns, widths, dropdown and colours."""

from __future__ import annotations

from planner.model.status import Status
from planner.workbook.edits import TableColumn

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
    'Red: no draft until it is mended. Yellow: worth a look. "planner check" says where and how,'
    ' "planner explain" with a word from here says why.'
)

_DATE = "yyyy-mm-dd"

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn(TOUCH_ID, width=20),
    TableColumn("Contact ID", width=18),
    TableColumn("Name", width=22),
    TableColumn("Company", width=20),
    TableColumn("Step", width=6),
    TableColumn("Channel", width=16),
    TableColumn("Template", width=20),
    TableColumn(
        "Status",
        width=14,
        choices=tuple(str(status) for status in Status),
        colours={str(status): fill for status, fill in _STATUS_COLOURS.items()},
    ),
    TableColumn("Flags", width=20, wrap=True, rules=_FLAG_COLOURS, tip=_FLAG_TIP),
    TableColumn("Subject", width=28, wrap=True),
    TableColumn("Draft", width=72, wrap=True),
    TableColumn("Length", width=8),
    TableColumn("In common", width=26, wrap=True),
    TableColumn("Planned for", width=12, number_format=_DATE),
    TableColumn("Sent on", width=12, number_format=_DATE),
    TableColumn("Accepted on", width=12, number_format=_DATE),
    TableColumn("Answered on", width=12, number_format=_DATE),
    TableColumn("Next action", width=38, wrap=True),
    TableColumn("Link", width=32),
    TableColumn("Notes", width=32, wrap=True),
    # planner's memory. Fingerprints of what was rendered and of what was last seen, so that a
    # change by the user is known from a change by planner; and the person's other identities.
    TableColumn("planner rendered", hidden=True),
    TableColumn("planner seen", hidden=True),
    TableColumn("planner identity", hidden=True),
    TableColumn(MIRRORED, hidden=True),
    TableColumn(PLANNED, hidden=True),
)

HIDDEN = frozenset(column.header for column in COLUMNS if column.hidden)
# Without these a row cannot be understood; the others may be deleted by the user.
REQUIRED = (TOUCH_ID, "Contact ID", "Status", "Draft")
