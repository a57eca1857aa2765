"""What `read_sheets` says about a sheet: values, texts, links, what is hidden or not computed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from planner.model.cells import CellError
from planner.model.errors import UnreadableWorkbookError
from planner.workbook.plain_rows import PlainRows
from planner.workbook.read_sheets import Sheets, read_sheets
from planner.workbook.read_types import Sought
from planner.workbook.references import letters
from planner.workbook.sheet_rows import Row

Change: TypeAlias = bytes | Callable[[bytes], bytes] | None
Remake: TypeAlias = Callable[[Path, Mapping[str, Change]], Path]

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# How long the corpus may be read for: on a busy machine, the first of it will do.
SECONDS = 40


def sheet(rows: str, behind: str = "") -> dict[str, Change]:
    xml = f'<worksheet {MAIN} xmlns:r="{RELATED}"><sheetData>{rows}</sheetData>{behind}</worksheet>'
    return {SHEET: xml.encode()}


def inline(text: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is>{text}</is></c></row>'


def shared(item: str) -> dict[str, Change]:
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return {**sheet(cell), "xl/sharedStrings.xml": f"<sst {MAIN}>{item}</sst>".encode()}


@pytest.fixture
def rows_of(remake: Remake, tmp_path: Path) -> Callable[[Mapping[str, Change]], list[Row]]:
    """Reads the first sheet of a changed sample, both ways, which must agree."""

    def read(changes: Mapping[str, Change]) -> list[Row]:
        with read_sheets(remake(tmp_path / "people.xlsx", changes)) as sheets:
            found = list(sheets.rows("Contacts"))
            assert comparable(exactly(sheets, "Contacts")) == comparable(found)
            for sought in searches(found):
                assert comparable(sheets.stream_rows("Contacts", sought)) == comparable(
                    row for row in found if sought.is_met(row.texts)
                )
        return found

    return read


# A row's number, its cells by column, whether it is hidden, and its formulas without a result.
Comparable: TypeAlias = tuple[int, dict[int, tuple[type, object, str]], bool, frozenset[int]]
Rows: TypeAlias = Callable[[Mapping[str, Change]], list[Row]]


def comparable(rows: Iterable[Row]) -> list[Comparable]:
    """Rows without the empty cells that end them, and without rows of nothing else."""
    found: list[Comparable] = []
    for row in rows:
        cells: dict[int, tuple[type, object, str]] = {
            at: (type(value), value, text)
            for at, (value, text) in enumerate(zip(row.values, row.texts, strict=True))
            if value is not None or text
        }
        if cells or row.uncomputed:
            found.append((row.number, cells, row.is_hidden, row.uncomputed))
    return found


def exactly(sheets: Sheets, name: str) -> list[Row]:
    """The rows as the reader that understands everything gives them, without the shortcut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainRows, "of", lambda _self, _piece: None)
        return list(sheets.rows(name))


