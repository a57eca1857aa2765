"""A subject from the purpose: its core, in at most eight words, as a sentence begins."""

from __future__ import annotations

import re

from planner.templating.prose.clean_purpose import clean_purpose
from planner.templating.prose.language import entries, one_of, pattern, replacements, word_set
from planner.templating.prose.noun_phrase import capitalised
from planner.templating.prose.opening import read_purpose
from planner.templating.prose.purpose_kind import kind_of
from planner.templating.prose.purpose_shape import Sentence, Shape, sentence_of

_MOST_WORDS = 8
_MOST_LETTERS = 60
_BREAK = re.compile(r"\s*[;:()–—\n]|,\s|\s-\s|\.\s|[.!]$")
_LOOSE = " .,;:!-–—"


def subject_of(purpose: str, language: str, chosen_by: str = "") -> str:
    """The core of a purpose as a subject; a kind's own words where it has no short core."""
    sentences = [each for each in read_purpose(purpose, language).sentences if each.text]
    if whole := _typed_core(purpose, language):
        return capitalised(whole)
    for each in sentences:
        core = _core(each, language)
        if each.shape is Shape.BECAUSE and _opens_with_pronoun(core, language):
            continue
        if core:
            return capitalised(core)
    fallback = one_of(f"subject.{kind_of(purpose, language).kind}", language, chosen_by)
    fallback = fallback or one_of("subject.plain", language, chosen_by)
    return fallback or _cut(sentences[0].text if sentences else purpose, language)


def _opens_with_pronoun(core: str, language: str) -> bool:
    """Such as "You wrote the guide", which is no matter."""
    return core.split(" ", maxsplit=1)[0].casefold() in word_set("shape.pronoun", language)


def _typed_core(purpose: str, language: str) -> str:
    """A noun for which the message has a sentence of its own is its own best subject."""
    lines = clean_purpose(purpose, language).lines
    typed = lines[0][0] if lines else ""
    if len(typed.split()) > 7 or sentence_of(typed, language).shape is not Shape.STATEMENT:
        return ""
    said = any(
        typed.casefold().startswith(short) for short, _ in replacements("say.whole", language)
    )
    return _fitting(typed, language) if said else ""


def _core(each: Sentence, language: str) -> str:
    text = each.text.strip(_LOOSE)
    if each.shape in {Shape.THAT, Shape.BECAUSE} and " " in text:
        text = text.split(maxsplit=1)[1]
    if each.shape in {Shape.NOUN, Shape.APPLY, Shape.INVITE}:
        for old, new in replacements("noun.mend", language):
            text = re.sub(rf"(?<!\w){re.escape(old)}(?=\s)", new, text, flags=re.IGNORECASE)
        return _fitting(_without_determiner(text, language), language)
    if each.shape in {Shape.QUESTION, Shape.CLAUSE} and _is_short(text):
        return text
    # Its verb would be cut off.
    if each.shape is Shape.CLAUSE and language in {"de", "nl"}:
        return ""
    return _said_of(text, each.shape, language)


def _said_of(text: str, shape: Shape, language: str) -> str:
    """What a sentence comes to: its clause, what it is about, or itself without its lead."""
    clause = pattern("subject.clause", language).search(text)
    if clause is not None:
        return _without_end(text[clause.end() :], language)
    if shape is Shape.CLAUSE:
        return _without_end(text, language)
    if language == "de":
        thing = _german_thing(text)
        is_phrase = any(word in word_set("noun.after", "de") for word in thing.split())
        return thing if is_phrase or shape in {Shape.WISH, Shape.INFINITIVE} else ""
    about = pattern("subject.lead", language).search(text)
    if about is not None:
        return _fitting(_without_determiner(text[about.end() :].strip(), language), language)
    lead = _lead_end(text, language)
    if lead:
        return _fitting(_without_determiner(text[lead:].strip(), language), language)
    front = _without_end(text, language)
    return front if shape is not Shape.STATEMENT or len(front.split()) > 2 else ""


