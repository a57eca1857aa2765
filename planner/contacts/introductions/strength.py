"""How strong a route is: how it is known, how close the two works are, how fresh the tie is.

The numbers are planner's own choice, and only their order matters. docs/paths.md tells them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from planner.text.normalise import word_set
from planner.text.organisations import same_words

if TYPE_CHECKING:
    from datetime import date


INTRODUCED, NAMED, SAME_COMPANY = 65.0, 50.0, 40.0
_CLOSE, _FRESH = 20.0, 14.0
_PER_PERSON = 0.6  # of the strength is left for each further person who must say yes
_FRESH_DAYS, _FADED_DAYS = 365, 3650
_UNKNOWN = 0.3  # a tie without a date
# Words that tell the level of a work and not its field.
_LEVELS = word_set(
    "head chief senior junior lead leader leading principal manager management director deputy"
    " vice president vp officer assistant associate executive global regional interim acting i ii"
    " iii sr jr leiter leiterin leitung"
)


def strength(base: float, people: int, *, close: float = 0.0, fresh: float = 0.0) -> int:
    """Weigh a route of so many people: `close` and `fresh` are 0 to 1; the result is 1 to 99."""
    full = base + _CLOSE * close + _FRESH * fresh
    return max(1, min(99, round(full * _PER_PERSON ** (people - 1))))


def closeness(position: str, title: str) -> float:
    """How much of the shorter of two titles the other one shares: 0 to 1."""
    one, other = _field_words(position), _field_words(title)
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def recency(connected_on: date | None, today: date) -> float:
    """How fresh a tie is: 1 within a year, 0 after ten."""
    if connected_on is None:
        return _UNKNOWN
    days = (today - connected_on).days
    return max(0.0, min(1.0, (_FADED_DAYS - days) / (_FADED_DAYS - _FRESH_DAYS)))


@lru_cache(maxsize=65_536)
def _field_words(title: str) -> frozenset[str]:
    words = frozenset(same_words(title))
    return words - _LEVELS or words
