"""What a cell gets of a text that came from elsewhere, and when two texts say the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planner.text.normalise import plain
from planner.text.person_keys import email_addresses, linkedin_slug
from planner.workbook.xml_text import MAX_TEXT

if TYPE_CHECKING:
    from planner.workbook.edits import EditValue


_DAYS = frozenset({"connected_on", "invited_on", "last_message", "deadline"})


def value_of(name: str, text: str) -> EditValue:
    """The text as it stands, as much of it as a cell holds; a day as a day."""
    if name in _DAYS:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return _cut(text) if is_too_long(text) else text


def is_too_long(text: str) -> bool:
    """Whether a cell cannot hold the whole text; it counts in UTF-16 units."""
    return len(text) * 2 > MAX_TEXT and _units(text) > MAX_TEXT


def same(name: str, ours: str, theirs: str) -> bool:
    """Whether two texts of a field say the same: case, accents and spelling of signs aside."""
    if ours == theirs:
        return True
    if name == "linkedin_url" and linkedin_slug(ours):
        return linkedin_slug(ours) == linkedin_slug(theirs)
    if name == "email":
        return bool({*email_addresses(ours)} & {*email_addresses(theirs)})
    if name == "phone":
        return _digits(ours) == _digits(theirs)
    if name in _DAYS:
        return _day(ours) == theirs
    # Texts of signs alone have no plain form.
    return bool(plain(ours)) and plain(ours) == plain(theirs)


def _day(text: str) -> str:
    from planner.text.dates import exported_day  # noqa: PLC0415 - only where days differ

    day = exported_day(text)
    return day.isoformat() if day else ""


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str) -> str:
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_TEXT - 1)]
    return raw.decode("utf-16-le", "ignore") + "…"
