"""Cell formats added to styles of every shape; all that stood there stays."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from planner.model.errors import UneditableWorkbookError
from planner.workbook.styles import MAX_FORMATS, Styles, fresh_styles
from planner.workbook.xml import local, parse

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
GROWING = {"numFmts", "fonts", "fills", "cellXfs", "dxfs"}


def everything(styles: Styles) -> list[int]:
    """Ask for one of each kind of format."""
    return [
        styles.cell(bold=True, fill="1F4E78", colour="FFFFFF"),
        styles.cell(wrap=True),
        styles.cell(number_format="yyyy-mm-dd", left=True),
        styles.cell(link=True),
        styles.cell(unlocked=True, top=False),
        styles.with_number_format(len(styles) - 1, "0.0000"),
        styles.dxf("F8CBAD"),
        styles.dxf("C6E0B4", "006100"),
    ]


def sections(xml: bytes) -> dict[str, list[str]]:
    """The entries of each section of the styles."""
    return {
        local(section.tag): [ET.tostring(each, "unicode") for each in section]
        for section in parse(xml, "styles.xml")
    }


def assert_only_grown(old: bytes, new: bytes) -> None:
    """Nothing but entries at the ends of lists was added, and the counts are true."""
    before, after = sections(old), sections(new)
    for name, entries in before.items():
        assert after[name][: len(entries)] == entries
    assert {name for name in after if after[name] != before.get(name, [])} <= GROWING
    for section in parse(new, "styles.xml"):
        if local(section.tag) in GROWING and section.get("count") is not None:
            assert section.get("count") == str(len(section))
    order = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles".split()  # noqa: SIM905 - reads as the schema does
    known = [name for name in after if name in order]
    if [name for name in before if name in order] == sorted(
        (name for name in before if name in order), key=order.index
    ):
        assert known == sorted(known, key=order.index)


def sheet(content: str, *, root: str = "styleSheet", namespace: str = MAIN) -> bytes:
    prefix, _, _name = root.rpartition(":")
    xmlns = f"xmlns:{prefix}" if prefix else "xmlns"
    return f'<{root} {xmlns}="{namespace}">{content}</{root}>'.encode()


BARE = (
    '<fonts count="1"><font><sz val="11"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border/></borders>"
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs>'
)


def test_the_same_wish_gives_the_same_format() -> None:
    styles = Styles(fresh_styles())
    assert everything(styles) == everything(styles)


def test_a_later_run_finds_what_an_earlier_one_added() -> None:
    first = Styles(fresh_styles())
    wanted = everything(first)
    second = Styles(first.xml())
    assert everything(second) == wanted
    assert not second.is_changed


def test_nothing_asked_for_changes_nothing() -> None:
    styles = Styles(fresh_styles())
    assert styles.cell(top=False) == 0
    assert styles.with_number_format(0, "General") == 0
    assert not styles.is_changed
    assert styles.xml() is not None
    assert styles.xml() == fresh_styles()


def test_a_copy_keeps_what_its_base_has() -> None:
    base = (
        '<xf numFmtId="9" fontId="0" fillId="1" borderId="0" xfId="0" applyFill="1" '
        'quotePrefix="1">'
        '<alignment horizontal="center"/><protection hidden="1"/></xf>'
    )
    styles = Styles(sheet(BARE.replace("</cellXfs>", base + "</cellXfs>")))
    styles.cell(base=1, number_format="yyyy-mm-dd", wrap=True)
    added = parse(styles.xml(), "s").find(f"{{{MAIN}}}cellXfs")
    assert added is not None
    xf = added[-1]
    assert xf.attrib == {
        "numFmtId": "164", "fontId": "0", "fillId": "1", "borderId": "0", "xfId": "0",
        "applyFill": "1", "applyAlignment": "1", "applyNumberFormat": "1",
    }  # fmt: skip
    assert [(local(each.tag), each.attrib) for each in xf] == [
        ("alignment", {"horizontal": "center", "vertical": "top", "wrapText": "1"}),
        ("protection", {"hidden": "1"}),
    ]


def test_a_number_format_is_read_by_its_format() -> None:
    own = '<numFmts count="1"><numFmt numFmtId="200" formatCode="0.0&quot; kg&quot;"/></numFmts>'
    xfs = BARE.replace("</cellXfs>", '<xf numFmtId="200"/><xf numFmtId="14"/></cellXfs>')
    styles = Styles(sheet(own + xfs))
    assert [styles.number_format(place) for place in (0, 1, 2, 3, -1)] == [
        "General", '0.0" kg"', "m/d/yyyy", "General", "General",
    ]  # fmt: skip


def test_a_known_code_is_used_again_and_a_new_one_gets_the_next_id() -> None:
    own = '<numFmts count="1"><numFmt numFmtId="200" formatCode="yyyy-mm-dd"/></numFmts>'
    styles = Styles(sheet(own + BARE))
    for code in ("yyyy-mm-dd", "0.00", 'a "b" & <c>'):
        styles.with_number_format(0, code)
    xml = styles.xml()
    root = parse(xml, "s")
    assert [each.get("numFmtId") for each in root.iter(f"{{{MAIN}}}xf")] == ["0", "200", "2", "201"]
    assert Styles(xml).number_format(3) == 'a "b" & <c>'


def test_unlocked_cells_are_known() -> None:
    styles = Styles(fresh_styles())
    assert not styles.is_unlocked(0)
    assert styles.is_unlocked(styles.cell(unlocked=True))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<fonts/><cellXfs/>",
        '<fonts count="0"></fonts><fills count="0" /><cellXfs count="0"/><dxfs count="0"/>',
        '<borders count="1"><border/></borders><cellStyles/><tableStyles/>',
        BARE,
        BARE + '<dxfs count="0"/><extLst><ext uri="u"><fonts><font/></fonts></ext></extLst>',
        "<!-- <fonts/> --><?go <cellXfs>?>" + BARE,
        BARE.replace('count="1"', "count = '1'"),
    ],
)
@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_sections_are_made_opened_and_counted(content: str, namespace: str) -> None:
    old = sheet(content, namespace=namespace)
    styles = Styles(old)
    wanted = everything(styles)
    new = styles.xml()
    assert_only_grown(old, new)
    assert everything(Styles(new)) == wanted


def test_an_empty_root_is_opened() -> None:
    styles = Styles(f'<styleSheet xmlns="{MAIN}"/>'.encode())
    everything(styles)
    assert set(sections(styles.xml())) == GROWING


def test_a_prefixed_part_gets_prefixed_entries() -> None:
    content = BARE.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    styles = Styles(sheet(content, root="x:styleSheet"))
    everything(styles)
    assert_only_grown(sheet(content, root="x:styleSheet"), styles.xml())
    assert {each.tag.partition("}")[0] for each in parse(styles.xml(), "s").iter()} == {"{" + MAIN}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_other_encodings_are_kept(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    text = (
        f'<?xml version="1.0" encoding="{named}"?>'
        + sheet(BARE.replace("<font>", '<font><name val="Größe"/>')).decode()
    )
    old = text.encode(encoding)
    styles = Styles(old)
    styles.with_number_format(0, '0.00 "€ 🙂"')
    new = styles.xml()
    assert "Größe" in new.decode(encoding)
    assert Styles(new).number_format(1) == '0.00 "€ 🙂"'
    assert_only_grown(old, new)


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"", "empty|damaged"),
        (b"<styleSheet>", "damaged"),
        (sheet("", root="worksheet"), "no styleSheet"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><styleSheet/>', "entities"),
        (
            '<?xml version="1.0" encoding="utf-16"?><styleSheet/>'.encode("utf-16") + b"\n",
            "utf-16|damaged",
        ),
        (
            sheet('<fonts><mc:AlternateContent xmlns:mc="m"><font/></mc:AlternateContent></fonts>'),
            "alternatives",
        ),
    ],
)
def test_a_part_that_is_not_understood_is_refused(xml: bytes, reason: str) -> None:
    with pytest.raises(UneditableWorkbookError, match=reason):
        Styles(xml)


def test_a_base_out_of_range_counts_as_the_first() -> None:
    styles = Styles(fresh_styles())
    assert (
        styles.cell(base=99, wrap=True) == styles.cell(wrap=True) == styles.cell(base=-1, wrap=True)
    )


def test_a_red_text_copies_the_font_of_its_base() -> None:
    styles = Styles(sheet(BARE.replace('<sz val="11"/>', '<i/><sz val="14"/><name val="Arial"/>')))
    styles.cell(colour="C00000")
    fonts = parse(styles.xml(), "s")[0]
    assert [(local(each.tag), each.attrib) for each in fonts[1]] == [
        ("i", {}), ("sz", {"val": "14"}), ("color", {"rgb": "FFC00000"}),
        ("name", {"val": "Arial"}),
    ]  # fmt: skip


def test_no_more_formats_than_excel_allows() -> None:
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in range(MAX_FORMATS))
    styles = Styles(sheet(f"<cellXfs>{xfs}</cellXfs>"))
    with pytest.raises(UneditableWorkbookError, match="65,490 cell formats"):
        styles.cell(wrap=True)


def test_openpyxl_reads_what_was_added(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "plain.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "plain.xlsx") as plain,
        zipfile.ZipFile(tmp_path / "styled.xlsx", "w") as styled,
    ):
        styles = Styles(plain.read("xl/styles.xml"))
        header, _, day, link, unlocked, *_ = everything(styles)
        cells = "".join(f'<c s="{style}"/>' for style in (header, day, link, unlocked))
        for name in plain.namelist():
            xml = plain.read(name)
            if name == "xl/styles.xml":
                xml = styles.xml()
            elif name == "xl/worksheets/sheet1.xml":
                rows = f"<sheetData><row>{cells}</row></sheetData>".encode()
                xml = re.sub(rb"<sheetData\s*(/>|></sheetData>)", rows, xml)
            styled.writestr(name, xml)
    reread = openpyxl.load_workbook(tmp_path / "styled.xlsx").worksheets[0]
    top, day_cell, link_cell, open_cell = reread[1]
    assert (top.font.b, top.font.color.rgb, top.fill.fgColor.rgb) == (True, "FFFFFFFF", "FF1F4E78")
    assert (day_cell.number_format, day_cell.alignment.horizontal) == ("yyyy-mm-dd", "left")
    assert link_cell.font.u == "single"
    assert not open_cell.protection.locked


@pytest.mark.corpus
def test_styles_of_public_workbooks_only_grow(good_workbooks: list[Path]) -> None:
    seen = 0
    for path in good_workbooks:
        if not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as archive:
            parts = [name for name in archive.namelist() if name.lower().endswith("styles.xml")]
            for old in map(archive.read, parts):
                if b"styleSheet" not in old.replace(b"\0", b""):
                    continue
                styles = Styles(old)
                wanted = everything(styles)
                new = styles.xml()
                assert_only_grown(old, new)
                again = Styles(new)
                assert everything(again) == wanted, path.name
                assert not again.is_changed
                seen += 1
    assert seen > 100
