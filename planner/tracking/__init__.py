"""The Tracking and History sheets: read back, compared with what is due, brought up to date."""

from __future__ import annotations

from planner.tracking.edits import edits_of, new_sheet
from planner.tracking.history import By, Change, HistorySheet, history_edits, read_history
from planner.tracking.identity import Match, match_contacts
from planner.tracking.life import status_words
from planner.tracking.reconcile import Decision, Verdict, decide, decide_removed
from planner.tracking.takeover import TakenOver, take_over
from planner.tracking.touches import Tracked, TrackingSheet, read_tracking

__all__ = [
    "By",
    "Change",
    "Decision",
    "HistorySheet",
    "Match",
    "TakenOver",
    "Tracked",
    "TrackingSheet",
    "Verdict",
    "decide",
    "decide_removed",
    "edits_of",
    "history_edits",
    "match_contacts",
    "new_sheet",
    "read_history",
    "read_tracking",
    "status_words",
    "take_over",
]
