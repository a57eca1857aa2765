"""Writes into the owner's own sheets what the owner says: a purpose, somebody to be left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.rows_below import rows_below
from planner.contacts.suppressions_sheet import suppression_columns
from planner.model.errors import ContactsError
from planner.text.person_keys import email_address
from planner.text.web_page import web_page
from planner.tracking.save_book import save
from planner.workbook.edits import AddTableSheet, SetCell, TableColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.model.contact import Contact
    from planner.tracking.book import Book
    from planner.workbook.apply import SaveReport
    from planner.workbook.edits import Edit, EditValue


_SHEET = "Do not contact"
_HEADERS = {
    "email": TableColumn("Email", width=30),
    "linkedin_url": TableColumn("LinkedIn URL", width=36),
    "name": TableColumn("Name", width=24),
    "company": TableColumn("Company", width=24),
    "reason": TableColumn("Reason", width=50, wrap=True),
}


def state_purpose(book: Book, contact_id: str, purpose: str) -> SaveReport:
    """Write a purpose into the cell of a contact, on one line.

    Raises:
        ContactsError: there is no such contact, no column for it, or a formula in the cell.
    """
    with book.lock():
        contact = _contact(book, contact_id)
        columns, stated = contact.columns, " ".join(purpose.split())
        position = columns.positions.get("purpose")
        if position is None:
            raise ContactsError(
                f'{book.path.name}, sheet "{columns.sheet}": no column holds the purpose.',
                'Head an empty column "Purpose", and save the workbook.',
            )
        number = columns.numbers[position]
        cell = SetCell(columns.sheet, contact.row, number, stated or None, over_formula=False)
        saved = save(book, [cell])
        with book.again() as written:
            is_stated = _contact(written, contact_id).purpose == stated
        if not is_stated:
            raise ContactsError(
                f"{columns.sheet}!{contact.cell('purpose')} holds a formula, which stays as it is.",
                "Type the purpose over it in Excel.",
            )
        return saved


def leave_alone(book: Book, contact_id: str, reason: str) -> SaveReport:
    """Put a contact on the sheet "Do not contact", which is made where there is none.

    Raises:
        ContactsError: there is no such contact, or the sheet has no column that could name them.
    """
    with book.lock():
        contact = _contact(book, contact_id)
        sheet, columns = suppression_columns(book.sheets)
        if not sheet:
            return save(book, [_new_sheet(contact, reason)])
        return save(book, rows_below(book.sheets, sheet, [_row(contact, reason, sheet, columns)]))


def _contact(book: Book, contact_id: str) -> Contact:
    found = next((each for each in book.contacts if each.id == contact_id), None)
    if found is None:
        raise ContactsError(f"{contact_id} is no longer in {book.contacts.columns.sheet}.")
    return found


def _signs(contact: Contact) -> dict[str, str]:
    """By what the contact is told from all others.

    A name alone would mean everybody of that name, so it stands beside a company, or alone only
    where there is nothing else.
    """
    email, page = email_address(contact.text("email")), web_page(contact.text("linkedin_url"))
    signs = {"email": email, "linkedin_url": page}
    if contact.company or not any(signs.values()):
        signs |= {"name": contact.name, "company": contact.company}
    return {sign: text for sign, text in signs.items() if text}


def _new_sheet(contact: Contact, reason: str) -> Edit:
    values = {**_signs(contact), "reason": reason}
    row = [values.get(field) or None for field in _HEADERS]
    return AddTableSheet(_SHEET, _SHEET.replace(" ", ""), (*_HEADERS.values(),), [row])


def _row(
    contact: Contact, reason: str, sheet: str, columns: Mapping[str, int]
) -> Mapping[int, EditValue]:
    signs = _signs(contact)
    row: dict[int, EditValue] = {
        columns[field]: text for field, text in signs.items() if field in columns
    }
    if not columns and signs:
        row[1] = next(iter(signs.values()))  # without a header a cell is read by its own form
    if not row or row.keys() == {columns.get("company")}:
        raise ContactsError(
            f'The sheet "{sheet}" has no column for what tells {contact.name} from others.',
            f"Head an empty column {_HEADERS[next(iter(signs), 'name')].header}, and save.",
        )
    if "reason" in columns and reason:
        row[columns["reason"]] = reason
    return row
