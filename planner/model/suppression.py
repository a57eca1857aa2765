"""Who must not be contacted, and why."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Suppression"]


@dataclass(frozen=True, slots=True)
class Suppression:
    """One row of the Do not contact sheet: any of its fields may be "", but not all.

    `domain` suppresses everybody with an email address there; `name` counts together with
    `company` where both stand in the row.
    """

    cell: str
    reason: str = ""
    email: str = ""
    domain: str = ""
    linkedin_url: str = ""
    name: str = ""
    company: str = ""
