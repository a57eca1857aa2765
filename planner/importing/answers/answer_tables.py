"""Rows of a LinkedIn CSV under their headers, wherever in the file the header stands."""

from __future__ import annotations

import csv
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from planner.model.frozen import frozen
from planner.workbook.csv_rows import OpenQuoteError, csv_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_HEADER_WITHIN = 30
# A message may be long; a field beyond this is no message any more.
_LONGEST_FIELD = 8 << 20


class Export(StrEnum):
    """The files of LinkedIn's data export that tell what happened."""

    INVITATIONS = "Invitations.csv"
    CONNECTIONS = "Connections.csv"
    MESSAGES = "messages.csv"


# The headers by which each file is known, as `_key` spells them.
_KNOWN_BY: Mapping[Export, frozenset[str]] = {
    Export.INVITATIONS: frozenset({"sentat", "direction"}),
    Export.CONNECTIONS: frozenset({"firstname", "lastname", "connectedon"}),
    Export.MESSAGES: frozenset({"from", "to", "date", "content"}),
}
# LinkedIn writes commas; a spreadsheet that saved the file again may not.
_SEPARATORS = (",", ";", "\t")


@frozen
class Table:
    """A file known by its header: `rows` gives each row's number and its cells by header key.

    The number counts rows as a spreadsheet does, so that a message of many lines is one row.
    """

    export: Export
    rows: Iterator[tuple[int, dict[str, str]]]


def read_table(text: str, *, is_whole: bool = True) -> Table | None:
    """Read a file's text, or its beginning; None where its first rows hold no known header.

    Raises:
        csv.Error: a cell is longer than any message.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    found = (_read(text, separator, is_whole=is_whole) for separator in _SEPARATORS)
    return next((table for table in found if table is not None), None)


def _read(text: str, separator: str, *, is_whole: bool) -> Table | None:
    rows = enumerate(csv_rows(text, separator, is_whole=is_whole), start=1)
    try:
        for _, row in islice(rows, _HEADER_WITHIN):
            keys = [_key(cell) for cell in row]
            for export, wanted in _KNOWN_BY.items():
                if wanted <= set(keys):
                    return Table(export, _under(keys, rows))
    except OpenQuoteError:
        pass  # what another separator takes for a cell
    return None


def _under(
    keys: list[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in rows:
        cells = {key: cell.strip() for key, cell in zip(keys, row, strict=False) if key}
        if any(cells.values()):
            yield number, cells


def _key(header: str) -> str:
    return "".join(letter for letter in header.casefold() if letter.isalnum())
