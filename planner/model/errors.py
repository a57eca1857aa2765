"""The one tree of exceptions: what makes planner stop. (A bad row is a Finding and stops nothing.)

    PlannerError
    ├── WorkbookError          the file itself: cannot be opened, read, edited or saved
    │   ├── UnreadableWorkbookError     not a workbook, encrypted, damaged, over a bound
    │   ├── UneditableWorkbookError     readable, but this edit cannot be made safely
    │   └── WorkbookBusyError           open in Excel, changed meanwhile, cannot be replaced
    ├── ContactsError          no contacts sheet, no header, no name column
    ├── SenderError            the Sender sheet lacks what the templates need
    ├── TemplateError          a template that cannot be used at all
    ├── EmailError             an email that cannot be made of its template (planner.email)
    ├── TrackingError          the Tracking sheet can no longer be understood
    └── UsageError             a value on the command line or in Settings makes no sense

Every error says place and problem in `message` and the remedy in `hint`. A class whose wording is
fixed builds its sentence from values in `__init__`; rooms may subclass the classes above beside
the code that raises them.
"""

from __future__ import annotations


class PlannerError(Exception):
    """planner cannot go on; `message` says place and problem, `hint` the remedy."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class WorkbookError(PlannerError):
    """The workbook file cannot be opened, read, edited or saved."""


class UnreadableWorkbookError(WorkbookError):
    """The file is no workbook that planner can read: damaged, encrypted, or over a bound."""


class UneditableWorkbookError(WorkbookError):
    """The file reads well, but the edit asked for cannot be made without harm."""


class WorkbookBusyError(WorkbookError):
    """Somebody else holds or has just changed the file, or it cannot be replaced."""


class ContactsError(PlannerError):
    """No sheet, header or column could be taken as the contacts."""


class SenderError(PlannerError):
    """The Sender sheet lacks something that the templates need."""


class TemplateError(PlannerError):
    """A template cannot be used at all: unreadable, bad syntax, bad header."""


class TrackingError(PlannerError):
    """The Tracking sheet can no longer be understood."""


class UsageError(PlannerError):
    """A value given on the command line or in Settings makes no sense."""
