"""The sheets with a meaning of their own, and the names that their owners give them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from planner.text.normalise import fold, folded
from planner.words import all_of

if TYPE_CHECKING:
    from planner.workbook.read_sheets import Sheets


# Sections of the files of words.
SENDER, SETTINGS = "sheet.sender", "sheet.settings"
SUPPRESSIONS, SEQUENCE = "sheet.suppressions", "sheet.sequence"
CONNECTIONS = "sheet.connections"
WRITTEN_BY_PLANNER = frozenset({"tracking", "history"})


def is_own(name: str) -> bool:
    """Whether a sheet of this name has a meaning of its own, and so never holds the contacts."""
    return fold(name) in _own()


@cache
def _own() -> frozenset[str]:
    sections = (SENDER, SETTINGS, SUPPRESSIONS, SEQUENCE, CONNECTIONS)
    return WRITTEN_BY_PLANNER.union(*map(folded, sections))


def find_own(sheets: Sheets, section: str) -> str:
    """Find the sheet that bears the first name of a section that the workbook has, "" for none."""
    by_key = {fold(info.name): info.name for info in reversed(sheets.sheets) if info.is_worksheet}
    return next((by_key[key] for key in map(fold, all_of(section)) if key in by_key), "")
