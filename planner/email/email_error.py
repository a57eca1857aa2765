"""What can go wrong between an email template and one contact."""

from __future__ import annotations

from planner.model.errors import PlannerError


class EmailError(PlannerError):
    """This email cannot be made: bad Jinja, a missing value, a bad header, a missing attachment.

    `message` names the template and the place, `hint` the remedy. Another contact's email from
    the same template may well be fine.
    """
