"""Reads which words the dropdown of a cell offers: its list validation (ECMA-376, 18.3.1.32)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.workbook.references import Area
from planner.workbook.strings import unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_RULE = re.compile(
    rb"<(?:[\w.-]+:)?dataValidation(?=\s)([^>]*)>(.*?)</(?:[\w.-]+:)?dataValidation\s*>", re.DOTALL
)
_IS_LIST = re.compile(rb"""\stype\s*=\s*["']list["']""")
_PLACES = re.compile(rb"""\ssqref\s*=\s*["']([^"']*)["']""")
_PLACES_WITHIN = re.compile(rb"<(?:[\w.-]+:)?sqref\s*>(.*?)</(?:[\w.-]+:)?sqref\s*>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?formula1\s*>(?:\s*<(?:[\w.-]+:)?f\s*>)?([^<]*)<", re.DOTALL)
_CELLS = r"\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?"
_RANGE = re.compile(rf"(?:(?:'([^']+)'|([^'!\s]+))!)?({_CELLS})")


@frozen
class Dropdown:
    """The cells that one list validation covers, and its formula as typed."""

    areas: tuple[Area, ...]
    formula: str

    def covers(self, row: int, column: int) -> bool:
        """Say whether the cell (both 1-based) has this dropdown."""
        return any(area.holds(row, column) for area in self.areas)

    def words(self, cells: Callable[[str, Area], Sequence[str]]) -> tuple[str, ...]:
        """List the words on offer; none where the formula is more than a list or a range.

        `cells` gives the texts of an area of a sheet; "" names the sheet of the dropdown.
        """
        if self.formula.startswith('"'):
            typed = self.formula.strip('"').replace('""', '"').split(",")
            return tuple(word.strip() for word in typed if word.strip())
        found = _RANGE.fullmatch(self.formula.removeprefix("="))
        area = Area.parsed(found[3]) if found else None
        if found is None or area is None:
            return ()
        sheet = (found[1] or found[2] or "").replace("''", "'")
        return tuple(filter(None, map(str.strip, cells(sheet, area))))


def dropdowns(tail: bytes) -> tuple[Dropdown, ...]:
    """Read the list validations out of the XML behind a sheet's rows."""
    return tuple(_read(tail))


def _read(xml: bytes) -> Iterator[Dropdown]:
    for attributes, body in _RULE.findall(xml):
        formula = _FORMULA.search(body)
        if formula is None or not _IS_LIST.search(attributes):
            continue
        places = _PLACES.search(attributes) or _PLACES_WITHIN.search(body)
        named = places[1].decode("utf-8", "replace").split() if places else []
        areas = tuple(area for area in map(Area.parsed, named) if area is not None)
        yield Dropdown(areas, unescaped(formula[1]).strip())
