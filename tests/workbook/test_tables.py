"""The parts of Excel tables: read, made, resized; what planner does not understand stays."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.errors import UneditableWorkbookError
from planner.workbook.references import Area
from planner.workbook.tables import Table, fresh_table, parse_table, resized, with_column
from planner.workbook.xml import local, parse

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

# As Excel writes them: a filter, a sort order, a calculated column, extensions, revision ids.
RICH = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    f'<table xmlns="{MAIN}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="xr xr3" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
    'xmlns:xr3="http://schemas.microsoft.com/office/spreadsheetml/2016/revision3" '
    'id="4" xr:uid="{6A0E}" name="Deals" displayName="Deals" ref="B3:D9" totalsRowShown="0">'
    '<autoFilter ref="B3:D9" xr:uid="{6A0F}"><filterColumn colId="1"><filters><filter val="x"/>'
    "</filters></filterColumn></autoFilter>"
    '<sortState xmlns:xlrd2="http://schemas.microsoft.com/office/spreadsheetml/2017/richdata2" '
    'ref="B4:D9"><sortCondition descending="1" ref="D4:D9"/></sortState>'
    '<tableColumns count="3"><tableColumn id="1" xr3:uid="{1}" name="Who"/>'
    '<tableColumn id="7" xr3:uid="{2}" name="Line_x000a_feed"/>'
    '<tableColumn id="3" xr3:uid="{3}" name="Sum" dataDxfId="0">'
    "<calculatedColumnFormula>Deals[[#This Row],[Who]]&amp;&quot;ref=&quot;"
    "</calculatedColumnFormula>"
    "</tableColumn></tableColumns>"
    '<tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/>'
    '<extLst><ext uri="{504A}"><x14:table xmlns:x14="u" altText="ref=&quot;B3:D9&quot;"/></ext>'
    "</extLst>"
    "</table>"
)  # fmt: skip


def refs(xml: bytes) -> dict[str, str]:
    return {
        local(each.tag): each.get("ref", "")
        for each in parse(xml, "table").iter()
        if each.get("ref") is not None
    }


def test_a_table_is_read() -> None:
    assert parse_table(RICH.encode()) == Table(
        id=4,
        name="Deals",
        area=Area(3, 2, 9, 4),
        headers=("Who", "Line\nfeed", "Sum"),
        header_rows=1,
        totals_rows=0,
        has_filter=True,
    )


def test_a_table_without_header_or_with_totals_knows_its_body() -> None:
    bare = RICH.replace("totalsRowShown", 'headerRowCount="0" totalsRowShown')
    assert parse_table(bare.encode()).body == Area(3, 2, 9, 4)
    totals = RICH.replace('totalsRowShown="0"', 'totalsRowCount="1"')
    assert parse_table(totals.encode()).body == Area(4, 2, 8, 4)


def test_growing_moves_the_ranges_and_nothing_else() -> None:
    new = resized(RICH.encode(), 3, 2, 20, 4).decode()
    assert new == (
        RICH.replace('Deals" ref="B3:D9"', 'Deals" ref="B3:D20"')
        .replace('<autoFilter ref="B3:D9"', '<autoFilter ref="B3:D20"')
        .replace('ref="B4:D9"', 'ref="B4:D20"')
        .replace('ref="D4:D9"', 'ref="D4:D20"')
    )


def test_shrinking_takes_the_filter_and_the_sort_order_along() -> None:
    assert refs(resized(RICH.encode(), 3, 2, 5, 4)) == {
        "table": "B3:D5", "autoFilter": "B3:D5", "sortState": "B4:D5", "sortCondition": "D4:D5",
    }  # fmt: skip


def test_a_table_keeps_one_data_row() -> None:
    assert parse_table(resized(RICH.encode(), 3, 2, 3, 4)).area == Area(3, 2, 4, 4)


def test_the_filter_stops_above_the_totals() -> None:
    totals = RICH.replace('totalsRowShown="0"', 'totalsRowCount="1"').replace(
        '<autoFilter ref="B3:D9"', '<autoFilter ref="B3:D8"'
    )
    assert refs(resized(totals.encode(), 3, 2, 12, 4))["autoFilter"] == "B3:D11"


def test_the_same_range_gives_the_same_bytes() -> None:
    assert resized(RICH.encode(), 3, 2, 9, 4) == RICH.encode()


def test_a_column_is_added_with_an_id_of_its_own() -> None:
    new = with_column(RICH.encode(), 'Next\n"step" & <more>')
    table = parse_table(new)
    assert table.headers == ("Who", "Line\nfeed", "Sum", 'Next\n"step" & <more>')
    assert b'<tableColumn id="8" name="Next_x000a_&quot;step&quot;' in new
    assert b'<tableColumns count="4">' in new
    assert refs(new) == {
        "table": "B3:E9", "autoFilter": "B3:E9", "sortState": "B4:E9", "sortCondition": "D4:D9",
    }  # fmt: skip
    # All that stood between is there still.
    assert b'dataDxfId="0"><calculatedColumnFormula>' in new
    assert new.endswith(RICH[RICH.index("</tableColumns>") :].encode())


def test_a_table_of_one_column_widens_its_filter() -> None:
    one = fresh_table(1, "T", ["a"], 5)
    assert refs(with_column(one, "b")) == {"table": "A1:B5", "autoFilter": "A1:B5"}


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(UneditableWorkbookError, match='has a column "WHO" already'):
        with_column(RICH.encode(), "WHO")


def test_a_query_table_takes_no_column() -> None:
    query = RICH.replace('id="4"', 'id="4" tableType="queryTable"')
    with pytest.raises(UneditableWorkbookError, match="from a query"):
        with_column(query.encode(), "New")


@pytest.mark.parametrize("xml", [b"", b"<table/>", b'<table ref="A:A"/>', b"<worksheet/>"])
def test_a_damaged_table_is_refused(xml: bytes) -> None:
    with pytest.raises(UneditableWorkbookError):
        parse_table(xml)


def test_a_count_that_is_missing_is_added() -> None:
    plain = fresh_table(1, "T", ["a"], 3).replace(b' count="1"', b"")
    assert b'<tableColumns count="2"><tableColumn id="1"' in with_column(plain, "b")


def test_a_table_whose_columns_are_missing_takes_none() -> None:
    xml = f'<table xmlns="{MAIN}" id="1" displayName="T" ref="A1:B4"><tableColumns/></table>'
    with pytest.raises(UneditableWorkbookError, match="no columns"):
        with_column(xml.encode(), "b")


def test_a_prefixed_table_gets_a_prefixed_column() -> None:
    plain = fresh_table(1, "T", ["a", "b"], 3).decode()
    prefixed = plain.replace("</", "</x:").replace("xmlns=", "xmlns:x=")
    for name in ("table ", "autoFilter", "tableColumn", "tableStyleInfo"):
        prefixed = prefixed.replace(f"<{name}", f"<x:{name}")
    new = with_column(prefixed.encode(), "c")
    assert b'<x:tableColumn id="3" name="c"/>' in new
    assert parse_table(new).headers == ("a", "b", "c")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_are_kept(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    old = RICH.replace("UTF-8", named).replace("Who", "Größe").encode(encoding)
    new = with_column(old, "次の一歩")
    assert "Größe" in new.decode(encoding)
    assert parse_table(new).headers[-1] == "次の一歩"


names = st.text(min_size=1, max_size=40)


@given(
    st.lists(names, min_size=1, max_size=6, unique_by=str.casefold),
    names,
    st.integers(2, 1_048_576),
)
def test_any_header_comes_back(headers: list[str], added: str, last_row: int) -> None:
    xml = fresh_table(3, "T", headers, last_row)
    table = parse_table(xml)
    assert (table.headers, table.area) == (tuple(headers), Area(1, 1, last_row, len(headers)))
    if added.casefold() not in map(str.casefold, headers):
        assert parse_table(with_column(xml, added)).headers == (*headers, added)


def test_a_strict_table_speaks_strict() -> None:
    assert parse(fresh_table(1, "T", ["a"], 2, is_strict=True), "t").tag == (
        "{http://purl.oclc.org/ooxml/spreadsheetml/main}table"
    )


@pytest.mark.corpus
def test_tables_of_public_workbooks_can_be_resized_and_widened(good_workbooks: list[Path]) -> None:
    seen = 0
    for path in good_workbooks:
        if not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            parts = [each for each in archive.namelist() if "/tables/" in each.lower()]
            for old in (archive.read(each) for each in parts if each.endswith(".xml")):
                if b"singleXmlCells" in old:
                    continue
                table = parse_table(old)
                area = table.area
                edges = area.first_row, area.first_column
                same = resized(old, *edges, area.last_row, area.last_column)
                assert same.replace(b"'", b'"') == old.replace(b"'", b'"'), path.name
                longer = resized(old, *edges, area.last_row + 7, area.last_column)
                assert parse_table(longer).area.last_row == area.last_row + 7
                assert resized(longer, *edges, area.last_row, area.last_column) == same, path.name
                if b"tableType" not in old:
                    assert parse_table(with_column(old, "ünique")).headers[:-1] == table.headers
                seen += 1
    assert seen > 10
