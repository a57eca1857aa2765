"""Reads a channel in the words that owners write for it."""

from __future__ import annotations

import re
from functools import cache

from planner.model.channel import Channel
from planner.words import all_of


def parse_channel(word: str) -> Channel | None:
    """Return the channel that an owner's word means ("E-Mail", "LinkedIn", "Anruf"), or None.

    "LinkedIn" alone is the note: it is how a first touch to someone unconnected goes out.
    """
    return _channels().get("".join(letter for letter in word.casefold() if letter.isalnum()))


def parse_channels(words: str) -> tuple[Channel, ...]:
    """Return the channels that an owner leaves to choose from ("email or LinkedIn"), best first.

    Empty where any of the words means none.
    """
    one = parse_channel(words)
    if one is not None:
        return (one,)
    found = [parse_channel(word) for word in _either().split(words.strip())]
    return tuple(dict.fromkeys(channel for channel in found if channel)) if all(found) else ()


@cache
def _channels() -> dict[str, Channel]:
    """Where a word means two channels, the first of them counts."""
    return {
        word: channel
        for channel in reversed(Channel)
        for word in all_of(f"channel.{channel.replace('-', '_')}")
    }


@cache
def _either() -> re.Pattern[str]:
    words = "|".join(all_of("or"))
    return re.compile(rf"\s*[,;/|+&\n]\s*|\s+(?:{words})\s+", re.IGNORECASE)
