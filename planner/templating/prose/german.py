"""German cases: a phrase typed as it is called becomes the object of a sentence."""

from __future__ import annotations

import re

from planner.templating.prose.articles import gender_of, with_bare_article
from planner.templating.prose.language import word_set

_NOUN = re.compile(r"(?:^|(?<=[\s(]))[A-ZÄÖÜ][\w-]*")
_DETERMINER = re.compile(r"^(\w+)(\s+)")
# Determiners whose masculine shows only in the word that follows.
_OPEN = frozenset({"ein", "ihr", "mein", "unser", "kein", "euer", "sein"})
_FEMININE = frozenset({"ihre", "meine", "unsere", "eine", "keine", "die", "diese", "eure"})


def accusative(phrase: str) -> str:
    """The phrase after "um": Ihr Vortrag → Ihren Vortrag, der Kurs → den Kurs."""
    match = _DETERMINER.match(phrase)
    if match is None:
        return _bare(phrase)
    word, rest = match[1], phrase[match.end() :]
    low = word.casefold()
    if low in {"der", "dieser", "jener"} and not _is_feminine(rest):
        return f"{word[:-1]}n {_declined(rest)}"
    if low in _OPEN:
        if not _is_masculine(rest):
            return phrase
        stem = f"{word[:-2]}r" if low == "euer" else word
        return f"{stem}en {_declined(rest)}"
    if low in word_set("shape.determiner", "de") or low in word_set("noun.bare", "de"):
        return phrase
    return _bare(phrase)


def genitive(phrase: str) -> str:
    """The phrase after "wegen" where it needs no new ending of its noun; else ""."""
    match = _DETERMINER.match(phrase)
    if match is None or match[1].casefold() not in _FEMININE:
        return ""
    rest = phrase[match.end() :]
    before, noun = _split(rest)
    if not noun or any(not word.endswith("e") for word in before.split()):
        return ""
    word = match[1]
    stem = "der" if word.casefold() == "die" else f"{word}r"
    adjectives = "".join(f"{each}n " for each in before.split())
    return f"{stem} {adjectives}{noun}"


def _split(rest: str) -> tuple[str, str]:
    """The adjectives, and the text from the noun on."""
    noun = _NOUN.search(rest)
    return (rest, "") if noun is None else (rest[: noun.start()], rest[noun.start() :])


def _head(rest: str) -> str:
    noun = _NOUN.search(rest)
    return noun[0] if noun else ""


def _is_masculine(rest: str) -> bool:
    before, _ = _split(rest)
    adjectives = before.split()
    if adjectives:
        return adjectives[-1].endswith("er")
    return gender_of(_head(rest).casefold(), "de") == "m"


def _is_feminine(rest: str) -> bool:
    return gender_of(_head(rest).casefold(), "de") == "f"


def _declined(rest: str) -> str:
    """Adjectives in the accusative of the masculine: neue, neuer → neuen."""
    before, noun = _split(rest)
    words = [re.sub(r"e[rn]?$", "en", word) for word in before.split()]
    return " ".join([*words, noun]).strip()


def _bare(phrase: str) -> str:
    """A noun without its article: kurzer Austausch → einen kurzen Austausch."""
    before, noun = _split(phrase)
    head, adjectives = _head(phrase), before.split()
    if not head or len(adjectives) > 2:
        return phrase
    gender = gender_of(head.casefold(), "de")
    if not adjectives:
        return with_bare_article(noun, head, "de") if gender else phrase
    last = adjectives[-1]
    if last.endswith("er"):
        return f"einen {_declined(phrase)}"
    if gender in {"", "p"} or not last.endswith(("e", "es")):
        return phrase
    return f"{'ein' if last.endswith('es') else 'eine'} {phrase}"
