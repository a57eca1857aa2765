"""Fills the Sender sheet from what an export says of its owner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.importing.people.merge import Difference
from planner.model.sender import Sender
from planner.text.normalise import plain
from planner.text.placeholders import is_placeholder
from planner.workbook.edits import AddSheet, SetCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.workbook.edits import Edit
    from planner.workbook.read_sheets import Sheets


_SHEET = "Sender"
_LETTERS = 26
_LISTS = frozenset({"schools", "past_employers", "past_roles", "skills", "fields"})


@dataclass(slots=True)
class SenderMerged:
    """What comes into the Sender sheet: names filled, what differs, and the edits that do it."""

    filled: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def merge_sender(
    sheets: Sheets, sender: Sender | None, found: Mapping[str, str], *, update: bool, place: str
) -> SenderMerged:
    """Work out what `found` adds to the Sender sheet: empty values are filled, others kept.

    Where a value lists several things, `update` adds those that are missing.
    """
    merged = SenderMerged()
    # What only stands in for a value would be read as none, and come anew with every import.
    found = {name: value for name, value in found.items() if not is_placeholder(value)}
    if not found:
        return merged
    if sender is None:
        merged.filled = list(found)
        rows = [(_label(name), value) for name, value in found.items()]
        merged.edits.append(AddSheet(_SHEET, rows))
        return merged
    names, values = _columns(sender)
    below = max((row.number for row in sheets.rows(sender.sheet) if any(row.texts)), default=0)
    for name, theirs in found.items():
        ours, cell = sender.text(name), sender.cell(name)
        if name == "first_name" and cell == sender.cell("name"):
            continue  # told from the name
        told = _told_otherwise(sender, name, theirs)
        if not told:
            continue
        if ours:
            where = f"{sender.sheet}!{cell}"
            merged.differences.append(Difference(name, where, ours, theirs, place))
            if not update:
                continue
        else:
            merged.filled.append(name)
        if cell:
            row, column = _at(cell)
            merged.edits.append(SetCell(sender.sheet, row, column, told, over_formula=False))
        else:
            below += 1
            merged.edits.append(SetCell(sender.sheet, below, names, _label(name)))
            merged.edits.append(SetCell(sender.sheet, below, values, told))
    return merged


def _told_otherwise(sender: Sender, name: str, theirs: str) -> str:
    """What the cell would say with the source's words; "" where it says so already."""
    ours = sender.text(name)
    if not ours or name not in _LISTS:
        return "" if ours and plain(ours) == plain(theirs) else theirs
    items = sender.items(name)
    known = {plain(item) for item in items}
    missing = [each for each in Sender({name: theirs}).items(name) if plain(each) not in known]
    return "; ".join([*items, *missing]) if missing else ""


def _columns(sender: Sender) -> tuple[int, int]:
    """The columns of the names and of the values."""
    counts = Counter(_at(cell)[1] for cell in sender.cells.values())
    values = counts.most_common(1)[0][0] if counts else 2
    return max(values - 1, 1), values


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _at(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column