def _lead_end(text: str, language: str) -> int:
    """Where the words end that only lead up to the matter: "I'm looking for", "ask for"."""
    leads = "|".join(entries("subject.strip", language))
    match = re.match(rf"(?:{leads})(?=\s)", text, re.IGNORECASE) if leads else None
    return match.end() if match is not None else 0


def _without_end(text: str, language: str) -> str:
    """A clause or statement up to its first break, or before what it goes on with."""
    front = _BREAK.split(text.strip(), maxsplit=1)[0].strip(_LOOSE)
    stop = pattern("subject.stop", language).search(front, min(12, len(front)))
    if stop is not None:
        front = front[: stop.start()]
    return _cut(front, language)


_GERMAN_NOUN = re.compile(
    r"\b(?!Sie\b|Ihnen\b|Ihre?[mnrs]?\b|Ich\b|Wir\b|Frau\b|Herr)[A-ZÄÖÜ][\w-]{2,}.*", re.DOTALL
)
_GERMAN_VERBS = re.compile(r"\s+(?:zu\s+)?[a-zäöüß]+(?:en|ern|eln|t)$")


def _german_thing(text: str) -> str:
    """From the first noun behind a preposition on, without the verbs at the end."""
    front = _BREAK.split(text, maxsplit=1)[0]
    noun = _GERMAN_NOUN.search(front)
    if noun is None:
        return ""
    thing = _before_verb(noun[0])
    while (shorter := _GERMAN_VERBS.sub("", thing)) != thing:
        thing = shorter
    return _fitting(thing, "de")


def _before_verb(text: str) -> str:
    """A subject without what is said of it: "Ihr Vortrag hat mir gefallen"."""
    words = text.split()
    verbs = word_set("shape.finite", "de")
    end = next((at for at, word in enumerate(words) if word in verbs), len(words))
    return " ".join(words[:end])


def _without_determiner(text: str, language: str) -> str:
    first, _, rest = text.partition(" ")
    low = first.casefold().strip(_LOOSE)
    if language == "de" or not rest:
        return text  # its adjectives would need another ending
    is_dropped = low in word_set("subject.drop", language)
    return rest.strip() if is_dropped else text


def _fitting(text: str, language: str) -> str:
    """The text up to its first break or clause, where that is short enough; else cut back."""
    front = _BREAK.split(text, maxsplit=1)[0].strip(_LOOSE)
    clause = pattern("subject.stop", language).search(front)
    if clause is not None and clause.start() > 2:
        front = front[: clause.start()].strip(_LOOSE)
    if not _is_short(front):
        return _cut(front, language)
    words = front.split()
    while len(words) > 1 and words[-1].casefold() in word_set("subject.loose", language):
        words.pop()
    return " ".join(words).strip(_LOOSE)


def _cut(text: str, language: str) -> str:
    """The first words, up to a preposition where they are many."""
    words = text.split()
    after = word_set("noun.after", language) | word_set("subject.loose", language)
    loose = after | word_set("shape.determiner", language) | word_set("shape.pronoun", language)
    if len(words) > _MOST_WORDS or len(text) > _MOST_LETTERS:
        kept = words[:_MOST_WORDS]
        while len(" ".join(kept)) > _MOST_LETTERS:
            kept.pop()
        breaks = [at for at in range(3, len(kept)) if _is_break(words, at, after)]
        words = kept[: breaks[-1]] if breaks else kept
    while len(words) > 1 and words[-1].casefold().strip(_LOOSE) in loose:
        words.pop()
    return " ".join(words).strip(_LOOSE)


def _is_break(words: list[str], at: int, after: frozenset[str]) -> bool:
    """A subject may end before this word: a preposition, but not one within a name."""
    around = words[at - 1 : at + 2]
    return words[at].casefold() in after and not (
        len(around) == 3 and around[0].istitle() and around[2].istitle()
    )


def _is_short(text: str) -> bool:
    return bool(text) and len(text.split()) <= _MOST_WORDS and len(text) <= _MOST_LETTERS
