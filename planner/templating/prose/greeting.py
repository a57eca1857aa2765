"""The line that greets: by first name, with title and family name, or nobody by name."""

from __future__ import annotations

from functools import lru_cache

from planner.templating.prose.addressee import Addressee, Manner
from planner.templating.prose.language import entries
from planner.templating.spelling import listed


@lru_cache(maxsize=16_384)
def greeting_of(who: Addressee, language: str, *, is_formal: bool = False) -> str:
    """Greet somebody in that language; `is_formal` for letters and languages that want it so.

    A family name is greeted only where the cells say how: Frau, Mr, Professor.
    """
    name = _way(who, language, is_formal=is_formal or _is_formal(language))
    line = _line(f"letter.{name}", language) if is_formal else ""
    line = line or _line(name, language) or _line("nobody", language) or "Hello,"
    return " ".join(
        line.replace("{first}", _first(who, language))
        .replace("{last}", _last(who, language))
        .replace("{full}", who.full)
        .replace("{title}", _title(who, language))
        .split()
    )


def _line(name: str, language: str) -> str:
    return next(iter(entries(f"greet.{name}", language)), "")


def _last(who: Addressee, language: str) -> str:
    """A family name alone: Dutch then writes its particle with a capital."""
    return who.last[:1].upper() + who.last[1:] if entries("greet.capital", language) else who.last


def _is_formal(language: str) -> bool:
    return bool(entries("greet.isformal", language))


def _way(who: Addressee, language: str, *, is_formal: bool) -> str:
    if who.manner is Manner.FAMILY:
        return "full"
    if who.manner is Manner.COUPLE:
        return "couple" if is_formal and who.last and entries("greet.couple", language) else "first"
    has_last = bool(who.last) and who.manner in {Manner.FIRST, Manner.LAST, Manner.FULL}
    if has_last and (is_formal or who.manner is Manner.LAST):
        if who.gender and entries(f"greet.formal.{who.gender}", language):
            return f"formal.{who.gender}"
        if who.title and entries("greet.formal.title", language):
            return "formal.title"
    if who.manner is Manner.LAST or who.manner is Manner.NOBODY:
        return "nobody"
    if who.manner is Manner.FULL:
        return "full"
    return "full" if is_formal and who.last and entries("greet.full", language) else "first"


def _first(who: Addressee, language: str) -> str:
    if who.manner is Manner.COUPLE:
        return listed(who.first.split(" & "), language)
    return who.first


def _title(who: Addressee, language: str) -> str:
    """An academic title as that language writes it before a family name."""
    known = dict(each.partition(" = ")[::2] for each in entries("greet.titles", language))
    low = who.title.casefold().replace(".", "")
    return known.get(low, who.title)
