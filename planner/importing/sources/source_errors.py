"""What is said when a source cannot be taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import PlannerError

if TYPE_CHECKING:
    from planner.model.errors import ContactsError


class ImportingError(PlannerError):
    """A source of contacts that cannot be read, or that holds nobody."""


class UnreadableSourceError(ImportingError):
    """The source is damaged, encrypted, over a bound, or cannot be opened at all."""


class UnknownSourceError(ImportingError):
    """Nothing in the source says what it is."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"{source} holds no people that planner recognises.",
            "Give LinkedIn's data zip or one of its CSV files, vCards, or a table whose first row"
            " names its columns, such as Name, Company, Email.",
        )


class UnknownExportError(UnknownSourceError):
    """No file of a zip or a folder is one of LinkedIn's lists of people."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.hint = (
            "Give LinkedIn's data zip or the folder that it unpacks to; of any other zip or folder,"
            " give the very file that holds the people."
        )


class UnknownTableError(ImportingError):
    """A table, and its headers do not say which column holds the names."""

    def __init__(self, source: str, error: ContactsError) -> None:
        # Here --sheet speaks of the workbook that takes the people.
        hint = error.hint.replace("--sheet, --header-row or", "--from-sheet or")
        super().__init__(f"{source}: {error.message}", hint.replace("--sheet", "--from-sheet"))


class NoHeaderError(ImportingError):
    """A table of people begins with the first of them, and no row names its columns."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"{source}: the first row holds an address, and no row names the columns.",
            "Write a row above it, such as Name, Company, Email, and import it again.",
        )


class NoEvidenceError(ImportingError):
    """Nothing in the source says what became of a message."""

    def __init__(self, source: str) -> None:
        super().__init__(
            f"{source} holds no invitations, connections, messages or mails.",
            "Give LinkedIn's data zip, one of its CSV files, an .mbox, or a folder of .eml files.",
        )


class NobodyReadError(ImportingError):
    """The source has rows, and not one of them is a person that can be taken."""

    def __init__(self, source: str, kind: str, rows: int, reasons: str) -> None:
        read = f"from {rows:,} rows ({kind}): {reasons}" if rows else f"({kind}): it has no rows"
        super().__init__(
            f"{source}: nobody could be read {read}.",
            'Name the columns that hold the people, as in --column name="Full nme", or export the'
            " list once more.",
        )
