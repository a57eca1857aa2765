"""Merges people into a sheet: the new ones below, empty cells of the known ones filled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.importing.people.destination import Known, name_of_parts
from planner.importing.people.imported_values import is_too_long, same, value_of
from planner.importing.people.match_people import KnownPeople, keys_of
from planner.model.frozen import frozen
from planner.workbook.edits import AddColumn, AddTableSheet, AppendRows, SetCell, TableColumn
from planner.workbook.free_names import free_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.importing.people.destination import Destination
    from planner.importing.sources.imported import Imported
    from planner.text.person_keys import PersonKeys
    from planner.workbook.edits import Edit, EditValue


_AGAIN = "the same person again in the source"
_NO_COLUMN = "the sheet has no column for anything that tells who they are"
_NAMES = ("name", "first_name", "last_name")
_KNOWN_BY = (*_NAMES, "email", "linkedin_url")
_WIDTHS = {"linkedin_url": 38.0, "email": 28.0, "company": 26.0, "title": 30.0}
_DAY = "yyyy-mm-dd"


@frozen
class Difference:
    """What the source says otherwise than a cell does, which stays unless asked."""

    name: str
    cell: str
    ours: str
    theirs: str
    place: str


@dataclass(slots=True)
class Merged:
    """What a merge comes to: counts, what differs, what is doubtful, and the edits that do it.

    Everybody is `added`, `matched`, `skipped` or one of the `doubts`, each of which says who was
    left out and why. `filled` and `updated` count cells, `shortened` texts that no cell holds
    whole, `unplaced` how many people have something for which the sheet has no column, by field;
    `columns` are the headers of columns that the sheet gets. Where the source says two things of
    one person, the first counts, and the other is one of the `contradictions`.
    """

    sheet: str
    added: int = 0
    matched: int = 0
    filled: int = 0
    updated: int = 0
    shortened: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    contradictions: list[Difference] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unplaced: Counter[str] = field(default_factory=Counter)
    columns: list[str] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def merge(destination: Destination, people: Sequence[Imported], *, update: bool) -> Merged:
    """Work out how `people` come into the sheet; nothing is written here.

    Somebody is known by profile, by address, or by name and company. A name alone is no proof
    either way: who has the same one and nothing else to tell is left out, and said.
    """
    merger = _Merger(destination, update=update)
    # Where the sheet has parts alone, a middle name would make another person of everybody.
    name_in = _name if "name" in destination.columns else _name_of_parts
    keys = [keys_of(name_in(each), each.fields, each.addresses) for each in people]
    merger.foresee(keys)
    pending = list(zip(people, keys, strict=True))
    while True:
        # What is learned of one person may tell who another is.
        doubtful = [(each, by) for each, by in pending if not merger.take(each, by)]
        if len(doubtful) in {0, len(pending)}:
            break
        pending = doubtful
    merger.doubt(doubtful)
    return merger.done()


class _Merger:
    def __init__(self, destination: Destination, *, update: bool) -> None:
        self._to = destination
        self._update = update
        self._merged = Merged(destination.sheet)
        self._columns = dict(destination.columns)
        self._there, self._arrived = KnownPeople(), KnownPeople()
        for each in destination.people:
            self._there.add(each, keys_of(each.name, each.texts))
        self._new: list[dict[int, EditValue]] = []
        self._texts: dict[int, dict[str, str]] = {
            each.row: dict(each.texts) for each in destination.people
        }
        self._taken: set[int] = set()
        self._said_first: dict[tuple[int, str], str] = {}
        self._fills: list[Edit] = []

    def foresee(self, people: Sequence[PersonKeys]) -> None:
        """Note which rows somebody has for certain, and by what else these are known.

        A mere namesake gets none of the rows; somebody who shares an address with the one who has
        a row for certain is that person.
        """
        pending = [each for each in people if each.is_exact]
        while True:
            unknown = [each for each in pending if not self._is_surely_there(each)]
            if len(unknown) in {0, len(pending)}:
                return
            pending = unknown

    def _is_surely_there(self, keys: PersonKeys) -> bool:
        known = self._there.surely(keys)
        if known is None:
            return False
        self._taken.add(known.row)
        self._there.learn(known, keys)
        return True

    def take(self, person: Imported, keys: PersonKeys) -> bool:
        """Match one person, or add them; False where nothing tells which it should be."""
        there, arrived = self._there, self._arrived
        known = there.surely(keys) or there.by_name(keys, taken=self._taken, strictly=False)
        if known is not None:
            self._merged.matched += 1
            self._fill(known, person)
            there.learn(known, keys)
            if keys.is_exact:
                self._taken.add(known.row)
            return True
        again = arrived.surely(keys) or arrived.by_name(keys, taken=(), strictly=True)
        if again is not None:
            self._merged.skipped[_AGAIN] += 1
            self._complete(again, person)
            arrived.learn(again, keys)
        elif there.namesake(keys, taken=self._taken) is not None:
            return False
        else:
            self._add(person, keys)
        return True

    def doubt(self, people: Iterable[tuple[Imported, PersonKeys]]) -> None:
        """Leave people out, and say who in the sheet they may be."""
        for person, keys in people:
            known = self._there.namesake(keys, taken=self._taken)
            if known is not None:
                self._merged.doubts.append(self._doubt(person, known))

    def _doubt(self, person: Imported, known: Known) -> str:
        column = next(name for name in _NAMES if name in self._columns)
        where = self._to.place(column, known.row)
        return (
            f"{person.place}: {_name(person)} may be the one in {where}; there is no profile,"
            " address or company to tell by"
        )

    def _fill(self, known: Known, person: Imported) -> None:
        texts = self._texts[known.row]
        for name, theirs in person.fields.items():
            column = self._column(name)
            if column is None or self._is_told(name):
                continue
            if self._is_contradicted(known, name, person):
                continue
            ours = texts.get(name, "")
            if not ours:
                self._merged.filled += 1
            elif same(name, ours, theirs) or self._is_other_address(name, ours, person):
                continue
            else:
                cell = self._to.place(name, known.row)
                found = Difference(known.name, cell, ours, theirs, person.place)
                self._merged.differences.append(found)
                if not self._update:
                    continue
                self._merged.updated += 1
            texts[name] = theirs
            # A formula that shows nothing is the owner's, and stays.
            value = self._value(name, theirs)
            edit = SetCell(self._to.sheet, known.row, column, value, over_formula=False)
            self._fills.append(edit)

    def _is_contradicted(self, known: Known, name: str, person: Imported) -> bool:
        """Whether an earlier row of the source says otherwise of the same person; note it if so."""
        theirs = person.fields[name]
        first = self._said_first.setdefault((known.row, name), theirs)
        if same(name, first, theirs) or self._is_other_address(name, first, person):
            return False
        found = Difference(known.name, "", first, theirs, person.place)
        self._merged.contradictions.append(found)
        return True

    def _is_other_address(self, name: str, ours: str, person: Imported) -> bool:
        return name == "email" and any(same(name, ours, each) for each in person.addresses)

    def _is_told(self, name: str) -> bool:
        """A part of the name that the sheet's other columns tell already."""
        return name == "name" and "first_name" in self._columns

    def _complete(self, known: Known, person: Imported) -> None:
        """Give a row that is to be added what only this mention of the person says."""
        row = self._new[-known.row - 1]
        has_name = any(self._columns.get(name) in row for name in _NAMES)
        for name, text in person.fields.items():
            column = self._column(name)
            if column is None or (has_name and name in _NAMES):
                continue
            if not self._is_contradicted(known, name, person):
                row.setdefault(column, self._value(name, text))

    def _add(self, person: Imported, keys: PersonKeys) -> None:
        if not any(self._column(name) for name in _KNOWN_BY if name in person.fields):
            self._merged.skipped[_NO_COLUMN] += 1
            return
        row: dict[int, EditValue] = {}
        for name, text in person.fields.items():
            column = self._column(name)
            if column is not None:
                row[column] = self._value(name, text)
            elif name not in _NAMES:
                self._merged.unplaced[name] += 1
        self._merged.added += 1
        self._new.append(row)
        # Rows to come are numbered from -1 downwards.
        self._arrived.add(Known(-len(self._new), person.fields), keys)
        self._said_first |= {(-len(self._new), name): text for name, text in person.fields.items()}

    def _column(self, name: str) -> int | None:
        """The column of a field; one that is worth it is made where the sheet has room."""
        column = self._columns.get(name)
        if column is None and name in self._to.addable and self._to.right_edge:
            taken = (*self._to.headers.values(), *self._merged.columns)
            self._merged.columns.append(free_name(self._to.addable[name], taken))
            column = self._columns[name] = self._to.right_edge + len(self._merged.columns)
        return column

    def _value(self, name: str, text: str) -> EditValue:
        self._merged.shortened += is_too_long(text)
        return value_of(name, text)

    # --- the edits -------------------------------------------------------------------------------

    def done(self) -> Merged:
        """Give the counts, with the edits that bring everything in."""
        to, edits = self._to, self._merged.edits
        if to.is_new:
            if self._new:
                edits.append(self._new_sheet())
            return self._merged
        edits += [*self._new_columns(), *self._fills]
        for number, row in zip(to.blank, self._new, strict=False):
            edits += [
                SetCell(to.sheet, number, at, value, over_formula=False)
                for at, value in row.items()
            ]
        below = self._new[len(to.blank) :]
        if to.is_blank and below:
            below = [dict(enumerate(to.headers.values(), start=1)), *below]
        if below:
            edits.append(AppendRows(to.sheet, below))
        return self._merged

    def _new_columns(self) -> list[Edit]:
        to = self._to
        return [
            AddColumn(to.sheet, TableColumn(header, width=24), header_row=to.header_row, number=at)
            for at, header in enumerate(self._merged.columns, start=to.right_edge + 1)
        ]

    def _new_sheet(self) -> AddTableSheet:
        to = self._to
        columns = tuple(
            TableColumn(
                header,
                width=_WIDTHS.get(name, 18.0),
                number_format=_DAY if name == "connected_on" else "",
            )
            for name, header in to.headers.items()
        )
        numbers = range(1, len(columns) + 1)
        rows = [[row.get(number) for number in numbers] for row in self._new]
        return AddTableSheet(to.sheet, to.sheet, columns, rows)


def _name(person: Imported) -> str:
    return Known(0, person.fields).name


def _name_of_parts(person: Imported) -> str:
    return name_of_parts(person.fields) or _name(person)
