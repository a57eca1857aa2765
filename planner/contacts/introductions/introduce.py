"""Who could introduce the sender to whom: the routes to each contact, ranked, and fairly shared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

from planner.contacts.introductions.network import Network
from planner.contacts.introductions.people import INTRODUCED_BY, KNOWS, Naming
from planner.contacts.introductions.route import (
    SAME_COMPANY,
    Link,
    Route,
    closeness,
    recency,
    strength,
)
from planner.model.introducer import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from planner.contacts.introductions.people import Acquaintance
    from planner.model.contact import Contact, ContactList
    from planner.model.introducer import Introducer
    from planner.model.sender import Sender


MOST_ASKS = 2  # a few favours of one person; our own choice
_LOOKED_AT = 50  # of the connections at one company, the freshest
_KEPT = 20  # routes to one contact


@dataclass
class Introductions:
    """The routes to every contact, worked out when they are first asked for.

    `most_asks` is how many contacts one introducer is asked for; `suppressed` says of those
    who must be left alone why, by their Contact IDs.
    """

    known: Acquaintance
    contacts: ContactList
    sender: Sender
    today: date
    most_asks: int = MOST_ASKS
    suppressed: Mapping[str, str] = field(default_factory=dict)
    _fresh: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def chosen(self) -> dict[str, Route]:
        """The best route to each contact, by Contact ID, with nobody asked too often.

        The strongest come first; whose best introducer has been asked often enough takes the next.
        """
        asks: Counter[str] = Counter()
        chosen: dict[str, Route] = {}
        best = [routes for routes in self._routes.values() if routes]
        # A stable sort: of equals, the contact higher up in the sheet.
        for routes in sorted(best, key=lambda routes: -routes[0].strength):
            for route in routes:
                if asks[route.asked.key] < self.most_asks:
                    asks[route.asked.key] += 1
                    chosen[route.contact.id] = route
                    break
        return chosen

    def routes(self, contact_id: str) -> tuple[Route, ...]:
        """All routes to a contact that were kept, the strongest first."""
        return tuple(self._routes.get(contact_id, ()))

    def introducer(self, contact_id: str) -> Introducer:
        """Whom to ask about a contact; NOBODY where there is no one."""
        route = self.chosen.get(contact_id)
        return route.introducer if route is not None else NOBODY

    @cached_property
    def direct(self) -> dict[str, str]:
        """The cells of the connections who are contacts themselves, by Contact ID."""
        if not self.known.connections:
            return {}
        same = ((contact.id, self.known.same_as(contact)) for contact in self.contacts)
        return {
            contact_id: self.known.connections[number].name_cell
            for contact_id, number in same
            if number is not None
        }

    @property
    def doubts(self) -> tuple[str, ...]:
        """What cells name that may be two people, and was therefore not used."""
        if not self._may_find:
            return ()
        return tuple(dict.fromkeys(self._network.naming.doubts))

    @property
    def _may_find(self) -> bool:
        """Whether the workbook has anything at all to go by."""
        columns = self.contacts.columns.positions
        return bool(self.known.connections) or INTRODUCED_BY in columns or KNOWS in columns

    @cached_property
    def _network(self) -> Network:
        network = Network(self.known, Naming(self.known, self.contacts), self.today)
        network.build(self.sender, self.suppressed)
        return network

    @cached_property
    def _routes(self) -> dict[str, list[Route]]:
        found: dict[str, list[Route]] = {}
        if not self._may_find:
            return found
        for contact in self.contacts:
            if contact.id in self.direct or contact.id in self.suppressed:
                continue
            routes = [*self._network.routes(contact), *self._through_company(contact)]
            by_person: dict[str, Route] = {}
            for route in sorted(routes, key=lambda route: -route.strength):
                by_person.setdefault(route.asked.key, route)
            found[contact.id] = list(by_person.values())[:_KEPT]
        return found

    def _through_company(self, contact: Contact) -> Iterator[Route]:
        company = self.known.spelled(contact.company)
        if not company:
            return
        title = contact.text("title")
        weighed = ((self._weighed(number, title), -number) for number in self._freshest_at(company))
        cell = f"{contact.columns.sheet}!{contact.cell('company')}"
        for weight, number in nlargest(_KEPT, weighed):
            connection = self.known.connections[-number]
            link = Link(f"works at {contact.company} too", (connection.company_cell, cell))
            yield Route(contact, (self.known.person(-number),), (Link(""), link), weight)

    def _weighed(self, number: int, title: str) -> int:
        connection = self.known.connections[number]
        close = closeness(connection.position, title) if title and connection.position else 0.0
        return strength(
            SAME_COMPANY, 1, close=close, fresh=recency(connection.connected_on, self.today)
        )

    def _freshest_at(self, company: str) -> list[int]:
        known = self._fresh.get(company)
        if known is None:
            connections = self.known.connections
            numbers = self.known.at_company.get(company, ())
            known = nlargest(
                _LOOKED_AT,
                numbers,
                key=lambda number: recency(connections[number].connected_on, self.today),
            )
            self._fresh[company] = known
        return known
