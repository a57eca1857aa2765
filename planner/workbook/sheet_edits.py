"""Turns the edits of one existing sheet into a patch of its XML, its tables and its links."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.workbook.bounds import MAX_COLUMNS, MAX_ROWS
from planner.workbook.edits import AddColumn, AppendRows, FitRow, Link, RemoveRows, SetCell
from planner.workbook.number_format.display import is_date_format
from planner.workbook.references import Area
from planner.workbook.row_removal import RowRemoval
from planner.workbook.sheet_frame import (
    is_protected,
    with_column,
    with_grown_ranges,
    with_links,
    with_validation,
)
from planner.workbook.sheet_patch import SheetPatch, last_used_row
from planner.workbook.tables import Table, parse_table, resized
from planner.workbook.tables import with_column as table_with_column
from planner.workbook.transcoding import as_utf8, in_utf8
from planner.workbook.xml_text import cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planner.workbook.edits import Edit, EditValue
    from planner.workbook.package import SheetPart
    from planner.workbook.rewrite import Rewrite
    from planner.workbook.row_patch import RowTag
    from planner.workbook.styles import Styles


def patch_of(rewrite: Rewrite, name: str, edits: Sequence[Edit]) -> None:
    """Plan the edits of one sheet; the sheet is streamed when the package is written."""
    sheet = rewrite.package.sheet(name)
    if sheet is None:
        raise UneditableWorkbookError(f'There is no sheet "{name}".', "Check the sheet's name.")
    _SheetEdits(rewrite, sheet).plan(edits)


class _SheetEdits:
    """The edits of one sheet on their way into a patch."""

    def __init__(self, rewrite: Rewrite, sheet: SheetPart) -> None:
        self._rewrite = rewrite
        self._sheet = sheet
        self._cells: dict[int, dict[int, EditValue]] = {}
        self._yielding: set[tuple[int, int]] = set()
        self._tables = _tables_of(rewrite, sheet)
        self._columns: list[tuple[int, AddColumn]] = []
        self._headers: dict[int, int] = {}
        self._body: Area | None = None
        self._added = 0
        self._texts: dict[int, Mapping[int, str]] = {}
        self._kin_row = 0
        self._links: list[tuple[str, str]] = []
        self._patch: SheetPatch | None = None

    def plan(self, edits: Sequence[Edit]) -> None:
        """Gather all cells, change the tables, and hand a stream to the rewrite."""
        for edit in edits:
            if isinstance(edit, SetCell):
                self._set(edit.row, edit.column, edit.value)
                if not edit.over_formula:
                    self._yielding.add((edit.row, edit.column))
            elif isinstance(edit, FitRow):
                self._texts[edit.row] = edit.texts
        for edit in edits:
            if isinstance(edit, AddColumn):
                self._add_column(edit)
        totals = self._append([edit for edit in edits if isinstance(edit, AppendRows)])
        removed = frozenset(
            row for edit in edits if isinstance(edit, RemoveRows) for row in edit.rows
        )
        if removed:
            self._remove(removed)
        looks = self._looks()
        self._patch = SheetPatch(
            sheet=self._sheet.name,
            cells=self._cells,
            yielding=self._yielding,
            write=self._write,
            model_row=self._body.last_row if self._body and self._added else 0,
            totals=totals,
            added_rows=self._added,
            new_headers=self._headers,
            kin_row=self._kin_row,
            inherited=looks.filled_alike if looks and self._added else None,
            texts=self._texts,
            is_wrapped=looks.is_wrapped if looks and self._texts else None,
            head=self._head,
            tail=self._tail,
        )
        self._rewrite.lose_formulas(self._sheet.sheet_id, self._patch.lost_formulas)
        chunks = self._rewrite.package.stream(self._sheet.part)
        stream = in_utf8(chunks, self._sheet.part, self._patch.applied)
        if removed:
            stream = in_utf8(
                stream, self._sheet.part, RowRemoval(self._sheet.name, removed).applied
            )
        self._rewrite.streams[self._sheet.part] = stream

    def _looks(self) -> Styles | None:
        """The styles, where added rows or heights ask for them; None where they are too odd.

        Then added rows look like the one above, its colour too, and no height is fitted.
        """
        if not (self._added or self._texts):
            return None
        try:
            return self._rewrite.styles
        except UneditableWorkbookError:
            return None

    # --- gathering -------------------------------------------------------------------------------

    def _set(self, row: int, column: int, value: EditValue) -> None:
        if not (1 <= row <= MAX_ROWS and 1 <= column <= MAX_COLUMNS):
            raise UneditableWorkbookError(
                f'Sheet "{self._sheet.name}" has no room for row {row:,}, column {column:,}.',
                f"A sheet holds {MAX_ROWS:,} rows and {MAX_COLUMNS:,} columns.",
            )
        self._cells.setdefault(row, {})[column] = value

    def _append(self, edits: Sequence[AppendRows]) -> int:
        """Place new rows below the table or the last used row; returns the table's totals rows."""
        rows = [row for edit in edits for row in edit.rows]
        if not rows:
            return 0
        columns = {column for row in rows for column in row}
        found = next((each for each in self._tables.items() if _covers(each[1], columns)), None)
        if found is None:
            stream = self._rewrite.package.stream(self._sheet.part)
            last = last_used_row(as_utf8(stream, self._sheet.part))
            area, totals = Area(1, min(columns), max(last, 1), max(columns)), 0
            first, self._kin_row = last + 1, last - 1
        else:
            part, table = found
            totals = table.totals_rows
            area = replace(table.area, last_row=table.area.last_row - totals)
            first, self._kin_row = area.last_row + 1, area.first_row + 1
            self._resize(part, table.area, table.area.last_row + len(rows))
        for number, row in enumerate(rows, start=first):
            for column, value in row.items():
                self._set(number, column, value)
            self._texts[number] = {at: text for at, text in row.items() if isinstance(text, str)}
        self._body, self._added = area, len(rows)
        return totals

    def _resize(self, part: str, area: Area, last_row: int) -> None:
        xml = self._rewrite.part(part)
        self._rewrite.put(
            part, resized(xml, area.first_row, area.first_column, last_row, area.last_column)
        )

    def _add_column(self, edit: AddColumn) -> None:
        found = next(iter(self._tables.items()), None)
        if found is None:
            row = edit.header_row
            number = edit.number or self._right_edge(row) + 1
        else:
            part, table = found
            row, number = table.area.first_row, table.area.last_column + 1
            self._rewrite.put(part, table_with_column(self._rewrite.part(part), edit.column.header))
            area = replace(table.area, last_column=number)
            self._tables[part] = replace(
                table, area=area, headers=(*table.headers, edit.column.header)
            )
        self._set(row, number, edit.column.header)
        self._headers.setdefault(row, number)
        for at, value in edit.values.items():
            self._set(at, number, value)
        self._columns.append((number, edit))

    def _right_edge(self, row: int) -> int:
        return max(self._cells.get(row, {0: None}))

    def _remove(self, rows: frozenset[int]) -> None:
        for part, table in self._tables.items():
            gone = sum(table.area.first_row < row <= table.area.last_row for row in rows)
            if gone:
                self._resize(part, table.area, table.area.last_row - gone)

    # --- while the sheet streams -----------------------------------------------------------------

    def _write(self, reference: str, style: int, value: EditValue, prefix: bytes) -> bytes:
        if isinstance(value, Link):
            self._links.append((reference, value.url))
            value = value.text
        if isinstance(value, date):
            styles = self._rewrite.styles
            if not is_date_format(styles.number_format(style)):
                code = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
                style = styles.with_number_format(style, code)
        is_1904 = self._rewrite.is_1904
        return cell(reference, value, style, prefix.decode(), date1904=is_1904).encode()

    def _head(self, head: bytes, tag: RowTag) -> bytes:
        for number, edit in self._columns:
            column = edit.column
            head = with_column(head, number, column.width, tag, is_hidden=column.hidden)
        return head

    def _tail(self, tail: bytes, tag: RowTag) -> bytes:
        self._refuse_protected(tail)
        if self._body is not None and self._added:
            tail = with_grown_ranges(tail, self._body, self._body.last_row + self._added)
        for number, edit in self._columns:
            if edit.column.choices and self._tables:
                area = next(iter(self._tables.values())).area
                column = Area(area.first_row + 1, number, area.last_row + self._added, number)
                tail = with_validation(tail, str(column), edit.column.choices, tag)
        if self._links:
            references, urls = zip(*self._links, strict=True)
            ids = self._rewrite.relate(self._sheet.part, "hyperlink", urls, is_external=True)
            related = dict(zip(references, ids, strict=True))
            tail = with_links(tail, related, tag, is_strict=self._rewrite.is_strict)
        return tail

    def _refuse_protected(self, tail: bytes) -> None:
        if self._patch is None or not is_protected(tail):
            return
        styles = self._rewrite.styles
        if any(not styles.is_unlocked(style) for style in self._patch.styles_met):
            raise UneditableWorkbookError(
                f'Sheet "{self._sheet.name}" is protected.',
                "In Excel: Review > Unprotect Sheet, save, and try again.",
            )


def _tables_of(rewrite: Rewrite, sheet: SheetPart) -> dict[str, Table]:
    package = rewrite.package
    return {
        package.real_name(part): parse_table(package.read(part))
        for part in package.tables(sheet.part)
    }


def _covers(table: Table, columns: set[int]) -> bool:
    area = table.area
    return area.first_column <= min(columns) and max(columns) <= area.last_column
