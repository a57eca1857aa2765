"""People of the exports that name their columns alike: address books and CRMs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.contacts.column_names import snake_case
from planner.contacts.headers import field_of
from planner.importing.sources.imported import OF_THEIR_LIST, Skipped
from planner.importing.sources.person import person
from planner.model.contact import KNOWN_FIELDS
from planner.text.normalise import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from planner.importing.sources.export_families import Family
    from planner.importing.sources.imported import Imported
    from planner.importing.sources.source_tables import Cells, Table


# Who somebody is and where is told by the columns of the kind.
_TOLD = frozenset({"name", "first_name", "last_name", "email", "linkedin_url", "city", "country"})
_LABELS = re.compile(r"\d(?:label|type)$")  # Google says of each number whether it is of work
_YES = frozenset({"1", "true", "yes", "x", "ja", "oui", "si"})

INCOMPLETE = "no person: a line of the report"
DELETED = "deleted there"


def others_of_family(family: Family, table: Table) -> dict[str, tuple[str, str]]:
    """The columns beside those that each export of the kind has: header as folded and as it stands.

    They are keyed by the field that they hold, or their header in snake_case. Whoever keeps such a
    column in the contacts has it filled.
    """
    read = {*family.addresses, *family.profiles, *family.middle, *family.opted_out, *family.deleted}
    read |= {header for headers in family.columns.values() for header in headers}
    read |= {header for city, countries in family.places for header in (city, *countries)}
    found: dict[str, tuple[str, str]] = {}
    for header, title in zip(table.headers, table.titles, strict=True):
        if not header or header in read or _LABELS.search(header):
            continue
        known = (field_of(title) or ("", 0.0))[0]
        if known in OF_THEIR_LIST:
            continue
        is_free = known and known not in {*family.columns, *_TOLD}
        name = known if is_free else snake_case(title)
        if name and (is_free or name not in KNOWN_FIELDS):
            found.setdefault(name, (header, title))
    return found


def people_of_family(
    family: Family, rows: Iterable[Cells], others: Mapping[str, tuple[str, str]] | None = None
) -> Iterator[Imported | Skipped]:
    """The person of every row, by the columns that this kind of export has, and by the others."""
    for row in rows:
        fields = {name: row.first(header) for name, (header, _) in (others or {}).items()}
        fields |= {
            name: _first_value(row.first(*headers), family, name)
            for name, headers in family.columns.items()
        }
        fields |= _place(row, family)
        if any(plain(each) in _YES for each in row.all(*family.deleted)):
            yield Skipped(row.place, DELETED)
            continue
        has_address = any("@" in each for each in row.all(*family.addresses))
        if not has_address and any(not fields[name] for name in family.needs):
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
