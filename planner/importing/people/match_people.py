"""Which row an imported person has: by profile, by address, by name with company."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import EXACT, Certainty, PersonIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from planner.importing.people.destination import Known


_MOST = 200  # namesakes that are looked at: a name that more bear tells nobody


def keys_of(name: str, texts: Mapping[str, str], addresses: Iterable[str] = ()) -> PersonKeys:
    """Gather what a person is known by; `addresses` are further ones, in lower case."""
    keys = PersonKeys.of_texts(
        linkedin=texts.get("linkedin_url", ""),
        email=texts.get("email", ""),
        name=name,
        company=texts.get("company", ""),
    )
    return replace(keys, emails=tuple(dict.fromkeys((*keys.emails, *addresses))))


class KnownPeople:
    """The people of a sheet by their keys, which grow as more is learned of them."""

    def __init__(self) -> None:
        self._rows: dict[int, Known] = {}
        self._index = PersonIndex[int]()

    def add(self, known: Known, keys: PersonKeys) -> None:
        """Enter somebody."""
        self._rows[known.row] = known
        self._index.add(known.row, keys)

    def learn(self, known: Known, keys: PersonKeys) -> None:
        """Note by what else somebody is known; what was known before stays."""
        self._index.learn(known.row, keys)

    def surely(self, keys: PersonKeys) -> Known | None:
        """Find who has the same profile, or an address in common and no other profile."""
        for match in self._index.matches(keys, *EXACT):
            if match.certainty is Certainty.CERTAIN:
                return self._rows[match.person]
        return None

    def by_name(self, keys: PersonKeys, *, taken: Collection[int], strictly: bool) -> Known | None:
        """Find who has the same name and company, nothing speaking against it.

        The rows `taken` are those of others whom the source has, too, for all who have an address
        or a profile of their own. `strictly` lets no other address pass. Without a company on both
        sides the name must be nobody else's.
        """
        needs_address = strictly or not keys.company
        found = [
            match.person
            for match in islice(self._index.matches(keys, By.NAME_AND_COMPANY), _MOST)
            if match.certainty is not Certainty.NO
            and not (keys.is_exact and match.person in taken)
            and not (needs_address and By.EMAIL in match.against)
        ]
        if not found or (not keys.company and len(found) > 1):
            return None
        return self._rows[found[0]]

    def namesake(self, keys: PersonKeys, *, taken: Collection[int]) -> Known | None:
        """Find who has the same name and may be the same person: one side has no company."""
        for match in islice(self._index.matches(keys, By.NAME), _MOST):
            is_elsewhere = bool(keys.company and match.keys.company)
            is_taken = keys.is_exact and match.person in taken
            if not is_taken and not is_elsewhere and match.certainty is not Certainty.NO:
                return self._rows[match.person]
        return None
