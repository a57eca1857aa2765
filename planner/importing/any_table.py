"""The people of any table: its columns are known by the words that stand over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.contacts import email_addresses, find_contacts, read_contacts
from planner.contacts.headings import field_of
from planner.importing.model import Gathered, Imported, Skipped, SourceKind
from planner.importing.persons import person

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from planner.model import Contact
    from planner.workbook import Row, Sheets

__all__ = ["people_of_addresses", "people_of_any_table"]

# Another list's numbers and its state are nothing that this workbook could go on with.
_THEIRS = frozenset({"id", "status", "last_contacted", "next_step"})


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
    )


def people_of_addresses(sheets: Sheets, label: str) -> Gathered | None:
    """The people of a list that names nobody and has their email addresses, with a header or none.

    None where no row of the first sheet that holds anything has an address.
    """
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    rows = next((rows for name in names if (rows := [*_filled(sheets, name)])), [])
    first = next((at for at, row in enumerate(rows) if any(map(email_addresses, row.texts))), None)
    if first is None:
        return None
    header = [*(rows[first - 1].texts if first else ())]
    known = [field_of(text) for text in header]
    read = [_addressee(row, known, f"{label} row {row.number}") for row in rows[first:]]
    return Gathered(
        SourceKind.TABLE,
        tuple(each for each in read if isinstance(each, Imported)),
        tuple(each for each in read if isinstance(each, Skipped)),
    )


def _filled(sheets: Sheets, name: str) -> Iterator[Row]:
    return (row for row in sheets.rows(name) if any(row.texts))


def _addressee(
    row: Row, known: Sequence[tuple[str, float] | None], place: str
) -> Imported | Skipped:
    pairs = zip(known, row.texts, strict=False)
    fields = {field[0]: text for field, text in pairs if field and field[0] not in _THEIRS}
    fields = {name: text for name, text in fields.items() if name not in {"email", "linkedin_url"}}
    return person(place, fields, addresses=row.texts, profiles=row.texts)


def _person(contact: Contact, place: str) -> Imported | Skipped:
    fields = {
        name: _text(contact, name)
        for name in contact.columns.positions
        if name not in _THEIRS and name not in {"email", "linkedin_url"}
    }
    made = person(
        place,
        fields,
        addresses=[contact.text("email")],
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
