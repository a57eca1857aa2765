"""Finds the header of a table wherever it stands, and gives the rows below it by header."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from planner.contacts.header_row import find_header
from planner.model.frozen import frozen
from planner.text.normalise import clean, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from planner.workbook.read_sheets import Sheets


Kind = TypeVar("Kind")


@frozen
class Cells:
    """One row: what stands under which header, and where the row stands."""

    place: str
    texts: Mapping[str, str]

    def first(self, *headers: str) -> str:
        """What stands under the first of these headers that has something; ""."""
        return next((text for header in headers if (text := self.texts.get(header))), "")

    def all(self, *headers: str) -> list[str]:
        """All that stands under these headers, in their order."""
        return [text for header in headers if (text := self.texts.get(header))]


@frozen
class Table:
    """A table within a sheet; `label` is what the user calls it.

    `headers` are spelled as `fold` has them, `titles` as they stand.
    """

    sheets: Sheets
    sheet: str
    label: str
    header_row: int
    headers: tuple[str, ...]
    titles: tuple[str, ...] = ()

    def rows(self) -> Iterator[Cells]:
        """The rows below the header that hold anything."""
        for row in self.sheets.rows(self.sheet):
            if row.number <= self.header_row:
                continue
            texts: dict[str, str] = {}
            for header, typed in zip(self.headers, row.texts, strict=False):
                if header and typed and header not in texts and (text := clean(typed)):
                    texts[header] = text
            if texts and not self._is_header(texts):
                yield Cells(f"{self.label} row {row.number}", texts)

    def headless(self) -> int:
        """How many rows hold something that stands under no header, having slipped sideways."""
        rows = (row for row in self.sheets.rows(self.sheet) if row.number > self.header_row)
        return sum(has_headless(row.texts, self.titles) for row in rows)

    def _is_header(self, texts: Mapping[str, str]) -> bool:
        """Whether a row is the header once more, as files that were joined have it."""
        return all(fold(text) == header for header, text in texts.items())


def has_headless(texts: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row holds something over which the header has nothing."""
    return any(
        text.strip() and not (at < len(header) and header[at].strip())
        for at, text in enumerate(texts)
    )


def find_table(
    sheets: Sheets, label: str, kind_of: Callable[[frozenset[str]], Kind | None]
) -> tuple[Kind, Table] | None:
    """Find the first row near the top of a sheet that is the header of a known kind of table.

    `kind_of` is asked with the headers, spelled as `fold` has them. Notes and blank lines may stand
    above.
    """
    names = [info.name for info in sheets.sheets if info.is_worksheet]
    for name in names:
        found = find_header(sheets.rows(name), lambda row: kind_of(_folded(row.texts)))
        if found is not None:
            row, kind = found
            where = label if len(names) == 1 else f'{label}, sheet "{name}",'
            headers = tuple(map(fold, row.texts))
            return kind, Table(sheets, name, where, row.number, headers, (*row.texts,))
    return None


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, texts)) - {""}
