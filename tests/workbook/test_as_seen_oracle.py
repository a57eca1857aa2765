"""What planner reads in a cell against what LibreOffice shows there, over public workbooks."""

from __future__ import annotations

import csv
import os
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from planner.workbook.number_format.builtin import builtin_format
from planner.workbook.number_format.display import display, is_date_format

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.corpus, pytest.mark.office]

_ROOT = Path(__file__).resolve().parents[2]
_CORPUS = Path(os.environ.get("PLANNER_CORPUS", _ROOT.parent / "shared" / "corpus"))
_EXPORT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number in a sheet, with its format."""

    row: int
    column: int
    value: float
    code: str
    formula: str | None
    is_pivot: bool = False


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    cells: list[_Cell]


# --- an own small reader: cells, styles and number formats straight from the XML


def _name(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def _children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    return (child for child in element.iter() if _name(child) == name)


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    folder, file = posixpath.split(part)
    root = _xml(package, posixpath.join(folder, "_rels", f"{file}.rels"))
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rsplit("/", 1)[-1],
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in _children(root, "Relationship")
        if relation.get("TargetMode") != "External"
    }


def _xml(package: zipfile.ZipFile, part: str) -> ET.Element:
    names = {name.lower(): name for name in package.namelist()}
    return ET.fromstring(package.read(names[part.lower()]))


def _formats(package: zipfile.ZipFile, part: str) -> list[str]:
    """Give each cell style's number format."""
    root = _xml(package, part)
    own = {
        int(fmt.get("numFmtId", "0")): fmt.get("formatCode", "")
        for fmts in _children(root, "numFmts")
        for fmt in fmts
    }
    ids = [int(xf.get("numFmtId", "0")) for xfs in _children(root, "cellXfs") for xf in xfs]
    return [own.get(number, builtin_format(number)) for number in ids]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _ranges(reference: str) -> tuple[range, range]:
    """Give the rows and the columns of a reference such as B2:D9."""
    corners = re.findall(r"([A-Z]+)(\d+)", reference)
    (left, top), (right, bottom) = corners[0], corners[-1]
    return range(int(top), int(bottom) + 1), range(_column(left), _column(right) + 1)


def _pivots(package: zipfile.ZipFile, sheet: str) -> list[tuple[range, range]]:
    """Give where the pivot tables of a sheet stand."""
    try:
        relations = _relations(package, sheet)
    except KeyError:  # a sheet without relations
        return []
    return [
        _ranges(location.get("ref", ""))
        for kind, target in relations.values()
        if kind == "pivotTable"
        for location in _children(_xml(package, target), "location")
    ]


def _cells(root: ET.Element, codes: list[str]) -> Iterator[_Cell]:
    row = 0
    formulas = _Formulas({}, [])
    for line in _children(root, "row"):
        row = int(line.get("r") or row + 1)
        column = 0
        for cell in (child for child in line if _name(child) == "c"):
            match = re.fullmatch(r"([A-Z]+)(\d+)", cell.get("r", ""))
            column = _column(match[1]) if match else column + 1
            formula = formulas.of(cell, row, column)
            value = next((child.text for child in cell if _name(child) == "v"), None)
            if cell.get("t", "n") == "n" and value:
                code = codes[int(cell.get("s", "0"))] if codes else "General"
                yield _Cell(row, column, float(value), code, formula)


@dataclass(frozen=True, slots=True)
class _Formulas:
    """A sheet's formulas: one that is shared, or fills an array, stands in its first cell only."""

    shared: dict[str, str]
    arrays: list[tuple[range, range, str]]

    def of(self, cell: ET.Element, row: int, column: int) -> str | None:
        element = next((child for child in cell if _name(child) == "f"), None)
        if element is None:
            return next(
                (f for rows, cols, f in self.arrays if row in rows and column in cols), None
            )
        if element.text and element.get("si"):
            self.shared[element.get("si", "")] = element.text
        if element.get("t") == "array":
            self.arrays.append((*_ranges(element.get("ref", "")), element.text or ""))
        return element.text or self.shared.get(element.get("si", ""), "")


