"""Why a source of evidence could not be read at all."""

from __future__ import annotations

from planner.model.errors import PlannerError


class EvidenceError(PlannerError):
    """The file or folder holds no evidence that planner can read."""
