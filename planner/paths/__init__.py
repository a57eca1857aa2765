"""Who could introduce the sender to a contact: the Connections sheet, and who names whom."""

from __future__ import annotations

from planner.paths.acquaintance import Acquaintance
from planner.paths.checking import check_introducers
from planner.paths.connections import Connection, connections_header, read_connections
from planner.paths.introductions import MOST_ASKS, Introductions
from planner.paths.route import Link, Person, Route

__all__ = [
    "MOST_ASKS",
    "Acquaintance",
    "Connection",
    "Introductions",
    "Link",
    "Person",
    "Route",
    "check_introducers",
    "connections_header",
    "read_connections",
]
