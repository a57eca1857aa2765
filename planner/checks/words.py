"""Text in the plain form in which checks compare it."""

from __future__ import annotations

from planner.contacts.cleaning import in_words
from planner.contacts.cleaning import plain as spelled_alike

__all__ = ["in_words", "spelled_alike"]
