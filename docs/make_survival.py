"""Makes docs/survival.md: which features of real workbooks survive planner's edits.

    python docs/make_survival.py CORPUS

CORPUS is a folder of workbooks. Each is edited in every way that planner knows; a feature has
survived in a workbook if every part that holds it has the same bytes as before, or, where it stands
in the edited sheet itself, if its element has the same canonical XML.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from planner.model.errors import PlannerError, UneditableWorkbookError
from planner.workbook.apply import apply_edits
from planner.workbook.edits import AddSheet, AddTableSheet, AppendRows, Edit, SetCell, TableColumn
from planner.workbook.package import Package

PAGE = Path(__file__).resolve().parent / "survival.md"

# Features that have parts of their own, by a part's name.
PARTS = {
    "charts, with their colours and styles": r"/charts?/",
    "drawings, shapes and text boxes": r"/drawings/drawing[^/]*\.xml$",
    "pictures and other media": r"/media/",
    "notes (comments) and their shapes": r"/comments[^/]*\.xml$|vmlDrawing",
    "threaded comments and their people": r"threadedComment|/persons/",
    "pivot tables and their caches": r"pivot",
    "slicers and timelines": r"slicer|timeline",
    "Excel tables": r"/tables/",
    "query tables and data connections": r"queryTable|connections\.xml$",
    "macros (VBA)": r"vbaProject",
    "ActiveX and form controls": r"activeX|ctrlProp",
    "embedded documents": r"/embeddings/",
    "links to other workbooks": r"externalLink",
    "printer settings": r"printerSettings",
    "themes": r"/theme/",
    "custom XML and its properties": r"customXml/",
    "document properties": r"docProps/(core|custom)\.xml$",
    "shared texts, rich text and reading aids": r"sharedStrings",
    "chart sheets, dialog sheets, macro sheets": r"/(chart|dialog|macro)sheets/",
    "rich values and cell metadata": r"/metadata\.xml$|richData",
    "single-cell XML maps": r"tableSingleCells|xmlMaps",
    "change logs of shared workbooks": r"/revisions/",
}
# Features that stand in a sheet's own XML, by their element; cells are compared by the tests.
ELEMENTS = {
    "merged cells": "mergeCells",
    "conditional formats": "conditionalFormatting",
    "dropdowns and other validations": "dataValidations",
    "filters": "autoFilter",
    "hyperlinks": "hyperlinks",
    "frozen panes and other views": "sheetViews",
    "column widths and styles": "cols",
    "headers and footers": "headerFooter",
    "page setup": "pageSetup",
    "page breaks": "rowBreaks",
    "print options": "printOptions",
    "sheet properties (tab colour, outline)": "sheetPr",
    "scenarios": "scenarios",
    "ignored errors": "ignoredErrors",
    "extensions (sparklines, x14 formats, slicer lists)": "extLst",
    "pictures behind cells": "picture",
    "references to drawings and old drawings": "drawing",
    "protected ranges": "protectedRanges",
    "phonetic properties": "phoneticPr",
    "sort state": "sortState",
    "custom views": "customSheetViews",
}
# Features of the workbook part.
BOOK = {
    "defined names, print areas and titles": "definedNames",
    "the 1900 or 1904 dates": "workbookPr",
    "windows and the active sheet": "bookViews",
    "protection of the structure": "workbookProtection",
    "custom views of the workbook": "customWorkbookViews",
    "references to other workbooks": "externalReferences",
    "pivot caches": "pivotCaches",
    "extensions of the workbook": "extLst",
}


def main(corpus: Path) -> None:
    survived: Counter[str] = Counter()
    lost: list[str] = []
    edited = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(corpus.glob("*.xls[xm]")):
            target = Path(folder) / f"edited{source.suffix}"
            shutil.copyfile(source, target)
            places = _edit(target)
            if places is None:
                refused += 1
                continue
            edited += 1
            before, after = _parts(source), _parts(target)
            for feature, is_kept in _features(before, after, *places):
                survived[feature] += is_kept
                if not is_kept:
                    lost.append(f"{source.name}: {feature}")
    PAGE.write_text(_page(survived, lost, edited, refused), encoding="utf-8")
    print(f"{PAGE.name}: {edited} workbooks edited, {refused} refused, {len(lost)} losses")


def _edit(path: Path) -> tuple[str, str] | None:
    """Edit a workbook in every way; the parts of the edited sheet and the workbook, or None."""
    with Package.open(path) as package:
        book = package.workbook_part
        sheet = next((each for each in package.sheets if each.is_worksheet), None)
    if sheet is None:
        return None
    tracking = "Tracking by planner"
    columns = (TableColumn("Touch ID"), TableColumn("Status", choices=("drafted", "sent")))
    steps: list[list[Edit]] = [
        [
            SetCell(sheet.name, 7, 3, "edited"),
            AddSheet("Plain by planner", [["a", 1]]),
            AddTableSheet(tracking, "TrackingByPlanner", columns, [["a#1", "drafted"]]),
        ],
        [SetCell(tracking, 2, 2, "sent"), AppendRows(tracking, [{1: "b#1", 2: "drafted"}])],
    ]
    try:
        for step in steps:
            apply_edits(path, step)
    except UneditableWorkbookError:
        return None
    except PlannerError as error:
        print(f"{path.name}: {error.message}", file=sys.stderr)
        return None
    return sheet.part, book


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def _features(
    before: dict[str, bytes], after: dict[str, bytes], sheet: str, book: str
) -> list[tuple[str, bool]]:
    found = []
    for feature, pattern in PARTS.items():
        names = [name for name in before if re.search(pattern, name, re.IGNORECASE)]
        if names:
            found.append((feature, all(before[name] == after.get(name) for name in names)))
    for part, features in ((sheet, ELEMENTS), (book, BOOK)):
        old, new = _elements(before[part]), _elements(after[part])
        for feature, element in features.items():
            if element in old:
                found.append((feature, old[element] == new.get(element)))
    return found


def _elements(xml: bytes) -> dict[str, list[str]]:
    elements: dict[str, list[str]] = {}
    for each in ET.fromstring(xml):  # noqa: S314 - read through the bounded reader before
        name = each.tag.rpartition("}")[2]
        text = ET.canonicalize(ET.tostring(each, encoding="unicode"), strip_text=True)
        elements.setdefault(name, []).append(text)
    return elements


def _page(survived: Counter[str], lost: list[str], edited: int, refused: int) -> str:
    own = [feature for feature in PARTS if survived[feature]]
    inside = [feature for feature in ELEMENTS if survived[feature]]
    around = [feature for feature in BOOK if survived[feature]]
    lines = [
        "# What survives",
        "",
        INTRO.format(edited=edited, refused=refused),
        "",
        "## Features with parts of their own: the same bytes as before",
        "",
        "| feature | workbooks |",
        "|---|---:|",
        *[f"| {feature} | {survived[feature]} |" for feature in own],
        "",
        "## Features within the edited sheet: the same canonical XML as before",
        "",
        "| feature | workbooks |",
        "|---|---:|",
        *[f"| {feature} | {survived[feature]} |" for feature in inside],
        "",
        "## Features within the workbook part: the same canonical XML as before",
        "",
        "| feature | workbooks |",
        "|---|---:|",
        *[f"| {feature} | {survived[feature]} |" for feature in around],
        "",
        "## Not the same as before",
        "",
        *([f"- {each}" for each in lost] or ["Nothing."]),
        "",
        HELD,
    ]
    return "\n".join(lines)


INTRO = """planner edited {edited} public workbooks (from Excel, LibreOffice, Google Sheets and
others) in every way it knows, and refused {refused}, each with a reason (protected, signed, full).
Then every feature below was compared with the untouched file. Made by
`python docs/make_survival.py CORPUS`; what the tests hold at every run stands at the end."""

HELD = """## What is held by tests at every run

| promise | test in `tests/workbook` |
|---|---|
| no part lost, none changed beside the edit; the sheet equal outside it | `test_corpus_edits` |
| every value elsewhere equal, through openpyxl and calamine | `test_corpus_readers` |
| LibreOffice opens sixty edited workbooks | `test_corpus_readers` |
| unchanged members keep their compressed bytes, order and attributes | `test_archive` |
| tables keep totals, calculated columns, sort state | `test_tables` |
| styles only grow; the numbers of existing styles never change | `test_styles` |
| numbers and dates are shown as LibreOffice shows them | `test_as_seen_oracle` |
"""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
