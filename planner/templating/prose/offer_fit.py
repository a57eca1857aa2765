"""Where the sender's general offer is apt: a baker who is asked for bread needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.templating.prose.guess_language import guessed_language
from planner.templating.prose.language import in_any_language
from planner.templating.prose.purpose_kind import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_TRADED = frozenset(
    {Kind.ADVICE, Kind.QUESTION, Kind.INTRODUCTION, Kind.REFERRAL, Kind.REFERENCE, Kind.MENTOR,
     Kind.STUDY, Kind.PARTNER}
)  # fmt: skip


def is_apt(kind: Kind, meant_for: str) -> bool:
    """Whether the offer stands in a message of this kind.

    `meant_for` is what the Sender sheet says under "Offer for": kinds, or everybody.
    """
    wanted = meant_for.casefold()
    if not wanted:
        return kind in _TRADED
    return wanted in in_any_language("offer.everybody") or kind.value in wanted


def is_in_language(text: str, language: str, others: Iterable[str]) -> bool:
    """Whether a text of the Sender sheet is in that language, as far as words tell.

    Where its own do not, the sender's `others` are asked.
    """
    guess = guessed_language(text) or guessed_language(". ".join(others))
    return guess in {"", language}
