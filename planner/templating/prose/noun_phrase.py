"""Makes a purpose's noun phrase fit into a sentence: its first letter, its article, its case."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.templating.filters import with_article
from planner.templating.prose import german
from planner.templating.prose.articles import starts_with_determiner, with_bare_article
from planner.templating.prose.language import (
    entries,
    in_any_language,
    pattern,
    replacements,
    word_set,
)

_HEAD_END = re.compile(r"\s*[,;:()–—/]|\s+-\s")
_FIRST = re.compile(r"\S+")
_DASH = re.compile(r"\s+[-–—]\s+")
_ENGLISH_LENGTH = re.compile(r"\d+[ -]?(?:min|minute|hour|day|page)[ -][a-z]")
# In these the noun comes first and its description after it.
_HEAD_FIRST = frozenset({"fr", "es", "pt", "it"})


def decapitalised(text: str, language: str) -> str:
    """Begin in small letters where the text goes on a sentence and its first word is no name."""
    match = _FIRST.match(text)
    if match is None or not text[0].isupper():
        return text
    word = match[0].strip(".,;:!?")
    low = word.casefold().replace("’", "'")
    if low in word_set("always.capital", language):
        return text
    if len(word) > 1 and not word[1:].replace("-", "").replace("'", "").islower():
        return text  # an acronym, or a name with capitals inside
    if low in _grammar(language):
        return text[0].lower() + text[1:]
    after = text[match.end() :].lstrip()[:1]
    if language == "de":  # an adjective, or a noun
        is_adjective = after.isupper() and pattern("lower.end", "de").search(word) is not None
        return text[0].lower() + text[1:] if is_adjective else text
    if language == "en" and after.isupper():
        return text  # a title, or a name
    is_known = low in _common(language) or pattern("lower.end", language).search(word) is not None
    if low in in_any_language("person.given_names"):
        return text
    # A capital before small letters is the beginning of what was typed, and hardly a name.
    return text[0].lower() + text[1:] if is_known or after.isalpha() else text


def capitalised(text: str) -> str:
    """Begin a sentence; a text that opens with a name such as iPhone is left alone."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    if not word or word[1:2].isupper():
        return text
    if text[0] in "¿¡":
        return text[0] + text[1:2].upper() + text[2:]
    return text[0].upper() + text[1:]


def _grammar(language: str) -> frozenset[str]:
    """Words that are never the first word of a name or a title."""
    names = ("determiner", "pronoun", "clause", "that", "because", "aux", "self", "reader")
    return word_set("lower.always", language).union(
        *(word_set(f"shape.{name}", language) for name in names)
    )


def _common(language: str) -> frozenset[str]:
    names = ("noun.please", "noun.job", "noun.mass", "noun.title", "lower", "shape.progressive")
    gerunds = (old for old, _ in replacements("shape.wishing", language))
    return frozenset(gerunds).union(*(word_set(name, language) for name in names))


@lru_cache(maxsize=16_384)
def noun_phrase(text: str, language: str) -> str:
    """The noun phrase as it stands after "about": article, case and first letter mended."""
    text = _DASH.sub(", ", text.strip())
    for old, new in replacements("noun.mend", language):
        text = re.sub(rf"(?<!\w){re.escape(old)}(?![\w-])", new, text, flags=re.IGNORECASE)
    if language == "de":
        return german.accusative(decapitalised(text, "de"))
    if starts_with_determiner(text, language):
        return decapitalised(text, language)
    if not text[:1].isalpha() and not (language == "en" and _ENGLISH_LENGTH.match(text)):
        return text
    if language == "en":
        return _with_english_article(text)
    bare = decapitalised(text, language)
    _, head = head_of(bare, language)
    return with_bare_article(bare, head, language)


def head_of(text: str, language: str) -> tuple[str, str]:
    """What stands before the first preposition, and the noun: "a short talk", "talk"."""
    front = _HEAD_END.split(text, maxsplit=1)[0]
    words = front.split()
    for at, word in enumerate(words[1:], start=1):
        if word.casefold() in word_set("noun.after", language):
            words = words[:at]
            break
    if not words:
        return "", ""
    return " ".join(words), words[0] if language in _HEAD_FIRST else words[-1]


@lru_cache(maxsize=16_384)
def is_had(text: str, language: str) -> bool:
    """A question or an idea that the writer has: "two questions on the loan"."""
    first, _, rest = text.partition(" ")
    counted = word_set("noun.indefinite", language) | word_set("noun.several", language)
    if first.casefold() not in counted:
        return False
    _, head = head_of(rest, language)
    return head.casefold() in word_set("noun.have", language)


@lru_cache(maxsize=16_384)
def is_asked_for(text: str, language: str) -> bool:
    """The phrase names something that one asks somebody for: advice, a call, a referral."""
    front, head = head_of(text, language)
    first, _, rest = front.casefold().partition(" ")
    if first in word_set("noun.your", language):
        return rest in word_set("noun.yours", language)
    heads = word_set("noun.please", language)
    if not starts_with_determiner(front, language):
        return front.casefold() in heads or head.casefold() in heads
    if first not in word_set("noun.indefinite", language):
        return False
    _, head = head_of(rest, language)
    return rest in heads or head in heads


def _with_english_article(text: str) -> str:
    front, head = head_of(text, "en")
    lowered, low = decapitalised(text, "en"), head.casefold()
    if low.endswith("ing") and head == front.split()[0] and len(text.split()) > 1:
        return text[0].lower() + text[1:]  # expanding my network
    if low not in _common("en") and text == front == head:
        return lowered  # Irish, mortgages, midwifery
    if low in word_set("noun.job", "en") and not low.endswith("s"):
        return f"the {lowered}"
    if low in word_set("noun.title", "en") and len(front.split()) < 5:
        return f"the {lowered[: len(front)]} role{lowered[len(front) :]}"
    if low in word_set("noun.definite", "en") and text[len(front) :].startswith((" of ", " from ")):
        return f"the {lowered}"
    if _needs_no_article(text, front, low):
        return lowered
    return with_article(lowered)


def _needs_no_article(text: str, front: str, low: str) -> bool:
    if not low or not low[-1].isalpha() or low in word_set("noun.mass", "en"):
        return True
    words = front.split()
    if words[0].casefold() in word_set("noun.bare", "en"):
        return True
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return True
    if all(word[:1].isupper() for word in words) and low not in _common("en"):
        return not decapitalised(text, "en")[:1].islower()  # a name
    is_mass = low.endswith(tuple(entries("noun.massend", "en")))
    return is_mass and low not in word_set("noun.please", "en") | word_set("noun.count", "en")
