"""What is said of the contacts while they are read: one finding for each oddity of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.finding import Finding, Severity

if TYPE_CHECKING:
    from planner.model.cells import CellError
    from planner.model.contact import Columns, Contact


_ERRORS = {
    "#N/A": "A lookup found nothing.",
    "#REF!": "A formula points at cells that are gone.",
    "#NAME?": "A formula uses a name that Excel does not know.",
    "#DIV/0!": "A formula divides by zero.",
    "#VALUE!": "A formula was given a value of the wrong kind.",
}


def cell_error(error: CellError, header: str) -> Finding:
    """Say that an error value such as `#N/A` stands in a cell, which therefore reads as empty."""
    cause = _ERRORS.get(error.code, "A formula fails.")
    return Finding(
        "cell-error",
        Severity.WARNING,
        f"{_one_line(header)} is {error.code}, so it counts as empty",
        f"{cause} Mend the formula, or type the value.",
    )


def uncomputed(header: str) -> Finding:
    """Say that a formula has no stored result, so that nobody knows what Excel would show."""
    return Finding(
        "formula-uncomputed",
        Severity.WARNING,
        f"{_one_line(header)} is a formula without a stored result, so it counts as empty",
        "Open the workbook in Excel or LibreOffice and save it there, which stores the results.",
    )


def nameless(contact: Contact) -> Finding:
    """Say that nobody's name stands in the row."""
    column = "name" if contact.cell("name") else "last_name"
    return Finding(
        "name-missing",
        Severity.WARNING,
        "no name stands in this row",
        "Write the person's name, or clear the row.",
        sheet=contact.columns.sheet,
        cell=contact.cell(column),
        contact=contact.id,
    )


def example(columns: Columns, row: int, name: str) -> Finding:
    """Say that a row of the starter's examples was filled in, and still calls itself one."""
    return Finding(
        "name-odd",
        Severity.WARNING,
        f'"{name}" is an example row, which gets no message',
        "Write the person's own name over it, or delete the row.",
        sheet=columns.sheet,
        cell=columns.cell("name", row),
    )


def duplicate(contact: Contact, identity: str, other_row: int) -> Finding:
    """Say that another row has this contact's identity as well."""
    field = _identifying_field(contact, identity)
    return Finding(
        "identity-duplicate",
        Severity.ERROR,
        f"row {other_row} stands for the same person ({identity})",
        "Merge the two rows, or correct the one whose "
        f"{_one_line(contact.columns.header(field))} is wrong.",
        sheet=contact.columns.sheet,
        cell=contact.cell(field),
        contact=contact.id,
    )


def _identifying_field(contact: Contact, identity: str) -> str:
    if contact.text("id") and identity == contact.text("id"):
        return "id"
    if "@" in identity:
        return "email"
    if "linkedin" in contact.text("linkedin_url").casefold():
        return "linkedin_url"
    return "id" if contact.text("id") and "," not in identity else "name"


def no_contacts(columns: Columns, *, visible_only: bool) -> Finding:
    """Say that nobody stands below the header."""
    hint = "Write one person a row below the header."
    if visible_only:
        hint = "Take away the filter, or leave out --visible-only; else write one person a row."
    return Finding(
        "contacts-none",
        Severity.WARNING,
        f"nobody stands below the header in row {columns.header_row}",
        hint,
        sheet=columns.sheet,
        cell=f"A{columns.header_row + 1}",
    )


def below_table(columns: Columns, row: int) -> Finding:
    """Say that somebody seems to stand outside the Excel table that holds the contacts."""
    return Finding(
        "rows-below-table",
        Severity.WARNING,
        f"rows from {row} on stand below the table, so nobody there is read",
        "Drag the table's corner down over them, or move them up to its end.",
        sheet=columns.sheet,
        cell=columns.cell("name", row),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
