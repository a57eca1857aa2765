"""What Excel shows for a value: the section that its format gives it, or General."""

from __future__ import annotations

from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING

from planner.model.cells import CellError, CellValue
from planner.model.frozen import frozen
from planner.workbook.number_format.calendar import to_serial
from planner.workbook.number_format.codes import (
    Condition,
    Kind,
    MalformedCodeError,
    Section,
    Token,
    parse,
)
from planner.workbook.number_format.dates import date_renderer
from planner.workbook.number_format.digits import general
from planner.workbook.number_format.numbers import number_renderer

if TYPE_CHECKING:
    from collections.abc import Callable


_LARGEST = 10**308  # no cell holds more
_GENERAL_SECTION = Section((Token(Kind.GENERAL, "General"),), None, "")


def display(value: CellValue, code: str, *, date1904: bool = False) -> str:
    """Give the text that Excel shows for `value` under the number format `code`.

    Dates may come as serials or typed. Where the code is malformed, or Excel would fill the cell
    with #### (a date outside its calendar, no section for the number), the number shows as General
    does. Blanks that align (`_x`, `?`) are kept, fill characters (`*x`) show nothing, and colours,
    column width and the reader's own locale play no part: the decimal mark is a point.
    """
    if value is None:
        return ""
    if isinstance(value, CellError):
        return value.code
    shown = _compiled(code, date1904)
    if isinstance(value, float):
        return shown.number(value) if isfinite(value) else "#NUM!"
    if isinstance(value, str):
        return shown.text(value)
    if isinstance(value, bool):
        return shown.text("TRUE" if value else "FALSE")
    if isinstance(value, int):
        return shown.number(value) if abs(value) < _LARGEST else str(value)
    return shown.number(to_serial(value, date1904=date1904))


def shower(code: str, *, date1904: bool) -> Callable[[float], str]:
    """Give the function that shows numbers under a code, as `display` does one by one."""
    show = _compiled(code, date1904).number
    return lambda number: show(number) if abs(number) < _LARGEST else display(number, code)


def is_date_format(code: str) -> bool:
    """Say whether a number under this code shows as a date, a time or a duration."""
    return _compiled(code, False).is_date  # noqa: FBT003 - by position, for the cache


@frozen
class _Compiled:
    """A code made ready: functions from values to what shows."""

    number: Callable[[float], str]
    text: Callable[[str], str]
    is_date: bool


@lru_cache(maxsize=1024)
def _compiled(code: str, date1904: bool) -> _Compiled:  # noqa: FBT001 - by position, for the cache
    try:
        sections = parse(code)
        numeric, texts = _parted(sections)
        number = _number_shower(numeric, date1904=date1904)
    except MalformedCodeError:
        return _Compiled(general, str, is_date=False)
    return _Compiled(number, _text_shower(texts), any(section.is_date for section in numeric))


def _parted(sections: tuple[Section, ...]) -> tuple[list[Section], Section | None]:
    """Tell the sections for numbers from the one for text: the fourth, or the last that holds @."""
    if not sections[0].tokens and len(sections) == 1:
        return [_GENERAL_SECTION], None
    last = sections[-1]
    if len(sections) == 4 or last.holds_any(Kind.TEXT):
        return list(sections[:-1]) or [_GENERAL_SECTION], last
    return list(sections), None


def _text_shower(section: Section | None) -> Callable[[str], str]:
    if section is None:
        return str
    if len(section.tokens) == 1 and section.tokens[0].kind is Kind.TEXT:
        return str
    tokens = section.tokens
    return lambda text: "".join(text if t.kind is Kind.TEXT else t.text for t in tokens)


@frozen
class _Choice:
    """A section's renderer and the numbers that it is meant for."""

    condition: Condition | None
    shows: Callable[[float], str]


def _number_shower(sections: list[Section], *, date1904: bool) -> Callable[[float], str]:
    if len(sections) == 1 and sections[0].condition is None:
        return _signed(sections[0], has_minus=True, date1904=date1904)
    choices = [
        _Choice(condition, _signed(section, has_minus=has_minus, date1904=date1904))
        for section, condition, has_minus in _conditions(sections)
    ]

    def show(value: float) -> str:
        for choice in choices:
            if choice.condition is None or choice.condition.holds(value):
                return choice.shows(value)
        return general(value)

    return show


def _conditions(sections: list[Section]) -> list[tuple[Section, Condition | None, bool]]:
    """Pair each section with the numbers that it takes, and whether it writes their minus.

    Without conditions: positive, negative, zero. With them a section without one takes what is
    left, the first excepted, which takes what is positive; the minus shows unless only negative
    numbers can meet the condition.
    """
    if not any(section.condition for section in sections):
        return _by_sign(sections)
    first = sections[0].condition or Condition(">", 0)
    if len(sections) == 1:
        sections = [*sections, _GENERAL_SECTION]
    found: list[tuple[Section, Condition | None, bool]] = []
    for place, section in enumerate(sections):
        condition = first if place == 0 else section.condition
        if condition is not None:
            has_minus = not condition.only_negatives
        else:
            has_minus = len(sections) > 2 or _leaves_signs(first)
        found.append((section, condition, has_minus))
    return found


def _leaves_signs(first: Condition) -> bool:
    """Say whether the second of two sections writes a minus, given the first one's condition."""
    return first.operator == "=" or (first.operator in {">", ">="} and first.limit >= 0)


def _by_sign(sections: list[Section]) -> list[tuple[Section, Condition | None, bool]]:
    positive, negative = sections[0], sections[1]
    zero = sections[2] if len(sections) > 2 else positive
    return [
        (positive, Condition(">", 0), False),
        (negative, Condition("<", 0), False),
        (zero, None, False),
    ]


def _signed(section: Section, *, has_minus: bool, date1904: bool) -> Callable[[float], str]:
    """Compile a section for numbers of either sign."""
    if section.is_date:
        return date_renderer(section, date1904=date1904)
    render = number_renderer(section)
    minus = "-" if has_minus else ""
    return lambda value: render(abs(value), minus if value < 0 else "")
