"""Reads people, and what an export says of its owner, from where people keep their contacts."""

from __future__ import annotations

from planner.importing.errors import ImportingError, UnknownSourceError, UnreadableSourceError
from planner.importing.model import HEADERS, Gathered, Imported, Me, Skipped, SourceKind
from planner.importing.reading import read_people, read_sender

__all__ = [
    "HEADERS",
    "Gathered",
    "Imported",
    "ImportingError",
    "Me",
    "Skipped",
    "SourceKind",
    "UnknownSourceError",
    "UnreadableSourceError",
    "read_people",
    "read_sender",
]
