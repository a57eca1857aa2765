"""New worksheets, wrapped in the smallest package there is and opened by other programs."""

from __future__ import annotations

import tracemalloc
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from planner.model.errors import UneditableWorkbookError
from planner.workbook.edits import AddTableSheet, EditValue, Link, TableColumn
from planner.workbook.new_sheet import MAX_LINKS, NewTableSheet, plain_sheet, table_sheet
from planner.workbook.styles import Styles, fresh_styles
from planner.workbook.tables import parse_table
from planner.workbook.xml import local, parse
from planner.workbook.xml_text import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from xml.etree import ElementTree as ET

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f"{{{MAIN}}}"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
NOON = datetime.fromisoformat("2026-03-09T12:30")

COLUMNS = (
    TableColumn("Touch ID", width=20),
    TableColumn(
        "Status",
        choices=("drafted", "sent"),
        colours={"drafted": "FFF2CC", "sent": "DDEBF7", 'said "no"': "F8CBAD"},
    ),
    TableColumn("Draft", width=40, wrap=True),
    TableColumn("Sent on", width=12, number_format="yyyy-mm-dd"),
    TableColumn("Link", width=30),
    TableColumn("memory", hidden=True),
)


def table(
    rows: Iterable[Sequence[EditValue]], columns: tuple[TableColumn, ...] = COLUMNS
) -> tuple[NewTableSheet, Styles]:
    styles = Styles(fresh_styles())
    edit = AddTableSheet("Tracking", "Tracking", columns, rows)
    return table_sheet(edit, styles=styles, table_id=1, table_name="Tracking"), styles


def row(number: int, **values: EditValue) -> list[EditValue]:
    texts: dict[str, EditValue] = {
        "id": f"p{number}#1", "status": "drafted", "draft": f"Dear {number},\n\nhello & <you>",
        "sent": date(2026, 3, 4), "link": Link(f"https://example.org/in/p{number}", f"p{number}"),
        "memory": "ab12",
    }  # fmt: skip
    return [*(texts | values).values()]


def package(
    path: Path, chunks: Iterable[bytes], styles: Styles, new: NewTableSheet | None = None
) -> Path:
    """Wrap a sheet in a package; styles, table and relationships are asked for afterwards."""
    overrides = {
        "/xl/workbook.xml": "sheet.main+xml",
        "/xl/worksheets/sheet1.xml": "worksheet+xml",
        "/xl/styles.xml": "styles+xml",
    } | ({"/xl/tables/table1.xml": "table+xml"} if new else {})
    types = "".join(
        f'<Override PartName="{part}" ContentType="{CONTENT}{kind}"/>'
        for part, kind in overrides.items()
    )
    rels = "http://schemas.openxmlformats.org/package/2006/"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"".join(chunks))
        archive.writestr("xl/styles.xml", styles.xml())
        if new:
            archive.writestr("xl/tables/table1.xml", new.table_xml)
            archive.writestr(
                "xl/worksheets/_rels/sheet1.xml.rels",
                new.relationships(OFFICE, "../tables/table1.xml"),
            )
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{rels}content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{rels}relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{rels}relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Tracking" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
    return path


def table_file(path: Path, rows: Iterable[Sequence[EditValue]]) -> Path:
    new, styles = table(rows)
    return package(path, new.chunks(), styles, new)


def sheet_of(new: NewTableSheet) -> ET.Element:
    return parse(b"".join(new.chunks()), "sheet")


def calamine_rows(path: Path) -> list[list[object]]:
    return [
        list(each) for each in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ]


# --- a table sheet -------------------------------------------------------------------------------


def test_calamine_reads_a_tables_values(tmp_path: Path) -> None:
    path = table_file(tmp_path / "t.xlsx", [row(1), row(2, sent=None, link=None, memory=None)])
    assert calamine_rows(path) == [
        ["Touch ID", "Status", "Draft", "Sent on", "Link", "memory"],
        ["p1#1", "drafted", "Dear 1,\n\nhello & <you>", date(2026, 3, 4), "p1", "ab12"],
        ["p2#1", "drafted", "Dear 2,\n\nhello & <you>", "", "", ""],
    ]


