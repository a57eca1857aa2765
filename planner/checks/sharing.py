"""Finds what a cell of a contact shares with the Sender sheet: whole names, never lookalikes.

Each thing on the Sender sheet is spelled out once into *forms*; a cell's text is cut at its
separators into parts, and each part is held against the forms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.text.normalise import in_words
from planner.text.organisations import is_near, same_words, spellings_of
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planner.model.sender import Sender


# Sender fields by kind, strongest kind first.
KINDS: Mapping[str, tuple[str, ...]] = {
    "person": ("people",),
    "event": ("events",),
    "course": ("courses",),
    "school": ("schools",),
    "employer": ("past_employers", "employer"),
    "group": ("groups",),
    "field": ("fields",),
    "skill": ("skills",),
    "city": ("cities", "city"),
    "language": ("languages",),
}
_NAMED = frozenset({"event", "course", "school", "employer", "group"})
_UNDIVIDED = frozenset({"city", "language"})
_OF_SCHOOLS = frozenset({"university", "college", "institute"})

# What a column can tell of, by how its name reads.
_READINGS: Mapping[str, frozenset[str]] = {
    "company": frozenset({"school", "employer", "group"}),
    "title": frozenset({"field", "skill"}),
    "place": frozenset({"city"}),
    "people": frozenset({"person"}),
    "language": frozenset({"language"}),
    "context": frozenset(KINDS) - {"language"},
}
_BY_NAME = {
    "company": "company", "title": "title", "city": "place", "country": "place",
    "introduced_by": "people", "knows": "people",
}  # fmt: skip

_PART = re.compile(r"[;\n|•·]+|\s/\s|,\s")
_ASIDE = re.compile(r"[(\[][^)\]]*[)\]]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W_]+")


def column_reading(name: str) -> str:
    """How a context column is read (`place`, `people`, …); "" where it says nothing of a person."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    message, language, place = _name_hints()
    if message.search(name):
        return ""
    if language.search(name):
        return "language"
    return "place" if place.search(name) else "context"


@cache
def _name_hints() -> tuple[re.Pattern[str], ...]:
    """Return how columns are named that speak of the message, of a language, of a place."""
    message, language, place = (
        "|".join(all_of(f"column.{kind}")) for kind in ("message", "language", "place")
    )
    return (
        re.compile(rf"(^|_)({message})s?(_|$)"),
        re.compile(rf"(^|_)({language})"),
        re.compile(rf"(^|_)({place})(_|$)"),
    )


@frozen
class Thing:
    """One thing on the Sender sheet; `place` numbers it."""

    place: int
    kind: str
    text: str
    cell: str


@frozen
class _Form:
    """One spelling of a thing. `acronym` must stand in just these capitals (MIT, not the German
    "mit"); a form that `is_whole` must fill its part of the cell.
    """

    thing: Thing
    words: tuple[str, ...]
    years: frozenset[str]
    acronym: str
    is_whole: bool


@dataclass(slots=True)
class Sharing:
    """The things on the Sender sheet, ready to be found in any cell."""

    things: tuple[Thing, ...]
    _by_word: dict[str, list[_Form]] = field(default_factory=dict)
    _telling: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sender: Sender, aliases: Mapping[tuple[str, ...], tuple[str, ...]]) -> Sharing:
        """Spell out everything that the Sender sheet lists."""
        sharing = cls(tuple(_things(sender)))
        for thing in sharing.things:
            for form in _forms(thing, aliases):
                for word in set(form.words):
                    sharing._by_word.setdefault(word, []).append(form)
        for reading in _READINGS:
            sharing._telling[reading] = spellings_of(sharing._words_of(reading))
        return sharing

    def _words_of(self, reading: str) -> Iterator[str]:
        for word, forms in self._by_word.items():
            if any(form.thing.kind in _READINGS[reading] for form in forms):
                yield word

    def found_in(self, text: str, reading: str) -> tuple[tuple[Thing, str], ...]:
        """Return the things that a cell names, each with the words by which it does."""
        # Most cells hold no word of any thing's, which is quick to see.
        if "&" not in text and self._telling[reading].isdisjoint(in_words(text)):
            return ()
        return tuple(self._look(text, reading))

    def _look(self, text: str, reading: str) -> Iterator[tuple[Thing, str]]:
        kinds = _READINGS[reading]
        seen: set[int] = set()
        for part in _parts(text):
            words = same_words(_ASIDE.sub(" ", part)) if "(" in part else same_words(part)
            forms = {id(form): form for word in words for form in self._by_word.get(word, ())}
            for form in forms.values():
                if form.thing.kind not in kinds or form.thing.place in seen:
                    continue
                if _names(part, words, form):
                    seen.add(form.thing.place)
                    yield form.thing, _as_spelled(part, form)


