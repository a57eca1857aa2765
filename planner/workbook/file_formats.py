"""Knows how each cell format of a workbook shows numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.workbook.number_format.builtin import builtin_format
from planner.workbook.number_format.display import is_date_format, shower
from planner.workbook.searching import whole_number
from planner.workbook.xml import local

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.workbook.package import Package


_GENERAL = "General"


class Formats:
    """The number format of each cell format, and texts that were shown already."""

    def __init__(self, codes: list[str], *, date1904: bool) -> None:
        self.codes = codes
        self.date1904 = date1904
        self.dates = frozenset(at for at, code in enumerate(codes) if is_date_format(code))
        self._showers: dict[int, Callable[[float], str]] = {}
        # Formats that dress up text, such as `"Dr. "@`.
        self.dressing = frozenset(at for at, code in enumerate(codes) if _dresses_text(code))

    @classmethod
    def of(cls, package: Package) -> Formats:
        """Read the formats of a workbook; one without styles shows everything as General."""
        date1904 = any(
            local(each.tag) == "workbookPr" and each.get("date1904") in {"1", "true"}
            for each in package.workbook
        )
        part = package.related(package.workbook_part, "styles")
        if not part:
            return cls([], date1904=date1904)
        own: dict[str, str] = {}
        codes: list[str] = []
        for section in package.parsed(part):
            if local(section.tag) == "numFmts":
                own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in section}
            elif local(section.tag) == "cellXfs":
                codes = [_code(each.get("numFmtId", "0"), own) for each in section]
        return cls(codes, date1904=date1904)

    def code(self, style: int) -> str:
        """The number format code of a cell format; General for one out of range."""
        return self.codes[style] if 0 <= style < len(self.codes) else _GENERAL

    def shown(self, number: float, style: int) -> str:
        """The text that Excel shows for a number under a cell format."""
        known = self._showers.get(style)
        if known is None:
            known = self._showers[style] = shower(self.code(style), date1904=self.date1904)
        return known(number)


def _code(number: str, own: dict[str, str]) -> str:
    return own.get(number) or builtin_format(whole_number(number))


def _dresses_text(code: str) -> bool:
    return code.count(";") >= 3 or ("@" in code and code.strip() != "@")
