"""Where the contacts stand: which sheet, which header row, which column holds which field.

Found by content. Every row near the top of every sheet is read as if it were the header; the row
whose words name the most of what planner knows wins.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from itertools import islice
from typing import TYPE_CHECKING

from planner.contacts.column_names import column_names
from planner.contacts.contacts_errors import (
    FieldUnknownError,
    HeaderNotFoundError,
    HeaderRowError,
    NameColumnMissingError,
    NoContactsSheetError,
    PlannersOwnSheetError,
    SheetNotFoundError,
)
from planner.contacts.header_row import HEADER_WITHIN
from planner.contacts.headers import WEAK, field_of, spellings
from planner.contacts.own_sheets import WRITTEN_BY_PLANNER, is_own
from planner.contacts.sample_cells import settle_by_content
from planner.model.cells import column_letters
from planner.model.contact import KNOWN_FIELDS, Columns
from planner.model.finding import Finding, Severity
from planner.model.frozen import frozen
from planner.text.closest import closest_to_any
from planner.text.normalise import clean, fold, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.model.errors import ContactsError
    from planner.workbook.read_sheets import Sheets
    from planner.workbook.read_types import TableInfo
    from planner.workbook.sheet_rows import Row


SAMPLE = 40  # rows below the header that settle what a doubtful header means

_WEIGHTS = {"name": 3.0, "first_name": 2.0, "last_name": 2.0, "purpose": 2.5, "email": 2.0}
_NAMES = ("name", "first_name", "last_name")
_ENOUGH = 2.0


@frozen
class Place:
    """Where the contacts stand. `last_row` is the end of the Excel table that bounds them, if any;
    rows right below it belong to it as well, as Excel would have it, unless `has_totals`.

    `columns` has one position for each column of the sheet that is read, in order, then one for
    each field of `derived` (a name told from its parts, or its parts from the name).
    """

    sheet: str
    header_row: int
    columns: Columns
    derived: tuple[str, ...] = ()
    last_row: int | None = None
    has_totals: bool = False
    findings: tuple[Finding, ...] = ()


@frozen
class _Candidate:
    sheet: str
    row: int
    headers: dict[int, str]
    fields: dict[int, str]
    score: float
    below: tuple[Row, ...] = ()
    last_row: int | None = None
    has_totals: bool = False

    @property
    def holds_names(self) -> bool:
        return any(name in self.fields.values() for name in _NAMES)


@frozen
class _Wanted:
    """What the caller said of the place."""

    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def find_contacts(
    sheets: Sheets,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    columns: Mapping[str, str] | None = None,
) -> Place:
    """Find the contacts sheet, its header row and its columns by what they hold.

    `columns` maps a field to the header that holds it (in any spelling that `fold` sees as the
    same), or to a column's letters. Hidden sheets count only when asked for by `sheet`, or when no
    other sheet holds contacts.

    Raises:
        ContactsError: no such sheet, header row or header; no sheet that looks like contacts; no
            column that holds a name.
    """
    wanted = _Wanted(header_row, dict(columns or {}))
    for known in wanted.columns:
        if known not in KNOWN_FIELDS:
            raise FieldUnknownError(known, KNOWN_FIELDS)
    best, others = _best(sheets, sheet, wanted)
    if not best.holds_names:
        raise NameColumnMissingError(best.sheet, list(best.headers.values()), spellings("name"))
    place = _placed(best)
    if others:
        place = replace(place, findings=(*place.findings, _other_sheets(place, others)))
    return place


def _best(
    sheets: Sheets, sheet: str | None, wanted: _Wanted
) -> tuple[_Candidate, list[_Candidate]]:
    """Choose the reading that wins, and those of other sheets that came near it."""
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    if sheet is not None:
        names = [_named(sheet, names)]
        candidates = _candidates(sheets, names, wanted)
    else:
        visible = {info.name for info in sheets.sheets if info.visibility == "visible"}
        free = [name for name in names if not is_own(name)]
        candidates = _candidates(sheets, [name for name in free if name in visible], wanted)
        if not any(candidate.holds_names for candidate in candidates):
            candidates += _candidates(sheets, [n for n in free if n not in visible], wanted)
    best = max(
        candidates, key=lambda candidate: candidate.score, default=None
    )  # the first of equals
    if best is None or (best.score < _ENOUGH and wanted.header_row is None):
        raise _nothing_found(candidates, names)
    return best, [
        candidate
        for candidate in candidates
        if candidate is not best and candidate.holds_names and candidate.score >= 0.8 * best.score
    ]


def _nothing_found(candidates: Sequence[_Candidate], names: Sequence[str]) -> ContactsError:
    """Say which name column was probably meant, where a header comes near one."""
    for candidate in candidates:
        headers = list(candidate.headers.values())
        if len(candidate.fields) > 1 or closest_to_any(spellings("name"), headers):
            return NameColumnMissingError(candidate.sheet, headers, spellings("name"))
    return NoContactsSheetError(names)


def _candidates(sheets: Sheets, names: Iterable[str], wanted: _Wanted) -> list[_Candidate]:
    found: list[_Candidate] = []
    unmatched: HeaderNotFoundError | HeaderRowError | None = None
    for name in names:
        try:
            candidate = _best_of_sheet(sheets, name, wanted)
        except (HeaderNotFoundError, HeaderRowError) as error:  # another sheet may have it
            unmatched = unmatched or error
            continue
        if candidate is not None:
            found.append(candidate)
    if unmatched is not None and not found:
        raise unmatched
    return found


def _named(sheet: str, names: Sequence[str]) -> str:
    for same in (str, str.casefold, fold):
        for name in names:
            if same(name) == same(sheet):
                if fold(name) in WRITTEN_BY_PLANNER:
                    raise PlannersOwnSheetError(name)
                return name
    raise SheetNotFoundError(sheet, names)


def _best_of_sheet(sheets: Sheets, sheet: str, wanted: _Wanted) -> _Candidate | None:
    reach = max(HEADER_WITHIN, wanted.header_row or 0)
    top = tuple(islice(_until(sheets.rows(sheet), reach + 2 * SAMPLE), reach + SAMPLE))
    if any(fold(text) == "touchid" for row in top for text in row.texts):
        return None  # the Tracking sheet under another name
    tables = tuple(sheets.tables(sheet))
    candidates: list[_Candidate] = []
    closest: _Candidate | None = None
    for place, row in enumerate(top):
        if row.number > reach or (wanted.header_row or row.number) != row.number:
            continue
        below = top[place + 1 : place + 1 + SAMPLE]
        for candidate in _readings(sheet, row, below, tables):
            assigned = _assigned(candidate, row, wanted.columns)
            if assigned is not None:
                candidates.append(assigned)
            elif closest is None or len(candidate.headers) > len(closest.headers):
                closest = candidate
    if not candidates:
        _require_what_was_wanted(sheet, closest, wanted)
        return None
    return max(candidates, key=lambda candidate: candidate.score)


def _until(rows: Iterable[Row], last: int) -> Iterable[Row]:
    for row in rows:
        if row.number > last:
            return
        yield row


def _require_what_was_wanted(sheet: str, closest: _Candidate | None, wanted: _Wanted) -> None:
    if closest is not None and wanted.columns:
        headers = list(closest.headers.values())
        for known, header in wanted.columns.items():
            if _column_of(header, closest.headers) is None:
                raise HeaderNotFoundError(sheet, known, header, headers)
    if wanted.header_row is not None:
        raise HeaderRowError(sheet, wanted.header_row)


def _readings(
    sheet: str, row: Row, below: tuple[Row, ...], tables: Sequence[TableInfo]
) -> Iterable[_Candidate]:
    """Read the row as a header: within each table that it opens, and as a whole."""
    headers = {
        column: text for column, typed in enumerate(row.texts, start=1) if (text := clean(typed))
    }
    if not headers:
        return
    for table in tables:
        if table.first_row != row.number:
            continue
        within = {c: h for c, h in headers.items() if table.first_column <= c <= table.last_column}
        if within and _opens(table, within):
            last = table.last_row - (1 if table.has_totals else 0)
            inside = tuple(row for row in below if row.number <= last)
            yield _Candidate(sheet, row.number, within, {}, 1.0, inside, last, table.has_totals)
    yield _Candidate(sheet, row.number, headers, {}, 0.0, below)


def _opens(table: TableInfo, headers: Mapping[int, str]) -> bool:
    # A table may be set to show no header row; its first row is then a person.
    named = {fold(name) for name in table.headers}
    return sum(fold(header) in named for header in headers.values()) * 2 >= len(headers)


def _assigned(candidate: _Candidate, row: Row, wanted: Mapping[str, str]) -> _Candidate | None:
    headers = dict(candidate.headers)
    fields: dict[int, str] = {}
    score = candidate.score + (1.0 if fold(candidate.sheet) in folded("sheet.contacts") else 0.0)
    for known, header in wanted.items():
        column = _column_of(header, headers)
        if column is None:
            return None
        headers.setdefault(column, column_letters(column))
        fields[column] = known
        score += _WEIGHTS.get(known, 1.0)
    best: dict[str, tuple[float, int]] = {}
    matched = 0.0
    for column, header in headers.items():
        found = field_of(header) if column not in fields and _is_text(row, column) else None
        if found is None or found[0] in fields.values():
            continue
        known, strength = found
        if known not in best or strength > best[known][0]:
            best[known] = (strength, column)
    for known, (strength, column) in best.items():
        fields[column] = known
        matched += _WEIGHTS.get(known, 1.0) * max(strength, WEAK)
    if not matched and not wanted:
        score = len(headers) / 1000  # of rows that say nothing, the fullest
    weak = {column for strength, column in best.values() if strength <= WEAK}
    fields = settle_by_content(headers, fields, weak, candidate.below)
    ordered = dict(sorted(headers.items()))
    return replace(candidate, headers=ordered, fields=fields, score=score + matched)


def _is_text(row: Row, column: int) -> bool:
    value = row.values[column - 1] if column <= len(row.values) else None
    return isinstance(value, str)


def _column_of(header: str, headers: Mapping[int, str]) -> int | None:
    key = fold(header)
    for column, text in headers.items():
        if fold(text) == key:
            return column
    if re.fullmatch(r"[A-Za-z]{1,3}", header):
        number = 0
        for letter in header.upper():
            number = number * 26 + ord(letter) - 64
        if number <= max(headers, default=0) or number <= 26:
            return number
    return None


def _placed(candidate: _Candidate) -> Place:
    names, findings = column_names(
        candidate.headers, candidate.fields, sheet=candidate.sheet, header_row=candidate.row
    )
    columns = list(names)
    sources = {known: column for column, known in candidate.fields.items()}
    derived = tuple(name for name in _NAMES if name not in sources)
    numbers = [*columns, *(_source(name, sources) for name in derived)]
    headers = [candidate.headers[column] for column in numbers]
    positions = {name: place for place, name in enumerate((*names.values(), *derived))}
    return Place(
        sheet=candidate.sheet,
        header_row=candidate.row,
        columns=Columns(candidate.sheet, candidate.row, positions, tuple(numbers), tuple(headers)),
        derived=derived,
        last_row=candidate.last_row,
        has_totals=candidate.has_totals,
        findings=findings,
    )


def _source(name: str, sources: Mapping[str, int]) -> int:
    """Choose the column that a derived name comes from."""
    order = ("name", "last_name", "first_name") if name == "last_name" else _NAMES
    return next(sources[origin] for origin in order if origin in sources)


def _other_sheets(place: Place, others: Sequence[_Candidate]) -> Finding:
    names = ", ".join(
        f'"{name}"' for name in dict.fromkeys(candidate.sheet for candidate in others)
    )
    return Finding(
        "other-contacts-sheet",
        Severity.ADVICE,
        f'the contacts are read from "{place.sheet}", and {names} could be contacts as well',
        "Name the sheet that is meant with --sheet.",
        sheet=place.sheet,
    )