def _sheets(path: Path) -> tuple[list[_Sheet], bool]:
    """Read the numbers of a workbook's sheets, and whether its dates count from 1904."""
    with zipfile.ZipFile(path) as package:
        workbook = next(
            t for kind, t in _relations(package, "").values() if kind == "officeDocument"
        )
        root = _xml(package, workbook)
        relations = _relations(package, workbook)
        styles = [target for kind, target in relations.values() if kind == "styles"]
        codes = _formats(package, styles[0]) if styles else []
        date1904 = any(
            pr.get("date1904", "0") in {"1", "true"} for pr in _children(root, "workbookPr")
        )
        sheets = []
        for sheet in (s for group in _children(root, "sheets") for s in group):
            key = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
            kind, target = relations.get(key, ("", ""))
            if kind == "worksheet":
                pivots = _pivots(package, target)
                cells = [
                    replace(
                        cell, is_pivot=any(cell.row in r and cell.column in c for r, c in pivots)
                    )
                    for cell in _cells(_xml(package, target), codes)
                ]
                sheets.append(_Sheet(sheet.get("name", ""), cells))
    return sheets, date1904


# --- where the two differ, and why; a difference outside these classes counts against planner


def _general_precision(cell: _Cell, ours: str, theirs: str) -> bool:
    """In General Excel shows eleven characters, LibreOffice up to fifteen digits."""
    if cell.code.lower() != "general" or not (_is_number(ours) and _is_number(theirs)):
        return False
    step = 5.1e-6 if "E" in ours else 5.1e-10
    return abs(float(ours) - float(theirs)) <= step * max(1.0, abs(cell.value))


def _calculated_anew(cell: _Cell, ours: str, theirs: str) -> bool:
    """LibreOffice computes on loading: what is volatile, arrays of empty cells, what it cannot."""
    if cell.formula is None:
        return False
    if (ours == "0" and theirs == "") or theirs.startswith("Err:"):
        return True
    if re.search(r"\b(TODAY|NOW|RAND|RANDBETWEEN|OFFSET|INDIRECT)\(", cell.formula):
        return True
    if not (_is_number(ours) and _is_number(theirs)):
        return False
    return abs(float(ours) - float(theirs)) <= 1e-14 * abs(cell.value)


