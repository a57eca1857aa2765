"""Merges people into a sheet: the new ones below, empty cells of the known ones filled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from planner.contacts import email_addresses, linkedin_slug
from planner.contacts.cleaning import plain
from planner.merging.destination import Known, first_of, names_of, signs_of
from planner.workbook import AddSheet, AppendRows, SetCell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planner.importing import Imported
    from planner.merging.destination import Destination
    from planner.workbook import Edit, EditValue

__all__ = ["Difference", "Merged", "merge"]

_AGAIN = "the same person again in the source"
_NAMES = ("name", "first_name", "last_name")


@dataclass(frozen=True, slots=True)
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

    `filled` counts cells, `unplaced` how many people have something for which the sheet has no
    column, by field. `doubts` are people who were left out, each with the reason.
    """

    sheet: str
    added: int = 0
    matched: int = 0
    filled: int = 0
    updated: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unplaced: Counter[str] = field(default_factory=Counter)
    edits: list[Edit] = field(default_factory=list)


def merge(destination: Destination, people: Iterable[Imported], *, update: bool) -> Merged:
    """Work out how `people` come into the sheet; nothing is written here.

    Somebody is known by profile, by address, or by name and company. A name alone is no proof
    either way: who has the same one and nothing else to tell is left out, and said.
    """
    merger = _Merger(destination, update=update)
    for each in people:
        merger.take(each)
    return merger.done()


class _Merger:
    def __init__(self, destination: Destination, *, update: bool) -> None:
        self._to = destination
        self._update = update
        self._merged = Merged(destination.sheet)
        self._known = {sign: each for each in destination.people for sign in signs_of(each.texts)}
        self._names = names_of(destination.people)
        self._new: list[dict[int, EditValue]] = []
        self._new_signs: set[str] = set()

    def take(self, person: Imported) -> None:
        fields = {name: text for name, text in person.fields.items() if text.strip()}
        signs = [*signs_of(fields)]
        known = first_of(signs, self._known)
        if known is not None:
            self._merged.matched += 1
            self._fill(known, fields, person.place)
        elif any(sign in self._new_signs for sign in signs):
            self._merged.skipped[_AGAIN] += 1
        elif (doubt := self._doubt(fields, signs)) is not None:
            self._merged.doubts.append(f"{person.place}: {doubt}")
        else:
            self._add(fields)
            self._new_signs.update(signs)

    def _doubt(self, fields: Mapping[str, str], signs: list[str]) -> str | None:
        """Why nobody can say whether this is somebody on the sheet."""
        name = Known(0, fields).name
        same = self._names.get(plain(name)) if name else None
        if same is None:
            return None
        has_company = bool(fields.get("company")) and bool(same.texts.get("company"))
        if has_company:
            return None  # a namesake elsewhere
        where = self._to.place(self._name_field(), same.row)
        told = "company" if signs else "address or company"
        return f"{name} may be the one in {where}; there is no {told} to tell by"

    def _name_field(self) -> str:
        return next(name for name in _NAMES if name in self._to.columns)

    def _fill(self, known: Known, fields: Mapping[str, str], place: str) -> None:
        for name, theirs in fields.items():
            column = self._to.columns.get(name)
            if column is None or self._is_told(name):
                continue
            ours = known.texts.get(name, "")
            if not ours:
                self._merged.filled += 1
            elif _same(name, ours, theirs):
                continue
            else:
                cell = self._to.place(name, known.row)
                self._merged.differences.append(Difference(known.name, cell, ours, theirs, place))
                if not self._update:
                    continue
                self._merged.updated += 1
            value = _value(name, theirs)
            # A formula that shows nothing is the owner's, and stays.
            edit = SetCell(self._to.sheet, known.row, column, value, over_formula=False)
            self._merged.edits.append(edit)

    def _is_told(self, name: str) -> bool:
        """A part of the name that the sheet's other columns tell already."""
        return name == "name" and "first_name" in self._to.columns

    def _add(self, fields: Mapping[str, str]) -> None:
        row: dict[int, EditValue] = {}
        for name, text in fields.items():
            column = self._to.columns.get(name)
            if column is not None:
                row[column] = _value(name, text)
            elif name not in _NAMES:
                self._merged.unplaced[name] += 1
        self._merged.added += 1
        self._new.append(row)

    def done(self) -> Merged:
        merged, to = self._merged, self._to
        if to.is_new:
            width = range(1, len(to.columns) + 1)
            rows = [list(to.headers.values())]
            made = [[row.get(number) for number in width] for row in self._new]
            if made:
                merged.edits.append(AddSheet(to.sheet, [*rows, *made]))
            return merged
        below = self._new[len(to.blank) :]
        for number, row in zip(to.blank, self._new, strict=False):
            merged.edits += [SetCell(to.sheet, number, at, value) for at, value in row.items()]
        if below:
            merged.edits.append(AppendRows(to.sheet, below))
        return merged


def _same(name: str, ours: str, theirs: str) -> bool:
    if name == "linkedin_url":
        return linkedin_slug(ours) == linkedin_slug(theirs)
    if name == "email":
        return bool(set(email_addresses(ours)) & set(email_addresses(theirs)))
    if name == "phone":
        return _digits(ours) == _digits(theirs)
    return plain(ours) == plain(theirs)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _value(name: str, text: str) -> EditValue:
    """The text as it stands; a day as a day."""
    if name == "connected_on":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
