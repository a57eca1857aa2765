"""Reads from an out-of-office note on which day its writer is back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from planner.text.dates import typed_day
from planner.text.normalise import clean
from planner.words import all_of

_LONGEST = 4_000  # characters of a note that are looked at
_MOST_WORDS = 7  # of a day: "Monday, the 7th of December 2026"
_FARTHEST = timedelta(days=366)
_EDGES = ".,;:!?()\"'"


def return_day(text: str, written: date) -> date | None:
    """Read the first day that a note gives for its writer's return; None where it gives none.

    "Until Friday" is the day after. A day without a year is the next of that name after the day on
    which the note was `written`; one that is past, or a year away, is none.
    """
    text = clean(text)[:_LONGEST]
    for found in _phrases().finditer(text):
        day = _day_at(text[found.end() :], written)
        if day is not None:
            return day + timedelta(days=1) if found["until"] else day
    return None


def _day_at(text: str, written: date) -> date | None:
    """The day that a text begins with."""
    words = text.split()[:_MOST_WORDS]
    for number in range(len(words), 0, -1):
        typed = " ".join(words[:number]).strip(_EDGES)
        day = typed_day(typed) or _without_year(typed, written)
        if day is not None:
            return day if written <= day <= written + _FARTHEST else None
    return None


def _without_year(typed: str, written: date) -> date | None:
    for year in (written.year, written.year + 1):
        sign = "." if re.fullmatch(r"\D*\d{1,2}\.\d{1,2}", typed) else " "
        day = typed_day(f"{typed}{sign}{year}")
        if day is not None and day >= written:
            return day
    return None


@cache
def _phrases() -> re.Pattern[str]:
    def words_of(name: str) -> str:
        entries = sorted(all_of(name), key=len, reverse=True)
        return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in entries)

    until, back = words_of("mail.away_until"), words_of("mail.back_on")
    return re.compile(
        rf"\b(?:(?P<back>{back})|(?P<until>{until}))\b[\s:,]*(?:\w+day\b[\s,]*)?", re.IGNORECASE
    )