def searches(rows: list[Row]) -> list[Sought]:
    """For the first columns and the last: a search for the texts of some rows."""
    width = max((len(row.texts) for row in rows), default=0)
    return [
        Sought(column, texts)
        for column in sorted({1, 2, 3, width} & {*range(1, width + 1)})
        if (texts := frozenset(_folded(row, column) for row in rows[:: len(rows) // 9 + 1]) - {""})
    ]


def _folded(row: Row, column: int) -> str:
    return row.texts[column - 1].casefold() if column <= len(row.texts) else ""


def test_a_wide_row_of_another_shape_is_told_apart_without_trying_each_cell_twice(
    rows_of: Rows,
) -> None:
    cells = "".join(f'<c r="{letters(column)}1"><v>1</v></c>' for column in range(1, 61))
    (row,) = rows_of(sheet(f'<row r="1">{cells}<c><v>2</v></c></row>'))
    assert list(row.values) == [1] * 60 + [2]


# Written by a beta of Excel 2007, which names its strings in another way than Excel came to do.
OF_A_BETA = "sample-beta.xlsx"


@pytest.mark.corpus
def test_both_ways_of_reading_agree_on_real_sheets(good_workbooks: list[Path]) -> None:
    deadline = time.process_time() + SECONDS
    files, cells, differing = 0, 0, []
    for path in good_workbooks:
        if path.name == OF_A_BETA:
            continue
        if time.process_time() > deadline:
            break
        files += 1
        with read_sheets(path) as sheets:
            for info in sheets.sheets:
                if info.is_worksheet:
                    rows = list(sheets.rows(info.name))
                    found = comparable(rows)
                    cells += sum(len(row[1]) for row in found)
                    if comparable(exactly(sheets, info.name)) != found:
                        differing.append(f"{path.name}: {info.name}")
                    for sought in searches(rows):
                        met = comparable(row for row in rows if sought.is_met(row.texts))
                        if comparable(sheets.stream_rows(info.name, sought)) != met:
                            differing.append(f"{path.name}: {info.name}: {sought}")
    print(f"{files} files, {cells:,} cells read both ways")
    assert differing == []
    assert files > 50


@pytest.mark.corpus
def test_strings_of_a_beta_are_refused(good_workbooks: list[Path]) -> None:
    path = next(each for each in good_workbooks if each.name == OF_A_BETA)
    with read_sheets(path) as sheets, pytest.raises(UnreadableWorkbookError, match="is damaged"):
        list(sheets.rows(sheets.sheets[0].name))


@pytest.mark.parametrize(
    ("cell", "value", "text"),
    [
        ("<c r='A1'><v>1</v></c>", 1, "1"),
        ("<c r='A1'><v>0.1</v></c>", 0.1, "0.1"),
        ("<c r='A1'><v>1E3</v></c>", 1000, "1000"),
        ("<c r='A1' t='b'><v>1</v></c>", True, "TRUE"),
        ("<c r='A1' t='b'><v>0</v></c>", False, "FALSE"),
        ("<c r='A1' t='e'><v>#N/A</v></c>", CellError("#N/A"), "#N/A"),
        ("<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", CellError("#DIV/0!"), "#DIV/0!"),
        ("<c r='A1' t='str'><f>\"a\"</f><v>a &amp; b</v></c>", "a & b", "a & b"),
        ("<c r='A1' t='str'><v></v></c>", None, ""),
        ("<c r='A1' s='1'/>", None, ""),
    ],
)
@pytest.mark.parametrize("quote", ["'", '"'], ids=["odd", "usual"])
def test_a_cell_keeps_its_type(
    cell: str, value: object, text: str, quote: str, rows_of: Rows
) -> None:
    cell = cell.replace("'", quote)
    [row] = rows_of(sheet(f'<row r="1">{cell}<c r="B1"><v>7</v></c></row>'))
    assert (row.values[0], row.texts[0]) == (value, text)
    assert type(row.values[0]) is type(value)


@pytest.mark.parametrize(
    ("setting", "day"),
    [("", date(2021, 1, 2)), (' date1904="1"', date(2025, 1, 3))],
    ids=["1900", "1904"],
)
def test_a_date_counts_from_the_beginning_that_the_workbook_says(
    setting: str, day: date, rows_of: Rows
) -> None:
    dated = b'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    [row] = rows_of(
        {
            **sheet('<row r="1"><c r="A1" s="1"><v>44198</v></c></row>'),
            "xl/styles.xml": dated,
            "xl/workbook.xml": lambda xml: xml.replace(
                b"<workbookPr ", b"<workbookPr" + setting.encode() + b" "
            ),
        }
    )
    assert row.values[0] == day
    assert row.texts[0] == f"{day.month}/{day.day}/{day.year}"


TEXTS = {
    "plain": ("<t>Ada</t>", "Ada"),
    "spaces kept": ('<t xml:space="preserve">  Ada </t>', "  Ada "),
    "runs": ("<r><t>Ada </t></r><r><rPr><b/></rPr><t>Lovelace</t></r>", "Ada Lovelace"),
    "reading aid": ('<t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/>', "課"),
    "carriage return": ("<t>a_x000D_b</t>", "a\rb"),
    "an escape of an escape": ("<t>a_x005F_x000D_b</t>", "a_x000D_b"),
    "a bell": ("<t>a_x0007_b</t>", "a\x07b"),
    "a line feed": ("<t>a\nb</t>", "a\nb"),
    "a windows line end": ("<t>a\r\nb</t>", "a\nb"),
    "entities": ("<t>&lt;a&gt; &amp; &#233;&#x20AC;</t>", "<a> & é€"),
    "CDATA": ("<t><![CDATA[a < b & c]]></t>", "a < b & c"),
    "a comment": ("<t>a<!-- not this -->b</t>", "ab"),
    "nothing": ("<t/>", ""),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_text_reads_as_excel_shows_it(case: str, rows_of: Rows) -> None:
    xml, text = TEXTS[case]
    for changes in (sheet(inline(xml)), shared(f"<si>{xml}</si>")):
        rows = rows_of(changes)
        assert [row.texts[0] for row in rows] == [text]
        assert rows[0].values[0] == (text or None)


def test_hidden_rows_are_known(rows_of: Rows) -> None:
    marks = ("", ' hidden="1"', ' hidden="true"', ' ht="0" customHeight="1"', ' hidden="0"')
    xml = "".join(
        f'<row r="{number}"{mark}><c r="A{number}"><v>1</v></c></row>'
        for number, mark in enumerate(marks, start=1)
    )
    assert [row.is_hidden for row in rows_of(sheet(xml))] == [False, True, True, True, False]


def test_formulas_without_a_result_are_known(rows_of: Rows) -> None:
    xml = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f>1+1</f><v></v></c><c r="D1" t="str"><f>""</f><v></v></c></row>'
    )
    [row] = rows_of(sheet(xml))
    assert row.uncomputed == {2, 3}
    assert row.values[0] == 2


def test_links_are_found_wherever_they_stand(rows_of: Rows) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{RELATED}/hyperlink" Target="https://a.example/x?y=1&amp;z=2" '
        'TargetMode="External"/></Relationships>'
    )
    xml = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>'
        '<c r="C1" t="str"><f>HYPERLINK("https://c.example","c")</f><v>c</v></c></row>'
    )
    behind = (
        '<hyperlinks><hyperlink ref="A1:B1" r:id="a"/><hyperlink ref="A1" r:id="no"/></hyperlinks>'
    )
    rels: dict[str, Change] = {"xl/worksheets/_rels/sheet1.xml.rels": relations.encode()}
    [row] = rows_of({**sheet(xml, behind), **rels})
    address = "https://a.example/x?y=1&z=2"
    assert row.links == {1: address, 2: address, 3: "https://c.example"}


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_sheet_says_how_it_is_shown(state: str, remake: Remake, tmp_path: Path) -> None:
    def shown(xml: bytes) -> bytes:
        return xml.replace(
            b'name="Sender" sheetId="2" state="visible"',
            f'name="Sender" sheetId="2" state="{state}"'.encode(),
        )

    with read_sheets(remake(tmp_path / "people.xlsx", {"xl/workbook.xml": shown})) as sheets:
        assert [each.visibility for each in sheets.sheets if each.name == "Sender"] == [state]


