"""Who must not be contacted, and why."""

from __future__ import annotations

from planner.model.frozen import frozen


@frozen
class Suppression:
    """One row of the Do not contact sheet: any of its fields may be "", but not all.

    `domain` suppresses everybody with an email address there; `name` counts together with
    `company` where both stand in the row. A status of the contact's own that bars them, such as
    `declined`, stands in `status`, and `cell` is then where it stands.
    """

    cell: str
    reason: str = ""
    email: str = ""
    domain: str = ""
    linkedin_url: str = ""
    name: str = ""
    company: str = ""
    status: str = ""
