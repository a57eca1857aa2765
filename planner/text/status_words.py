"""Knows what the everyday words of a status column mean, in the languages of the word files.

A cell is read in parts, as people write them: "Replied - call booked", "sent 3/2", "SENT!". Its
first part must be known, or the cell is not: a guess about a person is worse than a question. What
the parts say together is the weightiest of their meanings. Only "not yet" lets a message out, so it
must be all that the cell says.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from planner.model.status import Status
from planner.text.normalise import plain
from planner.words import section

if TYPE_CHECKING:
    from collections.abc import Mapping


# The weightiest first: of "sent - unsubscribed" the second counts.
_BY_WEIGHT = (
    Status.SUPPRESSED,
    Status.DECLINED,
    Status.BOUNCED,
    Status.CLOSED,
    Status.MEETING,
    Status.REPLIED,
    Status.NO_ANSWER,
    Status.ACCEPTED,
    Status.SENT,
    Status.SKIPPED,
)
_OPEN_WORDS = {
    str(status): status for status in (Status.DRAFTED, Status.APPROVED, Status.NEEDS_PURPOSE)
}
# Where people end one thought and begin another.
_PARTS = re.compile(r"\s+[-–—/|>]+\s*|[-–—]+\s+|[,;:()\[\]!?…\n]|\.(?!\w)|\s\+\s|→|=>|->")
# A date or a count says when or how often, and nothing more: "3/2", "2x", "12.11.", "1st".
_NUMBERS = re.compile(r"(?<!\w)[#x]?\d+(?:st|nd|rd|th|er|ère|re|º|ª|x|e|te|ter|ten)?(?!\w)|[#№]")
_EMPTY = frozenset({"", "-", "--", "–", "—", ".", "n/a", "na", "none", "tbd", "tbc"})


def is_not_yet(text: str) -> bool:
    """Say whether a cell tells that nothing has happened: empty, or "New", "To do", "offen"."""
    if text.strip().casefold() in _EMPTY:
        return True
    parts = _parts(text)
    return bool(parts) and all(_is_not_yet(part) for part in parts)


@lru_cache(maxsize=4096)
def status_meant(text: str) -> Status | None:
    """Find the status that everyday words mean; None where they mean "not yet", or are not known.

    Case, accents, punctuation, dates and counts never matter, nor what is told behind a known
    word: "Sent (LinkedIn)", "Replied - call on Tuesday". See `is_not_yet` for the rest.
    """
    parts = _parts(text)
    meanings = [_status_of_part(part) for part in parts]
    if not meanings or meanings[0] is None:
        weighty = {_weighty(part) for part in parts} - {None}
        return next((status for status in _BY_WEIGHT if status in weighty), None)
    return next(status for status in (*_BY_WEIGHT, *_OPEN_WORDS.values()) if status in meanings)


def _parts(text: str) -> list[str]:
    """The parts of a cell as plain words, without dates and counts."""
    whole = plain(_NUMBERS.sub(" ", text))
    if whole in _phrases() or whole in _not_yet():
        return [whole]  # a mark inside a phrase ("follow-up", "don't contact") parts nothing
    parts = (plain(_NUMBERS.sub(" ", part)) for part in _PARTS.split(text))
    return [part for part in parts if part]


def _status_of_part(part: str) -> Status | None:
    known = _phrases().get(part) or _OPEN_WORDS.get(part) or _denied_answer(part) or _weighty(part)
    return known or _phrases().get(_bare(part))


def _bare(part: str) -> str:
    """The longest known words before a detail ("via LinkedIn", "on Monday"), without "already"."""
    words = part.split()
    while len(words) > 1 and words[0] in _words_of("status.already"):
        del words[0]
    details = _words_of("status.details")
    ends = [at for at, word in enumerate(words) if at and word in details]
    heads = (" ".join(words[:end]) for end in (len(words), *reversed(ends)))
    return next((head for head in heads if head in _phrases()), "")


def _weighty(part: str) -> Status | None:
    """What a part tells somewhere of a refusal or a wrong address: "sent to wrong address"."""
    padded = f" {part} "
    return next((status for phrase, status in _weighty_phrases() if phrase in padded), None)


def _denied_answer(part: str) -> Status | None:
    """No answer, of "not yet replied"."""
    is_answer = _phrases().get(_denied(part) or "") is Status.REPLIED
    return Status.NO_ANSWER if is_answer else None


def _is_not_yet(part: str) -> bool:
    return part in _not_yet() or _phrases().get(_denied(part) or "") is Status.SENT


def _denied(part: str) -> str | None:
    """What "not yet …" denies; None where the part denies nothing."""
    for negation in _negations():
        if part.startswith(f"{negation} "):
            return part.removeprefix(f"{negation} ")
        if part.endswith(f" {negation}"):
            return part.removesuffix(f" {negation}")
    return None


@cache
def _phrases() -> Mapping[str, Status]:
    """Every phrase of the word files as plain words, with what it means."""
    found: dict[str, Status] = {}
    for status in _BY_WEIGHT:
        name = str(status).replace(" ", "_")
        for phrases in section(f"status.{name}").values():
            for phrase in phrases:
                found.setdefault(plain(phrase), status)
    return found


@cache
def _not_yet() -> frozenset[str]:
    return _words_of("status.not_yet")


@cache
def _weighty_phrases() -> tuple[tuple[str, Status], ...]:
    """The phrases, between blanks, that count wherever they stand: of several words, or plain."""
    weights = (Status.SUPPRESSED, Status.DECLINED, Status.BOUNCED)
    found = [
        (f" {phrase} ", status)
        for phrase, status in _phrases().items()
        if status is Status.SUPPRESSED or (status in weights and " " in phrase)
    ]
    return tuple(sorted(found, key=lambda pair: weights.index(pair[1])))


@cache
def _negations() -> tuple[str, ...]:
    """The longest first, so that "not yet" is taken before "not"."""
    return tuple(sorted(_words_of("status.negation"), key=len, reverse=True))


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(plain(word) for words in section(name).values() for word in words)
