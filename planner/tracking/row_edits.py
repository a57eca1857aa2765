"""Turns decisions into edits of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.tracking.layout import COLUMNS, FROZEN, HIDDEN, SHEET, TABLE, columns_for
from planner.workbook.edits import AddColumn, AddTableSheet, AppendRows, FitRow, SetCell
from planner.workbook.free_names import free_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from planner.model.cells import CellValue
    from planner.model.status import Status
    from planner.tracking.decision import Decision
    from planner.tracking.touches import TrackingSheet
    from planner.workbook.edits import Edit, EditValue


_HEADERS = tuple(column.header for column in COLUMNS)
# What makes a row high.
_WRAPPED = frozenset(column.header for column in COLUMNS if column.wrap)


def new_sheet(
    decisions: Iterable[Decision], taken: Iterable[str], words: Mapping[str, Status]
) -> AddTableSheet:
    """The edit that adds the Tracking sheet; `decisions` are consumed while it is written.

    `taken` are the sheet names that the workbook has already: somebody's own sheet called Tracking
    stays, and planner's takes the next free name. `words` are the user's own for statuses.
    """
    rows = _rows(decisions)
    columns = columns_for(words)
    return AddTableSheet(free_name(SHEET, taken), TABLE, columns, rows, frozen_columns=FROZEN)


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
    touches = {touch.row: touch.cells for touch in sheet.touches}
    edits: list[Edit] = []
    for offset, column in enumerate(lost, start=1):
        edits.append(AddColumn(sheet.name, column, header_row=sheet.header_row))
        columns[column.header] = right_edge + offset
    for values, row in rows:
        if row is not None:
            for number, value in _placed(values, columns):
                edits.append(SetCell(sheet.name, row, number, value))
            if not _WRAPPED.isdisjoint(values):
                edits.append(FitRow(sheet.name, row, _texts(touches.get(row, {}), values, columns)))
    added = [dict(_placed(values, columns)) for values, row in rows if row is None and values]
    if added:
        edits.append(AppendRows(sheet.name, added))
    return edits


def _rows(decisions: Iterable[Decision]) -> Iterator[list[EditValue]]:
    for decision in decisions:
        yield [*map(decision.values.get, _HEADERS)]


def _texts(
    cells: Mapping[str, CellValue], values: Mapping[str, EditValue], columns: Mapping[str, int]
) -> dict[int, str]:
    """The wrapped texts of a row as they will stand, by column."""
    shown = {**cells, **values}
    return {
        columns[header]: text
        for header in _WRAPPED & columns.keys()
        if isinstance(text := shown.get(header), str)
    }


def _placed(
    values: Mapping[str, EditValue], columns: Mapping[str, int]
) -> Iterator[tuple[int, EditValue]]:
    for header, value in values.items():
        column = columns.get(header)
        if column is not None:
            yield column, value
