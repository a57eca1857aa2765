"""Where imported people go: a sheet, its columns by field, and who stands there already."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING

from planner.contacts import own_sheets
from planner.contacts.headers import field_of
from planner.contacts.own_sheets import find_own
from planner.contacts.rows_below import blank_rows
from planner.model.cells import column_letters
from planner.model.errors import ContactsError
from planner.model.frozen import frozen
from planner.text.normalise import fold
from planner.text.person_keys import linkedin_slug
from planner.text.person_names import full_name
from planner.workbook.free_names import free_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from planner.model.contact import ContactList
    from planner.workbook.read_sheets import Sheets


_NAMES = frozenset({"name", "first_name", "last_name"})
CONTACTS, CONNECTIONS = "Contacts", "Connections"
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
# The columns of a contacts sheet that planner makes where a workbook is still blank.
CONTACT_HEADERS = {
    "name": "Name",
    "company": "Company",
    "title": "Title",
    "purpose": "Purpose",
    "channel": "Channel",
    "linkedin_url": "LinkedIn URL",
    "email": "Email",
    "phone": "Phone",
    "city": "City",
    "country": "Country",
    "language": "Language",
    "notes": "Notes",
}
# How people are known and reached: a sheet without a column for it gets one.
WORTH_A_COLUMN = {
    "company": "Company",
    "title": "Title",
    "email": "Email",
    "linkedin_url": "LinkedIn URL",
    "phone": "Phone",
}


@frozen
class Known:
    """Somebody on the sheet: the texts of their row by field."""

    row: int
    texts: Mapping[str, str]

    @property
    def name(self) -> str:
        """The full name, from the parts where there is no other."""
        return self.texts.get("name", "") or name_of_parts(self.texts)


@frozen
class Destination:
    """A sheet that takes people.

    `columns` maps fields to 1-based columns, `blank` are the rows within the sheet's table that
    hold nothing yet. `is_new` says that the sheet is still to be made, `is_blank` that it is there
    without a header. For a field of `addable`, which gives its header, a column may be added right
    of `right_edge`; none where that is 0.
    """

    sheet: str
    columns: Mapping[str, int]
    people: tuple[Known, ...] = ()
    blank: tuple[int, ...] = ()
    is_new: bool = False
    is_blank: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    header_row: int = 1
    right_edge: int = 0
    addable: Mapping[str, str] = field(default_factory=dict)

    def place(self, field_name: str, row: int) -> str:
        """A full reference, such as `Contacts!D14`."""
        return f"{self.sheet}!{column_letters(self.columns[field_name])}{row}"


def name_of_parts(texts: Mapping[str, str]) -> str:
    """The name that the first and the last name make."""
    return full_name(texts.get("first_name", ""), texts.get("last_name", ""))


def contacts_of(
    sheets: Sheets, contacts: ContactList, wanted: Mapping[str, str] | None = None
) -> Destination:
    """The contacts sheet as a destination, which may grow the columns that are `wanted`.

    That maps fields to the headers of their columns.
    """
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
    addable = _addable(wanted or {}, headers)
    edge = _right_edge(sheets, columns.sheet, columns.header_row) if addable else 0
    return Destination(
        columns.sheet,
        by_field,
        people,
        blank_rows(sheets, columns.sheet, columns.header_row, _last_row(people)),
        headers=headers,
        header_row=columns.header_row,
        right_edge=edge,
        addable=addable,
    )


def _addable(wanted: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, str]:
    """The wanted columns that the sheet lacks.

    One whose header stands there already was taken for something else by what stands below it, and
    would come anew with every import. A source may have two columns of one header. One whose header
    means a name, such as Nickname, would from then on be read as everybody's.
    """
    there = {header.casefold() for header in headers.values()}
    times = Counter(header.casefold() for header in wanted.values())
    return {
        name: header
        for name, header in wanted.items()
        if name not in headers
        and (field_of(header) or ("",))[0] not in _NAMES
        and (header.casefold() not in there or times[header.casefold()] > 1)
    }


def is_blank(sheets: Sheets) -> bool:
    """Whether no sheet holds anything."""
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    return not any(any(row.texts) for name in names for row in sheets.rows(name))


def new_contacts(sheets: Sheets, wanted: Mapping[str, str] | None = None) -> Destination:
    """A contacts sheet that is still to be made, or the blank one of that name.

    It has the usual columns, and those that are `wanted` besides.
    """
    headers = dict(CONTACT_HEADERS)
    for name, header in _addable(wanted or {}, {}).items():
        headers.setdefault(name, free_name(header, headers.values()))
    numbers = {name: at for at, name in enumerate(headers, start=1)}
    names = (info.name for info in sheets.sheets if info.is_worksheet)
    there = next((name for name in names if fold(name) == fold(CONTACTS)), "")
    return Destination(
        there or CONTACTS,
        numbers,
        is_new=not there,
        is_blank=bool(there),
        headers=headers,
    )


def connections_of(
    sheets: Sheets, sheet: str, header_row: int, columns: Mapping[str, int]
) -> Destination:
    """The Connections sheet as a destination; where `sheet` is "" none has a header yet.

    Raises:
        ContactsError: there is a sheet of that name that holds something else.
    """
    if not sheet:
        return _without_header(sheets)
    people = []
    for row in sheets.rows(sheet):
        if row.number <= header_row:
            continue
        texts = {
            name: text
            for name, number in columns.items()
            if number <= len(row.texts) and (text := row.texts[number - 1].strip())
        }
        link = row.links.get(columns.get("linkedin_url", 0), "") if row.links else ""
        if link and not linkedin_slug(texts.get("linkedin_url", "")):
            texts["linkedin_url"] = link  # the address behind a text such as "Profile"
        if texts:
            people.append(Known(row.number, texts))
    blank = blank_rows(sheets, sheet, header_row, _last_row(people))
    return Destination(sheet, columns, tuple(people), blank, header_row=header_row)


def _last_row(people: Sequence[Known]) -> int:
    return max((each.row for each in people), default=0)


def _without_header(sheets: Sheets) -> Destination:
    numbers = {name: at for at, name in enumerate(CONNECTION_HEADERS, start=1)}
    there = find_own(sheets, own_sheets.CONNECTIONS)
    if not there:
        return Destination(CONNECTIONS, numbers, is_new=True, headers=CONNECTION_HEADERS)
    if any(any(row.texts) for row in sheets.rows(there)):
        raise ContactsError(
            f'Sheet "{there}": no row names columns such as First Name, Last Name and Company.',
            "Write them over its columns, or rename the sheet, so that a new one can be made.",
        )
    return Destination(there, numbers, is_blank=True, headers=CONNECTION_HEADERS)


def _right_edge(sheets: Sheets, sheet: str, header_row: int) -> int:
    """The column right of which another can be added, to the table where there is one; 0: none."""
    tables = sheets.tables(sheet)
    used = max((_width(row.texts) for row in sheets.rows(sheet)), default=0)
    if not tables:
        return used
    table = tables[0]
    # Beside the table stands something that a new column would run into.
    is_free = len(tables) == 1 and table.first_row == header_row and used <= table.last_column
    return table.last_column if is_free and not table.has_totals else 0


def _width(texts: Collection[str]) -> int:
    return max((at for at, text in enumerate(texts, start=1) if text), default=0)
