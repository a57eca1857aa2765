"""Tells the name from its parts and the parts from the name, and neither from a placeholder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planner.text.person_names import full_name, split_name
from planner.text.placeholders import is_placeholder
from planner.words import all_of

if TYPE_CHECKING:
    from planner.contacts.find_sheet import Place
    from planner.model.cells import CellValue


# Words that may be a placeholder for a purpose, and are somebody's name.
_ALSO_NAMES = frozenset(
    {"nil", "nan", "na", "no", "so", "abc", "later", "test", "ask", "id", "bar"}
)


class NameColumns:
    """Fills the name from its parts and the parts from the name, where a cell or column lacks."""

    def __init__(self, place: Place, remembered: dict[str, str]) -> None:
        self._remembered = remembered
        positions = place.columns.positions
        self.whole = positions["name"]
        self._first, self._last = positions["first_name"], positions["last_name"]
        self._tells_parts = place.derived == ("first_name", "last_name")
        self._padding = ("",) * len(place.derived)
        self._nothing = (None,) * len(place.derived)

    def filled(
        self, texts: tuple[str, ...], raws: tuple[CellValue, ...]
    ) -> tuple[tuple[str, ...], tuple[CellValue, ...]]:
        """Give the texts and typed values of a row with what can be told of the names."""
        if self._tells_parts and (name := texts[self.whole]) and not is_placeholder(name):
            first, last = split_name(name)
            first = self._remembered.setdefault(first, first)
            last = self._remembered.setdefault(last, last)
            return (*texts, first, last), (*raws, first or None, last or None)
        texts, raws = texts + self._padding, raws + self._nothing
        whole, first, last = texts[self.whole], texts[self._first], texts[self._last]
        told = _told(whole, first, last)
        if told == (whole, first, last):
            return texts, raws
        new_texts, new_raws = list(texts), list(raws)
        for at, text in zip((self.whole, self._first, self._last), told, strict=True):
            if text != texts[at]:
                new_texts[at], new_raws[at] = text, text or None
        return tuple(new_texts), tuple(new_raws)


def _told(whole: str, first: str, last: str) -> tuple[str, str, str]:
    whole, (first, last) = real_name(whole), real_parts(first, last)
    if not whole:
        return full_name(first, last), first, last
    if first and last:
        return whole, first, last
    given, family = split_name(whole)
    return (
        whole,
        first or (given if whole != last else ""),
        last or (family if given != first or family else ""),
    )


def real_name(text: str) -> str:
    """Give the name, or "" where it only stands in for one; some such words are names."""
    if text and is_placeholder(text) and text.casefold() not in _ALSO_NAMES:
        return ""
    return text


def real_parts(first: str, last: str) -> tuple[str, str]:
    """Give the first and last name, "" for one that only stands in for it.

    Beside the other an initial is a part, and so is Nada or Oo; one alone is judged as a whole name
    is, and so are both together.
    """
    if _is_part(first) and _is_part(last):
        return (first, last) if real_name(f"{first} {last}") else ("", "")
    return (
        real_name(first) if _is_part(first) else "",
        real_name(last) if _is_part(last) else "",
    )


def _is_part(text: str) -> bool:
    bare = text.casefold().strip("()[]")
    return any(map(str.isalpha, text)) and bare not in _no_parts()


@cache
def _no_parts() -> frozenset[str]:
    return frozenset(all_of("person.no_part"))
