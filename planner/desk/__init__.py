"""The user's own desk: browser, mail program, clipboard, editor. planner opens, they click."""

from __future__ import annotations

from planner.desk.clipboard import copy_out, terminal_copy
from planner.desk.editor import EditorError, edited
from planner.desk.interrupts import interrupts_held
from planner.desk.keys import forget_typed
from planner.desk.mail import eml, mailto
from planner.desk.opening import can_open, open_address, open_file, page

__all__ = [
    "EditorError",
    "can_open",
    "copy_out",
    "edited",
    "eml",
    "forget_typed",
    "interrupts_held",
    "mailto",
    "open_address",
    "open_file",
    "page",
    "terminal_copy",
]
