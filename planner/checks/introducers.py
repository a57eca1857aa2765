"""Advises to ask somebody for an introduction, where a connection is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.checks.catalogue import finding
from planner.text.pasted import command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.contacts.introductions.introduce import Introductions
    from planner.model.finding import Finding


def check_introducers(introductions: Introductions) -> Iterator[Finding]:
    """Find the contacts to whom a connection could introduce, one introducer each.

    Silent where the workbook has no Connections sheet.
    """
    if not introductions.known.connections:
        return
    for route in introductions.chosen.values():
        chain = ", then ".join(map(str, route.people))
        yield finding(
            "introducer-known",
            route.contact,
            "company",
            f"{chain} could introduce you ({route.evidence})",
            f"Ask that person first; {command('paths', route.contact.name)} shows every route.",
        )
