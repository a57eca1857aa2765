"""The words that stand before the sender's values: which one means which field."""

from __future__ import annotations

from functools import cache

from planner.model.sender import KNOWN_SENDER_FIELDS
from planner.text.normalise import fold
from planner.words import all_of

# Fields that have no words but their own name.
_PLAIN_FIELDS = frozenset({"first_name", "email", "phone", "linkedin_url", "city", "country"})


@cache
def sender_words() -> dict[str, str]:
    """The field of the sender that each word means, folded."""
    return {fold(word): field for field in KNOWN_SENDER_FIELDS for word in (field, *_words(field))}


def _words(field: str) -> tuple[str, ...]:
    return () if field in _PLAIN_FIELDS else all_of(f"sender.{field}")
