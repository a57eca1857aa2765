"""Reads a source: recognises what it is by its content, and gives its people and its owner."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from planner.importing.sources.address_list import lacks_header, people_of_addresses
from planner.importing.sources.any_table import other_lists, people_of_any_table
from planner.importing.sources.export_families import family_of
from planner.importing.sources.exports import others_of_family, people_of_family
from planner.importing.sources.imported import (
    HEADERS,
    Gathered,
    Imported,
    Owner,
    Skipped,
    SourceKind,
)
from planner.importing.sources.linkedin_people import connections, correspondents, invited
from planner.importing.sources.linkedin_profile import SenderValues, about_of
from planner.importing.sources.opening import (
    is_mail,
    opened_table,
    tables_of_export,
    vcard_text,
)
from planner.importing.sources.source_errors import (
    NobodyReadError,
    NoHeaderError,
    UnknownExportError,
    UnknownSourceError,
    UnknownTableError,
)
from planner.importing.sources.source_files import is_export, readable
from planner.importing.sources.source_tables import find_table
from planner.importing.sources.vcard_people import people_of_cards
from planner.model.errors import ContactsError
from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from planner.importing.sources.linkedin_profile import About
    from planner.importing.sources.source_tables import Table
    from planner.workbook.read_sheets import Sheets


# Whom an export's files name, the best list first. Who merely wrote is nobody's list of contacts
# where there is a better one.
_BEST = (SourceKind.LINKEDIN, SourceKind.INVITATIONS, SourceKind.MESSAGES)


def read_people(
    source: Path,
    *,
    owner: Owner | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
) -> Gathered:
    """Read everybody whom a source holds, whatever it is and is called.

    `owner` says whose messages they are, where the source does not. `sheet` and `columns` (the
    header or the letters of the column that holds a field) help with a table that nothing else
    tells, `encoding` with a text.

    Raises:
        ImportingError: it cannot be read, is none of the kinds known, or nobody can be read.
    """
    with readable(source):
        if is_export(source):
            gathered = _of_export(source, owner or Owner())
        else:
            gathered = _of_file(source, owner or Owner(), sheet, columns or {}, encoding)
    if not gathered.rows and not is_export(source):
        raise NobodyReadError(source.name, gathered.kind, 0, "")
    if gathered.left_out and not gathered.people:
        reasons = "; ".join(f"{count:,} {why}" for why, count in gathered.skipped.most_common(5))
        raise NobodyReadError(source.name, gathered.kind, gathered.rows, reasons)
    return gathered


def read_sender(source: Path, encoding: str = "") -> dict[str, str]:
    """What LinkedIn's export says of its owner, by the names of the Sender sheet; often nothing.

    Raises:
        ImportingError: the source cannot be read.
    """
    values = SenderValues()
    with readable(source):
        if is_export(source):
            for label, sheets in tables_of_export(source, _is_of_profile):
                _take_values(values, label, sheets)
        elif not is_mail(source) and vcard_text(source, encoding) is None:
            with opened_table(source, encoding) as sheets:
                _take_values(values, source.name, sheets)
    return values.sender


def _take_values(values: SenderValues, label: str, sheets: Sheets) -> None:
    found = _profile_table(label, sheets)
    if found is not None:
        values.take(found[0], found[1].rows())


def _is_of_profile(label: str, sheets: Sheets) -> bool:
    return _profile_table(label, sheets) is not None


def _profile_table(label: str, sheets: Sheets) -> tuple[About, Table] | None:
    return find_table(sheets, label, partial(about_of, label))


def _of_export(source: Path, owner: Owner) -> Gathered:
    kinds: set[SourceKind] = set()

    def note(label: str, sheets: Sheets) -> bool:
        found = find_table(sheets, label, family_of)
        kinds.update({found[0].kind} if found else ())
        return False

    for _ in tables_of_export(source, note):
        pass
    kind = next((kind for kind in _BEST if kind in kinds), None)
    if kind is None:
        raise UnknownExportError(source.name)
    owner = replace(owner, name=read_sender(source).get("name", owner.name))
    read: list[Imported | Skipped] = []

    def is_best(label: str, sheets: Sheets) -> bool:
        found = find_table(sheets, label, family_of)
        return found is not None and found[0].kind is kind

    others: dict[str, str] = {}
    headless = 0
    for label, sheets in tables_of_export(source, is_best):
        found = _people(sheets, label, owner)
        if found is not None:
            read += found.read
            others |= found.others
            headless += found.headless
    return replace(_gathered(kind, read, others), headless=headless)


def _of_file(
    source: Path, owner: Owner, sheet: str | None, columns: Mapping[str, str], encoding: str
) -> Gathered:
    if is_mail(source):
        raise UnknownSourceError(source.name)
    cards = vcard_text(source, encoding)
    if cards is not None:
        return _gathered(SourceKind.VCARD, people_of_cards(cards, source.name))
    with opened_table(source, encoding) as sheets:
        if _is_blank(sheets):
            raise UnknownSourceError(source.name)
        if not sheet and not columns:
            if _profile_table(source.name, sheets) is not None:
                raise UnknownSourceError(source.name)
            known = _people(sheets, source.name, owner)
            if known is not None:
                gathered = _gathered(known.kind, known.read, known.others)
                beside = other_lists(sheets, known.sheet)
                return replace(gathered, other_sheets=beside, headless=known.headless)
        try:
            return people_of_any_table(sheets, source.name, sheet=sheet, columns=columns)
        except ContactsError as error:
            found = None if sheet or columns else people_of_addresses(sheets, source.name)
            if found is None and not sheet and not columns and lacks_header(sheets):
                raise NoHeaderError(source.name) from error
            if found is None:
                raise UnknownTableError(source.name, error) from error
            return found


def _is_blank(sheets: Sheets) -> bool:
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    return not any(any(row.texts) for name in names for row in sheets.rows(name))


@frozen
class _Known:
    """What a table gives whose kind is known; `others` as Gathered has them."""

    kind: SourceKind
    sheet: str
    read: list[Imported | Skipped]
    others: dict[str, str]
    headless: int = 0


def _people(sheets: Sheets, label: str, owner: Owner) -> _Known | None:
    """The people of a table whose kind is known; None for any other table."""
    found = find_table(sheets, label, family_of)
    if found is None:
        return None
    family, table = found
    read: Iterable[Imported | Skipped]
    others: dict[str, tuple[str, str]] = {}
    if family.kind is SourceKind.INVITATIONS:
        read = invited(table.rows())
    elif family.kind is SourceKind.MESSAGES:
        read = correspondents(table.rows(), owner)
    else:
        others = others_of_family(family, table)
        of_kind = (
            connections if family.kind is SourceKind.LINKEDIN else partial(people_of_family, family)
        )
        read = of_kind(table.rows(), others)
    titles = {name: title for name, (_, title) in others.items()}
    return _Known(family.kind, table.sheet, [*read], titles, table.headless())


def _gathered(
    kind: SourceKind, read: Iterable[Imported | Skipped], others: Mapping[str, str] | None = None
) -> Gathered:
    people: list[Imported] = []
    left_out: list[Skipped] = []
    for row in read:
        if isinstance(row, Imported):
            people.append(row)
        else:
            left_out.append(row)
    return Gathered(
        kind, tuple(people), tuple(left_out), {**HEADERS, **(others or {})}, others=others or {}
    )
