"""Which language a campaign speaks, and which one a contact is written to in."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from planner.templating.languages import DEFAULT_LANGUAGE, language_code
from planner.templating.prose.guess_language import guessed_language

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOOKED_AT = 300


def campaign_language(said: Iterable[str], purposes: Iterable[str]) -> str:
    """The language that the sheets name, else the one that most purposes are written in.

    `said` are the words of the Settings and the Sender sheet, the first of them that means a
    language counts.
    """
    for word in said:
        if code := language_code(word) if word else "":
            return code
    guesses = Counter(guessed_language(text) for text in islice(purposes, _LOOKED_AT) if text)
    del guesses[""]
    return guesses.most_common(1)[0][0] if guesses else DEFAULT_LANGUAGE


@lru_cache(maxsize=16_384)
def contact_language(said: str, purpose: str, campaign: str) -> str:
    """The language for one contact: what the row says, else its purpose's, else the campaign's."""
    if code := language_code(said) if said else "":
        return code
    return guessed_language(purpose) or campaign
