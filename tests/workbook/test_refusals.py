"""What planner refuses: in a sentence, with a remedy, soon, in little memory, and untouched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from planner.model.errors import UneditableWorkbookError, UnreadableWorkbookError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddSheet, AppendRows, Edit, SetCell
from planner.workbook.read_sheets import Sheets, read_sheets

Change: TypeAlias = bytes | Callable[[bytes], bytes] | None
Remake: TypeAlias = Callable[[Path, Mapping[str, Change]], Path]

CPU_SECONDS = 2.0
PEAK_MB = 200

# Workbooks among the bad ones that are valid, if odd. planner reads them and stops because they
# hold no contacts. A sheet of each, how many of its cells show something, the last row that does.
PACKED_WITH_BACKSLASHES = "49609.xlsx"
OPENS = {
    # Its members' names have backslashes and lower case, as some programs of Windows write them.
    PACKED_WITH_BACKSLASHES: ("FAM", 3783, 39),
    # Bad only in that an empty row with a style is the sheet's last; there is room above it.
    "60384.xlsx": ("Tarif", 10, 9),
    # The same; besides, its styles hold alternatives, so that none can be added.
    "style-alternate-content.xlsx": ("Sheet2", 33, 39),
}

# A child of a large process starts with its parent's peak: a small one between them keeps it out.
LAUNCHER = """
import json, os, sys
pid = os.fork()
if not pid:
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(pid, 0)
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime,
                  usage.ru_maxrss * unit / 1e6]), file=sys.__stderr__)
