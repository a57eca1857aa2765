"""People of the exports that name their columns alike: address books and CRMs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.contacts.cleaning import plain
from planner.importing.model import Skipped
from planner.importing.persons import person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.importing.families import Family
    from planner.importing.model import Imported
    from planner.importing.tables import Cells

__all__ = ["people_of_family"]

_YES = frozenset({"1", "true", "yes", "x", "ja", "oui", "si"})

INCOMPLETE = "no person: a line of the report"


def people_of_family(family: Family, rows: Iterable[Cells]) -> Iterator[Imported | Skipped]:
    """The person of every row, by the columns that this kind of export has."""
    for row in rows:
        fields = {
            name: _first_value(row.first(*headers), family, name)
            for name, headers in family.columns.items()
        }
        fields |= _place(row, family)
        if any(not fields[name] for name in family.needs):
            yield Skipped(row.place, INCOMPLETE)
            continue
        yield person(
            row.place,
            fields,
            middle=row.first(*family.middle),
            addresses=_values(row, family.addresses, family.separator),
            profiles=_values(row, family.profiles, family.separator),
            has_opted_out=any(plain(each) in _YES for each in row.all(*family.opted_out)),
        )


def _first_value(text: str, family: Family, name: str) -> str:
    is_one = not family.separator or name in family.single
    return text if is_one else text.partition(family.separator)[0]


def _place(row: Cells, family: Family) -> dict[str, str]:
    """City and country of the first postal address that has either."""
    for city, countries in family.places:
        found = {"city": row.first(city), "country": row.first(*countries)}
        if any(found.values()):
            return {name: _first_value(text, family, name) for name, text in found.items()}
    return {}


def _values(row: Cells, headers: Iterable[str], separator: str) -> list[str]:
    texts = row.all(*headers)
    return [part for text in texts for part in text.split(separator)] if separator else texts
