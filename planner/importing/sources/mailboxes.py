"""Reads names beside addresses, as mail programs write them: `Anna Berg <anna@acme.example>`."""

from __future__ import annotations

import re

from planner.text.normalise import clean
from planner.text.person_keys import email_addresses

# RFC 5322, 3.4, and what people paste: a name may hold one comma ("Berg, Anna").
_MAILBOX = re.compile(
    r'[\s,;]*+(?:(?:"(?P<quoted>[^"<>]*+)"\s*+|(?P<plain>[^<>@,;"]*+(?>(?:,[^<>@,;"]*+)?)))'
    r"<(?:mailto:)?(?P<named>[^<>\s@]++@[^<>\s@]++)>|(?P<bare>[^\s<>,;\"|@]++@[^\s<>,;\"|@]++))"
    r"(?=[\s,;]|$)"
)
_SEPARATORS = re.compile(r"[\s,;]*+")
_LONGEST = 100_000  # characters; whatever is longer is no list that somebody has pasted


def mailboxes(text: str) -> list[tuple[str, str]]:
    """Each name (or "") and address of a text that holds nothing else; [] for any other text."""
    found: list[tuple[str, str]] = []
    at = 0
    if "@" not in text or len(text) > _LONGEST:
        return []
    while mailbox := _MAILBOX.match(text, at):
        addresses = email_addresses(mailbox["named"] or mailbox["bare"])
        if len(addresses) != 1:
            return []
        found.append((clean(mailbox["quoted"] or mailbox["plain"] or ""), addresses[0]))
        at = mailbox.end()
    rest = _SEPARATORS.match(text, at)
    return found if rest is not None and rest.end() == len(text) else []
