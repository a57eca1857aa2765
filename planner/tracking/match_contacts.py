"""Finds the person of a contact again in the Tracking sheet, whatever changed in the row.

A Contact ID can change without the person changing: a LinkedIn address is filled in where only an
email stood, a slug is corrected. Beside the ID, each Tracking row therefore remembers everything by
which its person was known. Another person's row is never taken: one further key is not enough, the
name must agree too, but for a slip or an initial. Where it stays unclear who somebody is, that is
said, and nothing goes out.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.likeness import is_likely_name, name_words
from planner.text.normalise import plain
from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import PersonIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.model.contact import Contact
    from planner.tracking.touches import Tracked


_NEARLY = 80.0  # of a hundred: "Berg" and "Bergh", and not "Berg" and "Stein"


@frozen
class Match:
    """Who is who: Contact ID now → Contact ID in Tracking, and the IDs of nobody any more.

    `perhaps` leads from a newcomer's ID to the person of Tracking whom they may be; `swapped` are
    the IDs under which Tracking knows quite another person.
    """

    known_as: Mapping[str, str]
    removed: frozenset[str]
    perhaps: Mapping[str, str] = field(default_factory=dict)
    swapped: frozenset[str] = frozenset()


def match_contacts(contacts: Iterable[Contact], tracked: Iterable[Tracked]) -> Match:
    """Match contacts with the people of the Tracking sheet: by ID, else by two other keys."""
    people = {touch.contact: touch for touch in tracked}
    newcomers: list[Contact] = []
    known_as: dict[str, str] = {}
    perhaps: dict[str, str] = {}
    swapped: set[str] = set()
    for contact in contacts:
        if contact.id in people:
            known_as[contact.id] = contact.id
            if _is_another(contact, people[contact.id]):
                swapped.add(contact.id)
        else:
            newcomers.append(contact)
    orphans = people.keys() - known_as.keys()
    if orphans and newcomers:
        left = [people[contact_id] for contact_id in orphans]
        known_as |= _matched_by_keys(newcomers, left)
        taken = set(known_as.values())
        left = [touch for touch in left if touch.contact not in taken]
        perhaps = _perhaps([each for each in newcomers if each.id not in known_as], left)
    removed = frozenset(orphans - set(known_as.values()))
    return Match(known_as, removed, perhaps, frozenset(swapped))


def _is_another(contact: Contact, touch: Tracked) -> bool:
    """Whether an ID of the owner's own stands beside another name, firm and address than before."""
    known = touch.person_keys
    if not known.name or known.name == plain(contact.name):
        return False
    keys = PersonKeys.of_contact(contact)
    if known.company == keys.company or set(known.emails) & set(keys.emails):
        return False
    if known.profile and known.profile == keys.profile:
        return False
    return not _is_one_name(known.name, keys.name)


def _perhaps(newcomers: Iterable[Contact], orphans: Iterable[Tracked]) -> dict[str, str]:
    """Whom each newcomer may be: by an address that is somebody's, or by the name alone."""
    index = PersonIndex[str]()
    for touch in orphans:
        index.add(touch.contact, touch.person_keys)
    found: dict[str, str] = {}
    for contact in newcomers if index else ():
        keys = PersonKeys.of_contact(contact)
        kinds = (By.PROFILE, By.EMAIL, By.NAME)
        people = {match.person for match in index.matches(keys, *kinds)}
        if len(people) == 1:
            found[contact.id] = people.pop()
    return found


def _is_one_name(name: str, other: str) -> bool:
    """Whether two names are one but for a slip of the finger, a title, an initial or the order."""
    words, others = name_words(name), name_words(other)
    if words == others or is_likely_name(words, others):
        return True
    if len(words) != len(others):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415 - only where a name has changed

    pairs = zip(words, others, strict=True)
    return all(fuzz.ratio(*pair) >= _NEARLY for pair in pairs)


def _matched_by_keys(newcomers: Iterable[Contact], orphans: Iterable[Tracked]) -> dict[str, str]:
    index = PersonIndex[str]()
    for touch in orphans:
        index.add(touch.contact, touch.person_keys)
    matched: dict[str, str] = {}
    for contact in newcomers:
        keys = PersonKeys.of_contact(contact)
        matches = index.matches(keys, By.ID, By.PROFILE, By.EMAIL, By.NAME_AND_COMPANY)
        found = {match.person for match in matches if _is_one_name(match.keys.name, keys.name)}
        if len(found) == 1 and not found & set(matched.values()):
            matched[contact.id] = found.pop()
    return matched
