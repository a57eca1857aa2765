"""The people of any table: its columns are known by the words that stand over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.contacts import find_contacts, read_contacts
from planner.importing.model import Gathered, Imported, Skipped, SourceKind
from planner.importing.persons import person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.model import Contact
    from planner.workbook import Sheets

__all__ = ["people_of_any_table"]

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
