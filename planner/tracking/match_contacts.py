"""Finds the person of a contact again in the Tracking sheet, whatever changed in the row.

A Contact ID can change without the person changing: a LinkedIn address is filled in where only an
email stood, a slug is corrected. Beside the ID, each Tracking row therefore remembers everything by
which its person was known. Another person's row is never taken: one further sign is not enough, the
name must agree too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.person_keys import identities

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.model.contact import Contact
    from planner.tracking.touches import Tracked


@frozen
class Match:
    """Who is who: Contact ID now → Contact ID in Tracking, and the IDs of nobody any more."""

    known_as: Mapping[str, str]
    removed: frozenset[str]


def match_contacts(contacts: Iterable[Contact], tracked: Iterable[Tracked]) -> Match:
    """Match contacts with the people of the Tracking sheet: by ID, else by two other signs."""
    people = {touch.contact: touch for touch in tracked}
    newcomers: list[Contact] = []
    known_as: dict[str, str] = {}
    for contact in contacts:
        if contact.id in people:
            known_as[contact.id] = contact.id
        else:
            newcomers.append(contact)
    orphans = people.keys() - known_as.keys()
    if orphans and newcomers:
        known_as |= _matched_by_signs(newcomers, [people[contact_id] for contact_id in orphans])
    return Match(known_as, frozenset(orphans - set(known_as.values())))


def _matched_by_signs(newcomers: Iterable[Contact], orphans: Iterable[Tracked]) -> dict[str, str]:
    by_sign: dict[tuple[str, str], set[str]] = {}
    for touch in orphans:
        name = _plain(touch.text("Name"))
        for sign in touch.identities:
            by_sign.setdefault((name, sign), set()).add(touch.contact)
    matched: dict[str, str] = {}
    for contact in newcomers:
        name = _plain(contact.name)
        found: set[str] = set()
        for sign in identities(contact):
            found |= by_sign.get((name, sign), set())
        if len(found) == 1 and not found & set(matched.values()):
            matched[contact.id] = found.pop()
    return matched


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
