"""What can go wrong between planner and an email account."""

from __future__ import annotations

from planner.model.errors import PlannerError


class AccountError(PlannerError):
    """The account is not named, lacks its secret, or a server does not let planner in."""


class ServerError(PlannerError):
    """A server cannot be reached, breaks off, or says no to what was asked of it."""


class SendingError(PlannerError):
    """Nothing can be sent as things stand: no journal, or another planner is sending."""
