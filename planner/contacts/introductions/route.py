"""A route to a contact: whom to ask, who would introduce whom, by which cells, and how strongly.

The numbers are planner's own choice, and only their order matters. docs/paths.md tells them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.model.introducer import Introducer
from planner.text.organisations import same_words
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from planner.model.contact import Contact

INTRODUCED, NAMED, SAME_COMPANY = 65.0, 50.0, 40.0
_CLOSE, _FRESH = 20.0, 14.0
_PER_PERSON = 0.6  # of the strength is left for each further person who must say yes
_FRESH_DAYS, _FADED_DAYS = 365, 3650
_UNKNOWN = 0.3  # a tie without a date


@frozen
class Person:
    """Somebody on the way; `key` is the same wherever the person stands."""

    key: str
    name: str
    company: str = ""
    position: str = ""

    def __str__(self) -> str:
        about = ", ".join(filter(None, (self.position, self.company)))
        return f"{self.name} ({about})" if about else self.name


@frozen
class Link:
    """Why one person can introduce to the next, and the full places of the cells that say it."""

    reason: str
    cells: tuple[str, ...] = ()


@frozen
class Route:
    """People from the one to ask to the last before `contact`; a link leads to each and on.

    `links` has one more than `people`; the first is from the sender. `strength` is 1 to 99.
    """

    contact: Contact
    people: tuple[Person, ...]
    links: tuple[Link, ...]
    strength: int

    @property
    def asked(self) -> Person:
        """The person whom the sender asks."""
        return self.people[0]

    @property
    def evidence(self) -> str:
        """All cells of the route, such as `Connections!E14 and Contacts!C7`."""
        return places(cell for link in self.links for cell in link.cells)

    @property
    def why(self) -> str:
        """The reasons in order, each once."""
        return "; ".join(dict.fromkeys(link.reason for link in self.links if link.reason))

    @property
    def introducer(self) -> Introducer:
        """The person to ask, as a template has it."""
        asked = self.asked
        return Introducer(asked.name, asked.company, asked.position, self.evidence)


def places(cells: Iterable[str]) -> str:
    """Name each cell once, as a sentence lists things."""
    named = list(dict.fromkeys(filter(None, cells)))
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


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
    return words.difference(all_of("position.levels")) or words
