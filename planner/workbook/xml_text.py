"""Spells values as the XML of cells: text that Excel reads back unchanged, numbers, dates.

Texts that no XML may hold (most control characters, lone surrogates) are written as `_xHHHH_`
(ECMA-376 Part 1, 22.9.2.19, ST_Xstring), and a text that looks like such an escape is escaped.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.workbook.edits import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.workbook.edits import EditValue


# Excel's limit for one cell, in UTF-16 units.
MAX_TEXT = 32_767

# Bytes that no cell's text has in UTF-8, beside the lead bytes of U+D000 to U+DFFF and U+F000 to
# U+FFFF, behind which a surrogate or a non-character may stand.
_DOUBTFUL = bytes([*range(1, 9), *range(11, 32), 0xED, 0xEF])
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Spell a text as the content of an XML element.

    Raises:
        UneditableWorkbookError: more characters than a cell can hold.
    """
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_TEXT:
        _check_length(text)
    # Deleting what needs a closer look, and comparing lengths, is the fastest test there is.
    if b"_x" not in raw and len(raw.translate(None, b"&<>\0" + _DOUBTFUL)) == len(raw):
        return text
    return _without_markup(_without_illegal(text) if _is_doubtful(raw) or "\0" in text else text)


def escaped_all(texts: Sequence[str]) -> Sequence[str]:
    """Spell many texts at once: the same as `escaped` of each, several times as fast."""
    joined = "\0".join(texts)
    raw = joined.encode("utf-8", "surrogatepass")
    if (
        not texts
        or _is_doubtful(raw)
        or raw.count(0) >= len(texts)
        or (len(raw) > MAX_TEXT and max(map(len, texts)) > MAX_TEXT // 2)
    ):
        return [escaped(text) for text in texts]
    if len(raw.translate(None, b"&<>")) == len(raw):
        return texts
    return _without_markup(joined).split("\0")


def attribute(text: str) -> str:
    """Spell a text as the value of an attribute that stands in double quotes."""
    spelled = _without_markup(_without_illegal(text)).replace('"', "&quot;")
    return spelled.replace("\t", "&#9;").replace("\n", "&#10;")


def _is_doubtful(raw: bytes) -> bool:
    return b"_x" in raw or len(raw.translate(None, _DOUBTFUL)) < len(raw)


def _without_markup(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _without_illegal(text: str) -> str:
    return _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _check_length(text: str) -> None:
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units > MAX_TEXT:
        raise UneditableWorkbookError(
            f"A text of {units:,} characters does not fit: a cell holds {MAX_TEXT:,} at most "
            f"(it begins “{text[:40]}”).",
            "Shorten it, or split it over several cells.",
        )


_DAY = timedelta(days=1)
_EPOCH = datetime(1899, 12, 31)  # noqa: DTZ001 - a workbook's times have no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - same
# Excel counts a 29 February 1900 that never was, so serials from 60 on are one too high.
_LEAP_BUG = 60


def serial(value: date, *, date1904: bool = False) -> float:
    """The number that stands for a day or a moment in a workbook; a whole number for a day.

    A moment's zone is dropped: the cell shows the time on the clock that it names. Days before the
    workbook's first have no serial; see `has_serial`.
    """
    moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])  # noqa: DTZ001
    since = moment.replace(tzinfo=None) - (_EPOCH_1904 if date1904 else _EPOCH)
    days = since.days
    if not date1904 and days >= _LEAP_BUG:
        days += 1
    rest = since - timedelta(days=since.days)
    # Microseconds beyond what a double holds would show as a time one second off.
    return days + round(rest / _DAY, 11) if rest else days


def has_serial(value: date, *, date1904: bool = False) -> bool:
    """Whether a workbook can count the day: none before 1900 (or 1904) can."""
    return value.year >= (1904 if date1904 else 1900)


def number(value: float) -> str:
    """Spell a number.

    Raises:
        UneditableWorkbookError: infinite, or no number.
    """
    try:
        is_finite = math.isfinite(value)
    except OverflowError:
        is_finite = False
    if not is_finite:
        raise UneditableWorkbookError(
            f"A cell cannot hold the number {str(value)[:40]}.",
            "Write a text in its place, or leave the cell empty.",
        )
    return repr(value)


def cell(
    reference: str,
    value: EditValue,
    style: int,
    prefix: str = "",
    *,
    date1904: bool = False,
) -> str:
    """Spell one `<c>` element; "" for an empty cell without a style.

    Raises:
        UneditableWorkbookError: a text too long, or a number that is none.
    """
    start = f'<{prefix}c r="{reference}" s="{style}"' if style else f'<{prefix}c r="{reference}"'
    if isinstance(value, Link):
        value = value.text
    if value is None or value == "":
        return f"{start}/>" if style else ""
    if isinstance(value, date) and not has_serial(value, date1904=date1904):
        value = value.isoformat()
    if isinstance(value, str):
        return (
            f'{start} t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{escaped(value)}'
            f"</{prefix}t></{prefix}is></{prefix}c>"
        )
    if isinstance(value, bool):
        return f'{start} t="b"><{prefix}v>{value:d}</{prefix}v></{prefix}c>'
    spelled = repr(serial(value, date1904=date1904)) if isinstance(value, date) else number(value)
    return f"{start}><{prefix}v>{spelled}</{prefix}v></{prefix}c>"
