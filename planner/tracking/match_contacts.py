"""Finds the person of a contact again in the Tracking sheet, whatever changed in the row.

A Contact ID can change without the person changing: a LinkedIn address is filled in where only an
email stood, a slug is corrected. Beside the ID, each Tracking row therefore remembers everything by
which its person was known. Another person's row is never taken: one further key is not enough, the
name must agree too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import PersonIndex

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
    """Match contacts with the people of the Tracking sheet: by ID, else by two other keys."""
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
        known_as |= _matched_by_keys(newcomers, [people[contact_id] for contact_id in orphans])
    return Match(known_as, frozenset(orphans - set(known_as.values())))


def _matched_by_keys(newcomers: Iterable[Contact], orphans: Iterable[Tracked]) -> dict[str, str]:
    index = PersonIndex[str]()
    for touch in orphans:
        index.add(touch.contact, touch.person_keys)
    matched: dict[str, str] = {}
    for contact in newcomers:
        keys = PersonKeys.of_contact(contact)
        matches = index.matches(keys, By.ID, By.PROFILE, By.EMAIL, By.NAME_AND_COMPANY)
        found = {match.person for match in matches if match.keys.name == keys.name}
        if len(found) == 1 and not found & set(matched.values()):
            matched[contact.id] = found.pop()
    return matched
