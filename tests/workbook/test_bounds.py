"""Each bound holds: a small bomb of each kind is refused soon, by an error that names the limit."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import pytest

from planner.model.errors import UneditableWorkbookError, UnreadableWorkbookError
from planner.workbook import bounds, foreign, package
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddSheet, SetCell
from planner.workbook.read_sheets import read_sheets

Change: TypeAlias = bytes | Callable[[bytes], bytes] | None
Remake: TypeAlias = Callable[[Path, Mapping[str, Change]], Path]

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
# A bomb that goes off takes minutes; this leaves room for a busy machine.
SECONDS = 15


def sheet(rows: bytes) -> dict[str, Change]:
    return {SHEET: b"<worksheet %b><sheetData>%b</sheetData></worksheet>" % (MAIN, rows)}


def strings(items: bytes) -> dict[str, Change]:
    return {STRINGS: b"<sst %b>%b</sst>" % (MAIN, items)}


def before(root: bytes, declarations: bytes) -> Callable[[bytes], bytes]:
    def declared(xml: bytes) -> bytes:
        assert root in xml
        return declarations + xml[xml.index(root) :]

    return declared


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

BOMBS: dict[str, tuple[dict[str, Change], str]] = {
    "laughs in the workbook": (
        {"xl/workbook.xml": before(b"<workbook", LAUGHS)},
        "xl/workbook.xml declares XML entities",
    ),
    "laughs in relationships": (
        {"_rels/.rels": before(b"<Relationships", LAUGHS)},
        r"_rels/\.rels declares XML entities",
    ),
    "laughs in a sheet": ({SHEET: before(b"<worksheet", LAUGHS)}, "declares XML entities"),
    "laughs in the strings": ({STRINGS: before(b"<sst", LAUGHS)}, "declares XML entities"),
    "laughs in the styles": (
        {"xl/styles.xml": before(b"<styleSheet", LAUGHS)},
        "declares XML entities",
    ),
    "a file from outside": ({SHEET: before(b"<worksheet", OUTSIDE)}, "declares XML entities"),
    "entities in UTF-16": (
        {"xl/workbook.xml": lambda xml: (LAUGHS + xml).decode().encode("utf-16")},
        "declares XML entities",
    ),
    "entities behind a long space": (
        {SHEET: before(b"<worksheet", b" " * 60_000 + LAUGHS)},
        "declares XML entities",
    ),
    "deep styles": (
        {"xl/styles.xml": b"<styleSheet>" + b"<a>" * 300 + b"</a>" * 300 + b"</styleSheet>"},
        "more than 256 deep",
    ),
    "a deep workbook": ({"xl/workbook.xml": b"<a>" * 100_000}, "more than 256 deep"),
    "a row beyond the last": (
        sheet(b'<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
        "a row 1,048,577; Excel has 1,048,576",
    ),
    "a row of many digits": (sheet(b'<row r="%b"/>' % (b"9" * 5000)), "Excel has 1,048,576"),
    "a column beyond the last": (
        sheet(b'<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        "a column 16,385; Excel has 16,384",
    ),
    "more cells than columns": (
        sheet(b"<row>" + b"<c><v>1</v></c>" * 20_000 + b"</row>"),
        "a column 16,385; Excel has 16,384",
    ),
    "a cell again and again": (
        sheet(b'<row r="1">' + b'<c r="A1"><v>1</v></c>' * 20_000 + b"</row>"),
        "a column 16,385; Excel has 16,384",
    ),
    "a long text": (
        sheet(b'<row r="1"><c t="inlineStr"><is><t>' + b"a" * (2 << 20) + b"</t></is></c></row>"),
        "2,097,152 characters; planner reads up to 1,048,576",
    ),
    "a long shared string": (
        strings(b"<si><t>" + b"a" * (2 << 20) + b"</t></si>"),
        "2,097,152 characters; planner reads up to 1,048,576",
    ),
    "a string number of many digits": (
        sheet(b'<row r="1"><c r="A1" t="s"><v>%b</v></c></row>' % (b"9" * 5000)),
        "asks for text number 1000000000",
    ),
    # What opens a million elements and closes none would take a careless search hours.
    "strings without an end": (strings(b"<si>" * (1 << 20)), "asks for text number"),
    "texts without an end": (strings(b"<si>" + b"<t>a" * (1 << 20)), "asks for text number"),
    "reading aids without an end": (
        strings(b"<si>" + b"<rPh >" * (1 << 18) + b"</si>"),
        "asks for text number",
    ),
    "comments without an end": (sheet(b'<row r="1">' + b"<!--" * (1 << 20)), "do not end"),
    "rows without an end": (sheet(b"<row>" * (1 << 20)), "do not end"),
    "cells without an end": (sheet(b"<row>" + b"<c>" * (1 << 20)), "do not end"),
}


def read_whole(path: Path, *, streamed: bool) -> int:
    with read_sheets(path) as sheets:
        rows = sheets.stream_rows if streamed else sheets.rows
        return sum(1 for info in sheets.sheets if info.is_worksheet for _row in rows(info.name))


@pytest.mark.parametrize("streamed", [False, True], ids=["rows", "stream_rows"])
@pytest.mark.parametrize("case", BOMBS)
def test_a_bomb_is_refused_soon_and_by_its_limit(
    case: str, streamed: bool, remake: Remake, tmp_path: Path
) -> None:
    changes, problem = BOMBS[case]
    file = remake(tmp_path / "bomb.xlsx", changes)
    start = time.process_time()
    with pytest.raises(UnreadableWorkbookError, match=problem) as refused:
        read_whole(file, streamed=streamed)
    assert time.process_time() - start < SECONDS
    assert refused.value.hint


# Cells and values that are opened and never closed, in a row that does end: nothing to refuse.
UNCLOSED = {
    "cells": b"<c>" * (1 << 18),
    "values": b"<c>" + b"<v>1" * (1 << 18) + b"</c>",
    "formulas": b'<c r="A1">' + b"<f>HYPERLINK(" * (1 << 16) + b"</c>",
    "texts": b'<c r="A1" t="inlineStr"><is>' + b"<t>" * (1 << 18) + b"</is></c>",
}


@pytest.mark.parametrize("case", UNCLOSED)
def test_what_is_opened_and_never_closed_takes_no_time(
    case: str, remake: Remake, tmp_path: Path
) -> None:
    file = remake(tmp_path / "bomb.xlsx", sheet(b'<row r="1">' + UNCLOSED[case] + b"</row>"))
    start = time.process_time()
    for streamed in (False, True):
        assert read_whole(file, streamed=streamed) > 0
    apply_edits(file, [SetCell("Contacts", 1, 1, "x")])
    assert time.process_time() - start < SECONDS


def test_a_part_that_inflates_out_of_proportion_is_refused(remake: Remake, tmp_path: Path) -> None:
    file = remake(tmp_path / "bomb.xlsx", sheet(b" " * (20 << 20)))
    with pytest.raises(UnreadableWorkbookError, match="more than 400 times its size"):
        read_whole(file, streamed=True)


def test_a_part_that_lies_about_its_size_is_refused(remake: Remake, tmp_path: Path) -> None:
    file = remake(tmp_path / "bomb.xlsx", sheet(b" " * (20 << 20)))
    with zipfile.ZipFile(file) as archive:
        true_size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    raw = file.read_bytes()
    assert raw.count(true_size) == 2
    file.write_bytes(raw.replace(true_size, (1000).to_bytes(4, "little")))
    with pytest.raises(UnreadableWorkbookError):
        read_whole(file, streamed=True)


def test_a_ratio_like_that_of_a_real_sheet_is_allowed(remake: Remake, tmp_path: Path) -> None:
    row = b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d"><v>1</v></c></row>'
    content = b"".join(row % (each, each, each) for each in range(1, 30_001))
    file = remake(tmp_path / "large.xlsx", sheet(content))
    assert read_whole(file, streamed=False) > 30_000


def test_a_large_part_held_in_memory_is_refused(
    remake: Remake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_RATIO", 5000)
    styles = b"<styleSheet>" + b" " * bounds.MAX_CONTROL_PART + b"</styleSheet>"
    file = remake(tmp_path / "bomb.xlsx", {"xl/styles.xml": styles})
    with pytest.raises(UnreadableWorkbookError, match="more than 64 MiB"):
        read_whole(file, streamed=True)


def test_a_row_or_text_without_an_end_is_refused(
    remake: Remake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_RATIO", 5000)
    file = remake(tmp_path / "bomb.xlsx", sheet(b"<row>" + b" " * (bounds.MAX_PIECE * 3)))
    with pytest.raises(UnreadableWorkbookError, match="takes more than 64 MiB"):
        read_whole(file, streamed=True)
    with pytest.raises(UnreadableWorkbookError, match="takes more than 64 MiB"):
        apply_edits(file, [SetCell("Contacts", 1, 1, "x")])


def test_more_inflated_bytes_than_a_sheet_can_fill_are_refused(
    remake: Remake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_INFLATED", 1 << 20)
    file = remake(tmp_path / "bomb.xlsx", sheet(b'<row r="1"/>' * (1 << 17)))
    with pytest.raises(UnreadableWorkbookError, match="inflates to more than"):
        read_whole(file, streamed=True)


def test_more_members_than_any_report_has_are_refused(
    remake: Remake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MAX_MEMBERS", 100)
    file = remake(tmp_path / "bomb.xlsx", {f"xl/{number}.xml": b"" for number in range(100)})
    with pytest.raises(UnreadableWorkbookError, match="more than 100 members"):
        read_sheets(file)


def test_an_open_document_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    file = tmp_path / "bomb.ods"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b" " * (64 << 20))
    with pytest.raises(UnreadableWorkbookError, match="more than 400 times"):
        read_sheets(file)


def test_a_text_file_over_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "_MAX_CSV", 1 << 20)
    (tmp_path / "bomb.csv").write_bytes(b"a,b\n" * (1 << 19))
    with pytest.raises(UnreadableWorkbookError, match="more than 1 MiB"):
        read_sheets(tmp_path / "bomb.csv")


def test_a_text_that_no_cell_holds_is_not_written(remake: Remake, tmp_path: Path) -> None:
    file = remake(tmp_path / "people.xlsx", {})
    untouched = file.read_bytes()
    for edit in (
        SetCell("Contacts", 2, 1, "a" * 32_768),
        AddSheet("More", [["a" * 32_768]]),
        AddSheet("More", [["x"] * 16_385]),
        SetCell("Contacts", 1_048_577, 1, "x"),
        SetCell("Contacts", 1, 16_385, "x"),
    ):
        with pytest.raises(UneditableWorkbookError, match=r"32,767|16,384|no room"):
            apply_edits(file, [edit])
    assert file.read_bytes() == untouched
    assert apply_edits(file, [SetCell("Contacts", 2, 1, "a" * 32_767)]).is_written
