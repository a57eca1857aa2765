"""What the templates need to know of the sender, and the workbook does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import SenderError
from planner.text.pasted import command

if TYPE_CHECKING:
    from planner.templating.library import Library
    from planner.tracking.book import Book


def lacking_sender(book: Book, library: Library) -> SenderError | None:
    """The error that says what is missing, and how to say it; None where nothing is."""
    sender, name = book.sender, book.path.name
    known = [field for field, text in sender.values.items() if text] if sender else []
    missing = sorted(library.required_sender_fields(known))
    if not missing:
        return None
    named = ", ".join(field.replace("_", " ") for field in missing)
    if sender is None and not book.sheets.is_writable:
        return SenderError(
            f"{name} does not say who writes; the templates need: {named}.",
            f'Say it in the command, once: --sender {missing[0]}="Ada Example".',
        )
    if sender is None:
        return SenderError(
            f'{name} has no sheet "Sender"; the templates need: {named}.',
            'Add a sheet called "Sender" with names in column A and values in column B'
            f' (such as "name" and "Ada Example"), or see {command("init", "campaign")} for one to'
            " copy.",
        )
    field = missing[0].replace("_", " ")
    cell = sender.cells.get(missing[0])
    return SenderError(
        f'{name}, sheet "{sender.sheet}": no value for {named}.',
        f"Write your {field} on the sheet {sender.sheet}, {cell}."
        if cell
        else f'Write "{field}" in column A and its value in column B.',
    )
