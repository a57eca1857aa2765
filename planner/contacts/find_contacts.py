"""Finds the contacts that a user means: by Contact ID, email, profile, or words of the name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.model.errors import UsageError
from planner.text.closest import did_you_mean
from planner.text.person_keys import PersonKeys
from planner.text.person_match import PersonIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.contact import Contact


def ids_meant(contacts: Iterable[Contact], who: str) -> frozenset[str]:
    """Find the Contact IDs of the people that `who` means.

    Raises:
        UsageError: nobody answers to it.
    """
    names: list[str] = []
    index = PersonIndex[str]()
    for contact in contacts:
        keys = PersonKeys.of_contact(contact)
        index.add(contact.id, replace(keys, id=contact.id.casefold()))
        names.append(contact.name)
    found = index.asked_for(who.strip())
    if not found:
        hint = did_you_mean(who, names) or "Give a name, an email address, or a Contact ID."
        raise UsageError(f'Nobody among the contacts answers to "{who}".', hint)
    return frozenset(found)


def contacts_meant(contacts: Iterable[Contact], who: str) -> tuple[Contact, ...]:
    """Find the contacts that `who` means, in the order of their rows.

    Raises:
        UsageError: nobody answers to it.
    """
    listed = tuple(contacts)
    people = ids_meant(listed, who)
    return tuple(contact for contact in listed if contact.id in people)


def contact_meant(contacts: Iterable[Contact], who: str) -> Contact:
    """Find the one contact that `who` means.

    Raises:
        UsageError: nobody answers to it, or several people do.
    """
    found = contacts_meant(contacts, who)
    if len(found) > 1:
        names = ", ".join(f"{contact.name} ({contact.id})" for contact in found[:4])
        raise UsageError(
            f'"{who}" may be {len(found)} people: {names}.',
            "Name one by Contact ID or email address.",
        )
    return found[0]