"""


@dataclass(frozen=True)
class Finished:
    """How a run of planner ended, and what it cost where the system tells."""

    code: int
    errors: str
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0


def planner(*arguments: str | Path) -> Finished:
    """Run planner as a process of its own."""
    command = [sys.executable, "-m", "planner", *map(str, arguments)]
    can_measure = hasattr(os, "wait4")
    if can_measure:
        command = [sys.executable, "-S", "-c", LAUNCHER, *command]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if not can_measure:
        return Finished(done.returncode, done.stderr)
    errors, _, measured = done.stderr.rstrip("\n").rpartition("\n")
    code, cpu_seconds, peak_mb = json.loads(measured)
    return Finished(code, errors, cpu_seconds, peak_mb)


def in_folder(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def faults(command: str, file: Path) -> list[str]:
    """What is wrong with how planner refuses a file."""
    before, time = in_folder(file.parent), file.stat().st_mtime_ns
    done = planner(command, file)
    found = []
    if done.code != 2:
        found.append(f"exit {done.code}")
    if not re.fullmatch(r"Error: [^\n]+\.\nHint: [^\n]+", done.errors):
        found.append(f"no problem and remedy: {done.errors}")
    if "Traceback" in done.errors:
        found.append("a traceback")
    if done.cpu_seconds > CPU_SECONDS:
        found.append(f"{done.cpu_seconds:.1f} s of CPU")
    if done.peak_mb > PEAK_MB:
        found.append(f"{done.peak_mb:.0f} MB")
    if in_folder(file.parent) != before or file.stat().st_mtime_ns != time:
        found.append("the folder or the file has changed")
    return found


@pytest.mark.corpus
@pytest.mark.parametrize("command", ["check", "draft"])
def test_each_bad_workbook_is_refused_soon_and_untouched(
    command: str, bad_workbooks: list[Path], tmp_path: Path
) -> None:
    found = {}
    for each in bad_workbooks:
        (folder := tmp_path / each.stem).mkdir()
        file = Path(shutil.copyfile(each, folder / each.name))
        if wrong := faults(command, file):
            found[each.name] = wrong
    assert len(bad_workbooks) >= 30
    assert found == {}


@pytest.mark.corpus
def test_the_bad_workbooks_that_open_are_known_and_read_whole(bad_workbooks: list[Path]) -> None:
    opened = {}
    for each in bad_workbooks:
        try:
            with read_sheets(each) as sheets:
                opened[each.name] = texts_of(sheets)
        except UnreadableWorkbookError:
            continue
    assert set(opened) == set(OPENS)
    for name, (sheet, count, last) in OPENS.items():
        cells = opened[name][sheet]
        assert (len(cells), max(row for row, _ in cells)) == (count, last), name


def texts_of(sheets: Sheets) -> dict[str, list[tuple[int, str]]]:
    """What each sheet shows: row numbers and texts."""
    return {
        info.name: [
            (row.number, text) for row in sheets.rows(info.name) for text in row.texts if text
        ]
        for info in sheets.sheets
    }


@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(OPENS.keys() - {PACKED_WITH_BACKSLASHES}))
def test_the_bad_workbooks_that_open_take_a_row(
    name: str, bad_workbooks: list[Path], tmp_path: Path
) -> None:
    source = next(each for each in bad_workbooks if each.name == name)
    file = Path(shutil.copyfile(source, tmp_path / name))
    sheet, count, last = OPENS[name]
    apply_edits(file, [AppendRows(sheet, [{1: "more"}])])
    with read_sheets(file) as sheets:
        cells = texts_of(sheets)[sheet]
    assert (len(cells), cells[-1]) == (count + 1, (last + 1, "more"))


@pytest.mark.corpus
def test_one_packed_with_backslashes_is_read_and_not_written(
    bad_workbooks: list[Path], tmp_path: Path
) -> None:
    source = next(each for each in bad_workbooks if each.name == PACKED_WITH_BACKSLASHES)
    file = Path(shutil.copyfile(source, tmp_path / source.name))
    with pytest.raises(UneditableWorkbookError, match="backslashes"):
        apply_edits(file, [AppendRows(OPENS[source.name][0], [{1: "more"}])])
    assert file.read_bytes() == source.read_bytes()


def test_a_sheet_that_uses_its_last_row_takes_no_more(remake: Remake, tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="B1048576"><v>1</v></c></row></sheetData>'
    file = remake(
        tmp_path / "people.xlsx", {"xl/worksheets/sheet4.xml": swapped("</sheetData>", last)}
    )
    before = in_folder(tmp_path)
    with pytest.raises(UneditableWorkbookError, match="no room for row 1,048,577"):
        apply_edits(file, [AppendRows("What I need", [{1: "more"}])])
    assert in_folder(tmp_path) == before


# --- files that are no workbook ---------------------------------------------------------------


def zipped(members: Mapping[str, str]) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return write


def repeated(path: Path) -> None:
    zipped({"_rels/.rels": "", "[Content_Types].xml": ""})(path)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("_rels/.rels", "")


def with_password(path: Path) -> None:
    """Say in the directory and before the member that it is encrypted (flag bit 0)."""
    zipped({"_rels/.rels": "secret"})(path)
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)


def written(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


DOCUMENT = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": '<Relationships><Relationship Id="r" Type="x/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": "<document/>",
}
BINARY = {
    **DOCUMENT,
    "_rels/.rels": DOCUMENT["_rels/.rels"].replace("word/document.xml", "xl/workbook.bin"),
    "xl/workbook.bin": "\x83\x01",
}
OPEN_DOCUMENT = {
    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": "<x/>",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

NO_WORKBOOKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a web page": (written(b"<html><table><tr><td>Name</table></html>"), "is no workbook"),
    "text": (written(b"Name,Purpose\nAda,a talk\n"), "is no workbook"),
    "a folder": (Path.mkdir, "is a folder"),
    "nothing": (lambda _path: None, "there is no such file"),
    "no bytes": (Path.touch, "is empty"),
    "another zip": (zipped({"notes.txt": "hello"}), "a zip file without a workbook"),
    "a document": (zipped(DOCUMENT), "its main part is a document"),
    "binary": (zipped(BINARY), "is a binary workbook"),
    "OpenDocument": (zipped(OPEN_DOCUMENT), "is an OpenDocument workbook"),
    "twice": (repeated, "holds _rels/.rels twice"),
    "zip password": (with_password, "is a zip file with a password"),
    "password": (
        written(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
        "is encrypted with a password",
    ),
    "damaged and old": (written(OLE + bytes(600)), "cannot be read"),
}


@pytest.mark.parametrize("case", NO_WORKBOOKS)
def test_a_file_that_is_no_workbook_is_refused(case: str, tmp_path: Path) -> None:
    make, problem = NO_WORKBOOKS[case]
    make(tmp_path / "people.xlsx")
    before = in_folder(tmp_path)
    for command in ("check", "draft"):
        done = planner(command, tmp_path / "people.xlsx")
        assert done.code == 2
        assert problem in done.errors.splitlines()[0]
        assert re.fullmatch(r"Error: [^\n]+\.\nHint: [^\n]+", done.errors)
    assert in_folder(tmp_path) == before


def test_a_workbook_cut_short_is_refused(sample_workbook: Path, tmp_path: Path) -> None:
    whole = sample_workbook.read_bytes()
    for kept in (30, len(whole) // 2, len(whole) - 30):
        (tmp_path / "people.xlsx").write_bytes(whole[:kept])
        with pytest.raises(UnreadableWorkbookError, match="its end is missing"):
            read_sheets(tmp_path / "people.xlsx")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything"
)
def test_a_workbook_that_may_not_be_read_is_refused(sample_workbook: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(sample_workbook, tmp_path / "people.xlsx"))
    file.chmod(0)
    done = planner("draft", file)
    assert done.code == 2
    assert "cannot be read" in done.errors


def test_a_workbook_without_the_parts_of_its_sheets_is_refused(
    remake: Remake, tmp_path: Path
) -> None:
    lost: dict[str, Change] = {f"xl/worksheets/sheet{each}.xml": None for each in range(1, 5)}
    file = remake(tmp_path / "people.xlsx", lost)
    with pytest.raises(UnreadableWorkbookError, match="the parts of its sheets are missing"):
        read_sheets(file)


# --- workbooks that read well and cannot be written to ----------------------------------------


def swapped(old: str, new: str) -> Callable[[bytes], bytes]:
    def swap(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return swap


SIGNED: dict[str, Change] = {
    "_rels/.rels": swapped(
        "</Relationships>",
        '<Relationship Id="sig" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
    ),
    "_xmlsignatures/origin.sigs": b"",
}
LOCKED: dict[str, Change] = {
    "xl/workbook.xml": swapped("<workbookProtection />", '<workbookProtection lockStructure="1"/>')
}
PROTECTED: dict[str, Change] = {
    "xl/worksheets/sheet1.xml": swapped(
        "</sheetData>", '</sheetData><sheetProtection sheet="1" objects="1"/>'
    )
}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [(SIGNED, "is signed"), (LOCKED, "its structure is protected")],
    ids=["signed", "locked"],
)
def test_draft_refuses_what_it_may_not_change_and_check_reads_it(
    changes: Mapping[str, Change], problem: str, remake: Remake, tmp_path: Path
) -> None:
    file = remake(tmp_path / "people.xlsx", changes)
    before = in_folder(tmp_path)
    done = planner("draft", file)
    assert done.code == 2
    assert problem in done.errors
    assert "Hint: In Excel: " in done.errors
    assert planner("check", file).code == 1
    assert in_folder(tmp_path) == before


def test_a_signature_is_broken_where_that_is_wanted(remake: Remake, tmp_path: Path) -> None:
    file = remake(tmp_path / "people.xlsx", SIGNED)
    edit = SetCell("Contacts", 2, 1, "Ada")
    assert apply_edits(file, [edit], may_break_signature=True).is_written


def test_a_structure_lock_holds_no_cells_back(remake: Remake, tmp_path: Path) -> None:
    file = remake(tmp_path / "people.xlsx", LOCKED)
    assert apply_edits(file, [SetCell("Contacts", 2, 1, "Ada")]).is_written
    with pytest.raises(UneditableWorkbookError, match="its structure is protected"):
        apply_edits(file, [AddSheet("More", [["x"]])])


@pytest.mark.parametrize(
    "edit",
    [SetCell("Contacts", 2, 1, "Ada"), AppendRows("Contacts", [{1: "Ada"}])],
    ids=["set", "append"],
)
def test_a_protected_sheet_is_refused_and_its_neighbours_are_not(
    edit: Edit, remake: Remake, tmp_path: Path
) -> None:
    file = remake(tmp_path / "people.xlsx", PROTECTED)
    before = in_folder(tmp_path)
    with pytest.raises(UneditableWorkbookError, match='"Contacts" is protected') as refused:
        apply_edits(file, [edit])
    assert "Unprotect Sheet" in refused.value.hint
    assert in_folder(tmp_path) == before
    assert apply_edits(file, [SetCell("Sender", 1, 4, "free")]).is_written


def test_an_unlocked_cell_of_a_protected_sheet_is_written(remake: Remake, tmp_path: Path) -> None:
    unlock = re.compile(rb"<cellXfs.*</cellXfs>", re.DOTALL)

    def unlocked(styles: bytes) -> bytes:
        free = b'<xf xfId="0" applyProtection="1"><protection locked="0"/></xf>'
        return unlock.sub(b'<cellXfs count="6">' + 6 * free + b"</cellXfs>", styles)

    file = remake(tmp_path / "people.xlsx", {**PROTECTED, "xl/styles.xml": unlocked})
    assert apply_edits(file, [SetCell("Contacts", 2, 1, "Ada")]).is_written


def test_a_protected_tracking_sheet_stops_draft(sample_workbook: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(sample_workbook, tmp_path / "first.xlsx"))
    assert planner("draft", file).code == 0
    apply_edits(file, [SetCell("Contacts", 2, 4, "a talk on archives on 3 May in your hall")])
    protected = tmp_path / "people.xlsx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(protected, "w") as new:
        for each in old.namelist():
            xml = old.read(each)
            if b'name="Tracking' not in xml and b"<autoFilter" not in xml and b">Status<" in xml:
                xml = xml.replace(b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')
            new.writestr(each, xml)
    before = protected.read_bytes()
    done = planner("draft", protected)
    assert (done.code, 'Sheet "Tracking" is protected' in done.errors) == (2, True)
    assert protected.read_bytes() == before


# --- parts that planner has nothing to do with -------------------------------------------------

MACRO_SHEET = (
    b'<xm:macrosheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData><row r="1">'
    b'<c r="A1"><f>EXEC("calc.exe")</f><v>1</v></c></row></sheetData></xm:macrosheet>'
)
DDE_LINK = (
    b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems><ddeItem name="x"/></ddeItems>'
    b"</ddeLink></externalLink>"
)
HOSTILE: dict[str, Change] = {
    "xl/workbook.xml": swapped(
        "</sheets>",
        '<sheet name="Auto" sheetId="9" r:id="m1"/></sheets>'
        '<externalReferences><externalReference r:id="m2"/></externalReferences>',
    ),
    "xl/_rels/workbook.xml.rels": swapped(
        "</Relationships>",
        '<Relationship Id="m1" Target="macrosheets/sheet1.xml" Type="http://schemas.microsoft.com/'
        'office/2006/relationships/xlMacrosheet"/><Relationship Id="m2" '
        'Target="externalLinks/externalLink1.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/externalLink"/></Relationships>',
    ),
    "xl/macrosheets/sheet1.xml": MACRO_SHEET,
    "xl/externalLinks/externalLink1.xml": DDE_LINK,
}


def test_macro_sheets_and_dde_links_are_neither_read_nor_changed(
    remake: Remake, tmp_path: Path, parts_of: Callable[[Path], dict[str, bytes]]
) -> None:
    file = remake(tmp_path / "people.xlsx", HOSTILE)
    assert planner("draft", file).code == 0
    parts = parts_of(file)
    assert parts["xl/macrosheets/sheet1.xml"] == MACRO_SHEET
    assert parts["xl/externalLinks/externalLink1.xml"] == DDE_LINK
    with read_sheets(file) as sheets:
        assert [each.name for each in sheets.sheets if not each.is_worksheet] == ["Auto"]
        with pytest.raises(UnreadableWorkbookError, match='no sheet "Auto" with cells'):
            sheets.rows("Auto")
    with pytest.raises(UneditableWorkbookError, match='no sheet "Auto" with cells'):
        apply_edits(file, [SetCell("Auto", 1, 1, "x")])
