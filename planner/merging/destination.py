"""Where imported people go: a sheet, its columns by field, and who stands there already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.contacts import email_addresses, linkedin_slug
from planner.contacts.cleaning import plain
from planner.model.values import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.contacts.sheets import Sheets
    from planner.model import ContactList

__all__ = ["Destination", "Known", "connections_of", "contacts_of", "signs_of"]

CONNECTIONS = "Connections"
# The columns of a Connections sheet that planner makes: LinkedIn's own.
CONNECTION_HEADERS = {
    "first_name": "First Name",
    "last_name": "Last Name",
    "linkedin_url": "URL",
    "email": "Email Address",
    "company": "Company",
    "title": "Position",
    "connected_on": "Connected On",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the sheet: the texts of their row by field."""

    row: int
    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """The full name, from the parts where there is no other."""
        return _name(self.texts)


@dataclass(frozen=True, slots=True)
class Destination:
    """A sheet that takes people.

    `columns` maps fields to 1-based columns, `blank` are the rows within the sheet's table that
    hold nothing yet. `is_new` says that the sheet is still to be made.
    """

    sheet: str
    columns: Mapping[str, int]
    people: tuple[Known, ...]
    blank: tuple[int, ...] = ()
    is_new: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    def place(self, field_name: str, row: int) -> str:
        """A full reference, such as `Contacts!D14`."""
        return f"{self.sheet}!{column_letters(self.columns[field_name])}{row}"


def contacts_of(sheets: Sheets, contacts: ContactList) -> Destination:
    """The contacts sheet as a destination."""
    columns = contacts.columns
    # A derived field stands in the column that it was derived from, which holds something else.
    direct: dict[int, str] = {}
    for name, position in columns.positions.items():
        direct.setdefault(columns.numbers[position], name)
    by_field = {name: number for number, name in direct.items()}
    people = tuple(
        Known(each.row, {name: text for name in columns.positions if (text := each.text(name))})
        for each in contacts
    )
    headers = {name: columns.header(name) for name in by_field}
    blank = _blank_rows(sheets, columns.sheet, columns.header_row)
    return Destination(columns.sheet, by_field, people, blank, headers=headers)


def connections_of(
    sheets: Sheets, sheet: str, header_row: int, columns: Mapping[str, int]
) -> Destination:
    """The Connections sheet as a destination; one to be made where `sheet` is "" """
    if not sheet:
        numbers = {name: at for at, name in enumerate(CONNECTION_HEADERS, start=1)}
        return Destination(CONNECTIONS, numbers, (), is_new=True, headers=CONNECTION_HEADERS)
    people = []
    for row in sheets.rows(sheet):
        if row.number <= header_row:
            continue
        texts = {
            name: text
            for name, number in columns.items()
            if number <= len(row.texts) and (text := row.texts[number - 1].strip())
        }
        if texts:
            people.append(Known(row.number, texts))
    return Destination(sheet, columns, tuple(people), _blank_rows(sheets, sheet, header_row))


def _blank_rows(sheets: Sheets, sheet: str, header_row: int) -> tuple[int, ...]:
    """The blank rows at the end of the sheet's table, ready to be filled in."""
    tables = [each for each in sheets.tables(sheet) if each.first_row == header_row]
    if not tables or tables[0].has_totals:
        return ()
    filled = header_row
    for row in sheets.rows(sheet):
        if row.number <= tables[0].last_row and any(text.strip() for text in row.texts):
            filled = max(filled, row.number)
    return tuple(range(filled + 1, tables[0].last_row + 1))


def signs_of(texts: Mapping[str, str]) -> Iterator[str]:
    """By what a person is known for certain: profile, addresses, name with company."""
    slug = linkedin_slug(texts.get("linkedin_url", ""))
    if slug:
        yield f"linkedin:{slug}"
    for address in email_addresses(texts.get("email", "")):
        yield f"email:{address}"
    name, company = plain(_name(texts)), plain(texts.get("company", ""))
    if name and company:
        yield f"name:{name}|{company}"


def names_of(people: Iterable[Known]) -> dict[str, Known]:
    """The people by their plain names; the first of each."""
    found: dict[str, Known] = {}
    for each in people:
        found.setdefault(plain(each.name), each)
    return found


def _name(texts: Mapping[str, str]) -> str:
    whole = texts.get("name", "")
    return whole or f"{texts.get('first_name', '')} {texts.get('last_name', '')}".strip()


def first_of(signs: Sequence[str], known: Mapping[str, Known]) -> Known | None:
    """Whom the strongest of the signs means."""
    return next((known[sign] for sign in signs if sign in known), None)
