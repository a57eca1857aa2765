"""The people of any table: its columns are known by the words that stand over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.contacts.find_sheet import find_contacts
from planner.contacts.own_sheets import is_own
from planner.contacts.read_contacts import read_contacts
from planner.importing.sources.imported import (
    OF_THEIR_LIST,
    Gathered,
    Imported,
    Skipped,
    SourceKind,
)
from planner.importing.sources.person import person
from planner.importing.sources.source_tables import has_headless
from planner.model.errors import ContactsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.model.contact import Contact, ContactList
    from planner.workbook.read_sheets import Sheets


def people_of_any_table(
    sheets: Sheets, label: str, *, sheet: str | None, columns: Mapping[str, str]
) -> Gathered:
    """Read the people of whichever sheet holds some, with every column that its header names.

    `columns` maps a field to the header that holds it, where that is not plain.

    Raises:
        ContactsError: no sheet, header or column could be taken as people.
    """
    place = find_contacts(sheets, sheet=sheet, columns=columns)
    worksheets = [info for info in sheets.sheets if info.is_worksheet]
    where = label if len(worksheets) == 1 else f'{label}, sheet "{place.sheet}",'
    found = read_contacts(sheets, place)
    read = [_person(each, f"{where} row {each.row}") for each in found]
    return Gathered(
        SourceKind.TABLE,
        tuple(each for each in read if isinstance(each, Imported)),
        tuple(each for each in read if isinstance(each, Skipped)),
        {name: found.columns.header(name) for name in found.columns.positions},
        _headless(sheets, found),
        other_sheets=() if sheet else other_lists(sheets, place.sheet),
        unasked=tuple(
            found.columns.header(name)
            for name in found.columns.positions
            if name in OF_THEIR_LIST and any(each.text(name) for each in found)
        ),
    )


def other_lists(sheets: Sheets, read: str) -> tuple[str, ...]:
    """The sheets beside the one `read` that hold people, too."""
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    return tuple(
        each for each in names if each != read and not is_own(each) and _lists(sheets, each)
    )


def _lists(sheets: Sheets, sheet: str) -> bool:
    try:
        found = read_contacts(sheets, find_contacts(sheets, sheet=sheet))
    except ContactsError:
        return False
    return any(each.name for each in found)


def _headless(sheets: Sheets, found: ContactList) -> int:
    """How many of the people's rows hold something in a column that no header names."""
    people = {each.row for each in found}
    named: Sequence[str] = ()
    count = 0
    for row in sheets.rows(found.columns.sheet):
        if row.number == found.columns.header_row:
            named = row.texts
        elif row.number in people:
            count += has_headless(row.texts, named)
    return count


def _person(contact: Contact, place: str) -> Imported | Skipped:
    fields = {
        name: _text(contact, name)
        for name in contact.columns.positions
        if name not in OF_THEIR_LIST and name not in {"email", "linkedin_url"}
    }
    made = person(
        place,
        fields,
        addresses=[contact.text("email") or str(contact.raw("email") or "")],
        profiles=[contact.text("linkedin_url")],
    )
    if isinstance(made, Imported) and contact.text("linkedin_url"):
        # An address that is no profile may still be the owner's way to the person.
        url = {"linkedin_url": contact.text("linkedin_url")}
        made = replace(made, fields={**url, **made.fields})
    return made


def _text(contact: Contact, name: str) -> str:
    """The cell as it is seen; a day in the form that every program reads."""
    raw = contact.raw(name)
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == datetime.min.time() else contact.text(name)
    return raw.isoformat() if isinstance(raw, date) else contact.text(name)