def test_openpyxl_reads_a_tables_looks(tmp_path: Path) -> None:
    path = table_file(tmp_path / "t.xlsx", [row(1), row(2)])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.tables["Tracking"].ref == "A1:F3"
    assert sheet.tables["Tracking"].autoFilter.ref == "A1:F3"
    assert sheet.column_dimensions["C"].width == pytest.approx(40.71)
    assert sheet.column_dimensions["F"].hidden
    assert not sheet.column_dimensions["A"].hidden
    assert sheet["C2"].alignment.wrap_text
    assert sheet["C2"].alignment.vertical == "top"
    assert not sheet["A2"].alignment.wrap_text
    assert sheet["A1"].font.b
    assert sheet["A1"].fill.fgColor.rgb == "FF1F4E78"
    assert (sheet["D2"].value, sheet["D2"].number_format) == (
        datetime.fromisoformat("2026-03-04"),
        "yyyy-mm-dd",
    )
    assert sheet["E3"].hyperlink.target == "https://example.org/in/p2"
    assert sheet["E3"].font.u == "single"
    assert sheet.page_setup.orientation == "landscape"
    (dropdown,) = sheet.data_validations.dataValidation
    assert (dropdown.formula1, str(dropdown.sqref)) == ('"drafted,sent"', "B2:B3")
    assert not dropdown.showErrorMessage
    (ranged,) = sheet.conditional_formatting
    assert str(ranged.sqref) == "B2:B3"
    assert [(rule.formula, rule.dxf.fill.bgColor.rgb) for rule in ranged.rules] == [
        (['"drafted"'], "FFFFF2CC"),
        (['"sent"'], "FFDDEBF7"),
        (['"said ""no"""'], "FFF8CBAD"),
    ]


def test_children_stand_in_the_order_of_the_schema() -> None:
    new, _ = table([row(1)])
    assert [local(each.tag) for each in sheet_of(new)] == [
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData",
        "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
        "pageSetup", "tableParts",
    ]  # fmt: skip


def test_the_tables_header_equals_its_cells() -> None:
    columns = tuple(TableColumn(name) for name in ("two\nlines", 'a "b" & <c>', "_x0041_", "ünï"))
    new, _ = table([["x"] * 4], columns)
    header = next(sheet_of(new).iter(f"{SHEET}row"))
    cells = ["".join(each.itertext()) for each in header]
    assert cells == ["two\nlines", 'a "b" & <c>', "_x005F_x0041_", "ünï"]
    assert parse_table(new.table_xml).headers == ("two\nlines", 'a "b" & <c>', "_x0041_", "ünï")


@pytest.mark.parametrize("count", [0, 1, 499, 500, 501, 1234])
def test_every_row_of_a_generator_arrives(count: int, tmp_path: Path) -> None:
    path = table_file(tmp_path / "t.xlsx", (row(number) for number in range(count)))
    assert [each[0] for each in calamine_rows(path)[1 : count + 1]] == [
        f"p{number}#1" for number in range(count)
    ]
    book = openpyxl.load_workbook(path, read_only=True)
    assert (
        sum(1 for each in book.worksheets[0].iter_rows(values_only=True) if any(each)) == count + 1
    )
    book.close()


def test_an_empty_table_gets_one_blank_row() -> None:
    new, _ = table([])
    sheet = sheet_of(new)
    assert parse_table(new.table_xml).area.last_row == 2
    assert sheet.find(f"{SHEET}dimension").get("ref") == "A1:F2"  # type: ignore[union-attr] # it is there
    assert sheet.find(f"{SHEET}hyperlinks") is None


def test_a_short_row_leaves_its_last_cells_empty_and_a_long_one_is_refused() -> None:
    new, _ = table([["a"], ["b", "sent"]])
    assert [len(each) for each in sheet_of(new).iter(f"{SHEET}row")] == [6, 1, 2]
    new, _ = table([["a"] * 7])
    with pytest.raises(ValueError, match="more cells than the 6 columns"):
        list(new.chunks())


def test_moments_and_days_show_as_such_where_the_column_names_no_format(tmp_path: Path) -> None:
    columns = (TableColumn("a"), TableColumn("b"))
    new, styles = table([[date(2026, 3, 4), NOON], [NOON, "text"]], columns)
    path = package(tmp_path / "t.xlsx", new.chunks(), styles, new)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [each.number_format for each in (sheet["A2"], sheet["B2"], sheet["A3"])] == [
        "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "yyyy-mm-dd hh:mm",
    ]  # fmt: skip
    assert sheet["B2"].value == NOON


def test_a_workbook_of_1904_gets_its_own_serials() -> None:
    edit = AddTableSheet("T", "T", (TableColumn("a"),), [[date(2026, 3, 4)], [NOON]])
    styles = Styles(fresh_styles())
    new = table_sheet(edit, styles=styles, table_id=1, table_name="T", date1904=True)
    assert [each.text for each in sheet_of(new).iter(f"{SHEET}v")] == ["44623", "44628.52083333333"]


