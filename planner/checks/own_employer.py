"""Knows whether the job search is discreet, and which names the sender's own employer goes by."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.text.organisations import same_words
from planner.words import all_of

if TYPE_CHECKING:
    from planner.model.sender import Sender
    from planner.model.settings import Settings


_MODES = ("open", "discreet", "no")


def job_search_of(sender: Sender) -> str:
    """`open`, `discreet`, `no`, or "" where the Sender sheet does not say."""
    words = same_words(sender.text("job_search"))
    modes = _modes()
    return next((modes[word] for word in words if word in modes), "")


@cache
def _modes() -> dict[str, str]:
    return {word: mode for mode in _MODES for word in all_of(f"job_search.{mode}")}


def own_employers(sender: Sender, settings: Settings) -> frozenset[tuple[str, ...]]:
    """Return the words of each name of the sender's employer: its own, its aliases, its parent."""
    names = [sender.text("employer"), *sender.items("employer_aliases"), *sender.items("employer")]
    names += [*sender.items("parent_company"), *settings.text("employer aliases").split(";")]
    return frozenset(same_words(name) for name in names if name.strip())


@lru_cache(maxsize=65_536)
def names_employer(text: str, employers: frozenset[tuple[str, ...]]) -> bool:
    words = same_words(text)
    return any(
        words[start : start + len(employer)] == employer
        for employer in employers
        for start in range(len(words) - len(employer) + 1)
    )
