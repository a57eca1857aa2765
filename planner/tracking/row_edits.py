"""Turns decisions into edits of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.tracking.layout import COLUMNS, HIDDEN, SHEET, TABLE
from planner.workbook.edits import AddColumn, AddTableSheet, AppendRows, SetCell
from planner.workbook.free_names import free_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.tracking.decision import Decision
    from planner.tracking.touches import TrackingSheet
    from planner.workbook.edits import Edit, EditValue


_HEADERS = tuple(column.header for column in COLUMNS)


def new_sheet(decisions: Iterable[Decision], taken: Iterable[str]) -> AddTableSheet:
    """The edit that adds the Tracking sheet; `decisions` are consumed while it is written.

    `taken` are the sheet names that the workbook has already: somebody's own sheet called Tracking
    stays, and planner's takes the next free name.
    """
    rows = _rows(decisions)
    return AddTableSheet(free_name(SHEET, taken), TABLE, COLUMNS, rows)


def edits_of(
    sheet: TrackingSheet,
    rows: Sequence[tuple[Mapping[str, EditValue], int | None]],
    right_edge: int,
) -> list[Edit]:
    """The edits that bring an existing Tracking sheet up to date.

    Each of `rows` is the cells to be written, by header, with its row or None for a new one;
    `right_edge` is the last column of the table. A column of planner's memory that the user has
    deleted is added again; any other deleted column stays deleted.
    """
    columns = dict(sheet.columns)
    lost = [column for column in COLUMNS if column.header in HIDDEN - columns.keys()]
    edits: list[Edit] = []
    for offset, column in enumerate(lost, start=1):
        edits.append(AddColumn(sheet.name, column, header_row=sheet.header_row))
        columns[column.header] = right_edge + offset
    for values, row in rows:
        if row is not None:
            for number, value in _placed(values, columns):
                edits.append(SetCell(sheet.name, row, number, value))
    added = [dict(_placed(values, columns)) for values, row in rows if row is None and values]
    if added:
        edits.append(AppendRows(sheet.name, added))
    return edits


def _rows(decisions: Iterable[Decision]) -> Iterator[list[EditValue]]:
    for decision in decisions:
        yield [*map(decision.values.get, _HEADERS)]


def _placed(
    values: Mapping[str, EditValue], columns: Mapping[str, int]
) -> Iterator[tuple[int, EditValue]]:
    for header, value in values.items():
        column = columns.get(header)
        if column is not None:
            yield column, value
