"""What somebody probably meant by a word that is none of the known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Iterable


_NEAR = 70.0  # of 100: "dtae" is a date, "state" is none


def closest(word: str, known: Iterable[str]) -> str:
    """Give the known word that was probably meant, "" where none comes near.

    Case, accents and punctuation do not matter.
    """
    return closest_to_any((word,), known)


def closest_to_any(words: Iterable[str], known: Iterable[str]) -> str:
    """Give the known word that comes nearest to any of several words, "" where none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only after an error

    spelled = {text: plain(text) for text in known}
    nearest, likeness = "", _NEAR
    for word in filter(None, map(plain, words)):
        found = process.extractOne(word, spelled, scorer=fuzz.ratio, score_cutoff=likeness)
        if found is not None and (not nearest or found[1] > likeness):
            _, likeness, nearest = found
    return nearest


def did_you_mean(word: str, known: Iterable[str], *, prefix: str = "") -> str:
    """Ask `Did you mean "met_at"?`; "" where nothing comes near."""
    near = closest(word, known)
    return f'Did you mean "{prefix}{near}"?' if near else ""
