"""Cells spliced into sheets of every shape that real producers write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.errors import UneditableWorkbookError
from planner.workbook.references import letters
from planner.workbook.row_removal import RowRemoval
from planner.workbook.sheet_patch import SheetPatch, last_used_row
from planner.workbook.transcoding import in_utf8
from planner.workbook.xml_text import cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.workbook.edits import EditValue

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def written(reference: str, style: int, value: EditValue, prefix: bytes) -> bytes:
    return cell(reference, value, style, prefix.decode()).encode()


def sheet(rows: str, *, before: str = "", behind: str = "", root: str = "") -> bytes:
    xml = f"{before}<sheetData>{rows}</sheetData>{behind}"
    return f'<worksheet xmlns="{MAIN}"{root}>{xml}</worksheet>'.encode()


def patch(
    xml: bytes, cells: Mapping[int, Mapping[int, EditValue]], *, piece: int = 1 << 16, **kw: Any
) -> bytes:
    chunks = (xml[at : at + piece] for at in range(0, len(xml), piece))
    job = SheetPatch("S", cells, written, **kw)
    return b"".join(in_utf8(chunks, "sheet1.xml", job.applied))


def cells_in(xml: bytes) -> dict[str, tuple[str, str]]:
    """The style and the text of each cell that names itself."""
    found = {}
    for each in ET.fromstring(xml).iter():
        if each.tag.endswith("}c") and each.get("r"):
            text = "".join(part.text or "" for part in each.iter() if part is not each)
            found[each.get("r", "")] = (each.get("s", "0"), text)
    return found


def test_a_cell_is_replaced_and_keeps_its_style() -> None:
    xml = sheet('<row r="1"><c r="A1" s="7" t="s"><v>3</v></c><c r="B1"><v>2</v></c></row>')
    assert cells_in(patch(xml, {1: {1: "new"}})) == {"A1": ("7", "new"), "B1": ("0", "2")}


def test_a_cell_goes_between_its_neighbours() -> None:
    xml = sheet('<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>')
    assert list(cells_in(patch(xml, {1: {2: "b", 4: "d"}}))) == ["A1", "B1", "C1", "D1"]


def test_rows_go_between_rows_and_below_them() -> None:
    xml = sheet('<row r="2"><c r="A2"><v>2</v></c></row><row r="5"/>')
    new = patch(xml, {1: {1: "1"}, 3: {1: "3"}, 5: {2: "5"}, 9: {1: "9"}})
    assert re.findall(rb'<row r="(\d)"', new) == [b"1", b"2", b"3", b"5", b"9"]
    assert list(cells_in(new)) == ["A1", "A2", "A3", "B5", "A9"]


def test_an_empty_sheet_takes_cells() -> None:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
    assert cells_in(patch(xml, {2: {1: 5}})) == {"A2": ("0", "5")}


def test_cells_and_rows_without_references_are_counted() -> None:
    xml = sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    new = patch(xml, {2: {1: "x", 2: "y"}})
    assert cells_in(new) == {"A2": ("0", "x"), "B2": ("0", "y")}
    assert b"<row><c><v>1</v></c><c><v>2</v></c></row>" in new


def test_prefixed_elements_get_prefixed_company() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1"/><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    ).encode()
    new = patch(xml, {1: {2: "b"}, 3: {1: 1}})
    assert cells_in(new) == {"A1": ("0", "1"), "B1": ("0", "b"), "A3": ("0", "1")}
    assert b'<x:dimension ref="A1:B3"/>' in new


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_a_sheet_keeps_its_encoding(encoding: str) -> None:
    text = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>é</t></is></c></row>').decode()
    declared = f'<?xml version="1.0" encoding="{encoding[:6] if "16" in encoding else encoding}"?>'
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    xml = mark + (declared + text).encode(encoding)
    new = patch(xml, {1: {2: "Ω"}})
    assert new[:2] == xml[:2]
    assert cells_in(new) == {"A1": ("0", "é"), "B1": ("0", "Ω")}


def test_comments_and_cdata_are_no_cells() -> None:
    xml = sheet(
        '<!-- <row r="1"><c r="A1"/></row> --><row r="1"><!--<c r="B1"/>--><c r="A1" t="str">'
        "<v><![CDATA[</c></row><row r='9'>]]></v></c></row>"
    )
    new = patch(xml, {1: {2: "b"}, 2: {1: "a"}}, piece=17)
    assert cells_in(new) == {
        "A1": ("0", "</c></row><row r='9'>"),
        "B1": ("0", "b"),
        "A2": ("0", "a"),
    }
    assert b'<!-- <row r="1"><c r="A1"/></row> -->' in new


def test_single_quotes_and_odd_blanks_are_understood() -> None:
    xml = sheet("<row\n r = '1' ><c\tr='A1' s = '3' ><v>1</v></c ></row >")
    assert cells_in(patch(xml, {1: {1: 2, 2: 3}})) == {"A1": ("3", "2"), "B1": ("0", "3")}


def test_spans_and_dimension_grow() -> None:
    xml = sheet('<row r="2" spans="2:3"><c r="B2"/></row>', before='<dimension ref="B2:C2"/>')
    new = patch(xml, {2: {5: 1}, 7: {1: 1}})
    assert b'spans="2:5"' in new
    assert b'<dimension ref="A2:E7"/>' in new


def test_a_new_cell_takes_the_style_of_its_row_or_else_its_column() -> None:
    xml = sheet(
        '<row r="1" s="4" customFormat="1"><c r="A1"/></row><row r="2"/>',
        before='<cols><col min="2" max="3" width="9" style="6"/></cols>',
    )
    new = cells_in(patch(xml, {1: {2: 1}, 2: {2: 1, 4: 1}, 3: {3: 1}}))
    assert [new[each][0] for each in ("B1", "B2", "D2", "C3")] == ["4", "6", "0", "6"]


@pytest.mark.parametrize(
    ("formula", "spot"),
    [
        ('<f t="shared" ref="A1:A3" si="0">B1</f>', (1, 1)),
        ('<f t="array" ref="A1:A3">B1:B3</f>', (2, 1)),
        ('<f t="dataTable" ref="A1:B2" r1="C1"/>', (1, 1)),
    ],
)
def test_a_formula_over_several_cells_is_not_broken(formula: str, spot: tuple[int, int]) -> None:
    xml = sheet(
        f'<row r="1"><c r="A1">{formula}<v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    )
    with pytest.raises(UneditableWorkbookError, match=r"S!A[12]"):
        patch(xml, {spot[0]: {spot[1]: "x"}})


def test_an_overwritten_formula_is_noted() -> None:
    xml = sheet('<row r="1"><c r="A1"><f>B1+1</f><v>1</v></c><c r="B1"><v>2</v></c></row>')
    job = SheetPatch("S", {1: {1: 3, 2: 4}}, written)
    assert cells_in(b"".join(job.applied(iter([xml])))) == {"A1": ("0", "3"), "B1": ("0", "4")}
    assert job.lost_formulas == ["A1"]


def test_new_rows_take_the_styles_of_the_row_above() -> None:
    xml = sheet('<row r="1"><c r="A1" s="1"/></row><row r="2"><c r="A2" s="5"/></row>')
    new = patch(xml, {3: {1: "x"}, 4: {1: "y"}}, model_row=2, added_rows=2)
    assert cells_in(new)["A4"] == ("5", "y")


def test_a_tables_totals_move_down_behind_new_rows() -> None:
    xml = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f>SUBTOTAL(109,T[x])</f><v>1</v></c></row>'
    )
    new = patch(xml, {2: {1: "x"}, 3: {1: "y"}}, model_row=1, totals=1, added_rows=2)
    assert {k: v[1] for k, v in cells_in(new).items()} == {
        "A1": "1",
        "A2": "x",
        "A3": "y",
        "A4": "SUBTOTAL(109,T[x])1",
    }


def test_new_rows_never_overwrite_what_stands_below() -> None:
    xml = sheet('<row r="1"><c r="A1"/></row><row r="2"><c r="A2"><v>9</v></c></row>')
    with pytest.raises(UneditableWorkbookError, match="something stands in row 2"):
        patch(xml, {2: {1: "x"}}, model_row=1, added_rows=1)


def test_rows_out_of_order_are_refused() -> None:
    with pytest.raises(UneditableWorkbookError, match="row 1 stands behind row 2"):
        patch(sheet('<row r="2"/><row r="1"/>'), {5: {1: 1}})


def test_the_last_used_row_is_the_last_with_content() -> None:
    xml = sheet('<row r="3"><c r="A3"><v>1</v></c></row><row r="8"><c r="A8" s="2"/></row>')
    assert last_used_row(iter([xml])) == 3
    assert last_used_row(iter([sheet("")])) == 0


def test_removed_rows_go_and_the_rows_below_move_up_with_their_links() -> None:
    xml = sheet(
        "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 6)),
        behind='<mergeCells><mergeCell ref="A4:B5"/></mergeCells>',
    )
    new = b"".join(RowRemoval("S", frozenset({2, 3})).applied(iter([xml])))
    assert {k: v[1] for k, v in cells_in(new).items()} == {"A1": "1", "A2": "4", "A3": "5"}
    assert b'ref="A2:B3"' in new


@st.composite
def grids(draw: st.DrawFn) -> dict[int, dict[int, int]]:
    rows = draw(st.sets(st.integers(1, 12), max_size=8))
    columns = st.dictionaries(st.integers(1, 6), st.integers(0, 99), max_size=5)
    return {row: draw(columns) for row in sorted(rows)}


@settings(max_examples=200)
@given(grids(), grids(), st.integers(1, 400))
def test_patching_a_sheet_is_setting_cells_of_a_grid(
    old: dict[int, dict[int, int]], new: dict[int, dict[int, int]], piece: int
) -> None:
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letters(c)}{row}"><v>{cells[c]}</v></c>' for c in sorted(cells))
        + "</row>"
        for row, cells in old.items()
    )
    edits = {row: cells for row, cells in new.items() if cells}
    result = patch(sheet(rows), edits, piece=piece)
    expected = {
        f"{letters(column)}{row}": ("0", str(value))
        for grid in (old, new)
        for row, cells in grid.items()
        for column, value in cells.items()
    }
    assert cells_in(result) == expected
    numbers = [int(each) for each in re.findall(rb'<row r="(\d+)"', result)]
    assert numbers == sorted(set(numbers))


@settings(max_examples=200)
@given(grids(), grids(), st.booleans(), st.integers(1, 300))
def test_rows_that_do_not_begin_with_their_number_are_patched_alike(
    old: dict[int, dict[int, int]], new: dict[int, dict[int, int]], has_totals: bool, piece: int
) -> None:
    usual = "".join(
        f'<row r="{row}" ht="9">'
        + "".join(f'<c r="{letters(c)}{row}"><f>A1</f><v>{cells[c]}</v></c>' for c in sorted(cells))
        + "</row>"
        for row, cells in old.items()
    )
    unusual = re.sub(r'<row( r="\d+")( ht="9")', r"<row\2\1", usual)
    # New rows stand below the model, and the totals move behind them.
    model = min(old, default=0) if has_totals else 0
    kw = {"model_row": model, "totals": 1, "added_rows": 3} if model else {}
    edits = {row: cells for row, cells in new.items() if cells and not model < row <= model + 4}
    with pytest.MonkeyPatch.context() as patches:
        patches.setattr("planner.workbook.sheet_patch._PIECE", piece)
        results = [outcome(sheet(rows), edits, piece, kw) for rows in (usual, unusual)]
    assert results[0] == re.sub(rb'<row( ht="9")( r="\d+")', rb"<row\2\1", results[1])


def outcome(
    xml: bytes, cells: Mapping[int, Mapping[int, EditValue]], piece: int, kw: dict[str, Any]
) -> bytes:
    """The patched sheet, or why it is not patched."""
    try:
        return patch(xml, cells, piece=piece, **kw)
    except UneditableWorkbookError as error:
        return error.message.encode()
