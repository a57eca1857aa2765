"""People of the exports that name their columns alike: address books and CRMs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.importing.model import Skipped
from planner.importing.persons import person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.importing.families import Family
    from planner.importing.model import Imported
    from planner.importing.tables import Cells

__all__ = ["people_of_family"]

INCOMPLETE = "no person: a line of the report"


def people_of_family(family: Family, rows: Iterable[Cells]) -> Iterator[Imported | Skipped]:
    """The person of every row, by the columns that this kind of export has."""
    for row in rows:
        fields = {
            name: _first_value(row.first(*headers), family.separator)
            for name, headers in family.columns.items()
        }
        if any(not fields[name] for name in family.needs):
            yield Skipped(row.place, INCOMPLETE)
            continue
        yield person(
            row.place,
            fields,
            middle=row.first(*family.middle),
            addresses=_values(row, family.addresses, family.separator),
            profiles=_values(row, family.profiles, family.separator),
        )


def _first_value(text: str, separator: str) -> str:
    # Google joins several values of a kind with three colons; a CRM's semicolon may be the text's.
    return text.partition(separator)[0] if separator == " ::: " else text


def _values(row: Cells, headers: Iterable[str], separator: str) -> list[str]:
    texts = row.all(*headers)
    return [part for text in texts for part in text.split(separator)] if separator else texts
