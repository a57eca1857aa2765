"""A workbook of plain values, for tests of what is made of rows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planner.model.cells import CellError
from planner.workbook.read_types import SheetInfo, TableInfo
from planner.workbook.sheet_rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Self

    from planner.model.cells import CellValue
    from planner.workbook.read_types import Sought
    from planner.workbook.references import Area


def _seen(value: CellValue) -> str:
    if value is None:
        return ""
    return value.code if isinstance(value, CellError) else str(value)


class FakeSheets:
    """Sheets by name, each a list of rows; row 1 is the first, an empty list a blank row."""

    path = Path("people.xlsx")
    fingerprint = ""
    is_writable = True

    def __init__(
        self,
        sheets: Mapping[str, Sequence[Sequence[CellValue]]],
        *,
        visibility: Mapping[str, str] | None = None,
        hidden: Sequence[int] = (),
        links: Mapping[tuple[int, int], str] | None = None,
        uncomputed: Sequence[tuple[int, int]] = (),
        tables: Mapping[str, tuple[TableInfo, ...]] | None = None,
    ) -> None:
        self._rows = sheets
        self._hidden = frozenset(hidden)
        self._links = links or {}
        self._uncomputed = uncomputed
        self._tables = tables or {}
        shown = visibility or {}
        self.sheets = tuple(SheetInfo(name, shown.get(name, "visible")) for name in sheets)

    def rows(self, name: str) -> Iterator[Row]:
        for number, values in enumerate(self._rows[name], start=1):
            if not values:
                continue
            yield Row(
                number,
                tuple(values),
                tuple(map(_seen, values)),
                number in self._hidden,
                {column: url for (row, column), url in self._links.items() if row == number},
                frozenset(column for row, column in self._uncomputed if row == number),
            )

    def stream_rows(self, name: str, sought: Sought | None = None) -> Iterator[Row]:
        return (row for row in self.rows(name) if sought is None or sought.is_met(row.texts))

    def close(self) -> None:
        """Nothing is open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        """Nothing is open."""

    def merged(self, name: str) -> tuple[Area, ...]:
        del name
        return ()

    def tables(self, name: str) -> tuple[TableInfo, ...]:
        return self._tables.get(name, ())


@pytest.fixture
def workbook() -> Callable[..., FakeSheets]:
    return FakeSheets


@pytest.fixture
def table() -> Callable[..., TableInfo]:
    return partial(TableInfo, has_totals=False)
