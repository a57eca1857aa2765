"""Sentences that join the sender and the contact: where they met, what they share, an offer."""

from __future__ import annotations

import re
from functools import lru_cache

from planner.templating.filters import sentence as ended
from planner.templating.filters import with_article
from planner.templating.prose.articles import gender_of, starts_with_determiner
from planner.templating.prose.language import (
    entries,
    is_spoken,
    one_of,
    phrase_pattern,
    replacements,
    word_set,
)
from planner.templating.prose.noun_phrase import capitalised, decapitalised, noun_phrase
from planner.templating.prose.purpose_shape import Shape, sentence_of

_LOOSE = " .,;:!"


def met_sentence(met_at: str, language: str, chosen_by: str) -> str:
    """ "It was good to meet you at the CX Summit." from whatever the cell says of where it was."""
    name, place = _meeting(met_at, language)
    if not place:
        return ""
    return ended(capitalised(one_of(name, language, chosen_by).replace("{}", place)))


@lru_cache(maxsize=4_096)
def _meeting(met_at: str, language: str) -> tuple[str, str]:
    """How meeting somebody there is told, and the place as it stands in the sentence; or ""."""
    where = " ".join(met_at.split()).strip(_LOOSE)
    if not where or not is_spoken(language):
        return "", ""
    where = _without_verb(where, language)
    is_talk = phrase_pattern("place.call", language).search(where) is not None
    return "say.talked" if is_talk else "say.met", placed(where, language)


def _without_verb(where: str, language: str) -> str:
    for verb in sorted(entries("place.verbs", language), key=len, reverse=True):
        if where.casefold().startswith(f"{verb} "):
            kept = verb.rpartition(" ")[2] if verb.count(" ") else ""
            kept = "" if kept == _form("place.as.name", language) else kept
            rest = where[len(verb) :].strip()
            is_placed = rest.split()[0].casefold() in word_set("place.prepositions", language)
            return rest if is_placed or not kept else f"{kept} {rest}"
    return where


@lru_cache(maxsize=16_384)
def placed(where: str, language: str) -> str:
    """A place with its preposition and article: "at the CX Summit", "on LinkedIn", "last week"."""
    low, first = where.casefold(), where.split(maxsplit=1)[0].casefold()
    exact = dict(replacements("place.exact", language)).get(low)
    if exact:
        return exact
    if first in word_set("place.prepositions", language) or _AGO.search(where):
        return in_small(where)
    if first in word_set("place.lead", language) and " " in where:
        where = where.split(maxsplit=1)[1]
        low = where.casefold()
    for name in ("call", "online", "social"):
        if phrase_pattern(f"place.{name}", language).match(low):
            return f"{_form(f'place.as.{name}', language)} {_of_thing(where, language)}".strip()
    if starts_with_determiner(where, language):
        return f"{_form('place.as.the', language)} {in_small(where)}"
    return _with_preposition(where, language)


_AGO = re.compile(r"\bago$|^(?:vor|hace|il y a|há)\s|\bfa$|\bgeleden$")


def in_small(where: str) -> str:
    """Begin in small letters, unless with an acronym."""
    return where[0].lower() + where[1:] if where[1:2].islower() or len(where) == 1 else where


def _form(name: str, language: str) -> str:
    return next(iter(entries(name, language)), "")


def _of_thing(where: str, language: str) -> str:
    return (
        in_small(where)
        if where.split(maxsplit=1)[0].casefold() in word_set("place.small", language)
        else where
    )


def _with_preposition(where: str, language: str) -> str:
    """By the gender of what the place is: a summit, eine Messe; a name alone takes none."""
    head = re.split(r"\s+(?:in|on|für|de|du|des|da|do|di|del|van|for|of|à|en)\s+|[,(]|\s\d", where)[
        0
    ]
    words = [word.casefold().strip(_LOOSE) for word in head.split()]
    if re.match(r"\S+['’]s\s", where):
        return f"{_form('place.as.name', language)} {where}"
    ordered = reversed(words) if language in {"en", "de", "nl"} else iter(words)
    for word in ordered:
        for gender in ("m", "f", "n", "p", "at"):
            known = entries(f"place.{gender}", language)
            if known and word.endswith(tuple(known)):
                return f"{_form(f'place.as.{gender}', language)} {_in_small_kind(where, language)}"
    return f"{_form('place.as.name', language)} {where}"


def _in_small_kind(where: str, language: str) -> str:
    """Romance and Dutch write the kind of an event small within a sentence."""
    if language not in {"en", "de"}:
        return decapitalised(where, language)
    kinds = word_set("place.at", "en")
    return " ".join(
        word.capitalize() if word.isupper() and word.casefold() in kinds else word
        for word in where.split()
    )


