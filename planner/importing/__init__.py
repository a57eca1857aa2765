"""Reads people, and what an export says of its owner, from where people keep their contacts."""

from __future__ import annotations

from planner.importing.errors import ImportingError
from planner.importing.model import Gathered, Imported, Me, Skipped, SourceKind

__all__ = ["Gathered", "Imported", "ImportingError", "Me", "Skipped", "SourceKind"]