def test_a_strict_workbook_gets_strict_names() -> None:
    edit = AddTableSheet("T", "T", (TableColumn("a"),), [["x"]])
    styles = Styles(fresh_styles())
    new = table_sheet(edit, styles=styles, table_id=1, table_name="T", is_strict=True)
    xml = b"".join(new.chunks())
    assert b"schemas.openxmlformats.org" not in xml + new.table_xml
    assert parse(xml, "t").tag == "{http://purl.oclc.org/ooxml/spreadsheetml/main}worksheet"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("http://example.org/ä b", "http://example.org/%C3%A4%20b"),
        ("mailto:a@b.org?subject=Hi there", "mailto:a@b.org?subject=Hi%20there"),
        ("https://[broken", None),
        ("https://", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://example.org/" + "a" * 2100, None),
        ("", None),
    ],
)
def test_only_addresses_that_open_become_links(url: str, target: str | None) -> None:
    new, _ = table([row(1, link=Link(url, "shown"))])
    sheet = sheet_of(new)
    assert "shown" in ["".join(each.itertext()) for each in sheet.iter(f"{SHEET}c")]
    links = [each.get("ref") for each in sheet.iter(f"{SHEET}hyperlink")]
    targets = [
        each.get("Target")
        for each in parse(new.relationships(OFFICE, "../tables/table1.xml"), "r")
        if each.get("TargetMode") == "External"
    ]
    assert (links, targets) == ((["E2"], [target]) if target else ([], []))


def test_links_beyond_excels_limit_are_plain_text() -> None:
    link = Link("https://example.org/x", "x")
    new, _ = table(([link] for _ in range(MAX_LINKS + 3)), (TableColumn("a"),))
    xml = b"".join(new.chunks())
    assert xml.count(b"<hyperlink ") == MAX_LINKS
    cells = [each.get("s") for each in parse(xml, "s").iter(f"{SHEET}c")]
    assert len(set(cells[1:-3])) == len(set(cells[-3:])) == 1
    assert cells[-1] != cells[1]
    # One address needs one relationship, however many cells open it.
    assert new.relationships(OFFICE, "t").count(b"<Relationship ") == 2


@pytest.mark.parametrize(
    "column",
    [
        TableColumn("a", choices=("word",) * 60),
        TableColumn("a", choices=("yes, please",)),
        TableColumn("a", choices=(" blank",)),
        TableColumn("a", colours={"w" * 256: "FFFFFF"}),
        TableColumn("a", rules={'[Nowhere]=""': "FFFFFF"}),
        TableColumn("a", tip="w" * 256),
        TableColumn("a", tip="b", choices=("c",)),
        TableColumn("a" * 256),
        TableColumn(""),
        TableColumn("LINK"),
    ],
)
def test_a_column_that_no_table_can_have_is_refused(column: TableColumn) -> None:
    with pytest.raises(ValueError, match=r"table|dropdown|comma|formula|rule|tip"):
        table([], (TableColumn("Link"), column))


def test_a_tip_shows_beside_a_selected_cell(tmp_path: Path) -> None:
    columns = (TableColumn("a", tip='Say "why" & how'), TableColumn("b", choices=("c", "d")))
    new, styles = table([["x", "c"]], columns)
    path = package(tmp_path / "t.xlsx", list(new.chunks()), styles, new)
    rules = openpyxl.load_workbook(path).worksheets[0].data_validations.dataValidation
    assert [(str(each.sqref), each.prompt, each.type) for each in rules] == [
        ("B2", None, "list"),
        ("A2", 'Say "why" & how', None),
    ]


def test_a_rule_colours_a_cell_by_others_of_its_row() -> None:
    rules = {'AND([Flags]<>"",[Draft]="")': "F8CBAD", '[Flags]<>""': "FFE699"}
    columns = (TableColumn("Flags", rules=rules), TableColumn("a"), TableColumn("Draft"))
    new, styles = table([["x", None, "y"], ["x", None, None]], columns)
    (ranged,) = sheet_of(new).iter(f"{SHEET}conditionalFormatting")
    told = [(each.get("type"), each.get("priority"), each[0].text) for each in ranged]
    assert ranged.get("sqref") == "A2:A3"
    assert told == [
        ("expression", "1", 'AND($A2<>"",$C2="")'),
        ("expression", "2", '$A2<>""'),
    ]
    assert all(fill.encode() in styles.xml() for fill in rules.values())


def test_a_row_is_as_high_as_its_longest_text_but_lower_than_a_screen() -> None:
    drafts = ["short", "two\nlines", "word " * 20, "\n" * 100]
    new, _ = table([row(1, draft=draft) for draft in drafts])
    rows = list(sheet_of(new).iter(f"{SHEET}row"))[1:]
    assert [each.get("ht") for each in rows] == [None, "30", "45", "270"]
    assert not any("customHeight" in each.attrib for each in rows)


