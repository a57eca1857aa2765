"""Closes the loop: what an export or a mailbox proves becomes changes of status with evidence."""

from __future__ import annotations

from planner.looping.closing import close_loop
from planner.looping.report import LoopReport

__all__ = ["LoopReport", "close_loop"]
