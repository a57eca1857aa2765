"""What a reader says of a workbook's sheets and tables."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SheetInfo", "TableInfo"]


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One sheet: `visibility` is visible, hidden or veryHidden."""

    name: str
    visibility: str = "visible"
    is_worksheet: bool = True


@dataclass(frozen=True, slots=True)
class TableInfo:
    """An Excel table on a sheet; rows and columns are 1-based, the last row may hold totals."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    headers: tuple[str, ...]
    has_totals: bool
