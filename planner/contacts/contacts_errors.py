"""What is said when the contacts cannot be found: place, problem, and what was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.errors import ContactsError
from planner.text.closest import closest, closest_to_any, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SheetNotFoundError(ContactsError):
    """The workbook has no sheet of the name asked for."""

    def __init__(self, sheet: str, names: Sequence[str]) -> None:
        meant = did_you_mean(sheet, names)
        known = f"The workbook's sheets are {_listed(names)}."
        super().__init__(f'no sheet is called "{sheet}".', f"{meant} {known}".lstrip())


class PlannersOwnSheetError(ContactsError):
    """The sheet asked for is one that planner writes."""

    def __init__(self, sheet: str) -> None:
        super().__init__(
            f'sheet "{sheet}" is planner\'s own and holds no contacts.',
            "Name the sheet that lists your people with --sheet.",
        )


class NoContactsSheetError(ContactsError):
    """No row of any sheet reads like the header of a list of people."""

    def __init__(self, names: Sequence[str]) -> None:
        place = f'sheet "{names[0]}"' if len(names) == 1 else "no sheet"
        lacks = "has no header row" if len(names) == 1 else "has a header row"
        looked = f" Looked in {_listed(names)}." if len(names) > 1 else ""
        super().__init__(
            f"{place} {lacks} that names people.",
            "Looked for a row near the top with headers such as Name, Company, Email, LinkedIn and"
            f" Purpose.{looked} Say where it is with --sheet, --header-row or"
            ' --column name="your header".',
        )


class HeaderRowError(ContactsError):
    """The header row asked for is blank or beyond the sheet's end."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(
            f'sheet "{sheet}": row {row} is empty, so it is no header row.',
            "Give --header-row the number of the row that holds the column titles.",
        )


class NameColumnMissingError(ContactsError):
    """The header row is there, but no column of it holds names."""

    def __init__(self, sheet: str, headers: Sequence[str], spellings: Iterable[str]) -> None:
        near = _one_line(closest_to_any(spellings, headers))
        if near:
            hint = f'Did you mean "{near}"? Rename it, or say --column name="{near}".'
        else:
            hint = f'Say which column it is, such as --column name="{_one_line(headers[0])}".'
            hint += f" The headers are {_listed(headers)}."
        super().__init__(f'sheet "{sheet}": no column holds a name.', hint)


class HeaderNotFoundError(ContactsError):
    """The header that the caller named for a field stands over no column."""

    def __init__(self, sheet: str, field: str, header: str, headers: Sequence[str]) -> None:
        near = _one_line(closest(header, headers))
        hint = f'Did you mean --column {field}="{near}"? ' if near else ""
        super().__init__(
            f'sheet "{sheet}": no column is headed "{header}".',
            f"{hint}The headers are {_listed(headers)}; a column's letters will do as well.",
        )


class FieldUnknownError(ContactsError):
    """The caller named a field that planner does not know."""

    def __init__(self, field: str, known: Sequence[str]) -> None:
        fields = f"The fields are {', '.join(known)}. Every other column is there under its own"
        super().__init__(
            f'"{field}" is no field that a column can be named for.',
            f"{did_you_mean(field, known)} {fields} header.".lstrip(),
        )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{_one_line(name)}"' for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown or "none"


def _one_line(text: str) -> str:
    return " ".join(text.split())