def shared_sentence(kind: str, thing: str, language: str, chosen_by: str) -> str:
    """ "We both studied at the University of Ashby." from the kind of what is shared."""
    thing = _calm(" ".join(thing.split()).strip(_LOOSE))
    if not thing or not is_spoken(language):
        return ""
    name = f"say.shared.{kind}"
    if kind == "school" and (place := _at_school(thing, language)):
        return ended(one_of("say.shared.school.at", language, chosen_by).replace("{}", place))
    way = one_of(name if entries(name, language) else "say.shared.other", language, chosen_by)
    return ended(way.replace("{}", _with_the(thing, kind) if language == "en" else thing))


@lru_cache(maxsize=1_024)
def _at_school(thing: str, language: str) -> str:
    """A school with its preposition, by the kind that its name says; "" where it says none."""
    words = thing.casefold().split()
    for kind, before in replacements("school.at", language):
        if words[0] == kind or (language in {"de", "nl"} and words[0].endswith(kind)):
            return f"{before}{'' if before.endswith(chr(39)) else ' '}{thing}"
    return ""


@lru_cache(maxsize=16_384)
def _calm(thing: str) -> str:
    """A name of several words that is typed in capitals, as one writes it."""
    words = thing.split()
    if len(words) < 2 or not thing.isupper():
        return thing
    return " ".join(word.lower() if len(word) < 3 else word.capitalize() for word in words)


_NAMED_OF = re.compile(
    r"^(?:University|College|School|Institute|Museum|Bank|Ministry|City|House)\s+of\b"
)
_EVENT = re.compile(
    r"\b(?:Summit|Conference|Congress|Fair|Festival|Forum|Symposium|Expo|Meetup|Days|Week|Awards)\b"
)


def _with_the(thing: str, kind: str) -> str:
    """English names with "of", and events, take the article that they are typed without."""
    if thing.casefold().startswith(("the ", "a ", "an ")):
        return thing[0].lower() + thing[1:] if thing.startswith("The ") else thing
    if _NAMED_OF.match(thing) or (kind == "event" and _EVENT.search(thing)):
        return f"the {thing}"
    return thing


def offer_sentence(offer: str, language: str, chosen_by: str) -> str:
    """What the sender offers as a sentence, whatever its shape."""
    text = " ".join(offer.split()).strip(" ;,")
    if not text or not is_spoken(language):
        return ended(text)
    found = sentence_of(text, language)
    if found.shape in {Shape.STATEMENT, Shape.QUESTION, Shape.REQUEST}:
        return capitalised(ended(found.text))
    if found.shape is Shape.WISH or found.shape is Shape.READER or found.shape is Shape.INFINITIVE:
        verb = found.text.removeprefix("to ") if language == "en" else found.text
        way = one_of("say.offerverb", language, chosen_by)
        return ended(way.replace("{}", decapitalised(verb, language)).rstrip("."))
    if language == "en" and text.split()[0].casefold().endswith("ing") and " " in text:
        way = one_of("say.offering", language, chosen_by)
        return ended(way.replace("{}.", decapitalised(text, language)))
    way = one_of("say.offer", language, chosen_by)
    return ended(way.replace("{}", noun_phrase(text, language)))


def role_sentence(role: str, employer: str, language: str, chosen_by: str) -> str:
    """Who writes, in half a sentence; "" where the sheet does not say."""
    role, employer = role.strip(" .;"), re.split(r"[;\n]", employer, maxsplit=1)[0].strip(" .;")
    if role and ";" not in role and "\n" not in role and len(role) < 60:
        role = _spoken_role(role, language)
        name = "say.role" if employer else "say.roleonly"
        way = one_of(name, language, chosen_by)
        return ended(_at_employer(way.replace("{role}", role), employer, language).rstrip("."))
    if employer:
        return ended(_at_employer(one_of("say.employer", language, chosen_by), employer, language))
    return ""


def _at_employer(way: str, employer: str, language: str) -> str:
    """Put an employer in; German says an article before "Verein", "Museum" and their like."""
    if language == "de":
        gender = gender_of(employer.split(maxsplit=1)[0].casefold().strip(",."), "de")
        for article, form in replacements("employer.at", "de"):
            if article == gender:
                way = way.replace("bei {employer}", f"{form} {{employer}}")
    return way.replace("{employer}", employer)


def _spoken_role(role: str, language: str) -> str:
    if language == "de":
        return role
    is_name = any(letter.isupper() for letter in role[1:])
    small = role if is_name or role[:1].islower() else role[0].lower() + role[1:]
    if language != "en" or small.casefold().startswith(("a ", "an ", "the ", "head of", "chief")):
        return small
    return with_article(small)
