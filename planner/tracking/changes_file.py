"""Reads a list of who, status, date and note out of a file: what came back, many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.header_row import find_header
from planner.contacts.status_words import status_of
from planner.model.errors import UsageError
from planner.text.closest import closest
from planner.text.dates import is_day_first, typed_day
from planner.text.normalise import clean, fold
from planner.tracking.changes import Order
from planner.tracking.touch_values import as_date
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from planner.contacts.status_words import StatusWords
    from planner.workbook.sheet_rows import Row


# What may stand over a column, letters and digits alone; of several that say who, a row's first
# filled one counts.
_HEADERS: Mapping[str, tuple[str, ...]] = {
    "who": (
        "touchid", "touch", "who", "contactid", "contact", "email", "emailaddress", "linkedin",
        "linkedinurl", "profile", "profileurl", "url", "person", "name", "fullname", "wer",
        "kontakt", "qui", "quien", "quem", "chi", "wie",
    ),
    "status": (
        "status", "newstatus", "outcome", "result", "answer", "stand", "statut", "estado",
        "stato",
    ),
    "date": (
        "date", "on", "day", "when", "datum", "tag", "am", "fecha", "data", "jour", "dia",
    ),
    "note": ("note", "notes", "comment", "notiz", "notizen", "bemerkung", "nota", "kommentar"),
}  # fmt: skip
_COLUMNS = {spelled: column for column, names in _HEADERS.items() for spelled in names}
_SHOWN = 5  # problems told at once


def read_orders(
    path: Path, words: StatusWords, *, on: date | None = None, note: str = ""
) -> list[Order]:
    """Read the changes of status in the file at `path`, a .csv or any workbook, in its order.

    `on` and `note` stand in where a line gives none.

    Raises:
        UnreadableWorkbookError: the file is no table.
        UsageError: no header tells who and which status, or a line makes no sense.
    """
    with read_sheets(path) as sheets:
        for info in sheets.sheets:
            if info.is_worksheet:
                rows = [row for row in sheets.rows(info.name) if any(map(clean, row.texts))]
                if rows:
                    return _orders(path, rows, words, on, note)
    raise UsageError(f"{path.name} is empty.", "Write who,status,date in its first line.")


def _orders(
    path: Path, rows: Sequence[Row], words: StatusWords, on: date | None, note: str
) -> list[Order]:
    header, columns = _columns(path, rows)
    lines = [row for row in rows if row.number > header.number]
    if not lines:
        raise UsageError(f"{path.name} holds no change.", "Write one change a line.")
    day_first = is_day_first(_cell(row, columns.get("date", ())) for row in lines)
    orders: list[Order] = []
    problems: list[UsageError] = []
    for row in lines:
        place = f"{path.name}, row {row.number}"
        try:
            order = _order(row, columns, words, place, day_first=day_first)
        except UsageError as error:
            problems.append(error)
            continue
        orders.append(
            Order(order.who, order.status, order.on or on, order.note or note, order.place)
        )
    if problems:
        told = [error.message for error in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            told.append(f"and {len(problems) - _SHOWN} more lines")
        raise UsageError("\n".join(told), problems[0].hint)
    return orders


def _columns(path: Path, rows: Sequence[Row]) -> tuple[Row, dict[str, tuple[int, ...]]]:
    """The header, and its columns (from 0) by what they say."""
    header = find_header(rows, _columns_of)
    if header is not None:
        _refuse_slips(path, header[0], _HEADERS.keys() - header[1].keys())
        return header
    raise UsageError(
        f"{path.name}: its first line should name the columns who, status and date.",
        _slip(rows[0].texts, _HEADERS) or "For example: who,status,date",
    )


def _columns_of(row: Row) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for number, text in enumerate(row.texts):
        key = fold(text)
        if column := _COLUMNS.get(key):
            found.setdefault(column, []).append((_HEADERS[column].index(key), number))
    if not {"who", "status"} <= found.keys():
        return {}
    return {name: tuple(number for _, number in sorted(at)) for name, at in found.items()}


def _refuse_slips(path: Path, header: Row, missing: Iterable[str]) -> None:
    """A column "dtae" left out in silence would make every change one of today."""
    hint = _slip(header.texts, missing)
    if hint:
        raise UsageError(f"{path.name}: a column has a name that planner does not know.", hint)


def _slip(texts: Iterable[str], missing: Iterable[str]) -> str:
    for text in texts:
        near = "" if fold(text) in _COLUMNS else closest(text, missing)
        if near:
            return f'Did you mean "{near}" by "{clean(text)}"?'
    return ""


def _order(
    row: Row,
    columns: Mapping[str, tuple[int, ...]],
    words: StatusWords,
    place: str,
    *,
    day_first: bool | None,
) -> Order:
    who, word = _cell(row, columns["who"]), _cell(row, columns["status"])
    if not who or not word:
        missing = "who it is about" if not who else "the status"
        raise UsageError(f"{place}: {missing} is missing.", "Each line needs both.")
    try:
        status = status_of(word, words)
    except UsageError as error:
        raise UsageError(f"{place}: {error.message}", error.hint) from error
    on = _day(row, columns.get("date", ()), place, day_first=day_first)
    return Order(who, status, on, _cell(row, columns.get("note", ())), place)


def _day(row: Row, columns: tuple[int, ...], place: str, *, day_first: bool | None) -> date | None:
    typed = _cell(row, columns)
    if not typed:
        return None
    for number in columns:
        known = as_date(row.values[number]) if number < len(row.values) else None
        if known is not None:
            return known
    found = typed_day(typed, day_first=day_first)
    if found is not None:
        return found
    swapped = typed_day(typed, day_first=True) and typed_day(typed, day_first=False)
    why = "could be two days" if swapped else "is no date"
    raise UsageError(
        f'{place}: "{typed}" {why}.', "Write it as 2026-03-31, or leave it empty for today."
    )


def _cell(row: Row, columns: tuple[int, ...]) -> str:
    texts = (clean(row.texts[number]) for number in columns if number < len(row.texts))
    return next(filter(None, texts), "")
