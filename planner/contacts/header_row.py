"""Finds the row that names a sheet's columns: titles, notes and blank rows may stand above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from planner.workbook.sheet_rows import Row


HEADER_WITHIN = 30  # rows from the top of a sheet

Named = TypeVar("Named")


def find_header(
    rows: Iterable[Row], named_by: Callable[[Row], Named | None]
) -> tuple[Row, Named] | None:
    """Find the first row that reads as a header, with what it names; None where none does.

    `rows` is read no further than to it, so that an iterator goes on below it.
    """
    return next(header_rows(rows, named_by), None)


def header_rows(
    rows: Iterable[Row], named_by: Callable[[Row], Named | None]
) -> Iterator[tuple[Row, Named]]:
    """Yield the rows near the top that read as a header, each with what `named_by` reads in it.

    `named_by` gives nothing (None or something empty) for a row that is no header.
    """
    for row in rows:
        if row.number > HEADER_WITHIN:
            return
        named = named_by(row)
        if named:
            yield row, named
