"""A route to a contact: whom to ask, who would introduce whom, and the cells that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.model.introducer import Introducer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.contact import Contact


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
