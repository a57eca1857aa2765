"""What is said when the contacts cannot be found: place, problem, and what was probably meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from planner.model.errors import ContactsError
from planner.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SheetNotFoundError(ContactsError):
    """The workbook has no sheet of the name asked for."""

    def __init__(self, sheet: str, names: Sequence[str]) -> None:
        near = nearest(sheet, names)
        hint = f'Did you mean "{near}"? ' if near else ""
        super().__init__(
            f'no sheet is called "{sheet}".', f"{hint}The workbook's sheets are {_listed(names)}."
        )


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
        near = nearest_header(headers, spellings)
        if near:
            hint = f'Did you mean "{near}"? Rename it, or say --column name="{near}".'
        else:
            hint = f'Say which column it is, such as --column name="{_one_line(headers[0])}".'
            hint += f" The headers are {_listed(headers)}."
        super().__init__(f'sheet "{sheet}": no column holds a name.', hint)


class HeaderNotFoundError(ContactsError):
    """The header that the caller named for a field stands over no column."""

    def __init__(self, sheet: str, field: str, header: str, headers: Sequence[str]) -> None:
        near = nearest(header, headers)
        hint = f'Did you mean --column {field}="{near}"? ' if near else ""
        super().__init__(
            f'sheet "{sheet}": no column is headed "{header}".',
            f"{hint}The headers are {_listed(headers)}; a column's letters will do as well.",
        )


class FieldUnknownError(ContactsError):
    """The caller named a field that planner does not know."""

    def __init__(self, field: str, known: Sequence[str]) -> None:
        near = nearest(field, known)
        hint = f'Did you mean "{near}"? ' if near else ""
        super().__init__(
            f'"{field}" is no field that a column can be named for.',
            f"{hint}The fields are {', '.join(known)}. Every other column is there under its own"
            " header.",
        )


def nearest(word: str, words: Iterable[str]) -> str:
    """The word that was probably meant, "" where none is near."""
    by_plain = {plain(each): _one_line(each) for each in words}
    found = difflib.get_close_matches(plain(word), by_plain, n=1, cutoff=0.6)
    return by_plain[found[0]] if found else ""


def nearest_header(headers: Iterable[str], spellings: Iterable[str]) -> str:
    """The header that is most like one of the spellings, "" where none is near."""
    words = [plain(spelling) for spelling in spellings]
    best, likeness = "", 0.72  # below it, "Game" would be a Name
    for header in headers:
        for word in difflib.get_close_matches(plain(header), words, n=1, cutoff=likeness):
            ratio = difflib.SequenceMatcher(None, plain(header), word).ratio()
            if ratio > likeness:
                best, likeness = _one_line(header), ratio
    return best


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f'"{_one_line(name)}"' for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown or "none"


def _one_line(text: str) -> str:
    return " ".join(text.split())
