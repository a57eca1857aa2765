"""Whom a piece of evidence is about: by Message-ID, profile or address; a name alone is a doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.importing.answers.evidence import Kind
from planner.importing.answers.mail_answers import Familiar
from planner.model.frozen import frozen
from planner.text.normalise import plain
from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import PersonIndex
from planner.tracking.message_ids import touches_by_message_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.importing.answers.evidence import Evidence
    from planner.model.contact import Contact
    from planner.tracking.touches import Tracked


@frozen
class Found:
    """Who it may be: Contact IDs as Tracking has them, one Touch ID if that is sure, the doubt."""

    contacts: tuple[str, ...] = ()
    touch: str = ""
    doubt: str = ""


@dataclass(slots=True)
class People:
    """The people of the Tracking sheet by everything that identifies them."""

    _people: PersonIndex[str] = field(default_factory=PersonIndex)
    _by_message: dict[str, str] = field(default_factory=dict)
    _contact_of: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, touches: Iterable[Tracked], contacts: Iterable[Contact], known_as: Mapping[str, str]
    ) -> People:
        """Index the people; what the contacts sheet says now counts more than what was remembered.

        `known_as` is the Contact ID in Tracking by the one in the contacts sheet.
        """
        touches = tuple(touches)
        people = cls()
        present: set[str] = set()
        for contact in contacts:
            known = known_as.get(contact.id)
            if known is not None:
                present.add(known)
                people._people.add(known, PersonKeys.of_contact(contact))
        for touch in touches:
            if touch.contact not in present:
                people._people.add(touch.contact, touch.person_keys)
        people._contact_of = {touch.id: touch.contact for touch in touches}
        people._by_message = touches_by_message_id(people._contact_of.items())
        return people

    @property
    def message_ids(self) -> frozenset[str]:
        """The Message-IDs under which the touches are exported."""
        return frozenset(self._by_message)

    @property
    def familiar(self) -> Familiar:
        """The addresses and names of everybody."""
        return Familiar(self._people.known(By.EMAIL), self._people.known(By.NAME))

    def remember(self, message_id: str, touch: str) -> None:
        """Note that a mail under this ID carried a touch, so that answers to it are known."""
        if message_id:
            self._by_message.setdefault(message_id, touch)

    def find(self, evidence: Evidence) -> Found:
        """Whom the evidence is about; nobody where nothing says so."""
        ids = (evidence.message_id,) if evidence.kind is Kind.SENT else evidence.answers
        touches = {self._by_message[each] for each in ids if each in self._by_message}
        if len(touches) == 1:
            (touch,) = touches
            return Found((self._contact_of[touch],), touch)
        addresses = (evidence.address,) if evidence.address else ()
        keys = PersonKeys(profile=evidence.profile, emails=addresses, name=plain(evidence.name))
        found = self._people.people(keys, By.PROFILE, By.EMAIL)
        if len(found) == 1:
            return Found(tuple(found), doubt=evidence.doubt)
        if found:
            return Found(tuple(sorted(found)), doubt=f"{len(found)} contacts have this address")
        named = self._people.people(keys, By.NAME)
        return Found(tuple(sorted(named)), doubt="only the name is the same")
