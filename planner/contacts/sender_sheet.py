"""Who writes, and how planner works for them: the sheets Sender and Settings."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from planner.contacts.column_names import snake_case
from planner.contacts.headers import field_of
from planner.contacts.name_value_sheets import entries
from planner.contacts.own_sheets import SENDER, SETTINGS, find_own
from planner.model.sender import KNOWN_SENDER_FIELDS, Sender
from planner.model.settings import Settings
from planner.text.normalise import clean, fold, word_set
from planner.text.person_names import split_name
from planner.text.placeholders import is_placeholder
from planner.words import all_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.contacts.name_value_sheets import Entry
    from planner.model.cells import CellValue
    from planner.workbook.read_sheets import Sheets


# Fields that list several things: every value beside the name counts, and every line of that name.
_LISTS = word_set(
    "schools past_employers past_roles fields groups events courses cities languages skills people"
    " employer_aliases"
)
_SEVERAL_LINES = frozenset({"postal_address", "signature"})
# A plain "no" is an answer here, and a placeholder elsewhere.
_ANSWERS = frozenset({"photo", "job_search"})
# What a heading for a contact means where it speaks of the sender.
_AS_SENDER = {
    "name": "name", "first_name": "first_name", "company": "employer", "title": "role",
    "email": "email", "phone": "phone", "linkedin_url": "linkedin_url", "city": "city",
    "country": "country", "language": "languages",
}  # fmt: skip

# Fields that have no words but their own name.
_PLAIN_FIELDS = frozenset({"first_name", "email", "phone", "linkedin_url", "city", "country"})


def read_sender(sheets: Sheets) -> Sender | None:
    """Read the Sender sheet: names in snake_case, or planner's own where a word means it.

    None where the workbook has no such sheet. A first name that is not given is told from the name.
    A value that is only a placeholder is none.
    """
    sheet = find_own(sheets, SENDER)
    if not sheet:
        return None
    values: dict[str, str] = {}
    cells: dict[str, str] = {}
    for entry in entries(sheets, sheet):
        name = _sender_field(entry.name)
        if not name or (not entry.texts and name not in KNOWN_SENDER_FIELDS):
            continue  # a title or a line of guidance
        text = _joined(name, entry)
        if name in values:
            if name in _LISTS and text:
                values[name] = f"{values[name]}; {text}"
            elif name in _SEVERAL_LINES and text:
                values[name] = f"{values[name]}\n{text}"
            continue
        cells[name] = Sender.cell_at(entry.row, entry.column)
        if text:
            values[name] = text
    if "first_name" not in values and (first := split_name(values.get("name", ""))[0]):
        values["first_name"], cells["first_name"] = first, cells["name"]
    return Sender(values, cells, sheet)


def given_sender(typed: Mapping[str, str], sender: Sender | None) -> Sender | None:
    """Give the sender with values from outside the workbook, which count more."""
    if not typed:
        return sender
    given = {_sender_field(name): value.strip() for name, value in typed.items()}
    if "name" in given and (first := split_name(given["name"])[0]):
        given.setdefault("first_name", first)
    base = sender or Sender()
    cells = {name: cell for name, cell in base.cells.items() if name not in given}
    return Sender({**base.values, **given}, cells, base.sheet)


def _sender_field(typed: str) -> str:
    known = _sender_words().get(fold(typed))
    if known is not None:
        return known
    heading = field_of(typed)
    if heading is not None and heading[0] in _AS_SENDER:
        return _AS_SENDER[heading[0]]
    return snake_case(typed)


@cache
def _sender_words() -> dict[str, str]:
    """Map every word, folded, to the field of the sender that it means."""
    return {
        fold(word): field for field in KNOWN_SENDER_FIELDS for word in (field, *_words_of(field))
    }


def _words_of(field: str) -> tuple[str, ...]:
    return () if field in _PLAIN_FIELDS else all_of(f"sender.{field}")


def _joined(name: str, entry: Entry) -> str:
    if name in _SEVERAL_LINES:
        return "\n".join(entry.texts)
    if name in KNOWN_SENDER_FIELDS:
        texts = [text for text in entry.texts if name in _ANSWERS or not is_placeholder(text)]
        return "; ".join(texts) if name in _LISTS else next(iter(texts), "")
    return "; ".join(entry.texts)


def read_settings(sheets: Sheets) -> Settings:
    """Read the Settings sheet; without one, planner's defaults stand.

    Names are lower-case with single blanks. Several values, beside or below each other or in lines
    of one cell, are separated by semicolons. Whole numbers and days are spelled plainly (`1000`,
    `2026-12-24`), whatever their cell's format.
    """
    sheet = find_own(sheets, SETTINGS)
    if not sheet:
        return Settings()
    values: dict[str, str] = {}
    cells: dict[str, str] = {}
    for entry in entries(sheets, sheet):
        name = " ".join(entry.name.casefold().split())
        text = "; ".join(
            _plainly(text, raw) for text, raw in zip(entry.texts, entry.raws, strict=True)
        )
        if not text:
            continue
        cells.setdefault(name, Sender.cell_at(entry.row, entry.column))
        values[name] = f"{values[name]}; {text}" if name in values else text
    return Settings(values, cells, sheet)


def _plainly(text: str, raw: CellValue) -> str:
    if isinstance(raw, bool):
        return text
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else raw.isoformat(" ")
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, int | float) and raw == int(raw) and "%" not in text:
        return str(int(raw))
    return "; ".join(line for part in text.split("\n") if (line := clean(part).strip("; ")))
