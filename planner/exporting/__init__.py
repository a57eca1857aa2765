"""Drafts on their way out: each format a function from drafts to files."""

from __future__ import annotations

from planner.exporting.formats import FORMATS, Format, Wish
from planner.exporting.leaving import File, Leaving
from planner.exporting.names import safe_name

__all__ = ["FORMATS", "File", "Format", "Leaving", "Wish", "safe_name"]
