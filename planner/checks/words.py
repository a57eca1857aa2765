"""Text in the plain form in which checks compare it, made quickly."""

from __future__ import annotations

from planner.contacts.cleaning import plain

__all__ = ["in_words", "spelled_alike"]

# Everything in ASCII that is no letter and no digit becomes a blank.
_BLANKED = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})


def spelled_alike(text: str) -> str:
    """The words alone: lower case, no accents, no punctuation, one blank between.

    The same as `planner.contacts.cleaning.plain`, ten times faster on ASCII: checks call it for
    several cells of every row.
    """
    return " ".join(in_words(text))


def in_words(text: str) -> list[str]:
    """The words of `spelled_alike`, apart."""
    if text.isascii():
        return text.lower().translate(_BLANKED).split()
    return plain(text).split()