def _parts(text: str) -> list[str]:
    """Return the parts between separators; a comma may stand in a name, so the whole counts too."""
    parts = [part.strip() for part in _PART.split(text)]
    wide = [part.strip() for part in re.split(r"[;\n|•·]+", text)] if ", " in text else []
    return [part for part in dict.fromkeys([*wide, *parts]) if part]


def _things(sender: Sender) -> Iterator[Thing]:
    place = 0
    for kind, fields in KINDS.items():
        for name in fields:
            for text in sender.items(name):
                cell = sender.cell(name)
                yield Thing(place, kind, text, f"{sender.sheet}!{cell}" if cell else sender.sheet)
                place += 1


def _forms(thing: Thing, aliases: Mapping[tuple[str, ...], tuple[str, ...]]) -> Iterator[_Form]:
    for spelling in _spellings(thing, aliases):
        years = frozenset(_YEAR.findall(spelling))
        words = tuple(word for word in same_words(spelling) if word not in years)
        if not words or (len(words) == 1 and len(words[0]) < 2):
            continue
        is_short = len(words) == 1 and spelling.isupper() and len(spelling) <= 6
        yield _Form(
            thing,
            words,
            years,
            acronym=spelling if is_short else "",
            is_whole=thing.kind in _UNDIVIDED
            or (len(words) == 1 and not is_short and thing.kind in _NAMED | {"person"}),
        )


def _spellings(thing: Thing, aliases: Mapping[tuple[str, ...], tuple[str, ...]]) -> Iterable[str]:
    """Return a thing as typed, without its aside, up to its comma, and by its aliases."""
    texts = [thing.text, _ASIDE.sub(" ", thing.text)]
    if thing.kind in {"school", "employer"}:
        parts = [part.strip() for part in thing.text.split(",")]
        texts += [part for part in parts if not _OF_SCHOOLS.isdisjoint(same_words(part))]
        texts += [parts[0]] if thing.kind == "employer" else []
    texts += [alias for text in tuple(texts) for alias in aliases.get(same_words(text), ())]
    return dict.fromkeys(text.strip() for text in texts if text.strip())


def _names(part: str, words: tuple[str, ...], form: _Form) -> bool:
    """Whether a part of a cell, cut into `words`, names the thing of `form`."""
    if form.years:
        years = set(_YEAR.findall(part))
        if years and not years & form.years:
            return False  # the same conference, another year: they did not meet there
    if form.acronym and re.search(rf"\b{re.escape(form.acronym)}\b", part) is None:
        return False
    if form.is_whole:
        return tuple(word for word in words if not word.isdigit()) == form.words
    return _stands_in(words, form.words) or _is_slip(words, form)


def _stands_in(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether the wanted words stand there, and none before them that makes another place."""
    length = len(wanted)
    for start in range(len(words) - length + 1):
        if words[start : start + length] == wanted:
            return start == 0 or words[start - 1] not in all_of("place.distinguishing")
    return False


def _is_slip(words: tuple[str, ...], form: _Form) -> bool:
    """Whether the part is the thing's name with one word mistyped."""
    wanted = form.words
    if form.thing.kind not in _NAMED or len(wanted) < 2 or len(words) != len(wanted):
        return False
    other = [pair for pair in zip(words, wanted, strict=True) if pair[0] != pair[1]]
    return len(other) == 1 and is_near(*other[0])


def _as_spelled(part: str, form: _Form) -> str:
    """Return the words of the cell that name the thing, or the whole part."""
    bare = _ASIDE.sub(" ", part).strip()
    if form.is_whole or form.acronym:
        return form.acronym or bare
    if tuple(word for word in same_words(bare) if word not in form.years) == form.words:
        return bare
    spans = [match.span() for match in _WORD.finditer(part)]
    spelled = [same_words(part[start:end])[0] if part[start:end] else "" for start, end in spans]
    for start in range(len(spelled)):
        if spelled[start] != form.words[0]:
            continue
        end = _end_of(spelled, start, form.words)
        if end is not None:
            return part[spans[start][0] : spans[end][1]]
    return part


def _end_of(spelled: list[str], start: int, wanted: tuple[str, ...]) -> int | None:
    at = 0
    for place in range(start, min(len(spelled), start + 2 * len(wanted) + 2)):
        if spelled[place] == wanted[at]:
            at += 1
            if at == len(wanted):
                return place
    return None
