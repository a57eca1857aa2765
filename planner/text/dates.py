"""The dates of an export: LinkedIn's forms, in every file and year, and nothing guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

# No strptime: what it takes for a month depends on the user's locale.
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_SPELLED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# Invitations.csv: month first, as LinkedIn writes it whatever the user's language.
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def day_of(text: str) -> date | None:
    """The day in `08 Feb 2026`, `1/29/26, 2:37 PM`, `2025-06-01 14:03:22 UTC`; None otherwise."""
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _SPELLED.match(text):
            month = _MONTHS.get(found[2].lower())
            return date(_year(found[3]), month, int(found[1])) if month else None
        if found := _SLASHED.match(text):
            return date(_year(found[3]), int(found[1]), int(found[2]))
    except ValueError:  # 31 February
        return None
    return None


def moment_of(text: str) -> datetime | None:
    """The exact time of a text that names its zone as UTC; None where it names none."""
    day = day_of(text)
    clock = _CLOCK.search(text)
    if day is None or clock is None or not text.rstrip().upper().endswith(("UTC", "Z", "GMT")):
        return None
    try:
        return datetime(
            day.year, day.month, day.day, int(clock[1]), int(clock[2]), int(clock[3] or 0),
            tzinfo=UTC,
        )  # fmt: skip
    except ValueError:
        return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)
