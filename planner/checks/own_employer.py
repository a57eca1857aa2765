"""Knows whether the job search is discreet, and which names the sender's own employer goes by."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from planner.text.organisations import same_words
from planner.text.person_keys import email_address
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.model.contact import Contact
    from planner.model.sender import Sender
    from planner.model.settings import Settings


# The words of each name that the employer goes by.
Employers: TypeAlias = frozenset[tuple[str, ...]]
_MODES = ("open", "discreet", "no")


def job_search_of(sender: Sender) -> str:
    """`open`, `discreet`, `no`, or "" where the Sender sheet does not say."""
    words = same_words(sender.text("job_search"))
    modes = _modes()
    return next((modes[word] for word in words if word in modes), "")


@cache
def _modes() -> dict[str, str]:
    return {word: mode for mode in _MODES for word in all_of(f"job_search.{mode}")}


def own_employers(sender: Sender, settings: Settings) -> Employers:
    """Return the words of each name of the sender's employer: its own, its aliases, its parent."""
    names = [sender.text("employer"), *sender.items("employer_aliases"), *sender.items("employer")]
    names += [*sender.items("parent_company"), *settings.text("employer aliases").split(";")]
    return frozenset(same_words(name) for name in names if name.strip())


def own_domains(contacts: Iterable[Contact], employers: Employers) -> frozenset[str]:
    """Collect the domains at which the list writes to people of the sender's employer.

    Addresses that everybody may have, such as those of Gmail, tell of no employer.
    """
    if not employers:
        return frozenset()
    found = {
        email_address(contact.text("email")).rpartition("@")[2]
        for contact in contacts
        if contact.company and is_employer(contact.company, employers)
    }
    return frozenset(found) - {""} - frozenset(all_of("email.public_domains"))


def is_employer(company: str, employers: Employers) -> bool:
    """Say whether a company cell names the employer, in full or by the word that tells it apart."""
    return names_employer(company, employers) or same_words(company) in _short_names(employers)


@cache
def _short_names(employers: Employers) -> frozenset[tuple[str, ...]]:
    """The first word of each name, where it is a name by itself: "Larkfield"."""
    common = frozenset(all_of("organisation.common_words"))
    return frozenset(
        words[:1]
        for words in employers
        if len(words) > 1 and len(words[0]) > 3 and words[0] not in common
    )


@lru_cache(maxsize=65_536)
def names_employer(text: str, employers: Employers) -> bool:
    """Say whether a text holds a name of the employer, word by word."""
    words = same_words(text)
    return any(
        words[start : start + len(employer)] == employer
        for employer in employers
        for start in range(len(words) - len(employer) + 1)
    )
