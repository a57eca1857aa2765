"""What a reader says of a workbook's sheets and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.model.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence


@frozen
class SheetInfo:
    """One sheet: `visibility` is visible, hidden or veryHidden."""

    name: str
    visibility: str = "visible"
    is_worksheet: bool = True


@frozen
class TableInfo:
    """An Excel table on a sheet; rows and columns are 1-based, the last row may hold totals."""

    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    headers: tuple[str, ...]
    has_totals: bool


@frozen
class Sought:
    """Which rows to read: those whose text in a 1-based column is, case-folded, among `texts`."""

    column: int
    texts: frozenset[str]

    def has(self, text: str) -> bool:
        """Whether a row with this text in the column is meant."""
        return text.casefold() in self.texts

    def is_met(self, texts: Sequence[str]) -> bool:
        """Whether a row with these texts, from column A on, is meant."""
        return self.column <= len(texts) and self.has(texts[self.column - 1])
