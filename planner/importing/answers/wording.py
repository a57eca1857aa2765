"""Whether a message that went out is a certain draft, though perhaps in changed words."""

from __future__ import annotations

from planner.text.normalise import plain

_ALIKE = 80.0  # of 100; a draft reworded by hand, against another message to the same person
_SHORTEST = 40  # characters: shorter texts are alike by chance


def is_wording_of(text: str, draft: str) -> bool:
    """Whether a sent text is the draft, the draft with something around it, or nearly the draft."""
    sent, drafted = plain(text), plain(draft)
    if not sent or not drafted:
        return False
    if sent == drafted:
        return True
    if len(drafted) < _SHORTEST or len(sent) < _SHORTEST:
        return False
    if drafted in sent or sent in drafted:
        return True
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - start-up stays light

    return float(ratio(sent, drafted, score_cutoff=_ALIKE)) >= _ALIKE
