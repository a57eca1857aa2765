"""Reads contacts out of other formats: .xls, .xlsb, .ods through python-calamine, and .csv.

They are read only. Their cells' formats are not known, so dates stand in ISO form.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from planner.model.errors import UnreadableWorkbookError
from planner.workbook.bounds import MAX_INFLATED, MAX_MEMBERS, MAX_RATIO, RATIO_FROM
from planner.workbook.csv_rows import OpenQuoteError, csv_rows
from planner.workbook.read_types import SheetInfo, Sought, TableInfo
from planner.workbook.references import Area
from planner.workbook.save import fingerprint_of
from planner.workbook.sheet_rows import Row
from planner.workbook.text_encoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from planner.model.cells import CellValue


FOREIGN = frozenset({".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"})
_TEXT = frozenset({".csv", ".tsv", ".txt"})
_MAX_CSV = 512 << 20
_MAX_COLUMNS = 16_384
_MAX_SHEETS = 2_000
_MAX_REPEATS = 50_000  # of one row that holds something
_MAX_CELLS = 20_000_000  # with those that an .ods says once and repeats
# What an .ods repeats, it holds once: a sheet, a row with its cells, a cell that holds something.
_ODS = re.compile(
    rb"<table:(?P<table>table)(?=[ >])|<table:(?P<row>table-row)(?P<rows>[^>]*)>"
    rb"|<table:(?P<cell>(?:covered-)?table-cell)(?P<cells>[^>]*[^/])>"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 16  # characters that tell which sign parts the cells
_AGREEING = 0.8  # of the rows of a table with no more than a line or two above it


class ForeignSheets:
    """Sheets that can be read and not written."""

    is_writable = False

    def __init__(
        self,
        path: Path,
        sheets: tuple[SheetInfo, ...],
        read: Callable[[str], Iterable[list[object]]],
        fingerprint: str,
        merged: Callable[[str], Iterable[Area]] = lambda _name: (),
    ) -> None:
        self._merged = merged
        self.path = path
        self.fingerprint = fingerprint
        self.sheets = sheets
        self._read = read

    def merged(self, name: str) -> tuple[Area, ...]:
        """The areas of merged cells, where calamine tells of them."""
        return tuple(self._merged(name))

    def dropdown(self, name: str, row: int, column: int) -> None:
        """Say that no cell has a dropdown: calamine does not tell of them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is held open."""

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet from the top."""
        for number, found in enumerate(self._read(name), start=1):
            values = [_value(each) for each in found]
            if any(each is not None for each in values):
                yield Row(number, values, [_text(each) for each in values])

    def stream_rows(self, name: str, sought: Sought | None = None) -> Iterator[Row]:
        """The same; those rows alone that are sought."""
        return (row for row in self.rows(name) if sought is None or sought.is_met(row.texts))

    def tables(self, name: str) -> tuple[TableInfo, ...]:
        """These formats have no tables."""
        del name
        return ()


def foreign_sheets(path: Path) -> ForeignSheets:
    """Open a file of another format.

    Raises:
        UnreadableWorkbookError: damaged, encrypted, or not what its name says.
    """
    return text_file(path) if path.suffix.lower() in _TEXT else binary_sheets(path)


