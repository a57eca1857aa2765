"""Reads the Connections sheet: whom the sender knows, as LinkedIn's export lists them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.contacts.header_row import find_header
from planner.contacts.headers import field_of
from planner.contacts.own_sheets import CONNECTIONS, find_own
from planner.model.cells import column_letters
from planner.model.frozen import frozen
from planner.text.dates import exported_day
from planner.text.normalise import clean, fold
from planner.text.person_keys import email_addresses, linkedin_slug
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


# LinkedIn's own headers, as `fold` spells them; others are known as those of contacts are.
_HEADERS: Mapping[str, str] = {
    "firstname": "first_name",
    "lastname": "last_name",
    "name": "name",
    "url": "linkedin_url",
    "profile": "linkedin_url",
    "emailaddress": "email",
    "company": "company",
    "position": "title",
    "connectedon": "connected_on",
}
_FIELDS = frozenset(_HEADERS.values())


@frozen
class Connection:
    """Somebody whom the sender knows; `name_cell` and `company_cell` are full places."""

    row: int
    name: str
    profile: str
    email: str
    company: str
    position: str
    connected_on: date | None
    name_cell: str
    company_cell: str


def connections_header(sheets: Sheets) -> tuple[str, int, Mapping[str, int]]:
    """Find the Connections sheet, its header row and its columns by field; else ("", 0, {})."""
    sheet = find_own(sheets, CONNECTIONS)
    if not sheet:
        return "", 0, {}
    header = find_header(sheets.rows(sheet), _columns)
    return (sheet, header[0].number, header[1]) if header is not None else ("", 0, {})


def read_connections(sheets: Sheets) -> tuple[Connection, ...]:
    """Read the sheet "Connections", in the order of its rows; none where there is no sheet.

    Its header may stand below LinkedIn's notes, its columns in any order. Rows without a name,
    members who hide theirs, are left out.
    """
    sheet, header_row, columns = connections_header(sheets)
    if not sheet:
        return ()
    rows = (row for row in sheets.rows(sheet) if row.number > header_row)
    found = (_connection(row, columns, sheet) for row in rows)
    return tuple(connection for connection in found if connection is not None)


def _columns(row: Row) -> dict[str, int]:
    """Find the columns by field if the row names people and something else of them."""
    columns: dict[str, int] = {}
    for number, text in enumerate(row.texts, start=1):
        if field := _field(text):
            columns.setdefault(field, number)
    return columns if len(columns) > 1 and columns.keys() & {"name", "first_name"} else {}


def _field(header: str) -> str:
    known = _HEADERS.get(fold(header))
    if known is None:
        found = field_of(header) if header else None
        known = found[0] if found is not None else ""
    return known if known in _FIELDS else ""


def _connection(row: Row, columns: Mapping[str, int], sheet: str) -> Connection | None:
    def text(field: str) -> str:
        return _text(row.texts, columns.get(field, 0))

    name = text("name") or f"{text('first_name')} {text('last_name')}".strip()
    if not name or is_placeholder(name):
        return None
    url = columns.get("linkedin_url", 0)
    addresses = email_addresses(text("email"))
    name_column = columns.get("name") or columns["first_name"]
    day = columns.get("connected_on", 0)
    return Connection(
        row=row.number,
        name=name,
        profile=linkedin_slug(text("linkedin_url")) or linkedin_slug(row.links.get(url, "")),
        email=addresses[0] if addresses else "",
        company=text("company"),
        position=text("title"),
        connected_on=_day(row.values[day - 1] if 0 < day <= len(row.values) else None),
        name_cell=f"{sheet}!{column_letters(name_column)}{row.number}",
        company_cell=f"{sheet}!{column_letters(columns['company'])}{row.number}"
        if "company" in columns
        else "",
    )


def _text(texts: Sequence[str], column: int) -> str:
    return clean(texts[column - 1]) if 0 < column <= len(texts) else ""


def _day(value: object) -> date | None:
    """Take a typed date, LinkedIn's `08 Feb 2026`, or an ISO date; None for all else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return exported_day(value) if isinstance(value, str) else None
