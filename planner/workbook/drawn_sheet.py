"""Takes a worksheet with charts over from a workbook that XlsxWriter made, part by part.

The sheet, its drawing and its charts come as they were written there; what they say in numbers of
that workbook (formats, shared texts, relationships) is said in the numbers of this one. Borders and
conditional formats are not taken over.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.workbook.styles import Styles

if TYPE_CHECKING:
    from planner.workbook.edits import DrawSheet
    from planner.workbook.package import SheetPart
    from planner.workbook.rewrite import Rewrite

_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET = "xl/worksheets/sheet1.xml"
_DRAWING = "xl/drawings/drawing1.xml"
_CHART = re.compile(r"xl/charts/chart(\d+)\.xml")
_STYLE = re.compile(rb'(<(?:c|row|col)\s[^>]*?\b(?:s|style)=")(\d+)(")')
_SHARED = re.compile(rb' t="s"><v>(\d+)</v></c>')
_TEXT = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
_DRAWN = re.compile(rb'<drawing r:id="[^"]*"/>')
_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f')
# What Transitional Open XML calls a namespace, and what Strict does (ISO 29500-1, annex A).
_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main":
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    b"http://schemas.openxmlformats.org/drawingml/2006/main":
        b"http://purl.oclc.org/ooxml/drawingml/main",
    b"http://schemas.openxmlformats.org/drawingml/2006/chart":
        b"http://purl.oclc.org/ooxml/drawingml/chart",
    b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing":
        b"http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
}  # fmt: skip


def draw_sheet(rewrite: Rewrite, edit: DrawSheet) -> None:
    """Put the sheet of `edit` into the package, or draw the one of its name anew.

    Raises:
        UneditableWorkbookError: no sheet can be added, or the one of that name holds more than
            cells and one drawing.
    """
    with zipfile.ZipFile(io.BytesIO(edit.workbook)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    charts = sorted(
        (name for name in parts if _CHART.fullmatch(name)),
        key=lambda name: int(name.rpartition("chart")[2].removesuffix(".xml")),
    )
    old = rewrite.package.sheet(edit.name)
    if old is not None:
        _refuse_others(rewrite, old)
    part = old.part if old is not None else rewrite.enter_sheet(edit.name)
    drawing, rel_id = _drawing_of(rewrite, part) if charts else ("", "")
    xml = _DRAWN.sub(f'<drawing r:id="{rel_id}"/>'.encode(), _in_these_numbers(rewrite, parts))
    xml = _spoken(rewrite, xml)
    if charts:
        _put_drawing(rewrite, drawing, parts, charts)
    if old is None:
        rewrite.streams[part] = (xml,)
    elif xml != rewrite.package.read(part):
        gone = set(_formulas(rewrite.package.read(part))) - set(_formulas(xml))
        rewrite.lose_formulas(old.sheet_id, sorted(gone))
        rewrite.streams[part] = (xml,)


def _refuse_others(rewrite: Rewrite, sheet: SheetPart) -> None:
    kinds = {each.kind for each in rewrite.package.relationships(sheet.part)}
    if not sheet.is_worksheet or kinds - {"drawing", "printerSettings"}:
        raise UneditableWorkbookError(
            f'Sheet "{sheet.name}" holds more than planner drew ({", ".join(sorted(kinds))}).',
            "Rename it, so that planner can add a sheet of that name.",
        )


def _drawing_of(rewrite: Rewrite, sheet: str) -> tuple[str, str]:
    """The drawing of a sheet, and the id of its relationship: the one that is there, or a new."""
    for related in rewrite.package.relationships(sheet):
        if related.kind == "drawing":
            return rewrite.package.related(sheet, "drawing"), related.id
    folder = posixpath.dirname(rewrite.package.workbook_part)
    drawing = rewrite.free_name("drawings/drawing", folder)
    rewrite.declare(drawing, _DRAWING_TYPE)
    (rel_id,) = rewrite.relate(sheet, "drawing", [_from(sheet, drawing)])
    return drawing, rel_id


def _put_drawing(
    rewrite: Rewrite, drawing: str, parts: dict[str, bytes], charts: list[str]
) -> None:
    """Write the drawing and its charts, into the parts that are there as far as these go."""
    package = rewrite.package
    there = package.relationships(drawing) if package.has(drawing) else ()
    known = {each.id: package.real_name(each.target) for each in there if each.kind == "chart"}
    ids = dict(zip(known, charts, strict=False))
    for rel_id in [*known][len(charts) :]:
        rewrite.unrelate(drawing, rel_id)
        rewrite.remove(known[rel_id])
    for rel_id, chart in ids.items():
        _put(rewrite, known[rel_id], _spoken(rewrite, parts[chart]))
    for chart in charts[len(known) :]:
        name = rewrite.free_name("charts/chart", posixpath.dirname(package.workbook_part))
        rewrite.declare(name, _CHART_TYPE)
        _put(rewrite, name, _spoken(rewrite, parts[chart]))
        (rel_id,) = rewrite.relate(drawing, "chart", [_from(drawing, name)])
        ids[rel_id] = chart
    numbers = {chart: rel_id for rel_id, chart in ids.items()}
    places = iter(charts)  # XlsxWriter numbers a drawing's relationships as it does the charts
    xml = re.sub(
        rb'r:id="rId\d+"',
        lambda _found: f'r:id="{numbers[next(places)]}"'.encode(),
        parts[_DRAWING],
    )
    _put(rewrite, drawing, _spoken(rewrite, xml))


def _put(rewrite: Rewrite, part: str, xml: bytes) -> None:
    if rewrite.part(part) != xml:
        rewrite.put(part, xml)


def _in_these_numbers(rewrite: Rewrite, parts: dict[str, bytes]) -> bytes:
    """The sheet with the formats of this workbook, and its texts in its cells."""
    texts = _TEXT.findall(parts.get("xl/sharedStrings.xml", b""))
    styles = Styles(parts["xl/styles.xml"])
    numbers: dict[bytes, bytes] = {}

    def restyled(found: re.Match[bytes]) -> bytes:
        number = bytes(found[2])
        if number not in numbers:
            numbers[number] = str(rewrite.styles.adopted(styles, int(number))).encode()
        return b"".join((found[1], numbers[number], found[3]))

    def spelled(found: re.Match[bytes]) -> bytes:
        return b"".join((b' t="inlineStr"><is>', texts[int(found[1])], b"</is></c>"))

    xml = parts[_SHEET].replace(b' tabSelected="1"', b"")
    return _SHARED.sub(spelled, _STYLE.sub(restyled, xml))


def _spoken(rewrite: Rewrite, xml: bytes) -> bytes:
    """The XML in the namespaces of this workbook."""
    if not rewrite.is_strict:
        return xml
    for transitional, strict in _STRICT.items():
        xml = xml.replace(transitional, strict)
    return xml


def _formulas(xml: bytes) -> list[str]:
    return [reference.decode() for reference in _FORMULA.findall(xml)]


def _from(part: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(part))
