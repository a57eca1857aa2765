"""What an export or a mailbox proves of a campaign: sent, accepted, replied, bounced, and where."""

from __future__ import annotations

from planner.evidence.errors import EvidenceError
from planner.evidence.linkedin import Owner
from planner.evidence.mail import Familiar
from planner.evidence.model import Evidence, Gathered, Kind, Means
from planner.evidence.source import gather, holds_evidence

__all__ = [
    "Evidence",
    "EvidenceError",
    "Familiar",
    "Gathered",
    "Kind",
    "Means",
    "Owner",
    "gather",
    "holds_evidence",
]
