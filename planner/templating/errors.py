"""What can go wrong between a template and a contact: that contact's error alone."""

from __future__ import annotations

from planner.errors import PlannerError

__all__ = ["RenderError"]


class RenderError(PlannerError):
    """One contact's message cannot be made from this template; the next contact's may well be.

    `message` names template, line and contact, `hint` the remedy.
    """
