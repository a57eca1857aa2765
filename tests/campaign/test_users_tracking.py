"""What the user makes of the Tracking sheet stays: columns, order, formats, filter, re-saved files.

The owner's work is done with openpyxl here, then saved by openpyxl or by LibreOffice, which both
write every part of the file anew.
"""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import TableColumn

from planner.campaign import Campaign
from planner.model.status import Status
from planner.tracking.changes import Order
from planner.tracking.touches import read_tracking
from planner.workbook.read_sheets import read_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.campaign.conftest import Book

MOODS = {"Ada Byron": "keen", "Grace Murray": "shy", "Edsger Blom": "strict", "Radia Novak": "calm"}
NEWCOMER = ["Karen Sparck", "Index House", "karen@index.example", "your weights for rare words"]
YELLOW = "FFFFFF00"
TODAY = datetime(2026, 3, 2, 9, 0)  # noqa: DTZ001 - the day on the user's own calendar


def rearrange(workbook: Any) -> None:
    """Sort Tracking by name backwards, add a column of one's own, put Notes first, colour a row."""
    sheet = workbook["Tracking"]
    _sort_by_name(sheet)
    _move_last_first(sheet)
    edge = sheet.max_column + 1
    sheet.cell(1, edge, "My mood")
    name = column_of(sheet, "Name")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, edge, MOODS[sheet.cell(row, name).value])
    table = sheet.tables["Tracking"]
    table.tableColumns.append(TableColumn(id=edge, name="My mood"))
    headers = [cell.value for cell in sheet[1]]
    for column, header in zip(table.tableColumns, headers, strict=True):
        column.name = header
    table.ref = f"A1:{sheet.cell(sheet.max_row, edge).coordinate}"
    table.autoFilter.ref = table.ref
    for cell in sheet[row_of(sheet, "Ada Byron")]:
        cell.fill = PatternFill("solid", fgColor=YELLOW)
        cell.font = Font(bold=True)
    sheet.cell(row_of(sheet, "Grace Murray"), name).comment = Comment("met twice", "Nora")
    sheet.column_dimensions["C"].width = 47
    sheet.freeze_panes = "C3"


def _sort_by_name(sheet: Worksheet) -> None:
    rows = [[_content(cell) for cell in row] for row in sheet.iter_rows(min_row=2)]
    name = column_of(sheet, "Name") - 1
    rows.sort(key=lambda row: str(row[name][0]), reverse=True)
    for number, row in enumerate(rows, start=2):
        for column, content in enumerate(row, start=1):
            _put(sheet.cell(number, column), content)


def _move_last_first(sheet: Worksheet) -> None:
    """Put the column Notes where the first was, and the first where it was."""
    notes = column_of(sheet, "Notes")
    for row in range(1, sheet.max_row + 1):
        first, other = sheet.cell(row, 1), sheet.cell(row, notes)
        was = _content(first)
        _put(first, _content(other))
        _put(other, was)


def _content(cell: Any) -> tuple[object, object, object]:
    return cell.value, copy(cell.hyperlink), copy(cell._style)


def _put(cell: Any, content: tuple[object, object, object]) -> None:
    value, link, style = content
    cell.hyperlink = None
    if link is not None:
        link.ref = cell.coordinate  # type: ignore[attr-defined]  # an openpyxl hyperlink
        cell.hyperlink = link
    cell.value, cell._style = value, style


def column_of(sheet: Worksheet, header: str) -> int:
    return [cell.value for cell in sheet[1]].index(header) + 1


def row_of(sheet: Worksheet, name: str) -> int:
    column = column_of(sheet, "Name")
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, column).value == name)


def cells_of(sheet: Worksheet, name: str) -> dict[str, Cell | MergedCell]:
    headers = [str(cell.value) for cell in sheet[1]]
    return dict(zip(headers, sheet[row_of(sheet, name)], strict=True))


@pytest.fixture(
    params=["openpyxl", pytest.param("office", marks=pytest.mark.office)],
)
def rearranged(request: pytest.FixtureRequest, drafted: Book, tmp_path: Path) -> Book:
    """The drafted workbook, rearranged by its owner and saved by another program."""
    drafted.changed(rearrange)
    if request.param == "openpyxl":
        return drafted
    convert: Callable[[Sequence[Path], str, Path], None] = request.getfixturevalue(
        "convert_with_office"
    )
    folder = tmp_path / "resaved"
    folder.mkdir()
    convert([drafted.path], "xlsx", folder)
    return type(drafted)(folder / drafted.path.name)


def test_a_rearranged_sheet_is_nothing_new(rearranged: Book) -> None:
    before = rearranged.rows()
    content = rearranged.path.read_bytes()

    report = rearranged.draft()

    assert rearranged.rows() == before
    assert (report.drafted, report.unchanged, report.kept, report.removed) == (0, 3, 0, 0)
    assert rearranged.path.read_bytes() == content


def change_rows(book: Book) -> None:
    """Another purpose for Ada, nobody called Edsger any more, and somebody new."""
    book.write("Ada Byron", {"Purpose": "the tables of the second engine"})

    def change(workbook: Any) -> None:
        sheet = workbook["Contacts"]
        sheet.delete_rows(row_of(sheet, "Edsger Blom"))
        sheet.append(NEWCOMER)

    book.changed(change)


