"""The channels a touch can take, and what each allows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Channel(StrEnum):
    """How a message travels; a task is something to do that sends none."""

    LINKEDIN_NOTE = "linkedin-note"
    LINKEDIN_INMAIL = "linkedin-inmail"
    LINKEDIN_MESSAGE = "linkedin-message"
    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    TASK = "task"

    @property
    def has_subject(self) -> bool:
        """A message through this channel carries a subject line."""
        return self in _WITH_SUBJECT

    @property
    def is_linkedin(self) -> bool:
        """The message is typed into LinkedIn."""
        return self in _OF_LINKEDIN


_WITH_SUBJECT = frozenset({Channel.LINKEDIN_INMAIL, Channel.EMAIL, Channel.LETTER})
_OF_LINKEDIN = frozenset({Channel.LINKEDIN_NOTE, Channel.LINKEDIN_INMAIL, Channel.LINKEDIN_MESSAGE})


def length_counter(channel: Channel) -> Callable[[str], int]:
    """The function that counts the characters of a text as `channel` does."""
    return utf16_length if channel.is_linkedin else len


def utf16_length(text: str) -> int:
    """Count as a text box on a web page does, and LinkedIn's is one: UTF-16 code units.

    So most emoji count two, a family or a flag more, a combining accent one, a line end one.
    Source: HTML Standard, "maxlength" and "length" (a string's length is its number of code
    units); publishing tools report the same of LinkedIn's posts (seen 2026-10).
    """
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
