"""Edits on real workbooks: no part is lost, and nothing changes that the edit does not name."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from planner.model.errors import UneditableWorkbookError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import (
    AddColumn,
    AddSheet,
    AddTableSheet,
    AppendRows,
    Edit,
    Link,
    RemoveRows,
    SetCell,
    TableColumn,
)
from planner.workbook.package import Package, SheetPart
from planner.workbook.references import Area, column_number
from planner.workbook.xml import local

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.corpus

TEXT = "Ärger <& \x07 “Tee” 😀 _x0041_ "
BOOKS = re.compile(
    r"(^|/)(\[Content_Types\]\.xml|workbook\.xml|workbook\d*\.xml|[^/]*\.xml\.rels|styles\d*\.xml"
    r"|app\.xml|calcChain\.xml)$",
    re.IGNORECASE,
)
COLUMNS = (
    TableColumn("Touch ID", width=12),
    TableColumn("Status", choices=("drafted", "sent"), colours={"sent": "C6EFCE"}),
    TableColumn("Draft", width=60, wrap=True),
    TableColumn("Sent on", number_format="yyyy-mm-dd"),
    TableColumn("Link", width=30),
    TableColumn("planner seen", hidden=True),
)
ROWS = [
    ["a#1", "drafted", "Dear Ann,\n\nhello", None, Link("https://example.org/a", "a"), "x"],
    ["b#1", "sent", TEXT, None, Link("https://example.org/b?x=1&y=2", "b"), "y"],
]


@dataclass
class Grid:
    """What stands in a sheet: cells by row and column, formulas apart."""

    rows: dict[int, dict[int, ET.Element]] = field(default_factory=dict)

    @classmethod
    def of(cls, xml: bytes) -> Grid:
        grid, row_number = cls(), 0
        root = ET.fromstring(xml)
        data = next(each for each in root if local(each.tag) == "sheetData")
        for row in data:
            row_number = int(row.get("r", row_number + 1))
            cells: dict[int, ET.Element] = {}
            column = 0
            for cell in row:
                if local(cell.tag) != "c":
                    continue
                reference = cell.get("r")
                column = column_number(reference.rstrip("0123456789")) if reference else column + 1
                cells[column] = cell
            grid.rows[row_number] = cells
        return grid

    def spot(self, kind: str) -> tuple[int, int] | None:
        """A cell for this kind of edit, or None where the sheet has no such place."""
        last = max(self.rows, default=0)
        if kind == "below":
            return (last + 1, 2) if last < 1_048_576 else None
        if kind == "between":
            return next(((n, 3) for n in range(1, last) if n not in self.rows), None)
        for number, cells in self.rows.items():
            for column, cell in cells.items():
                has_formula = any(local(each.tag) == "f" for each in cell)
                has_value = any(local(each.tag) in {"v", "is"} for each in cell)
                if kind == "over a formula" and has_formula:
                    return number, column
                if kind == "over a value" and has_value and not has_formula:
                    return number, column
            if kind == "mid-row" and cells:
                free = set(range(1, max(cells) + 2)) - set(cells)
                return number, min(free)
        return None


def sheet_of(path: Path) -> SheetPart | None:
    with Package.open(path) as package:
        return next((each for each in package.sheets if each.is_worksheet), None)


def differences(
    before: dict[str, bytes], after: dict[str, bytes], edited: set[str]
) -> tuple[set[str], set[str]]:
    """The parts that are missing, and those that changed though the edit has no say in them."""
    missing = before.keys() - after.keys()
    changed = {
        name
        for name in before.keys() & after.keys()
        if before[name] != after[name] and name not in edited and not BOOKS.search(name)
    }
    return missing, changed


def outside(xml: bytes, cells: set[tuple[int, int]]) -> str:
    """The canonical form of a sheet without these cells, its dimension, spans and empty rows."""
    root = ET.fromstring(xml)
    for each in list(root):
        if local(each.tag) == "dimension":
            root.remove(each)
    data = next(each for each in root if local(each.tag) == "sheetData")
    row_number = 0
    for row in list(data):
        row_number = int(row.get("r", row_number + 1))
        row.attrib.pop("spans", None)
        column = 0
        for cell in list(row):
            reference = cell.get("r")
            column = column_number(reference.rstrip("0123456789")) if reference else column + 1
            if (row_number, column) in cells:
                row.remove(cell)
            cell.tail = cell.tail if cell.tail and cell.tail.strip() else None
        if not len(row) and set(row.attrib) <= {"r"}:
            data.remove(row)
    data.text = None
    for row in data:
        row.text = row.text if row.text and row.text.strip() else None
        row.tail = row.tail if row.tail and row.tail.strip() else None
    return ET.canonicalize(ET.tostring(root, encoding="unicode"))


def invariants(xml: bytes) -> None:
    """Rows and cells stand in order, none twice, and each row holds its own cells."""
    rows: list[int] = []
    root = ET.fromstring(xml)
    data = next(each for each in root if local(each.tag) == "sheetData")
    for row in data:
        number = int(row.get("r", (rows[-1] if rows else 0) + 1))
        rows.append(number)
        columns = []
        for cell in row:
            reference = cell.get("r")
            if reference:
                area = Area.parsed(reference)
                assert area is not None
                assert area.first_row == number
                columns.append(area.first_column)
        assert columns == sorted(set(columns))
    assert rows == sorted(set(rows))


def text_at(xml: bytes, row: int, column: int) -> str:
    cell = Grid.of(xml).rows[row][column]
    return "".join(each.text or "" for each in cell.iter() if local(each.tag) == "t")


@pytest.mark.parametrize("kind", ["below", "between", "mid-row", "over a value", "over a formula"])
def test_a_cell_set_in_a_real_workbook_changes_nothing_else(
    kind: str,
    good_workbooks: list[Path],
    parts_of: Callable[[Path], dict[str, bytes]],
    tmp_path: Path,
) -> None:
    counts: Counter[str] = Counter()
    for source in good_workbooks:
        sheet = sheet_of(source)
        before = parts_of(source)
        spot = Grid.of(before[sheet.part]).spot(kind) if sheet else None
        if sheet is None or spot is None:
            counts["without such a place"] += 1
            continue
        target = tmp_path / f"edited{source.suffix}"
        try:
            apply_edits(source, [SetCell(sheet.name, *spot, TEXT)], target)
        except UneditableWorkbookError as error:
            counts[re.sub(r'".*?"|\S+!\S+|\S+\.xls\w', "…", error.message)] += 1
            continue
        after = parts_of(target)
        missing, changed = differences(before, after, {sheet.part})
        missing = {name for name in missing if not name.casefold().endswith("calcchain.xml")}
        assert not missing, source.name
        assert not changed, source.name
        assert outside(before[sheet.part], {spot}) == outside(after[sheet.part], {spot}), (
            source.name
        )
        invariants(after[sheet.part])
        assert text_at(after[sheet.part], *spot) == TEXT.replace("\x07", "_x0007_").replace(
            "_x0041_", "_x005F_x0041_"
        )
        counts["edited"] += 1
    print(kind, dict(counts))
    refused = sum(counts.values()) - counts["edited"] - counts["without such a place"]
    assert counts["edited"] > 0
    assert refused <= 25


def chain(path: Path, after: Callable[[], None], kind: str) -> str:
    """Carry out one more edit; the reason where it is refused."""
    try:
        after()
    except UneditableWorkbookError as error:
        return f"{kind}: {error.message}"
    return ""


def refresh(name: str) -> list[Edit]:
    return [
        SetCell(name, 2, 2, "sent"),
        SetCell(name, 2, 5, Link("https://example.org/new", "new")),
        AppendRows(name, [{1: "c#1", 2: "drafted", 3: "Dear Cem", 5: Link("https://x.org", "x")}]),
    ]


def test_a_sheet_and_a_tracking_table_join_a_real_workbook_and_nothing_else_changes(
    good_workbooks: list[Path],
    parts_of: Callable[[Path], dict[str, bytes]],
    tmp_path: Path,
) -> None:
    counts: Counter[str] = Counter()
    for source in good_workbooks:
        before = parts_of(source)
        work = tmp_path / f"work{source.suffix}"
        shutil.copyfile(source, work)
        edits: list[tuple[str, list[Edit]]] = [
            ("sheet added", [AddSheet("Plain & simple", [["a", 1, 2.5, True, None, TEXT]])]),
            ("table added", [AddTableSheet("Tracking of mine", "Tracking", COLUMNS, iter(ROWS))]),
            ("table refreshed", refresh("Tracking of mine")),
            ("column added", [AddColumn("Tracking of mine", TableColumn("planner more"))]),
            ("row removed", [RemoveRows("Tracking of mine", frozenset({3}))]),
        ]
        for kind, edit in edits:
            try:
                apply_edits(work, edit)
            except UneditableWorkbookError as error:
                counts[re.sub(r'".*?"|\S+\.xls\w', "…", error.message)] += 1
                break
            counts[kind] += 1
            missing, changed = differences(before, parts_of(work), set())
            assert not missing, (source.name, kind)
            assert not changed, (source.name, kind)
        else:
            with Package.open(work) as package:
                tracking = package.sheet("Tracking of mine")
                assert tracking is not None
                xml = package.read(tracking.part)
            invariants(xml)
            assert text_at(xml, 3, 1) == "c#1"
    print(dict(counts))
    assert counts["row removed"] >= len(good_workbooks) - 12


def test_python_zipfile_finds_every_copied_member_sound(
    good_workbooks: list[Path], tmp_path: Path
) -> None:
    for source in good_workbooks[::5]:
        target = tmp_path / "copy.xlsx"
        apply_edits(source, [], target)
        with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as archive:
            assert archive.testzip() is None, source.name