def test_rows_keep_the_users_order_and_newcomers_come_last(rearranged: Book) -> None:
    change_rows(rearranged)

    report = rearranged.draft()

    assert [row["Name"] for row in rearranged.rows()] == [
        "Radia Novak",
        "Grace Murray",
        "Edsger Blom",
        "Ada Byron",
        "Karen Sparck",
    ]
    assert (report.drafted, report.redrawn, report.removed) == (2, 1, 1)


def test_columns_keep_their_places_and_the_users_own_its_words(rearranged: Book) -> None:
    before = list(rearranged.rows()[0])
    change_rows(rearranged)

    rearranged.draft()

    rows = rearranged.rows()
    assert list(rows[0]) == before
    assert (before[0], before[-1]) == ("Notes", "My mood")
    assert {row["Name"]: row["My mood"] for row in rows} == {**MOODS, "Karen Sparck": ""}


def test_each_row_says_what_its_own_person_is_told(rearranged: Book) -> None:
    change_rows(rearranged)

    rearranged.draft()

    assert "second engine" in str(rearranged.row("Ada Byron")["Draft"])
    assert "compiler course" in str(rearranged.row("Grace Murray")["Draft"])
    assert "town library" in str(rearranged.row("Edsger Blom")["Draft"])
    assert rearranged.row("Edsger Blom")["Flags"] == "No longer among the contacts"
    assert "rare words" in str(rearranged.row("Karen Sparck")["Draft"])
    for row in rearranged.rows():
        assert row["Touch ID"] == f"{row['Contact ID']}#1"
        assert str(row["Name"]).split()[0].lower() in str(row["Contact ID"])


def test_the_users_formats_stay_where_they_were(rearranged: Book) -> None:
    frozen = load_workbook(rearranged.path)["Tracking"].freeze_panes
    change_rows(rearranged)

    rearranged.draft()

    workbook = load_workbook(rearranged.path)
    sheet = workbook["Tracking"]
    ada, grace = cells_of(sheet, "Ada Byron"), cells_of(sheet, "Grace Murray")
    assert {cell.fill.fgColor.rgb for cell in ada.values()} == {YELLOW}
    assert all(cell.font.b for cell in ada.values())
    assert grace["Draft"].fill.fill_type is None
    assert grace["Draft"].alignment.wrap_text
    assert cells_of(sheet, "Karen Sparck")["Draft"].alignment.wrap_text
    comment = grace["Name"].comment
    assert comment is not None
    assert "met twice" in comment.text
    # LibreOffice without a window drops frozen panes itself; planner adds nothing to that.
    assert sheet.freeze_panes == frozen
    assert sheet.column_dimensions["C"].width == pytest.approx(47, abs=1)
    workbook.close()


def test_the_table_grows_over_the_newcomers_and_keeps_its_filter(rearranged: Book) -> None:
    change_rows(rearranged)

    rearranged.draft()

    workbook = load_workbook(rearranged.path)
    sheet = workbook["Tracking"]
    (table,) = sheet.tables.values()
    last = cells_of(sheet, "Karen Sparck")["My mood"].coordinate
    assert table.ref == f"A1:{last}"
    assert table.autoFilter.ref == table.ref
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    workbook.close()


def test_the_dropdown_and_colours_cover_the_newcomers(rearranged: Book) -> None:
    change_rows(rearranged)

    rearranged.draft()

    workbook = load_workbook(rearranged.path)
    sheet = workbook["Tracking"]
    status = cells_of(sheet, "Karen Sparck")["Status"].coordinate
    lists = [each for each in sheet.data_validations.dataValidation if status in each.sqref]
    coloured = [each for each in sheet.conditional_formatting if status in each.sqref]
    assert len(lists) == 1
    assert coloured
    workbook.close()


def test_reading_some_touches_reads_them_as_reading_all_does(book: Book) -> None:
    book.draft()
    with read_sheets(book.path) as sheets:
        whole = read_tracking(sheets, {})
        assert whole is not None
        chosen = whole.touches[1:3]
        some = read_tracking(sheets, {}, frozenset(each.id.casefold() for each in chosen))
    assert some is not None
    assert some.touches == chosen
    assert (some.name, some.header_row, some.columns) == (
        whole.name,
        whole.header_row,
        whole.columns,
    )


def test_a_status_set_by_touch_ids_and_by_names_makes_the_same_file(
    book: Book, tmp_path: Path
) -> None:
    book.draft()
    drafted = [row for row in book.rows() if row["Status"] == "drafted"]
    tables = []
    for header in ("Touch ID", "Name"):
        copied = tmp_path / f"{header}.xlsx"
        copied.write_bytes(book.path.read_bytes())
        with Campaign.open(copied, now=TODAY) as campaign:
            campaign.set_status([Order(str(row[header]), Status.SENT) for row in drafted])
        tables.append(type(book)(copied).rows())
    assert tables[0] == tables[1]
    assert {row["Status"] for row in tables[0]} >= {"sent"}
