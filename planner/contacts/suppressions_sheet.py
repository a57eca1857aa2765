"""Who must not be contacted: the rows of the sheet "Do not contact".

Nobody may slip through for the shape of the list. A header row tells what the columns hold, in any
language that planner knows; without one, and where a cell holds something else than its header
says, the cell's own form does: an address, a domain, a profile, else a name.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from planner.contacts.header_row import header_rows
from planner.contacts.headers import field_of
from planner.contacts.own_sheets import SUPPRESSIONS, find_own
from planner.model.cells import column_letters
from planner.model.suppression import Suppression
from planner.text.normalise import clean, fold, folded
from planner.text.person_keys import email_addresses, linkedin_slug, linkedin_url
from planner.text.placeholders import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


_SIGNS = ("email", "domain", "linkedin_url", "name", "company")
_DOMAIN = re.compile(
    r"(?:\*?@|\*\.|https?://(?:www\.)?|www\.)?((?:[\w-]+\.)+[^\W\d_]{2,})/?", re.IGNORECASE
)


def read_suppressions(sheets: Sheets) -> tuple[Suppression, ...]:
    """Read the sheet "Do not contact", in the order of its rows; none where there is no sheet.

    A cell that lists several addresses makes as many suppressions. Each one's `cell` is a full
    place, such as `Do not contact!A7`; email and domain are lower-case.
    """
    sheet = find_own(sheets, SUPPRESSIONS)
    if not sheet:
        return ()
    header_row, fields = _header(sheets.rows(sheet))
    found: list[Suppression] = []
    for row in sheets.rows(sheet):
        if row.number > header_row:
            found += _of_row(row, fields, sheet)
    return tuple(found)


def suppression_columns(sheets: Sheets) -> tuple[str, Mapping[str, int]]:
    """Find the sheet "Do not contact" as the workbook calls it, "" for none, and its columns.

    These are 1-based, by `email`, `domain`, `linkedin_url`, `name`, `company` and `reason`; none
    are known where the list has no header.
    """
    sheet = find_own(sheets, SUPPRESSIONS)
    fields = _header(sheets.rows(sheet))[1] if sheet else {}
    return sheet, {name: column for column, name in reversed([*fields.items()])}


def _header(rows: Iterable[Row]) -> tuple[int, Mapping[int, str]]:
    """Find the row that names the most columns, and what they hold; (0, {}) for none."""
    headers = ((row.number, fields) for row, fields in header_rows(rows, _fields))
    return max(headers, key=lambda header: len(header[1]), default=(0, {}))


def _fields(row: Row) -> dict[int, str]:
    """Tell what the columns hold if the row is a header that names what tells a person."""
    fields: dict[int, str] = {}
    for column, typed in enumerate(row.texts, start=1):
        key = fold(typed)
        if not key:
            continue
        if key in folded("suppression.domain"):
            fields[column] = "domain"
        elif key in folded("suppression.reason"):
            fields[column] = "reason"
        else:
            known = field_of(typed)
            field = "reason" if known and known[0] in {"purpose", "notes"} else known and known[0]
            if field in {*_SIGNS, "first_name", "last_name", "reason"}:
                fields[column] = field
    return fields if any(field in _SIGNS for field in fields.values()) else {}


def _of_row(row: Row, fields: Mapping[int, str], sheet: str) -> Iterator[Suppression]:
    held: dict[str, list[str]] = {}
    first = 0
    for column, typed in enumerate(row.texts, start=1):
        text, field = clean(typed), fields.get(column, "" if fields else "name")
        if not text or not field or is_placeholder(text):
            continue
        link = row.links.get(column, "")
        for sign, value in _signs(text, field, link):
            held.setdefault(sign, []).append(value)
            first = first or (column if sign != "reason" else 0)
    if not first:
        return
    cell = f"{sheet}!{column_letters(first)}{row.number}"
    reason = "; ".join(held.get("reason", []))
    parts = [*held.get("first_name", []), *held.get("last_name", [])]
    name = next(iter(held.get("name", [])), "") or " ".join(parts)
    is_person = name or held.keys() & {"email", "linkedin_url"}
    company = next(iter(held.get("company", [])), "")
    if is_person and not name:
        company = ""  # it says where this one person works; alone it would mean everybody there
    several = zip_longest(
        held.get("email") or [""],
        held.get("domain", []),
        held.get("linkedin_url", []),
        fillvalue="",
    )
    for email, domain, profile in several:
        yield Suppression(cell, reason, email, domain, profile, name, company)


def _signs(text: str, field: str, link: str) -> Iterator[tuple[str, str]]:
    """Tell what a cell says, by its own form where that is plain, else by its column's field."""
    if field == "reason":
        yield field, text
        return
    slug = linkedin_slug(text) or linkedin_slug(link)
    if slug:
        yield "linkedin_url", linkedin_url(text) if linkedin_slug(text) else link
        if linkedin_slug(text):
            return
    addresses = email_addresses(text) or email_addresses(link)
    for address in addresses:
        yield "email", address
    if email_addresses(text):
        return
    domains = _domains(text, field)
    for domain in domains:
        yield "domain", domain
    # An address that is none still suppresses nobody else: only names and companies are left.
    if not domains and field in {"name", "first_name", "last_name", "company"}:
        yield field, text


def _domains(text: str, field: str) -> list[str]:
    """List the domains of a cell; in a column of names only what is no name (`@acme.example`)."""
    parts = [part for part in re.split(r"[\s,;]+", text) if part]
    found = [_DOMAIN.fullmatch(part) for part in parts]
    if field in {"email", "domain"}:
        return [domain[1].lower() for domain in found if domain]
    marked = [domain for domain in found if domain and ("@" in domain[0] or "//" in domain[0])]
    return [domain[1].lower() for domain in marked] if len(marked) == len(parts) else []
