"""What leaves a campaign, in the form of the place where it will be used: one module a format."""

from __future__ import annotations

from planner.exporting.formats import FORMATS
from planner.exporting.model import ExportError, File, Format, Leaving, Manner

__all__ = ["FORMATS", "ExportError", "File", "Format", "Leaving", "Manner"]
