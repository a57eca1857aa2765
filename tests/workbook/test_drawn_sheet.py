"""A sheet with charts that another program made, taken over without touching anything else."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from planner.model.errors import UneditableWorkbookError, WorkbookError
from planner.templating.shipped import samples
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddTableSheet, DrawSheet, SetCell, TableColumn
from planner.workbook.read_sheets import read_sheets
from tests.workbook.drawn import drawn_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    Parts = Callable[[Path], dict[str, bytes]]

NAME = "Pictures"
# Of how many workbooks of the corpus; all of them with PLANNER_CORPUS_DRAWN=150.
CORPUS = int(os.environ.get("PLANNER_CORPUS_DRAWN", "25"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(samples() / "mentors.xlsx", tmp_path / "mentors.xlsx"))


def draw(path: Path, **wishes: int | str) -> bool:
    drawn = drawn_workbook(NAME, **wishes)  # type: ignore[arg-type]
    return apply_edits(path, [DrawSheet(NAME, drawn)]).is_written


def read(path: Path) -> Any:
    """The sheet as openpyxl reads it."""
    return openpyxl.load_workbook(path)[NAME]


def test_other_programs_read_what_was_drawn(book: Path) -> None:
    draw(book)
    sheet = read(book)
    assert [cell.value for cell in sheet["A"]] == ["Drawn", "Row & 1", "Row & 2", "Row & 3", None]
    assert (sheet["A1"].font.b, sheet["A1"].font.sz, sheet["B2"].number_format) == (
        True,
        14,
        "0.0%",
    )
    assert sheet["A1"].fill.fgColor.rgb == "FFE3EFED"
    assert sheet["B5"].value == "=SUM(B2:B4)"
    assert len(sheet._charts) == 2
    assert openpyxl.load_workbook(book, data_only=True)[NAME]["B5"].value == pytest.approx(0.6)
    with read_sheets(book) as sheets:
        texts = [row.texts[0] for row in sheets.rows(NAME) if row.texts[0]]
    assert texts == ["Drawn", "Row & 1", "Row & 2", "Row & 3"]


def test_nothing_else_changes(book: Path, parts_of: Parts) -> None:
    before = parts_of(book)
    draw(book)
    after = parts_of(book)
    changed = {name for name, content in before.items() if after.get(name) != content}
    books = {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    }
    assert changed <= {*books, "docProps/app.xml"}
    assert before.keys() <= after.keys()


def test_the_same_again_writes_nothing(book: Path) -> None:
    assert draw(book)
    before, time = book.read_bytes(), book.stat().st_mtime_ns
    assert not draw(book)
    assert (book.read_bytes(), book.stat().st_mtime_ns) == (before, time)


@pytest.mark.parametrize("charts", [1, 2, 3])
def test_it_is_drawn_anew_in_its_place(book: Path, parts_of: Parts, charts: int) -> None:
    draw(book)
    before = parts_of(book)
    assert draw(book, title="Anew", charts=charts, rows=5)
    after = parts_of(book)
    of_drawing = {name for name in {*before, *after} if "/charts/" in name or "/drawings/" in name}
    assert {name for name in before if name in after and before[name] != after[name]} <= {
        *of_drawing, "xl/worksheets/sheet4.xml", "[Content_Types].xml", "xl/styles.xml",
    }  # fmt: skip
    assert sum("/charts/chart" in name for name in after) == charts
    sheet = read(book)
    assert (sheet["A1"].value, sheet["A6"].value, len(sheet._charts)) == ("Anew", "Row & 5", charts)
    listed = after["[Content_Types].xml"].decode()
    assert listed.count("/charts/chart") == charts


def test_drawn_anew_after_another_program_saved_it(book: Path) -> None:
    draw(book)
    workbook = openpyxl.load_workbook(book)
    workbook.save(book)
    assert draw(book, title="Anew", charts=3)
    sheet = read(book)
    assert (sheet["A1"].value, len(sheet._charts)) == ("Anew", 3)


def test_formulas_that_go_leave_the_list_of_formulas(book: Path, parts_of: Parts) -> None:
    draw(book, rows=9)
    with zipfile.ZipFile(book) as archive:
        number = openpyxl.load_workbook(book).sheetnames.index(NAME) + 1
        parts = {name: archive.read(name) for name in archive.namelist()}
    chain = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<c r="B11" i="%d"/></calcChain>' % _sheet_id(parts["xl/workbook.xml"], number)
    )
    parts["xl/calcChain.xml"] = chain
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/calcChain.xml" ContentType="' + kind + b'"/></Types>',
    )
    of = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="' + of + b'" Target="calcChain.xml"/></Relationships>',
    )
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    draw(book, rows=3)

    assert b'r="B11"' not in parts_of(book).get("xl/calcChain.xml", b"")


def _sheet_id(workbook: bytes, number: int) -> int:
    ids = [part.split(b'"')[0] for part in workbook.split(b'sheetId="')[1:]]
    return int(ids[number - 1])


def test_a_sheet_that_holds_more_is_refused(book: Path) -> None:
    apply_edits(book, [AddTableSheet("Table", "Table", (TableColumn("A"),), [["x"]])])
    before = book.read_bytes()
    drawn = drawn_workbook("Table")
    with pytest.raises(UneditableWorkbookError, match="holds more than planner drew"):
        apply_edits(book, [DrawSheet("Table", drawn)])
    assert book.read_bytes() == before


def test_cells_can_be_set_on_it_afterwards(book: Path) -> None:
    draw(book)
    apply_edits(book, [SetCell(NAME, 20, 1, "mine")])
    assert openpyxl.load_workbook(book)[NAME]["A20"].value == "mine"


@pytest.mark.corpus
def test_no_part_of_real_workbooks_is_lost(
    good_workbooks: list[Path], tmp_path: Path, parts_of: Parts
) -> None:
    drawn, tried, refused = drawn_workbook(NAME), 0, 0
    for source in good_workbooks[:: max(1, len(good_workbooks) // CORPUS)]:
        path = Path(shutil.copyfile(source, tmp_path / source.name))
        before = parts_of(path)
        try:
            apply_edits(path, [DrawSheet(NAME, drawn)])
        except WorkbookError:
            refused += 1
            assert path.read_bytes() == source.read_bytes()
            continue
        after = parts_of(path)
        tried += 1
        books = (
            "content_types", "workbook.xml", "workbook.xml.rels", "styles.xml", "app.xml",
        )  # fmt: skip
        for name, content in before.items():
            is_book = any(each in name.casefold() for each in books)
            assert is_book or after[name] == content, f"{source.name}: {name}"
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            assert archive.testzip() is None
    print(f"{tried} workbooks drawn into, {refused} refused")
    assert tried >= CORPUS * 0.7


@pytest.mark.office
def test_libreoffice_draws_the_charts(
    book: Path, tmp_path: Path, convert_with_office: Callable[..., None]
) -> None:
    draw(book)
    convert_with_office([book], "ods", tmp_path)
    with zipfile.ZipFile(tmp_path / "mentors.ods") as archive:
        content = archive.read("content.xml").decode()
    assert content.count("<draw:object ") == 2
