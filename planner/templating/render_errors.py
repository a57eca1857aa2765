"""What can go wrong between a template and a contact: that contact's error alone."""

from __future__ import annotations

from planner.model.errors import PlannerError


class RenderError(PlannerError):
    """One contact's message cannot be made from this template; the next contact's may well be.

    `message` names template, line and contact, `hint` the remedy.
    """


class OverLimitError(RenderError):
    """The message does not fit its channel, even without its optional parts.

    `subject` and `text` are what it would say.
    """

    def __init__(self, message: str, hint: str, *, subject: str, text: str) -> None:
        super().__init__(message, hint)
        self.subject = subject
        self.text = text
