"""What this room asks of a workbook's reader: sheets, rows and tables, and nothing of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.model.cells import CellValue


class SheetInfo(Protocol):
    """One sheet of the workbook; `visibility` is visible, hidden or veryHidden."""

    @property
    def name(self) -> str: ...
    @property
    def visibility(self) -> str: ...
    @property
    def is_worksheet(self) -> bool: ...


class TableInfo(Protocol):
    """An Excel table; rows and columns are 1-based, the last row may hold totals."""

    @property
    def name(self) -> str: ...
    @property
    def first_row(self) -> int: ...
    @property
    def last_row(self) -> int: ...
    @property
    def first_column(self) -> int: ...
    @property
    def last_column(self) -> int: ...
    @property
    def headers(self) -> Sequence[str]: ...
    @property
    def has_totals(self) -> bool: ...


class Row(Protocol):
    """One row: index 0 of `values` and `texts` is column A; both may end before the last column.

    `links` and `uncomputed` speak of 1-based columns.
    """

    @property
    def number(self) -> int: ...
    @property
    def values(self) -> Sequence[CellValue]: ...
    @property
    def texts(self) -> Sequence[str]: ...
    @property
    def is_hidden(self) -> bool: ...
    @property
    def links(self) -> Mapping[int, str]: ...
    @property
    def uncomputed(self) -> frozenset[int]: ...


class Sheets(Protocol):
    """A workbook open for reading."""

    @property
    def sheets(self) -> Sequence[SheetInfo]: ...
    def rows(self, name: str) -> Iterable[Row]:
        """The rows of a sheet from the top; blank rows may be left out."""
        ...

    def tables(self, name: str) -> Sequence[TableInfo]:
        """The Excel tables of a sheet."""
        ...
