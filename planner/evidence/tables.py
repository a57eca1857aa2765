"""Rows of a LinkedIn CSV under their headers, wherever in the file the header stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Export", "Table", "read_table"]

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
    Export.MESSAGES: frozenset({"conversationid", "from", "date", "content"}),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A file known by its header: `rows` gives each row's number and its cells by header key.

    The number counts rows as a spreadsheet does, so that a message of many lines is one row.
    """

    export: Export
    rows: Iterator[tuple[int, dict[str, str]]]


def read_table(text: str) -> Table | None:
    """Read a file's text; None where its first rows hold no header that is known."""
    csv.field_size_limit(_LONGEST_FIELD)
    rows = enumerate(csv.reader(io.StringIO(text, newline="")), start=1)
    for number, row in rows:
        if number > _HEADER_WITHIN:
            return None
        keys = [_key(cell) for cell in row]
        for export, wanted in _KNOWN_BY.items():
            if wanted <= set(keys):
                return Table(export, _under(keys, rows))
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
