"""Who is who: by profile, by address, by name with company, and what speaks against it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.normalise import plain
from planner.text.person_keys import email_addresses, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from planner.importing.people.destination import Known


@frozen
class Signs:
    """What a person is known by; each may be empty."""

    profile: str
    addresses: frozenset[str]
    name: str
    company: str

    @property
    def sure(self) -> tuple[str, ...]:
        """The signs that nobody shares, the strongest first."""
        profile = (f"linkedin:{self.profile}",) if self.profile else ()
        if not self.addresses:
            return profile
        return (*profile, *(f"email:{address}" for address in sorted(self.addresses)))

    @property
    def named(self) -> str:
        """The name with the company; "" without a name."""
        return f"{self.name}|{self.company}" if self.name else ""

    def excludes(self, other: Signs) -> bool:
        """Whether these are two people: each has a profile, and not the same."""
        return bool(self.profile and other.profile and self.profile != other.profile)

    def joined(self, other: Signs) -> Signs:
        """What a person is known by who has these signs and the other ones, too."""
        return Signs(
            self.profile or other.profile,
            self.addresses | other.addresses,
            self.name,
            self.company or other.company,
        )

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
    """People by their signs, which grow as more is learned of them."""

    def __init__(self) -> None:
        self._signs: dict[int, Signs] = {}
        self._sure: dict[str, list[Known]] = defaultdict(list)
        self._named: dict[str, list[Known]] = defaultdict(list)
        self._same_name: dict[str, list[Known]] = defaultdict(list)

    def add(self, known: Known, signs: Signs) -> None:
        """Enter somebody."""
        self._signs[known.row] = signs
        for sign in signs.sure:
            self._sure[sign].append(known)
        if signs.name:
            self._named[signs.named].append(known)
            self._same_name[signs.name].append(known)

    def learn(self, known: Known, signs: Signs) -> None:
        """Note by what else somebody is known; what was known before stays."""
        before = self._signs[known.row]
        after = before.joined(signs)
        self._signs[known.row] = after
        for sign in after.sure:
            if sign not in before.sure:
                self._sure[sign].append(known)
        if after.named != before.named:
            self._named[before.named].remove(known)
            self._named[after.named].append(known)

    def surely(self, signs: Signs) -> Known | None:
        """Who has the same profile, or an address in common and no other profile."""
        for sign in signs.sure:
            for known in self._sure.get(sign, ()):
                if not signs.excludes(self._signs[known.row]):
                    return known
        return None

    def by_name(self, signs: Signs, *, taken: Collection[int], strictly: bool) -> Known | None:
        """Who has the same name and company, nothing speaking against it.

        The rows `taken` are those of others whom the source has, too, for all who have an address
        or a profile of their own. `strictly` lets no other address pass. Without a company on both
        sides the name must be nobody else's.
        """
        found = [
            known
            for known in self._named.get(signs.named, ())
            if not (signs.sure and known.row in taken)
            and not signs.excludes(self._signs[known.row])
            and not (
                signs.has_other_address(self._signs[known.row]) and (strictly or not signs.company)
            )
        ]
        if not found or (not signs.company and len(found) > 1):
            return None
        return found[0]

    def namesake(self, signs: Signs, *, taken: Collection[int]) -> Known | None:
        """Who has the same name and may be the same person: a company is missing on one side."""
        for known in self._same_name.get(signs.name, ()) if signs.name else ():
            theirs = self._signs[known.row]
            is_elsewhere = bool(signs.company and theirs.company)
            is_taken = bool(signs.sure) and known.row in taken
            if not is_taken and not is_elsewhere and not signs.excludes(theirs):
                return known
        return None
