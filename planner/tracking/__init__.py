"""The Tracking sheet: read back, compared with what was prepared, and brought up to date."""

from __future__ import annotations

from planner.tracking.edits import edits_of, new_sheet
from planner.tracking.identity import Match, match_contacts
from planner.tracking.reconcile import Decision, Verdict, decide, decide_removed
from planner.tracking.touches import Tracked, TrackingSheet, read_tracking

__all__ = [
    "Decision",
    "Match",
    "Tracked",
    "TrackingSheet",
    "Verdict",
    "decide",
    "decide_removed",
    "edits_of",
    "match_contacts",
    "new_sheet",
    "read_tracking",
]
