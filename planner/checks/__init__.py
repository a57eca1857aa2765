"""What a thoughtful friend would say before anything is sent.

A check is a small function from values to findings. The catalogue holds what each kind of finding
means; running.py lists the functions.
"""

from __future__ import annotations

from planner.checks.background import Background
from planner.checks.catalogue import CHECKS, Check
from planner.checks.commonality import commonalities
from planner.checks.company import SoFar
from planner.checks.explaining import explain
from planner.checks.job_search import is_discreet_for
from planner.checks.limits import length_counter, limit_of
from planner.checks.running import check_contact, check_draft, check_list, check_own_words
from planner.checks.standing_in import stands_in_only
from planner.checks.suppression import Suppressions, suppressed, suppression_of
from planner.checks.trade import no_sender
from planner.checks.weighing import weighed, weighed_for_drafting

__all__ = [
    "CHECKS",
    "Background",
    "Check",
    "SoFar",
    "Suppressions",
    "check_contact",
    "check_draft",
    "check_list",
    "check_own_words",
    "commonalities",
    "explain",
    "is_discreet_for",
    "length_counter",
    "limit_of",
    "no_sender",
    "stands_in_only",
    "suppressed",
    "suppression_of",
    "weighed",
    "weighed_for_drafting",
]
