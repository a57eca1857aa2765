"""Fills the Sender sheet from what an export says of its owner."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.contacts.cleaning import plain
from planner.merging.people import Difference
from planner.workbook import AddSheet, SetCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.contacts.sheets import Sheets
    from planner.model import Sender
    from planner.workbook import Edit

__all__ = ["SenderMerged", "merge_sender"]

_SHEET = "Sender"
_LETTERS = 26


@dataclass(slots=True)
class SenderMerged:
    """What comes into the Sender sheet: names filled, what differs, and the edits that do it."""

    filled: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def merge_sender(
    sheets: Sheets, sender: Sender | None, found: Mapping[str, str], *, update: bool, place: str
) -> SenderMerged:
    """Work out what `found` adds to the Sender sheet: empty values are filled, others kept."""
    merged = SenderMerged()
    if not found:
        return merged
    if sender is None:
        merged.filled = list(found)
        rows = [(name.replace("_", " "), value) for name, value in found.items()]
        merged.edits.append(AddSheet(_SHEET, rows))
        return merged
    below = max((row.number for row in sheets.rows(sender.sheet)), default=0)
    for name, value in found.items():
        ours, cell = sender.text(name), sender.cell(name)
        if ours and plain(ours) == plain(value):
            continue
        if ours:
            where = f"{sender.sheet}!{cell}"
            merged.differences.append(Difference(name, where, ours, value, place))
            if not update:
                continue
        if cell:
            row, column = _at(cell)
            merged.edits.append(SetCell(sender.sheet, row, column, value, over_formula=False))
        else:
            below += 1
            merged.edits.append(SetCell(sender.sheet, below, 1, name.replace("_", " ")))
            merged.edits.append(SetCell(sender.sheet, below, 2, value))
        if not ours:
            merged.filled.append(name)
    return merged


def _at(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column
