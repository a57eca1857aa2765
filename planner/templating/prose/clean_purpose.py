"""Takes from a purpose what its owner did not mean to say: labels, quotes, smileys, loose ends."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.model.frozen import frozen
from planner.templating.prose.language import entries, phrase_pattern

_SMILEY = re.compile(
    r"\s*(?:[:;]-?[)(DPp]+|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+)\s*(?=$|[.!?])"
)
_QUOTES = "\"“”„‟«»‹›'‘’"
_LOOSE_END = re.compile(r"[\s,;:…\-–—]+$|\.{2,}$")
_BULLET = re.compile(r"^\s*(?:[-*•–—‣▪]|\d{1,2}[.)]|[a-z]\))\s+")
_MARKS = re.compile(r"!{1,}(?=\s|$)")
_URL = re.compile(r"^(https?://\S+)\s+(.+)$", re.DOTALL)
_AND = re.compile(r"(?<=[a-z]) & (?=[a-z])")
# No sentence ends after these.
_ABBREVIATION = re.compile(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|no|nr|bzw|ca|str|vs|etc|inc|ltd|co|e\.g|i\.e|z\.b|u\.a|d\.h|sra?"
    r"|dra|ref|tel|p\.ej|art|av|mme|mlle|dott|ing|sig|dhr|mevr|approx|jr)|(?<!\w)(?:\w|\d\d))\.$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[\"“„«¿¡(]?[A-ZÀ-ÞĀ-Ž])")


@frozen
class CleanPurpose:
    """What is left of a purpose: its lines, each a tuple of sentences; `greeted` if a letter."""

    lines: tuple[tuple[str, ...], ...]
    greeted: str = ""
    is_letter: bool = False


@lru_cache(maxsize=16_384)
def clean_purpose(text: str, language: str) -> CleanPurpose:
    """Take a purpose apart into lines and sentences without labels, greetings and loose ends."""
    raw = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    greeted, is_letter = "", False
    if raw:
        greeted, raw[0], is_letter = _without_greeting(raw[0], language)
    if is_letter or len(raw) > 1:
        raw = _without_close(raw, language)
    lines = [_sentences(_tidy(line, language), language) for line in raw]
    return CleanPurpose(tuple(line for line in lines if line), greeted, is_letter)


def _tidy(line: str, language: str) -> str:
    line = _BULLET.sub("", " ".join(line.split()))
    line = _without_label(_unquoted(line), language)
    line = _MARKS.sub(".", _SMILEY.sub("", line)).replace("..", ".") if "…" not in line else line
    line = _without_thanks(_without_end(line), language)
    if language == "en":
        line = _AND.sub(" and ", line)
    moved = _URL.match(line)
    return f"{moved[2]} ({moved[1]})" if moved else line


def _unquoted(line: str) -> str:
    while len(line) > 2 and line[0] in _QUOTES and line[-1] in _QUOTES:
        line = line[1:-1].strip()
    return line


def _without_end(line: str) -> str:
    line = _SMILEY.sub("", line).rstrip()
    return _LOOSE_END.sub("", line)


def _without_label(line: str, language: str) -> str:
    """Drop "Why I'm writing:" and its like; a label that says something stays."""
    while True:
        label, colon, rest = line.partition(":")
        if not colon or not rest.strip() or label.strip().casefold() not in _labels(language):
            return line
        line = rest.strip()


def _labels(language: str) -> frozenset[str]:
    return frozenset((*entries("shape.label", language), *entries("shape.label", "en")))


def _without_thanks(line: str, language: str) -> str:
    for word in entries("shape.goodbye", language):
        ending = re.search(rf"[,.;!]\s*{re.escape(word)}[.!\s]*$", line, re.IGNORECASE)
        if ending and ending.start() > 0:
            return line[: ending.start()].rstrip()
    return line


def _without_greeting(line: str, language: str) -> tuple[str, str, bool]:
    """The name greeted, the line without its greeting, and whether there was one."""
    words = phrase_pattern("shape.greeting", language)
    match = words.match(line)
    if match is None:
        return "", line, False
    rest = line[match.end() :]
    greeted = re.match(r"\s*([\w.'’ -]{0,40}?)\s*[,!:–—]\s*", rest)
    if greeted is None:
        name = re.match(r"\s+((?:[A-ZÀ-Þ][\w'’-]+\s?){1,3})\s*$", rest)
        return (name[1].strip(), "", True) if name else ("", line, False)
    return greeted[1].strip(), rest[greeted.end() :], True


def _without_close(lines: list[str], language: str) -> list[str]:
    """Leave out the sign-off of a letter: its last lines from a word of farewell on."""
    closes = phrase_pattern("shape.goodbye", language)
    for at in range(max(1, len(lines) - 3), len(lines)):
        if closes.match(lines[at].strip()) and len(lines[at].split()) <= 5:
            return lines[:at]
    return lines


def _sentences(line: str, language: str) -> tuple[str, ...]:
    if not line:
        return ()
    parts: list[str] = []
    for part in _SENTENCE_END.split(line):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return tuple(_without_label(part, language) for part in parts if part.strip(" .!"))
