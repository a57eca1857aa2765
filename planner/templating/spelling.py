"""Spells typed values as text: never "None", "nan" or Python's own notation in a message."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

from planner.model.cells import CellError
from planner.templating.budget import spend, weigh
from planner.text.calendar_names import names_in
from planner.words import section

_FREE = 200  # characters of one value that no allowance counts
_LAST_COMMA = {"en"}


def spell(value: Any) -> Any:
    """Spell a value for a message: nothing as "", a whole float without its point, lists in a row.

    An undefined value comes back as it is, for Jinja to refuse.
    """
    if type(value) is str:
        if len(value) > _FREE:
            spend(weigh(value))
        return value
    if value is None or isinstance(value, CellError):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _spell_float(value)
    if isinstance(value, list | tuple | set | frozenset):
        spend(weigh(value))
        return ", ".join(text for text in map(str, map(spell, value)) if text)
    return _spell_other(value)


def _spell_other(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") if value.time() != time() else value.date()
    if isinstance(value, int | date):
        weigh(value)
        return value
    if isinstance(value, time):
        return value.strftime("%H:%M:%S" if value.second else "%H:%M")
    if isinstance(value, timedelta):
        return _spell_duration(value)
    if isinstance(value, dict):
        spend(weigh(value))
        return ", ".join(f"{spell(key)}: {spell(inner)}" for key, inner in value.items())
    return value


def _spell_float(value: float) -> str:
    if not math.isfinite(value):
        return ""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def _spell_duration(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if seconds else f"{hours}:{minutes:02}"


def spell_date(day: date, language: str = "en", *, today: date | None = None) -> str:
    """Spell a day as people write it: `3 March 2026`, `3. März 2026`; this year's without year."""
    month = names_in(language if language in section("and") else "en").months[day.month - 1]
    year = "" if today is not None and today.year == day.year else str(day.year)
    if language in {"es", "pt"}:
        return f"{day.day} de {month}" + (f" de {year}" if year else "")
    number = f"{day.day}." if language == "de" else str(day.day)
    return f"{number} {month} {year}".rstrip()


def listed(items: list[str], language: str = "en") -> str:
    """Join as people list things: `A`, `A and B`, `A, B, and C`."""
    (word,) = section("and").get(language, ("and",))
    if len(items) < 2:
        return "".join(items)
    comma = "," if language in _LAST_COMMA and len(items) > 2 else ""
    return f"{', '.join(items[:-1])}{comma} {word} {items[-1]}"
