"""Who is who: by profile, by address, by name with company, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planner.contacts import email_addresses, linkedin_slug
from planner.contacts.cleaning import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.merging.destination import Known

__all__ = ["Directory", "Signs", "signs_of"]


@dataclass(frozen=True)
class Signs:
    """What a person is known by; each may be empty."""

    profile: str
    addresses: frozenset[str]
    name: str
    company: str

    @cached_property
    def sure(self) -> tuple[str, ...]:
        """The signs that nobody shares, the strongest first."""
        profile = (f"linkedin:{self.profile}",) if self.profile else ()
        return (*profile, *(f"email:{address}" for address in sorted(self.addresses)))

    @property
    def named(self) -> str:
        """The name with the company; "" without a name."""
        return f"{self.name}|{self.company}" if self.name else ""

    def excludes(self, other: Signs) -> bool:
        """Whether these are two people: each has a profile, and not the same."""
        return bool(self.profile and other.profile and self.profile != other.profile)

    def has_other_address(self, other: Signs) -> bool:
        """Whether each has an address, and none in common."""
        both = bool(self.addresses and other.addresses)
        return both and self.addresses.isdisjoint(other.addresses)


def signs_of(name: str, texts: Mapping[str, str], addresses: Iterable[str] = ()) -> Signs:
    """Gather what a person is known by."""
    return Signs(
        linkedin_slug(texts.get("linkedin_url", "")),
        frozenset((*email_addresses(texts.get("email", "")), *addresses)),
        plain(name),
        plain(texts.get("company", "")),
    )


class Directory:
    """People by their signs."""

    def __init__(self) -> None:
        self._sure: dict[str, list[tuple[Known, Signs]]] = defaultdict(list)
        self._named: dict[str, list[tuple[Known, Signs]]] = defaultdict(list)
        self._same_name: dict[str, list[tuple[Known, Signs]]] = defaultdict(list)

    def add(self, known: Known, signs: Signs) -> None:
        """Enter somebody."""
        for sign in signs.sure:
            self._sure[sign].append((known, signs))
        if signs.name:
            self._named[signs.named].append((known, signs))
            self._same_name[signs.name].append((known, signs))

    def surely(self, signs: Signs) -> Known | None:
        """Who has the same profile, or an address in common and no other profile."""
        for sign in signs.sure:
            for known, theirs in self._sure.get(sign, ()):
                if not signs.excludes(theirs):
                    return known
        return None

    def by_name(self, signs: Signs, *, taken: frozenset[int], strictly: bool) -> Known | None:
        """Who has the same name and company, nothing speaking against it.

        The rows `taken` are those of others whom the source has, too, for all who have an address
        or a profile of their own. `strictly` lets no other address pass. Without a company on both
        sides the name must be nobody else's.
        """
        taken = taken if signs.sure else frozenset()
        found = [
            known
            for known, theirs in self._named.get(signs.named, ())
            if known.row not in taken
            and not signs.excludes(theirs)
            and not (signs.has_other_address(theirs) and (strictly or not signs.company))
        ]
        if not found or (not signs.company and len(found) > 1):
            return None
        return found[0]

    def namesake(self, signs: Signs, *, taken: frozenset[int]) -> Known | None:
        """Who has the same name and may be the same person: a company is missing on one side."""
        taken = taken if signs.sure else frozenset()
        for known, theirs in self._same_name.get(signs.name, ()) if signs.name else ():
            is_elsewhere = bool(signs.company and theirs.company)
            if known.row not in taken and not is_elsewhere and not signs.excludes(theirs):
                return known
        return None
