"""The Tracking and History sheets: read back, compared with what is due, brought up to date."""

from __future__ import annotations

from planner.tracking.amending import postponed, reworded
from planner.tracking.due import due_touches, sent_on
from planner.tracking.edits import edits_of, new_sheet
from planner.tracking.history import By, Change, HistorySheet, history_edits, read_history
from planner.tracking.identity import Match, match_contacts
from planner.tracking.life import moves_table, status_words
from planner.tracking.mirror import Mirror, has_mirror, said_by
from planner.tracking.orders import Order, Ordered, carry_out, touch_for
from planner.tracking.reconcile import Decision, Verdict, decide, decide_removed
from planner.tracking.so_far import so_far
from planner.tracking.takeover import TakenOver, take_over
from planner.tracking.touches import Tracked, TrackingSheet, read_tracking
from planner.tracking.who import Directory

__all__ = [
    "By",
    "Change",
    "Decision",
    "Directory",
    "HistorySheet",
    "Match",
    "Mirror",
    "Order",
    "Ordered",
    "TakenOver",
    "Tracked",
    "TrackingSheet",
    "Verdict",
    "carry_out",
    "decide",
    "decide_removed",
    "due_touches",
    "edits_of",
    "has_mirror",
    "history_edits",
    "match_contacts",
    "moves_table",
    "new_sheet",
    "postponed",
    "read_history",
    "read_tracking",
    "reworded",
    "said_by",
    "sent_on",
    "so_far",
    "status_words",
    "take_over",
    "touch_for",
]
