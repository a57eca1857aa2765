"""The routes of several people, through networkx: who names whom, from the sender to a contact."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from planner.contacts.introductions.named import INTRODUCED_BY, Named, Naming
from planner.contacts.introductions.route import Link, Person, Route
from planner.contacts.introductions.strength import (
    INTRODUCED,
    NAMED,
    SAME_COMPANY,
    recency,
    strength,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from planner.contacts.introductions.acquaintance import Acquaintance
    from planner.model.contact import Contact
    from planner.model.sender import Sender


_ME = "the sender"
_MOST_PEOPLE = 3  # more must not say yes to one introduction
_COLLEAGUES = 3  # of a person on the way who is no connection, as many lead there
_BASES = {True: NAMED, False: SAME_COMPANY}


@dataclass(slots=True)
class Network:
    """A directed graph: from a person to whom they can introduce, each step with its reason."""

    known: Acquaintance
    naming: Naming
    today: date
    people: dict[str, Person] = field(default_factory=dict)
    _graph: Any = None
    _ways: dict[str, list[str]] = field(default_factory=dict)

    def build(self, sender: Sender, barred: Collection[str]) -> None:
        """Gather all that cells name; `barred` holds the Contact IDs of those to leave alone."""
        named = list(self.naming.all())
        if not named:
            return
        import networkx as nx  # noqa: PLC0415 - start-up stays light

        self._graph = nx.DiGraph()
        self._graph.add_node(_ME)
        for each in named:
            target = self.naming.person_of(each.contact)
            self._add_named(target, each)
        for person, cell in self.naming.of_sender(sender):
            if person.key in self.people:
                self._join(_ME, person, Link("stands on your Sender sheet", (cell,)), 1.0)
        for contact in self.naming.contacts:
            person = self.naming.person_of(contact)
            if contact.id in barred:
                # Nobody who must be left alone is asked; an introduction to them may stand.
                self._graph.remove_edges_from(list(self._graph.out_edges(person.key)))
            elif person.key in self.people:
                self._add_colleagues(person, contact)
        self._add_connections()
        _, ways = nx.single_source_dijkstra(self._graph, _ME, cutoff=_MOST_PEOPLE + 1.0)
        self._ways = dict(ways)

    def routes(self, contact: Contact) -> Iterator[Route]:
        """The routes to a contact whose last step a cell names, each by its shortest way."""
        target = self.naming.person_of(contact).key
        if self._graph is None or target not in self._graph:
            return
        for last, _, link in self._graph.in_edges(target, data="link"):
            way = self._ways.get(last, [])
            if last == _ME or target in way or not 1 < len(way) <= _MOST_PEOPLE + 1:
                continue
            if self._graph.edges[last, target]["is_named"]:
                yield self._route(contact, way, link)

    def _route(self, contact: Contact, way: list[str], last: Link) -> Route:
        links = [self._graph.edges[one, two]["link"] for one, two in pairwise(way)]
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
        known = self._graph.get_edge_data(source, target.key)
        if known is None or weight < known["weight"]:
            self._graph.add_edge(source, target.key, weight=weight, link=link, is_named=is_named)

    def _add_colleagues(self, person: Person, contact: Contact) -> None:
        """Connections who lead to a person on the way because they work at one company."""
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
                each = self.known.connections[int(number)]
                since = f" since {each.connected_on}" if each.connected_on else ""
                link = Link(f"is connected to you{since}", (each.name_cell,))
                stale = 0.3 * (1 - recency(each.connected_on, self.today))
                self._join(_ME, person, link, 0.7 + stale)
