"""Finds among known people whom somebody may be: whom, how surely, and by which key."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from planner.model.frozen import frozen
from planner.text.normalise import plain
from planner.text.person_keys import By, PersonKeys, email_address, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator


Person = TypeVar("Person", bound="Hashable")

EXACT = (By.PROFILE, By.EMAIL)  # keys that nobody shares with anybody


class Certainty(StrEnum):
    """How sure it is that two are one person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    NO = "no"


@frozen
class Match(Generic[Person]):
    """A known `person` who has a key of the kind `by` in common with the one asked about.

    `keys` is all that the known person is known by; `against` are the kinds of keys that both
    have, and none in common.
    """

    person: Person
    by: By
    keys: PersonKeys
    against: frozenset[By]

    @property
    def certainty(self) -> Certainty:
        """Two profiles are two people; one profile or address is one; a name is a likelihood."""
        if By.PROFILE in self.against:
            return Certainty.NO
        return Certainty.CERTAIN if self.by in {By.ID, *EXACT} else Certainty.LIKELY


class PersonIndex(Generic[Person]):
    """People by every key, in the order in which they were added."""

    def __init__(self) -> None:
        self._keys: dict[Person, PersonKeys] = {}
        self._people: dict[By, dict[str, dict[Person, None]]] = {
            kind: defaultdict(dict) for kind in By
        }

    def __bool__(self) -> bool:
        """Whether anybody is known."""
        return bool(self._keys)

    def add(self, person: Person, keys: PersonKeys) -> None:
        """Enter somebody; who is known already is known by these keys, too."""
        before = self._keys.get(person)
        self._keys[person] = keys if before is None else before.joined(keys)
        for kind in By:
            for key in keys.of(kind):
                self._people[kind][key][person] = None

    def learn(self, person: Person, keys: PersonKeys) -> None:
        """Note by what else somebody is known; a name without company gets the one learned."""
        before = self._keys[person]
        after = before.joined(keys)
        for kind in By:
            for key in before.of(kind):
                if key not in after.of(kind):
                    del self._people[kind][key][person]
        self.add(person, after)

    def matches(self, keys: PersonKeys, *kinds: By) -> Iterator[Match[Person]]:
        """Yield whom these keys may mean, by one kind of key after the other.

        The same person comes once for each key in common.
        """
        for kind in kinds:
            for key in keys.of(kind):
                for person in self._people[kind].get(key, ()):
                    theirs = self._keys[person]
                    yield Match(person, kind, theirs, keys.differing(theirs))

    def people(self, keys: PersonKeys, *kinds: By) -> list[Person]:
        """List everybody who has a key of these kinds in common, each once."""
        found: dict[Person, None] = {}
        for kind in kinds:
            people = self._people[kind]
            for key in keys.of(kind) if people else ():
                found |= people.get(key, {})
        return list(found)

    def known(self, kind: By) -> frozenset[str]:
        """Give all keys of a kind by which somebody is known."""
        return frozenset(key for key, people in self._people[kind].items() if people)

    def asked_for(self, typed: str) -> list[Person]:
        """List those whom a user means, who typed an ID, a profile, an address, or a name.

        IDs are known in lower case. The slug of a profile alone will do, or some words of a name.
        """
        bare, slug, address = typed.casefold(), linkedin_slug(typed), email_address(typed)
        for kind, key in (
            (By.ID, bare),
            (By.PROFILE, slug or bare),
            (By.EMAIL, address),
            (By.ID, slug or address),
            (By.NAME, plain(typed)),
        ):
            if found := self._people[kind].get(key):
                return list(found)
        return [] if slug or address else self.with_words(typed)

    def called(self, text: str) -> list[Person]:
        """List those whom a text names: by profile, by address, else by the whole name.

        A profile or an address that nobody has means nobody, whatever words it is made of.
        """
        slug, address = linkedin_slug(text), email_address(text)
        if slug:
            return self.people(PersonKeys(profile=slug), By.PROFILE)
        if address:
            return self.people(PersonKeys.of_texts(email=text), By.EMAIL)
        return self.people(PersonKeys(name=plain(text)), By.NAME)

    def with_words(self, text: str) -> list[Person]:
        """List those whose name has every word of a text."""
        words = set(plain(text).split())
        names = self._people[By.NAME].items() if words else ()
        found = (people for name, people in names if words <= set(name.split()))
        return list(dict.fromkeys(person for people in found for person in people))
