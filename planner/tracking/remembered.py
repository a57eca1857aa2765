"""What History remembers of answers beside a status: who is away until when, and what is in doubt.

Both stand in notes of rows that leave the status as it is, so that they are there for the user to
read, in the workbook alone, and undone with it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from planner.tracking.history import By

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.tracking.history import Change


_AWAY = re.compile(r"away until (\d{4}-\d\d-\d\d)(?:;|$)")
_DOUBT = "perhaps an answer: "


def away_note(day: date, words: str) -> str:
    """Write that somebody is back on a day, with what says so."""
    return f"away until {day.isoformat()}; {words}"


def doubt_note(words: str) -> str:
    """Write what may be an answer."""
    return f"{_DOUBT}{words}"


def away_until(changes: Iterable[Change]) -> dict[str, date]:
    """Read on which day the person of each touch is back, as the last note about it says."""
    days: dict[str, date] = {}
    for change in changes:
        found = _AWAY.match(change.note)
        if found is not None and change.by is By.IMPORT:
            days[change.touch] = date.fromisoformat(found[1])
    return days


def in_doubt(changes: Iterable[Change]) -> dict[str, str]:
    """Read what may be an answer to each touch, unless the user has changed the touch since."""
    doubts: dict[str, str] = {}
    for change in changes:
        if change.by is By.IMPORT and change.note.startswith(_DOUBT):
            doubts[change.touch] = change.note.removeprefix(_DOUBT)
        elif change.by in {By.EXCEL, By.COMMAND} or change.before != change.after:
            doubts.pop(change.touch, None)
    return doubts
