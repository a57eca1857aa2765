"""The routes of several people: who names whom, from the sender to a contact."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from planner.contacts.introductions.people import INTRODUCED_BY, Named, Naming
from planner.contacts.introductions.route import (
    INTRODUCED,
    NAMED,
    SAME_COMPANY,
    Link,
    Person,
    Route,
    recency,
    strength,
)
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from planner.contacts.introductions.people import Acquaintance
    from planner.model.contact import Contact
    from planner.model.sender import Sender


_ME = "the sender"
_MOST_PEOPLE = 3  # more must not say yes to one introduction
_COLLEAGUES = 3  # of a person on the way who is no connection, as many lead there
_BASES = {True: NAMED, False: SAME_COMPANY}


@frozen
class _Step:
    """That one person can introduce to another; a lighter one is the better way."""

    link: Link
    weight: float
    is_named: bool


@dataclass(slots=True)
class Network:
    """A directed graph: from a person to whom they can introduce, each step with its reason."""

    known: Acquaintance
    naming: Naming
    today: date
    people: dict[str, Person] = field(default_factory=dict)
    _steps: dict[str, dict[str, _Step]] = field(default_factory=dict)
    _steps_to: dict[str, dict[str, _Step]] = field(default_factory=dict)
    _ways: dict[str, list[str]] = field(default_factory=dict)

    def build(self, sender: Sender, suppressed: Collection[str]) -> None:
        """Gather all that cells name; `suppressed` has the Contact IDs of those to leave alone."""
        named = list(self.naming.all())
        if not named:
            return
        for found in named:
            target = self.naming.person_of(found.contact)
            self._add_named(target, found)
        for person, cell in self.naming.of_sender(sender):
            if person.key in self.people:
                self._join(_ME, person, Link("stands on your Sender sheet", (cell,)), 1.0)
        for contact in self.naming.contacts:
            person = self.naming.person_of(contact)
            if contact.id in suppressed:
                # Nobody who must be left alone is asked; an introduction to them may stand.
                for known in self._steps.pop(person.key, {}):
                    del self._steps_to[known][person.key]
            elif person.key in self.people:
                self._add_colleagues(person, contact)
        self._add_connections()
        self._ways = self._shortest_ways(_MOST_PEOPLE + 1.0)

    def routes(self, contact: Contact) -> Iterator[Route]:
        """Yield the routes to a contact whose last step a cell names, by their shortest ways."""
        target = self.naming.person_of(contact).key
        for last, step in self._steps_to.get(target, {}).items():
            way = self._ways.get(last, [])
            if last == _ME or target in way or not 1 < len(way) <= _MOST_PEOPLE + 1:
                continue
            if step.is_named:
                yield self._route(contact, way, step.link)

    def _shortest_ways(self, longest: float) -> dict[str, list[str]]:
        """Find the lightest way from the sender to each person, by key (Dijkstra's algorithm)."""
        ways = {_ME: [_ME]}
        lengths = {_ME: 0.0}
        waiting = [(0.0, 0, _ME)]  # the number keeps the order of those equally far
        done: set[str] = set()
        pushed = 0
        while waiting:
            length, _, person = heappop(waiting)
            if person in done:
                continue
            done.add(person)
            for known, step in self._steps.get(person, {}).items():
                through = length + step.weight
                if through > longest or through >= lengths.get(known, inf):
                    continue
                pushed += 1
                lengths[known], ways[known] = through, [*ways[person], known]
                heappush(waiting, (through, pushed, known))
        return ways

    def _route(self, contact: Contact, way: list[str], last: Link) -> Route:
        links = [self._steps[one][two].link for one, two in pairwise(way)]
        people = tuple(self.people[key] for key in way[1:])
        is_introduced = len(people) == 1 and links[0].cells == last.cells
        base = INTRODUCED if is_introduced else _BASES[True]
        fresh = self._freshness(people[0])
        # One cell that says both is told once.
        told = [Link("", links[0].cells)] if is_introduced else links
        return Route(contact, people, (*told, last), strength(base, len(people), fresh=fresh))

    def _freshness(self, person: Person) -> float:
        kind, _, number = person.key.partition(" ")
        if kind != "connection":
            return recency(None, self.today)
        return recency(self.known.connections[int(number)].connected_on, self.today)

    def _add_named(self, target: Person, named: Named) -> None:
        person = named.person
        if target.key == person.key:
            return
        self.people.setdefault(target.key, target)
        reason = f'"{named.header}" beside {named.contact.name} names {person.name}'
        link = Link(reason, (named.cell,))
        self._join(person.key, target, link, 1.0)
        # Whoever introduced a contact is known to the sender; whom a contact knows is, to them.
        if named.field == INTRODUCED_BY:
            self._join(_ME, person, link, 1.0)
        else:
            self._join(target.key, person, link, 1.0)

    def _join(
        self, source: str, target: Person, link: Link, weight: float, *, is_named: bool = True
    ) -> None:
        self.people.setdefault(target.key, target)
        known = self._steps.get(source, {}).get(target.key)
        if known is None or weight < known.weight:
            step = _Step(link, weight, is_named)
            self._steps.setdefault(source, {})[target.key] = step
            self._steps_to.setdefault(target.key, {})[source] = step

    def _add_colleagues(self, person: Person, contact: Contact) -> None:
        """Add connections who lead to a person on the way because they work at one company."""
        if person.key.startswith("connection "):
            return
        company = self.known.spelled(contact.company)
        here = self._freshest(self.known.at_company.get(company, ())) if company else []
        sheet = contact.columns.sheet
        for number in here:
            colleague = self.known.person(number)
            cells = (
                self.known.connections[number].company_cell,
                f"{sheet}!{contact.cell('company')}",
            )
            self.people.setdefault(colleague.key, colleague)
            link = Link(f"works at {contact.company} too", cells)
            self._join(colleague.key, person, link, 1.25, is_named=False)

    def _freshest(self, numbers: Iterable[int]) -> list[int]:
        def fresh(number: int) -> float:
            return recency(self.known.connections[number].connected_on, self.today)

        return sorted(numbers, key=fresh, reverse=True)[:_COLLEAGUES]

    def _add_connections(self) -> None:
        for key, person in list(self.people.items()):
            kind, _, number = key.partition(" ")
            if kind == "connection":
                connection = self.known.connections[int(number)]
                since = f" since {connection.connected_on}" if connection.connected_on else ""
                link = Link(f"is connected to you{since}", (connection.name_cell,))
                stale = 0.3 * (1 - recency(connection.connected_on, self.today))
                self._join(_ME, person, link, 0.7 + stale)
