"""The shape of a purpose's sentence: what has to stand around it so that it can be said."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise

from planner.model.frozen import frozen
from planner.templating.prose.language import (
    entries,
    pattern,
    phrase_pattern,
    replacements,
    word_set,
)


class Shape(StrEnum):
    """How a sentence of a purpose is built; each value names the words that open a message."""

    NOUN = "noun"
    INFINITIVE = "infinitive"
    WISH = "wish"
    READER = "reader"
    GERUND = "gerund"
    CLAUSE = "clause"
    THAT = "that"
    BECAUSE = "because"
    REQUEST = "request"
    APPLY = "apply"
    INVITE = "invite"
    QUESTION = "question"
    STATEMENT = "statement"


@frozen
class Sentence:
    """A sentence of a purpose: its shape, and the words that go on from what opens it.

    `is_order` where its owner spoke to themselves; `has_other` where it speaks of the reader as of
    somebody else.
    """

    shape: Shape
    text: str
    is_order: bool = False
    has_other: bool = False


_WORD = re.compile(r"[^\s,;:()!?…\"“”„«»]+|[,;:()]")
_COLON = re.compile(r"^([^:?!.]{2,40}):\s+(.+)$", re.DOTALL)


@lru_cache(maxsize=16_384)
def sentence_of(text: str, language: str) -> Sentence:
    """Recognise one sentence of a purpose."""
    found = _recognised(text, language)
    if phrase_pattern("shape.third", language).search(found.text):
        return Sentence(found.shape, found.text, found.is_order, has_other=True)
    return found


def _recognised(text: str, language: str) -> Sentence:
    body = text.rstrip(" .!")
    words = [word.casefold() for word in _WORD.findall(body)]
    if language == "en":
        words = _without_may(body, words)
    if not words:
        return Sentence(Shape.NOUN, body)
    for recognise in (_whole, _labelled, _by_first_word, _elided, _order, _by_verb):
        found = recognise(body, words, language)
        if found is not None:
            return found
    if body.endswith("?") and language != "en":
        return Sentence(Shape.QUESTION, body)
    return Sentence(Shape.NOUN, body.rstrip("?").rstrip())


def _without_may(body: str, words: list[str]) -> list[str]:
    """The words without the month that looks like a verb: "a visit in May"."""
    if not re.search(r"\sMay\b", body):
        return words
    return [words[0], *("month" if word == "may" else word for word in words[1:])]


def _whole(body: str, words: list[str], language: str) -> Sentence | None:  # noqa: ARG001 - all are called alike
    """What some nouns stand for: "Bewerbung als Koch" is a sentence of its own."""
    lowered = body.casefold()
    for short, whole in replacements("say.whole", language):
        rest = body[len(short) :]
        if lowered.startswith(short) and (rest[:1] == " " if "{}" in whole else not rest):
            return Sentence(Shape.STATEMENT, whole.replace("{}", rest.strip()))
    return None


def _labelled(body: str, words: list[str], language: str) -> Sentence | None:  # noqa: ARG001 - all are called alike
    match = _COLON.match(body)
    if match is None:
        return None
    label = match[1].strip().casefold()
    if label in word_set("shape.apply", language):
        return Sentence(Shape.APPLY, match[2].strip())
    if label in word_set("shape.invitelabel", language):
        return Sentence(Shape.INVITE, match[2].strip())
    return None


def _by_first_word(body: str, words: list[str], language: str) -> Sentence | None:
    first = words[0]
    if first in word_set("shape.please", language):
        return _request(body, language)
    if first in word_set("shape.because", language):
        return Sentence(Shape.BECAUSE, body)
    if first in word_set("shape.that", language):
        return Sentence(Shape.THAT, body)
    if pattern("shape.infinitive", language).match(body):
        return _infinitive(body, words, language)
    clauses = word_set("shape.clause", language)
    if first in clauses or " ".join(words[:2]) in clauses:
        return _clause(body, words, language)
    if _is_inverted(body, words, language):
        return Sentence(Shape.QUESTION, body if body.endswith("?") else f"{body}?")
    is_order = " ".join(words[:2]) in word_set("shape.self", language)
    is_said = first in word_set("shape.pronoun", language) and not is_order
    if is_said or pattern("shape.statement", language).match(body):
        return Sentence(Shape.STATEMENT, body)
    return None


def _request(body: str, language: str) -> Sentence:
    """ "please forward my CV", or "Bitte leiten Sie … weiter", which is whole as it stands."""
    if pattern("shape.imperative", language).match(body):
        return Sentence(Shape.STATEMENT, body)
    return Sentence(Shape.REQUEST, body.split(maxsplit=1)[-1].lstrip(", "))


def _infinitive(body: str, words: list[str], language: str) -> Sentence:
    """ "to ask about …" is the writer's to do, "to chair our appeal" the reader's."""
    lead = entries("shape.to", language)
    if words[0] in lead and words[1] in word_set("shape.reader", language):
        return Sentence(Shape.READER, body.split(maxsplit=1)[1])
    return Sentence(Shape.INFINITIVE, body)


def _clause(body: str, words: list[str], language: str) -> Sentence:
    """A clause, or a direct question that opens with the same word."""
    is_direct = pattern("shape.direct", language).match(body) is not None
    is_direct = is_direct or _turns(words, language) or _is_german_question(body, words, language)
    if is_direct or (body.endswith("?") and language in _ASKED_ALIKE):
        return Sentence(Shape.QUESTION, body if body.endswith("?") else f"{body}?")
    return Sentence(Shape.CLAUSE, body.rstrip("?").rstrip())


def _is_german_question(body: str, words: list[str], language: str) -> bool:
    """A question with its verb second: what follows the first word opens no subject."""
    return language in {"de", "nl"} and body.endswith("?") and words[1] not in _objects(language)


def _turns(words: list[str], language: str) -> bool:
    """The verb stands before its subject, as in a question: "how do you", "which one did you"."""
    aux, subjects = word_set("shape.aux", language), word_set("shape.pronoun", language)
    if words[1:2] and words[1] in aux:
        return True
    pairs = pairwise(words[1:7])
    return any(
        verb in aux and subject in subjects and words[at] not in subjects
        for at, (verb, subject) in enumerate(pairs)
    )


# Where a question and a clause have the same order of words, the mark tells them apart.
_ASKED_ALIKE = frozenset({"es", "it", "pt"})


def _is_inverted(body: str, words: list[str], language: str) -> bool:
    if body.startswith("¿"):
        return True
    if pattern("shape.inverted", language).match(body):
        return True
    if words[0] not in word_set("shape.aux", language) or len(words) < 2:
        return False
    subjects = word_set("shape.pronoun", language) | word_set("shape.determiner", language)
    return body.endswith("?") or words[1] in subjects


def _elided(body: str, words: list[str], language: str) -> Sentence | None:
    lowered = body.casefold()
    for name in ("shape.thanks", "shape.elided"):
        for short, whole in replacements(name, language):
            if lowered.startswith(short) and not lowered[len(short) : len(short) + 1].isalpha():
                rest = body[len(short) :]
                if name == "shape.elided" and words[1:2] and _makes_noun(words, language):
                    return None
                return Sentence(Shape.STATEMENT, f"{whole}{rest}".rstrip("?"))
    return None


def _makes_noun(words: list[str], language: str) -> bool:
    """The first word is a noun here, though it may be a verb: "offer of", "book club"."""
    if words[0] not in word_set("shape.alsonoun", language):
        return False
    return len(words) < 2 or words[1] not in _objects(language) | word_set("shape.to", language)


@cache
def _objects(language: str) -> frozenset[str]:
    """What opens the object of a verb, and never follows a noun."""
    return word_set("shape.determiner", language) | word_set("shape.pronoun", language)


def _order(body: str, words: list[str], language: str) -> Sentence | None:
    """What its owner is to do, or the reader: "ask about the vacancy", "speak at our rally"."""
    first, two = words[0], " ".join(words[:2])
    for name, shape in (("shape.reader", Shape.READER), ("shape.self", Shape.WISH)):
        verbs = word_set(name, language)
        if name == "shape.reader" and two in word_set("shape.self", language):
            continue
        if two in verbs or (first in verbs and not _makes_noun(words, language)):
            return _ordered(shape, body, language)
    if language == "en" and _has_object(words):
        return _ordered(Shape.READER if words[1] == "your" else Shape.WISH, body, language)
    if pattern("shape.order", language).fullmatch(body) and not re.search(r",\s", body):
        return _ordered(Shape.WISH, body, language)
    return None


def _has_object(words: list[str]) -> bool:
    """An English verb of whatever kind: no noun has an article or a possessive right after it."""
    return (
        len(words) > 2
        and words[0].isalpha()
        and not words[0].endswith("ing")
        and words[0] not in _objects("en") | word_set("noun.after", "en")
        and words[1] in word_set("shape.determiner", "en")
    )


def _ordered(shape: Shape, body: str, language: str) -> Sentence:
    said = typed = body.rstrip("?")
    for old, new in replacements("shape.object", language):
        said = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, said)
    said = _her(said) if language == "en" else said
    has_other = said != typed
    said = _with_the(said) if language == "en" else said
    return Sentence(shape, said, is_order=True, has_other=has_other)


def _with_the(text: str) -> str:
    """An event by its name has its article: "speak at the May Day rally"."""
    kinds = "|".join(entries("place.at", "en"))
    named = rf"\b(at|in|on|for|to) (?=(?:[A-Z][\w'’-]*\s){{1,4}}(?:{kinds})\b)"
    return re.sub(named, r"\1 the ", text)


def _her(text: str) -> str:
    """English has one word for two: "ask her to …", "ask about her …"."""
    text = re.sub(r"\bher\b(?=\s+(?:to|for|if|about|whether|how|on|what|in|at)\b|$)", "you", text)
    return re.sub(r"\bher\b", "your", text)


def _by_verb(body: str, words: list[str], language: str) -> Sentence | None:
    first = words[0]
    wish = dict(replacements("shape.wishing", language)).get(first)
    if wish and len(words) > 1 and not _makes_noun([wish, *words[1:]], language):
        return Sentence(Shape.WISH, f"{wish}{body[len(first) :]}".rstrip("?"))
    if first in word_set("shape.progressive", language) and len(words) > 1 and words[1] != "of":
        return Sentence(Shape.GERUND, body.rstrip("?"))
    if _has_finite_verb(words, language):
        return Sentence(Shape.STATEMENT, body)
    return None


def _has_finite_verb(words: list[str], language: str) -> bool:
    """A subject with its verb: "your talk impressed me", and not "the talk that impressed me"."""
    verbs, relative = word_set("shape.finite", language), word_set("shape.relative", language)
    subjects = word_set("shape.pronoun", language)
    for at, word in enumerate(words):
        if word in ",;:()" or word in {"-", "–", "—"}:
            return False
        if at and word in verbs and word not in relative:
            return True
        if at and (word in relative or word in subjects):
            return False
    return False