def _cut_seconds(cell: _Cell, _ours: str, theirs: str) -> bool:
    """Excel rounds to the last second shown, LibreOffice cuts the rest off."""
    day_part = cell.value % 1 * 86_400
    return is_date_format(cell.code) and theirs == display(
        (cell.value // 1) + int(day_part) / 86_400, cell.code
    )


def _lone_point(_cell: _Cell, ours: str, theirs: str) -> bool:
    """Excel keeps the point of `0.#` where no decimals follow."""
    return ours.endswith(".") and ours[:-1] == theirs


def _binary_half(cell: _Cell, ours: str, theirs: str) -> bool:
    """Excel rounds halves of the fifteen decimal digits, LibreOffice the binary product."""
    left, right = ours.rstrip("%").replace(",", ""), theirs.rstrip("%").replace(",", "")
    if not (_is_number(left) and _is_number(right)) or not repr(cell.value).endswith("5"):
        return False
    return abs(Decimal(left) - Decimal(right)) == Decimal(1).scaleb(
        int(Decimal(left).as_tuple().exponent)
    )


def _native_digits(cell: _Cell, _ours: str, _theirs: str) -> bool:
    """Codes for Chinese or Arabic digits: planner writes the digits that everybody reads."""
    return re.search(r"\[DBNum\d|\[\$-[0-9A-F]{7,8}\]", cell.code) is not None


def _first_weeks(cell: _Cell, _ours: str, _theirs: str) -> bool:
    """Before March 1900 LibreOffice's calendar is right, and Excel's a day off or ####."""
    return is_date_format(cell.code) and cell.value < 61


def _rebuilt_pivot(cell: _Cell, _ours: str, _theirs: str) -> bool:
    """LibreOffice lays pivot tables out anew, shifted, with the formats of their source."""
    return cell.is_pivot


_CLASSES = (
    _rebuilt_pivot,
    _general_precision,
    _calculated_anew,
    _cut_seconds,
    _lone_point,
    _binary_half,
    _native_digits,
    _first_weeks,
)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d*\.?\d+(E[+-]\d+)?", text) is not None


# --- the comparison


def _as_displayed(workbooks: list[Path], folder: Path) -> Path:
    """Let LibreOffice write each sheet of the workbooks as shown, one CSV file a sheet."""
    (folder / "in").mkdir()
    copies = []
    for number, path in enumerate(workbooks):
        copy = folder / "in" / f"w{number:03}{path.suffix}"
        shutil.copyfile(path, copy)
        copies.append(str(copy))
    profile = (folder / "profile").as_uri()
    convert = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", _EXPORT]
    for start in range(0, len(copies), 60):
        subprocess.run(
            [*convert, "--outdir", str(folder / "out"), *copies[start : start + 60]],
            check=True,
            capture_output=True,
            timeout=600,
        )
    return folder / "out"


def _shown(out: Path, number: int, sheet: str) -> list[list[str]]:
    path = out / f"w{number:03}-{sheet}.csv"
    if not path.exists():  # LibreOffice renames a sheet whose name it cannot take
        (path,) = out.glob(f"w{number:03}-*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _compared(workbooks: list[Path], out: Path) -> tuple[Counter[str], list[str]]:
    """Count the cells by outcome, and list those that differ for no known reason."""
    counts: Counter[str] = Counter()
    unexplained = []
    for number, path in enumerate(workbooks):
        sheets, date1904 = _sheets(path)
        for sheet in sheets:
            rows = _shown(out, number, sheet.name) if sheet.cells else []
            if not any(any(line) for line in rows):  # a sheet that LibreOffice could not load
                counts["unread"] += len(sheet.cells)
                continue
            for cell in sheet.cells:
                line = rows[cell.row - 1] if cell.row <= len(rows) else []
                theirs = line[cell.column - 1].strip() if cell.column <= len(line) else ""
                ours = display(cell.value, cell.code, date1904=date1904).strip()
                outcome = _outcome(cell, ours, theirs)
                counts[outcome] += 1
                if outcome == "unexplained":
                    unexplained.append(f"{path.name}: {cell}: {ours!r}, LibreOffice {theirs!r}")
    return counts, unexplained


def _outcome(cell: _Cell, ours: str, theirs: str) -> str:
    if ours == theirs:
        return "equal"
    return next(
        (known.__name__.strip("_") for known in _CLASSES if known(cell, ours, theirs)),
        "unexplained",
    )


def test_libreoffice_shows_the_same_text_in_the_cells_of_public_workbooks(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    if not (_CORPUS / "good").is_dir():
        pytest.skip(f"no corpus at {_CORPUS}")
    workbooks = sorted((_CORPUS / "good").iterdir())
    if not os.environ.get("PLANNER_ALL"):
        workbooks = workbooks[:: max(1, len(workbooks) // 60)]
    counts, unexplained = _compared(workbooks, _as_displayed(workbooks, tmp_path))
    total = counts.total()
    print(f"{len(workbooks)} workbooks, {total} cells: {dict(counts.most_common())}")
    assert total > 5_000, "the sample is too small to say anything"
    # Rare cells hang on today's date through other cells.
    assert len(unexplained) <= total // 10_000, "\n".join(unexplained[:20])
    # Numbers with long tails in General fill some of the sample's columns.
    assert counts["equal"] / (total - counts["general_precision"]) >= 0.99
    assert counts["equal"] / total >= (0.99 if len(workbooks) > 100 else 0.95)
