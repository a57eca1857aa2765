"""A workbook of plain values, for tests of what is made of rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from planner.model.cells import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from planner.model.cells import CellValue


@dataclass(frozen=True)
class FakeInfo:
    name: str
    visibility: str = "visible"
    is_worksheet: bool = True


@dataclass(frozen=True)
class FakeTable:
    name: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    headers: tuple[str, ...]
    has_totals: bool = False


@dataclass(frozen=True)
class FakeRow:
    number: int
    values: tuple[CellValue, ...]
    texts: tuple[str, ...]
    is_hidden: bool = False
    links: Mapping[int, str] = field(default_factory=dict)
    uncomputed: frozenset[int] = frozenset()


def _seen(value: CellValue) -> str:
    if value is None:
        return ""
    return value.code if isinstance(value, CellError) else str(value)


class FakeSheets:
    """Sheets by name, each a list of rows; row 1 is the first, an empty list a blank row."""

    def __init__(
        self,
        sheets: Mapping[str, Sequence[Sequence[CellValue]]],
        *,
        visibility: Mapping[str, str] | None = None,
        hidden: Sequence[int] = (),
        links: Mapping[tuple[int, int], str] | None = None,
        uncomputed: Sequence[tuple[int, int]] = (),
        tables: Mapping[str, Sequence[FakeTable]] | None = None,
    ) -> None:
        self._rows = sheets
        self._hidden = frozenset(hidden)
        self._links = links or {}
        self._uncomputed = uncomputed
        self._tables = tables or {}
        shown = visibility or {}
        self.sheets = [FakeInfo(name, shown.get(name, "visible")) for name in sheets]

    def rows(self, name: str) -> Iterator[FakeRow]:
        for number, values in enumerate(self._rows[name], start=1):
            if not values:
                continue
            yield FakeRow(
                number,
                tuple(values),
                tuple(map(_seen, values)),
                number in self._hidden,
                {column: url for (row, column), url in self._links.items() if row == number},
                frozenset(column for row, column in self._uncomputed if row == number),
            )

    def tables(self, name: str) -> Sequence[FakeTable]:
        return self._tables.get(name, ())


@pytest.fixture
def workbook() -> Callable[..., FakeSheets]:
    return FakeSheets


@pytest.fixture
def table() -> Callable[..., FakeTable]:
    return FakeTable
