"""A purpose as whole sentences, and as a phrase that goes on after "about"."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.model.frozen import frozen
from planner.templating.filters import sentence as ended
from planner.templating.prose import german
from planner.templating.prose.articles import after_de
from planner.templating.prose.clean_purpose import CleanPurpose, clean_purpose
from planner.templating.prose.language import (
    entries,
    is_spoken,
    lot,
    one_of,
    replacements,
    word_set,
)
from planner.templating.prose.noun_phrase import (
    capitalised,
    decapitalised,
    is_asked_for,
    is_had,
    noun_phrase,
)
from planner.templating.prose.purpose_shape import Sentence, Shape, sentence_of
from planner.templating.spelling import listed


@frozen
class Purpose:
    """A purpose that was understood: `sentences` in order; `listed` the items of a list of things.

    `greeted` is whom a letter in the cell greets; `asks` says that it holds a question or request.
    """

    sentences: tuple[Sentence, ...]
    listed: tuple[str, ...] = ()
    greeted: str = ""
    is_letter: bool = False

    @property
    def asks(self) -> bool:
        """The purpose itself asks the reader for an answer."""
        asking = (Shape.QUESTION, Shape.REQUEST)
        return any(each.shape in asking for each in self.sentences)

    @property
    def has_order(self) -> bool:
        """Its owner spoke to themselves."""
        return any(each.is_order for each in self.sentences)

    @property
    def has_other(self) -> bool:
        """It speaks of the reader as of somebody else."""
        return any(each.has_other for each in self.sentences)


@lru_cache(maxsize=16_384)
def read_purpose(text: str, language: str) -> Purpose:
    """Understand a purpose as its owner typed it."""
    cleaned = clean_purpose(text, language)
    typed = [part for line in cleaned.lines for piece in line for part in _parts(piece, language)]
    found = tuple(_understood(part, language) for part in typed)
    greeted, is_letter = cleaned.greeted, cleaned.is_letter
    if _is_list(cleaned, found):
        items = tuple(noun_phrase(each.text, language) for each in found)
        return Purpose(found[:1], items, greeted, is_letter)
    return Purpose(found, (), greeted, is_letter)


def _understood(part: str, language: str) -> Sentence:
    """A part as a sentence; a question after a thing and its colon is one, verb or not."""
    found = sentence_of(part, language)
    is_asked = part.endswith("?") and part[:1].isupper() and found.shape is Shape.NOUN
    return Sentence(Shape.QUESTION, part) if is_asked and " " in part else found


def _is_list(cleaned: CleanPurpose, found: tuple[Sentence, ...]) -> bool:
    """Several lines that name a thing each: they stand in one sentence."""
    return len(cleaned.lines) > 1 and all(
        each.shape is Shape.NOUN and len(each.text) < 80 for each in found
    )


_QUESTION_AFTER = re.compile(r"^(.{3,120}?)(?::|,|;|\s[-–—])\s+([^:;]{6,})\?$", re.DOTALL)


def _parts(piece: str, language: str) -> tuple[str, ...]:
    """A thing and a question about it, as two sentences."""
    match = _QUESTION_AFTER.match(piece)
    if match is None:
        return (piece,)
    question = f"{match[2]}?"
    first = sentence_of(match[1], language)
    is_thing = first.shape in {Shape.NOUN, Shape.GERUND}
    if is_thing and sentence_of(question, language).shape is Shape.QUESTION:
        return match[1], question
    if is_thing and piece[match.end(1)] == ":":
        return match[1], capitalised(question)
    return (piece,)


def opening(text: str, language: str, chosen_by: str = "", *, is_call: bool = False) -> str:
    """The purpose as one or more whole sentences of that language.

    `chosen_by` decides between equally good ways to say it; `is_call` has it spoken. In a language
    that planner cannot speak the purpose stands by itself.
    """
    if not text.strip():
        return ""
    if not is_spoken(language):
        return capitalised(ended(text))
    said = _opening(text, language, chosen_by)
    for written, spoken in replacements("say.call", language) if is_call else ():
        said = said.replace(written, spoken)
    return said


def _opening(text: str, language: str, chosen_by: str) -> str:
    purpose = read_purpose(text, language)
    if purpose.listed:
        return _said(Sentence(Shape.NOUN, listed([*purpose.listed], language)), language, chosen_by)
    first, *more = [each for each in purpose.sentences if each.text] or [
        Sentence(Shape.STATEMENT, text)
    ]
    said = [_said_first(first, language, chosen_by)]
    said += [_said_next(each, language, chosen_by) for each in more]
    return " ".join(said)


def about(text: str, language: str) -> str:
    """The purpose as a phrase that fits after "about", or "" where it is none."""
    purpose = read_purpose(text, language)
    if purpose.listed:
        return listed([*purpose.listed], language)
    first = purpose.sentences[0] if purpose.sentences else Sentence(Shape.NOUN, text)
    if first.shape in {Shape.NOUN, Shape.CLAUSE}:
        return _fitted(first, language)
    return ""


def _said_first(each: Sentence, language: str, chosen_by: str) -> str:
    """A question that opens a message is led up to, unless it is answered by yes or no."""
    if each.shape is Shape.QUESTION:
        first = each.text.split()[0].casefold().strip("¿")
        way = one_of("say.question", language, chosen_by)
        if way and first in word_set("shape.clause", language):
            return way.replace("{}", decapitalised(each.text, language))
    return _said(each, language, chosen_by)


def _said_next(each: Sentence, language: str, chosen_by: str) -> str:
    if each.shape is Shape.NOUN:
        return _filled("say.more", _fitted(each, language), language, chosen_by)
    if each.shape is Shape.GERUND and " " not in each.text:
        return capitalised(ended(each.text))
    return _said(each, language, chosen_by)


def _said(each: Sentence, language: str, chosen_by: str) -> str:
    if each.shape in {Shape.STATEMENT, Shape.QUESTION}:
        return capitalised(ended(each.text))
    name = f"say.{each.shape}"
    if each.shape is Shape.NOUN:
        if is_asked_for(each.text, language):
            name = "say.please"
        elif is_had(each.text, language):
            name = "say.have"
        elif language == "de" and (phrase := german.genitive(each.text)):
            return _filled("say.noun.genitive", phrase, language, chosen_by)
    return _filled(name, _fitted(each, language), language, chosen_by)


def _filled(name: str, words: str, language: str, chosen_by: str) -> str:
    ways = _ways(name, words, language)
    return ways[lot(f"{name} {chosen_by}", len(ways))] if len(ways) > 1 else ways[0]


@lru_cache(maxsize=4_096)
def _ways(name: str, words: str, language: str) -> tuple[str, ...]:
    """Every way to say the words, in the order of the section's lines."""
    lines = entries(name, language) or ("",)
    return tuple(_filled_way(way, words, language) for way in lines)


def _filled_way(way: str, words: str, language: str) -> str:
    if not way:
        return capitalised(ended(words))
    if language == "fr" and "de {}" in way:
        return ended(way.replace("de {}", after_de(words)).rstrip("."))
    # The purpose may end in a full stop of its own: "… at Harbour & Co."
    return ended(way.replace("{}.", words).replace("{}", words))


@lru_cache(maxsize=4_096)
def _fitted(each: Sentence, language: str) -> str:
    if each.shape is Shape.NOUN:
        return noun_phrase(each.text, language)
    if each.shape in {Shape.APPLY, Shape.INVITE}:
        return each.text
    return decapitalised(each.text, language)
