"""The Tracking and History sheets: read back, compared with what is due, brought up to date."""

from __future__ import annotations

from planner.tracking.amending import postponed, reworded
from planner.tracking.answers import read_orders
from planner.tracking.barring import barred, barring
from planner.tracking.batch import Batch, StatusReport
from planner.tracking.days import day_of
from planner.tracking.due import FINAL, due_touches, is_due, ready_touches, sent_on
from planner.tracking.edits import edits_of, new_sheet
from planner.tracking.history import By, Change, HistorySheet, history_edits, read_history
from planner.tracking.identity import Match, match_contacts
from planner.tracking.life import moves_table, status_of, status_words
from planner.tracking.mirror import Mirror, first_cells, has_mirror, said_by
from planner.tracking.next_action import do_not_contact
from planner.tracking.orders import Order, Ordered, carry_out
from planner.tracking.planned import (
    is_put_off,
    pinned_day,
    planned_channel,
    planned_day,
    planned_values,
    with_cells,
)
from planner.tracking.reconcile import (
    Decision,
    Verdict,
    decide,
    decide_removed,
    decide_stopped,
    first_change,
)
from planner.tracking.so_far import IN_CONVERSATION, so_far
from planner.tracking.takeover import TakenOver, take_over
from planner.tracking.touches import Tracked, TrackingSheet, read_tracking
from planner.tracking.values import as_date
from planner.tracking.who import Directory

__all__ = [
    "FINAL",
    "IN_CONVERSATION",
    "Batch",
    "By",
    "Change",
    "Decision",
    "Directory",
    "HistorySheet",
    "Match",
    "Mirror",
    "Order",
    "Ordered",
    "StatusReport",
    "TakenOver",
    "Tracked",
    "TrackingSheet",
    "Verdict",
    "as_date",
    "barred",
    "barring",
    "carry_out",
    "day_of",
    "decide",
    "decide_removed",
    "decide_stopped",
    "do_not_contact",
    "due_touches",
    "edits_of",
    "first_cells",
    "first_change",
    "has_mirror",
    "history_edits",
    "is_due",
    "is_put_off",
    "match_contacts",
    "moves_table",
    "new_sheet",
    "pinned_day",
    "planned_channel",
    "planned_day",
    "planned_values",
    "postponed",
    "read_history",
    "read_orders",
    "read_tracking",
    "ready_touches",
    "reworded",
    "said_by",
    "sent_on",
    "so_far",
    "status_of",
    "status_words",
    "take_over",
    "with_cells",
]