def binary_sheets(path: Path) -> ForeignSheets:
    """Open what calamine reads, by its content: .xls, .xlsb, .ods.

    Raises:
        UnreadableWorkbookError: damaged, encrypted, or over a bound.
    """
    from python_calamine import (  # noqa: PLC0415 - start-up
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    fingerprint = fingerprint_of(path)
    _refuse_bomb(path)
    # By its content: the name of a file that came by mail or from a web page may say another kind.
    with _calamine_errors(path), path.open("rb") as file:
        workbook = CalamineWorkbook.from_filelike(file)
    visibility = (
        (SheetVisibleEnum.Visible, "visible"),
        (SheetVisibleEnum.Hidden, "hidden"),
        (SheetVisibleEnum.VeryHidden, "veryHidden"),
    )
    sheets = tuple(
        SheetInfo(
            each.name,
            next(spelled for known, spelled in visibility if known == each.visible),
            each.typ == SheetTypeEnum.WorkSheet,
        )
        for each in workbook.sheets_metadata
    )

    def read(name: str) -> Iterable[list[object]]:
        with _calamine_errors(path):
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return ([*row] for row in rows)

    def merged(name: str) -> Iterable[Area]:
        with _calamine_errors(path):
            ranges = workbook.get_sheet_by_name(name).merged_cell_ranges or ()
        for (top, left), (bottom, right) in ranges:
            yield Area(top + 1, left + 1, bottom + 1, right + 1)

    return ForeignSheets(path, sheets, read, fingerprint, merged)


@contextmanager
def _calamine_errors(path: Path) -> Iterator[None]:
    """Tell in planner's words what calamine cannot read."""
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415 - start-up

    try:
        yield
    except PasswordError as error:
        raise UnreadableWorkbookError(
            f"{path.name} is encrypted with a password.", "Save it without one."
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damaged(path, error) from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise _damaged(path, error) from error


def _is_panic(error: BaseException) -> bool:
    """Whether calamine gave up on a file in a way that it had not foreseen.

    PyO3 raises that as an exception of its own, which no module exports and which is no Exception.
    """
    return type(error).__name__ == "PanicException"


def _refuse_bomb(path: Path) -> None:
    """Refuse a zip that inflates out of all proportion; calamine would do it in memory."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            for each in members:
                if each.file_size > max(RATIO_FROM, each.compress_size * MAX_RATIO):
                    raise _over(path, f"{each.filename} inflates to more than {MAX_RATIO} times")
            if len(members) > MAX_MEMBERS or sum(each.file_size for each in members) > MAX_INFLATED:
                raise _over(path, "it holds too much")
            if "content.xml" in archive.namelist():
                _refuse_repeats(path, archive.read("content.xml"))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise _damaged(path, error) from error


def _refuse_repeats(path: Path, content: bytes) -> None:
    """Refuse an .ods that says by its counts that it has more cells or sheets than any list."""
    sheets = cells = rows = 0
    for found in _ODS.finditer(content):
        if found["table"]:
            sheets += 1
        elif found["row"]:
            rows = _repeats(found["rows"])
        else:
            cells += rows * _repeats(found["cells"])
            if rows > _MAX_REPEATS:
                raise _over(path, f"it repeats one row {rows:,} times")
        if sheets > _MAX_SHEETS or cells > _MAX_CELLS:
            raise _over(path, f"it has more than {_MAX_SHEETS:,} sheets or {_MAX_CELLS:,} cells")


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _over(path: Path, problem: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"{path.name} is over a bound: {problem}.",
        "Do not trust the file; if it is yours, save it anew as .xlsx.",
    )


def text_file(path: Path, encoding: str = "") -> ForeignSheets:
    """Open a table that is written as text, its cells parted by commas, semicolons, tabs or bars.

    It is read in `encoding`, or in the one that its letters tell.

    Raises:
        UnreadableWorkbookError: it is no text, or over a bound.
    """
    fingerprint = fingerprint_of(path)
    if path.stat().st_size > _MAX_CSV:
        raise UnreadableWorkbookError(
            f"{path.name} is over a bound: it holds more than {_MAX_CSV >> 20} MiB.", "Split it."
        )
    return text_sheets(path, path.read_bytes(), path.stem, fingerprint, encoding=encoding)


def text_sheets(
    path: Path,
    raw: bytes,
    name: str,
    fingerprint: str = "",
    *,
    is_whole: bool = True,
    encoding: str = "",
) -> ForeignSheets:
    """The table that a text spells, as a sheet of that name; `path` is the file that holds it.

    Without the file's fingerprint nothing can be written on the strength of these sheets. A text
    that is not whole may break off within a cell.

    Raises:
        UnreadableWorkbookError: it is no text, or nothing tells in which encoding it is.
    """
    label = path.name if name in {path.stem, path.name} else f"{name} in {path.name}"
    text = decode(raw, label if is_whole else "", encoding)
    if "\0" in text:
        raise UnreadableWorkbookError(
            f"{path.name} is no text file.", "Name a file that Excel saved as .xlsx or .csv."
        )
    csv.field_size_limit(1 << 20)
    sample = text[:_SAMPLE]
    delimiter = max(
        _DELIMITERS, key=lambda each: (_regularity(sample, each), -_DELIMITERS.index(each))
    )

    def read(_name: str) -> Iterator[list[object]]:
        try:
            for row in csv_rows(text, delimiter, is_whole=is_whole):
                if len(row) > _MAX_COLUMNS:
                    raise _over(path, f"a row has {len(row):,} cells, more than a sheet")
                yield [*row]
        except OpenQuoteError as error:
            raise UnreadableWorkbookError(
                f"{label}, {error}.",
                'Close it there; within a cell a quotation mark is written twice: "".',
            ) from error
        except csv.Error as error:
            raise _damaged(path, error) from error

    return ForeignSheets(path, (SheetInfo(name),), read, fingerprint)


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    """How well rows agree on a width above one, and that width.

    Width alone would be taken in by one cell that is full of the other delimiter. Yet where titles
    and notes stand above a short table, few of the rows are its own.
    """
    try:
        widths = [
            len(row)
            for row in csv.reader(io.StringIO(sample), delimiter=delimiter, skipinitialspace=True)
        ]
    except csv.Error:
        return 0.0, 0
    if len(sample) == _SAMPLE:
        widths.pop()  # the sample ends within this row
    widths = widths[:50]
    counts = [(widths.count(each), each) for each in set(widths) if each > 1]
    count, width = max(counts, default=(0, 0))
    share = count / max(sum(each > 0 for each in widths), 1)
    return (share if share >= _AGREEING else 0.0), width


def _value(found: object) -> CellValue:
    if isinstance(found, float) and found.is_integer() and abs(found) < 1e15:
        return int(found)
    if isinstance(found, bool | int | float | datetime | date | time | timedelta):
        return found
    return str(found) or None


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def _damaged(path: Path, error: BaseException) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(
        f"{path.name} cannot be read: {error}.",
        "Open it in Excel, save it as .xlsx, and use that file.",
    )