def test_a_million_rows_are_not_held_in_memory() -> None:
    def count_bytes(rows: int) -> int:
        new, _ = table(row(number, link=None) for number in range(rows))
        tracemalloc.start()
        size = sum(map(len, new.chunks()))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > rows * 300
        return peak

    assert count_bytes(10_000) < 1.5 * count_bytes(2_000)


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.workbook.fresh_rows.MAX_ROWS", 1000)
    new, _ = table(["x"] for _ in range(1000))
    with pytest.raises(UneditableWorkbookError, match="room for 1,000 rows"):
        list(new.chunks())


# --- a plain sheet -------------------------------------------------------------------------------

cells = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(9000, 1, 1)),
)


def plain_file(path: Path, rows: Iterable[Sequence[EditValue]]) -> Path:
    styles = Styles(fresh_styles())
    codes: dict[type, str] = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}

    def date_style(kind: type) -> int:
        return styles.with_number_format(0, codes[kind])

    return package(path, list(plain_sheet(rows, date_style=date_style)), styles)


@given(st.lists(st.lists(cells, max_size=5), max_size=8))
@settings(max_examples=60, deadline=None)
def test_plain_rows_come_back_from_openpyxl(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[EditValue]]
) -> None:
    path = plain_file(tmp_path_factory.getbasetemp() / "plain.xlsx", rows)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    for at, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            found = sheet.cell(at, column).value
            found = found.date() if isinstance(found, datetime) else found
            if isinstance(value, float):
                assert float(str(found)) == value
            elif isinstance(value, str):
                assert escaped(str(found or "")) == escaped(value)
            else:
                assert found == value


def test_a_plain_sheet_reads_the_same_through_calamine(tmp_path: Path) -> None:
    rows: list[list[EditValue]] = [
        ["a", 1, 2.5, True, date(2026, 3, 4), NOON, Link("https://example.org", "shown")],
        [],
        [None, "01234", "=1+1"],
    ]
    assert calamine_rows(plain_file(tmp_path / "p.xlsx", rows)) == [
        ["a", 1.0, 2.5, True, date(2026, 3, 4), NOON, "shown"],
        [""] * 7,
        ["", "01234", "=1+1", "", "", "", ""],
    ]


def test_a_plain_sheet_asks_for_date_formats_only_where_dates_stand() -> None:
    asked: list[type] = []

    def date_style(kind: type) -> int:
        asked.append(kind)
        return 1

    list(plain_sheet([["a", 1]], date_style=date_style))
    assert asked == []
    list(plain_sheet([[NOON, date(2026, 1, 1)]] * 1200, date_style=date_style))
    assert sorted(asked, key=str) == [date, datetime]


def test_a_plain_sheet_takes_no_more_columns_than_excel() -> None:
    assert b'r="XFD1"' in b"".join(plain_sheet([[1] * 16_384], date_style=lambda _kind: 0))
    with pytest.raises(UneditableWorkbookError, match="16,384 columns"):
        list(plain_sheet([[1] * 16_385], date_style=lambda _kind: 0))


# --- LibreOffice ---------------------------------------------------------------------------------


@pytest.mark.office
def test_libreoffice_understands_the_table_and_its_looks(
    tmp_path: Path, convert_with_office: Callable[[Sequence[Path], str, Path], None]
) -> None:
    path = table_file(tmp_path / "t.xlsx", (row(number) for number in range(20)))
    saved = tmp_path / "saved"
    convert_with_office([path], "csv", saved)
    convert_with_office([path], "xlsx", saved)
    text = (saved / "t.csv").read_text(encoding="utf-8", errors="replace")
    assert text.startswith("Touch ID,Status,Draft,Sent on,Link,memory\np0#1,drafted,")
    assert "2026-03-04,p19,ab12" in text
    sheet = openpyxl.load_workbook(saved / "t.xlsx").worksheets[0]
    assert sheet.column_dimensions["F"].hidden
    assert sheet.row_dimensions[2].height == pytest.approx(45)
    assert sheet["E21"].hyperlink.target == "https://example.org/in/p19"
    assert [each.formula1 for each in sheet.data_validations.dataValidation] == ['"drafted,sent"']
    fills = {
        rule.formula[0]: rule.dxf.fill.bgColor.rgb[-6:]
        for ranged in sheet.conditional_formatting
        for rule in ranged.rules
    }
    assert fills == {'"drafted"': "FFF2CC", '"sent"': "DDEBF7", '"said ""no"""': "F8CBAD"}
