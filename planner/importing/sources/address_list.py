"""The people of a list that names nobody: a table with email addresses, or addresses alone."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from planner.contacts.column_names import column_names
from planner.contacts.headers import field_of
from planner.importing.sources.imported import (
    OF_THEIR_LIST,
    Gathered,
    Imported,
    Skipped,
    SourceKind,
)
from planner.importing.sources.mailboxes import mailboxes
from planner.importing.sources.person import NOBODY, person
from planner.importing.sources.source_tables import has_headless
from planner.model.frozen import frozen
from planner.text.person_keys import email_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.workbook.read_sheets import Sheets
    from planner.workbook.sheet_rows import Row


def people_of_addresses(sheets: Sheets, label: str) -> Gathered | None:
    """The people of the first sheet that holds an address, known by theirs.

    Under a header every column is taken, whatever it is called. Without one a row may hold nothing
    but addresses, and the names beside them as mail programs write them. None for any other sheet.
    """
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    sheet, rows = _filled(sheets)
    where = label if len(names) == 1 else f'{label}, sheet "{sheet}",'
    first, header = _start(rows)
    if first is None:
        return None
    if header is None:
        return _gathered(_addressees(rows, where), {})
    head = _Header.of(rows[header], sheet)
    below = rows[header + 1 :]
    read = [_person(row, head, f"{where} row {row.number}") for row in below]
    headless = sum(has_headless(row.texts, rows[header].texts) for row in below)
    return _gathered(read, head.titles, headless)


def lacks_header(sheets: Sheets) -> bool:
    """Whether a row that holds an address stands in the place of a header."""
    first, header = _start(_filled(sheets)[1])
    return first is not None and header is None


def _filled(sheets: Sheets) -> tuple[str, list[Row]]:
    """The first sheet that holds an address, with its rows that hold anything."""
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    filled = ((name, [row for row in sheets.rows(name) if any(row.texts)]) for name in names)
    return next((each for each in filled if _start(each[1])[0] is not None), ("", []))


def _start(rows: Sequence[Row]) -> tuple[int | None, int | None]:
    """At which of the rows the first address stands, and at which above it a header."""
    first = next((at for at, row in enumerate(rows) if any(map(email_addresses, row.texts))), None)
    above = reversed(range(first or 0))
    return first, next((at for at in above if any(map(field_of, rows[at].texts))), None)


@frozen
class _Header:
    """The columns by what they hold; `titles` gives the header of each that is taken."""

    addresses: frozenset[int]
    profiles: frozenset[int]
    names: Mapping[int, str]
    titles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Row, sheet: str) -> _Header:
        headers = {at: text for at, text in enumerate(row.texts, start=1) if text.strip()}
        told = {at: found[0] for at, text in headers.items() if (found := field_of(text))}
        addresses = frozenset(at for at, name in told.items() if name == "email")
        profiles = frozenset(at for at, name in told.items() if name == "linkedin_url")
        once: dict[int, str] = {}
        for at, name in told.items():
            if name not in once.values():
                once[at] = name
        named, _ = column_names(headers, once, sheet=sheet, header_row=row.number)
        names = {
            at: name
            for at, name in named.items()
            if name not in OF_THEIR_LIST and at not in addresses and at not in profiles
        }
        return cls(addresses, profiles, names, {name: headers[at] for at, name in names.items()})


def _person(row: Row, head: _Header, place: str) -> Imported | Skipped:
    texts = dict(enumerate(row.texts, start=1))
    fields = {name: texts.get(at, "") for at, name in head.names.items()}
    told = [text for at, text in texts.items() if at in head.addresses]
    return person(
        place,
        fields,
        addresses=told if head.addresses else row.texts,
        profiles=[text for at, text in texts.items() if at in head.profiles],
    )


def _addressees(rows: Sequence[Row], where: str) -> Iterator[Imported | Skipped] | None:
    """Everybody whom rows without a header name; None where these hold anything else."""
    read = [(f"{where} row {row.number}", ", ".join(filter(None, row.texts))) for row in rows]
    found = [(place, mailboxes(text), text) for place, text in read]
    if any(not boxes and email_addresses(text) for _, boxes, text in found):
        return None
    return _each(found)


def _each(
    found: Iterable[tuple[str, Sequence[tuple[str, str]], str]],
) -> Iterator[Imported | Skipped]:
    for place, boxes, _ in found:
        if not boxes:
            yield Skipped(place, NOBODY)
        for name, address in boxes:
            yield person(place, {"name": name}, addresses=[address])


def _gathered(
    read: Iterable[Imported | Skipped] | None, titles: Mapping[str, str], headless: int = 0
) -> Gathered | None:
    if read is None:
        return None
    everything = [*read]
    return Gathered(
        SourceKind.TABLE,
        tuple(each for each in everything if isinstance(each, Imported)),
        tuple(each for each in everything if isinstance(each, Skipped)),
        titles,
        headless,
    )
