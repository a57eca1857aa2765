"""Opens workbooks for reading: sheets, tables, and rows as their owner sees them."""

from __future__ import annotations

import zipfile
from functools import partial
from typing import TYPE_CHECKING, Protocol, Self

from planner.model.errors import UnreadableWorkbookError
from planner.workbook.dropdowns import Dropdown, dropdowns
from planner.workbook.file_formats import Formats
from planner.workbook.foreign import FOREIGN, binary_sheets, foreign_sheets, text_file
from planner.workbook.package import Package, SheetPart, kind_of_file
from planner.workbook.read_types import SheetInfo, Sought, TableInfo
from planner.workbook.sheet_links import links_of
from planner.workbook.sheet_rows import CellReader, Row, pieces
from planner.workbook.sheet_tail import behind_rows, merged_areas
from planner.workbook.streamed_rows import streamed_rows
from planner.workbook.strings import SharedStrings
from planner.workbook.tables import parse_table
from planner.workbook.transcoding import as_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from planner.workbook.references import Area


class Sheets(Protocol):
    """A workbook open for reading."""

    path: Path
    fingerprint: str
    is_writable: bool
    sheets: tuple[SheetInfo, ...]

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet from the top; rows without a cell may be left out."""
        ...

    def stream_rows(self, name: str, sought: Sought | None = None) -> Iterator[Row]:
        """The same without the links; those rows alone that are sought."""
        ...

    def tables(self, name: str) -> tuple[TableInfo, ...]:
        """The Excel tables of a sheet."""
        ...

    def dropdown(self, name: str, row: int, column: int) -> tuple[str, ...] | None:
        """The words that the dropdown of a cell offers; None where it has none."""
        ...

    def merged(self, name: str) -> tuple[Area, ...]:
        """The areas of merged cells; all but the first cell of each read as empty."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(self, *exception: object) -> None: ...


def read_sheets(path: Path) -> Sheets:
    """Open the workbook at `path` for reading: .xlsx and .xlsm, and .xls, .xlsb, .ods, .csv.

    Raises:
        UnreadableWorkbookError: no workbook, damaged, encrypted, or over a bound.
    """
    return foreign_sheets(path) if is_foreign(path) else PackageSheets(Package.open(path))


def read_by_content(path: Path, encoding: str = "") -> Sheets:
    """Open a file for reading as what its content says it is, whatever its name.

    `encoding` is that of a text, where its owner knows.

    Raises:
        UnreadableWorkbookError: neither a workbook nor text, damaged, encrypted, or over a bound.
    """
    kind = kind_of_file(path)
    if kind == "zip":
        return binary_sheets(path) if _is_for_calamine(path) else PackageSheets(Package.open(path))
    return binary_sheets(path) if kind in {"xls", "encrypted"} else text_file(path, encoding)


def require_workbook(path: Path) -> None:
    """See to it that the .xlsx or .xlsm at `path` can be opened for reading.

    Raises:
        UnreadableWorkbookError: as `read_sheets`.
    """
    Package.open(path, fingerprint="").close()


def _is_for_calamine(path: Path) -> bool:
    """Whether a zip is an .ods or an .xlsb."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.casefold() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        return False  # Package says what is wrong with it
    return "content.xml" in names or any(name.endswith("workbook.bin") for name in names)


def is_foreign(path: Path) -> bool:
    """Whether the file at `path` has a format that planner reads and does not write.

    Raises:
        UnreadableWorkbookError: there is no such file, it is a folder, or it may not be read.
    """
    kind, suffix = kind_of_file(path), path.suffix.lower()
    # Programs that export "Excel" often name an .xlsx .xls.
    is_misnamed = kind == "zip" and suffix == ".xls"
    return kind == "xls" or (suffix in FOREIGN and not is_misnamed)


class PackageSheets:
    """The sheets of an Open XML workbook."""

    is_writable = True

    def __init__(self, package: Package) -> None:
        self._package = package
        self.path = package.path
        self.fingerprint = package.fingerprint
        self.sheets = tuple(
            SheetInfo(each.name, each.visibility, each.is_worksheet) for each in package.sheets
        )
        self._formats: Formats | None = None
        self._strings = SharedStrings(package)
        self._dropdowns: dict[str, tuple[Dropdown, ...]] = {}
        self._tails: dict[str, bytes] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._package.close()

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a sheet from the top; rows without a cell may be left out."""
        sheet = self._sheet(name)
        reader = self._reader(links_of(self._package, sheet.part))
        return streamed_rows(pieces(self._package, sheet.part), reader)

    def stream_rows(self, name: str, sought: Sought | None = None) -> Iterator[Row]:
        """The same without the links; those rows alone that are sought."""
        sheet = self._sheet(name)
        return streamed_rows(pieces(self._package, sheet.part), self._reader({}), sought)

    def tables(self, name: str) -> tuple[TableInfo, ...]:
        """The Excel tables of a sheet."""
        parts = self._package.tables(self._sheet(name).part)
        tables = [parse_table(self._package.read(part)) for part in parts]
        return tuple(
            TableInfo(
                each.name,
                each.area.first_row,
                each.area.last_row,
                each.area.first_column,
                each.area.last_column,
                each.headers,
                has_totals=each.totals_rows > 0,
            )
            for each in tables
        )

    def dropdown(self, name: str, row: int, column: int) -> tuple[str, ...] | None:
        """The words that the dropdown of a cell offers; None where it has none."""
        if name not in self._dropdowns:
            self._dropdowns[name] = dropdowns(self._tail(name))
        covering = (rule for rule in self._dropdowns[name] if rule.covers(row, column))
        rule = next(covering, None)
        return None if rule is None else rule.words(partial(self._texts_of, name))

    def merged(self, name: str) -> tuple[Area, ...]:
        """The areas of merged cells; all but the first cell of each read as empty."""
        return merged_areas(self._tail(name))

    def _tail(self, name: str) -> bytes:
        if name not in self._tails:
            chunks = as_utf8(self._package.stream(self._sheet(name).part, 1 << 16), name)
            self._tails[name] = behind_rows(chunks)
        return self._tails[name]

    def _texts_of(self, beside: str, sheet: str, area: Area) -> list[str]:
        """The texts of an area, of the sheet `beside` unless another is named."""
        known = {info.name.casefold(): info.name for info in self.sheets if info.is_worksheet}
        name = known.get(sheet.casefold()) if sheet else beside
        if name is None:
            return []
        span = slice(area.first_column - 1, area.last_column)
        return [
            text
            for row in self.stream_rows(name)
            if area.first_row <= row.number <= area.last_row
            for text in row.texts[span]
        ]

    def _sheet(self, name: str) -> SheetPart:
        sheet = self._package.sheet(name)
        if sheet is None or not sheet.is_worksheet:
            raise UnreadableWorkbookError(
                f'{self.path.name} has no sheet "{name}" with cells.', "Check the sheet's name."
            )
        return sheet

    def _reader(self, links: Mapping[int, dict[int, str]]) -> CellReader:
        if self._formats is None:
            self._formats = Formats.of(self._package)
        return CellReader(self._formats, self._strings, links)