@pytest.mark.parametrize(
    "spelled",
    [
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c><c><v>2</v></c></row>\n<row r="2"><c><v>3</v></c></row>',
        (
            '<row r="1"><!-- x --><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
            '<row r="2"><c r="A2"><v>3</v></c></row>'
        ),
        (
            '<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'
            '<row r="2"><c r="A2"><v>3</v></c></row>'
        ),
        (
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
            '<!-- <row r="2"><c r="A2"><v>4</v></c></row> -->'
            '<row r="2"><c r="A2"><v>3</v></c></row>'
        ),
    ],
    ids=["no references", "some references", "a comment", "out of order", "a row in a comment"],
)
def test_cells_stand_where_they_belong(spelled: str, rows_of: Rows) -> None:
    assert [(row.number, *row.values) for row in rows_of(sheet(spelled))] == [(1, 1, 2), (2, 3)]


def test_a_prefixed_sheet_reads_like_any_other(rows_of: Rows) -> None:
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Ada</x:t></x:is></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    for encoding in ("utf-8", "utf-16"):
        assert [row.texts for row in rows_of({SHEET: xml.encode(encoding)})] == [["Ada"]]


@pytest.mark.parametrize("is_plain", [True, False])
def test_stream_rows_reads_the_rows_sought(sample_workbook: Path, is_plain: bool) -> None:
    with read_sheets(sample_workbook) as sheets, pytest.MonkeyPatch.context() as patch:
        if not is_plain:
            patch.setattr(PlainRows, "of", lambda _self, _piece: None)
        whole = list(sheets.rows("Contacts"))
        name = whole[2].texts[0]
        found = list(sheets.stream_rows("Contacts", Sought(1, frozenset({name.casefold()}))))
        nothing = list(sheets.stream_rows("Contacts", Sought(99, frozenset({name.casefold()}))))
    assert [(row.number, *row.texts) for row in found] == [
        (row.number, *row.texts) for row in whole if row.texts[0] == name
    ]
    assert found
    assert nothing == []


@pytest.mark.parametrize("count", [199, 200, 201, 5000])
def test_long_sheets_read_the_same_from_top_to_end(count: int, rows_of: Rows) -> None:
    xml = "".join(
        f'<row r="{at}"><c r="B{at}" t="inlineStr"><is><t>n{at}</t></is></c>'
        f'<c r="D{at}"><v>{at}.5</v></c></row>'
        for at in range(1, count + 1)
    )
    rows = rows_of(sheet(xml))
    assert [row.texts[1] for row in rows] == [f"n{at}" for at in range(1, count + 1)]
    assert rows[-1].values[3] == count + 0.5
