"""Adds cell formats to a workbook's styles; what stands there keeps its bytes and its number.

Cells refer to formats by their place in `cellXfs` (ECMA-376 Part 1, 18.8.10), and those to fonts,
fills and number formats by theirs, so everything new goes to the end of its list. An equal entry
that is there already is used instead: the same wish twice, or in the next run, gives one format.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.number_format.builtin import builtin_format
from planner.workbook.searching import whole_number
from planner.workbook.splicing import Part, with_attribute
from planner.workbook.xml import local
from planner.workbook.xml_text import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree import ElementTree as ET

    from planner.workbook.splicing import Span


# Excel's own limit on the formats of a workbook.
MAX_FORMATS = 65_490

_SECTIONS = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_FIRST_OWN_FORMAT = 164  # lower ids belong to Excel (18.8.30)
_LINK_COLOUR = "0563C1"  # what Excel's own Hyperlink style shows
_FALSE, _TRUE = {"0", "false"}, {"1", "true"}
_OFF_BY_DEFAULT = {"quotePrefix", "pivotButton"}
_XF_ORDER = ("alignment", "protection", "extLst")
# Built-in formats that look the same in every country.
_BUILTIN = {builtin_format(number): number for number in (0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 49)}
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color",
    "name", "family", "charset", "scheme",
)  # fmt: skip
_RESAVE = "Open the workbook in Excel, save it anew, and try that file."


@frozen
class _Node:
    """An element by value, so that two can be compared. Names are without their namespace."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[_Node, ...] = ()

    @classmethod
    def of(cls, element: ET.Element) -> _Node:
        attributes = tuple(
            sorted((name, value) for name, value in element.items() if not name.startswith("{"))
        )
        return cls(local(element.tag), attributes, tuple(cls.of(each) for each in element))

    def value(self, name: str, default: str = "") -> str:
        return dict(self.attributes).get(name, default)

    def child(self, name: str) -> _Node | None:
        return next((each for each in self.children if each.name == name), None)

    def with_values(self, **values: str) -> _Node:
        merged = {**dict(self.attributes), **values}
        return replace(self, attributes=tuple(sorted(merged.items())))

    def without(self, name: str) -> _Node:
        return replace(self, attributes=tuple(each for each in self.attributes if each[0] != name))

    def with_child(self, child: _Node, order: Sequence[str]) -> _Node:
        children = [each for each in self.children if each.name != child.name] + [child]
        children.sort(key=lambda each: order.index(each.name) if each.name in order else len(order))
        return replace(self, children=tuple(children))

    def essence(self) -> _Node:
        """The same without what only spells a default out, to compare by."""
        attributes = tuple(
            (name, value)
            for name, value in self.attributes
            if not (value in _FALSE and (name.startswith("apply") or name in _OFF_BY_DEFAULT))
            and not (name == "val" and value in _TRUE)
        )
        return _Node(self.name, attributes, tuple(each.essence() for each in self.children))

    def spelled(self, prefix: str) -> str:
        tag = prefix + self.name
        start = tag + "".join(f' {name}="{attribute(text)}"' for name, text in self.attributes)
        if not self.children:
            return f"<{start}/>"
        return f"<{start}>{''.join(each.spelled(prefix) for each in self.children)}</{tag}>"


@dataclass(slots=True)
class _List:
    """One list of the styles (fonts, fills, …): what stands there, and what is to be added.

    `bare` is what must stand at its beginning if it has to be made.
    """

    bare: tuple[_Node, ...] = ()
    items: list[_Node] = field(default_factory=list)
    added: list[_Node] = field(default_factory=list)
    places: dict[_Node, int] = field(default_factory=dict)

    def read(self, node: _Node) -> None:
        """Take in an item that stands there."""
        self.places.setdefault(node.essence(), len(self.items))
        self.items.append(node)

    def place(self, node: _Node) -> int:
        """The number of an item, which is added if no equal one stands there."""
        found = self.places.get(node.essence())
        if found is None:
            if not self.items:
                self._add(*self.bare)
            found = len(self.items)
            self._add(node)
        return found

    def _add(self, *nodes: _Node) -> None:
        for node in nodes:
            self.read(node)
            self.added.append(node)


def _empty_lists() -> dict[str, _List]:
    """The lists that planner adds to, in the order of the schema."""
    kinds = (_Node("sz", (("val", "11"),)), _Node("name", (("val", "Calibri"),)))
    fills = (
        _Node("fill", (), (_Node("patternFill", (("patternType", pattern),)),))
        for pattern in ("none", "gray125")
    )
    return {
        "numFmts": _List(),
        "fonts": _List((_Node("font", (), kinds),)),
        "fills": _List(tuple(fills)),
        "cellXfs": _List((_Node("xf"),)),
        "dxfs": _List(),
    }


class Styles:
    """The styles part of a workbook, with formats to be added to it.

    Raises:
        UneditableWorkbookError: damaged, or with alternatives for other programs in it, which
            would make the numbers of formats ambiguous.
    """

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._part = Part(xml, "styleSheet", "styles.xml")
        if any(local(each.tag) == "AlternateContent" for each in self._part.root.iter()):
            raise UneditableWorkbookError(
                "styles.xml holds alternatives for several programs (mc:AlternateContent), so "
                "the numbers of its formats are not certain.",
                _RESAVE,
            )
        self._lists = _empty_lists()
        for section in self._part.root:
            entry = self._lists.get(local(section.tag))
            if entry is not None:
                for item in section:
                    entry.read(_Node.of(item))
        self._codes = {
            _number(item.value("numFmtId")): item.value("formatCode")
            for item in self._lists["numFmts"].items
        }

    def __len__(self) -> int:
        return len(self._lists["cellXfs"].items)

    @property
    def is_changed(self) -> bool:
        """Whether anything was added."""
        return any(entry.added for entry in self._lists.values())

    def number_format(self, index: int) -> str:
        """The number format code of the cell format at `index`; General for one out of range."""
        formats = self._lists["cellXfs"].items
        if not 0 <= index < len(formats):
            return "General"
        number = _number(formats[index].value("numFmtId"))
        return self._codes.get(number) or builtin_format(number)

    def is_unlocked(self, index: int) -> bool:
        """Whether cells of this format may be changed on a protected sheet."""
        formats = self._lists["cellXfs"].items
        protection = formats[index].child("protection") if index < len(formats) else None
        return protection is not None and protection.value("locked") in {"0", "false"}

    def is_wrapped(self, index: int) -> bool:
        """Whether cells of this format break their texts into lines."""
        formats = self._lists["cellXfs"].items
        alignment = formats[index].child("alignment") if index < len(formats) else None
        return alignment is not None and alignment.value("wrapText") in _TRUE

    def filled_alike(self, index: int, others: Sequence[int]) -> int:
        """The cell format at `index`, without its fill where none of the `others` has it."""
        formats = self._lists["cellXfs"]
        count = len(formats.items)
        fills = {formats.items[each].value("fillId", "0") for each in others if each < count}
        if index >= count or formats.items[index].value("fillId", "0") in {"0", *fills}:
            return index
        node = _copied(formats.items[index]).with_values(fillId="0")
        is_plain = node.value("xfId", "0") == "0"
        return formats.place(
            node.without("applyFill") if is_plain else node.with_values(applyFill="1")
        )

    def with_number_format(self, base: int, code: str) -> int:
        """The cell format that is like `base` but shows numbers by `code`."""
        return self.cell(base=base, number_format=code, top=False)

    def cell(
        self,
        *,
        base: int = 0,
        number_format: str = "",
        wrap: bool = False,
        bold: bool = False,
        top: bool = True,
        left: bool = False,
        link: bool = False,
        unlocked: bool = False,
        fill: str = "",
        colour: str = "",
    ) -> int:
        """The number of a cell format that is like `base` with the changes asked for.

        Colours are `RRGGBB`. A link is blue and underlined.
        """
        formats = self._lists["cellXfs"]
        base = base if 0 <= base < len(formats.items) else 0
        before = node = _copied(formats.items[base]) if formats.items else formats.bare[0]
        if number_format and number_format != self.number_format(base):
            number = str(self._format_id(number_format))
            node = node.with_values(numFmtId=number, applyNumberFormat="1").without("quotePrefix")
        if bold or link or colour:
            font = self._font(_number(node.value("fontId")), bold=bold, link=link, colour=colour)
            node = node.with_values(fontId=str(font), applyFont="1")
        if fill:
            node = node.with_values(fillId=str(self._fill(fill)), applyFill="1")
        wanted = {"wrapText": "1"} if wrap else {}
        wanted |= {"vertical": "top"} if top else {}
        wanted |= {"horizontal": "left"} if left else {}
        if wanted:
            node = _with_part(node, "alignment", "applyAlignment", wanted)
        if unlocked:
            node = _with_part(node, "protection", "applyProtection", {"locked": "0"})
        if node == before:
            return base
        if len(formats.items) >= MAX_FORMATS:
            raise UneditableWorkbookError(
                f"The workbook has {MAX_FORMATS:,} cell formats, which is as many as Excel allows.",
                "Copy the sheets that you need to a new workbook, and use that.",
            )
        return formats.place(node)

    def adopted(self, other: Styles, index: int) -> int:
        """The number here of a cell format of another workbook, without its borders."""
        node = _copied(other._lists["cellXfs"].items[index])
        font = other._lists["fonts"].items[_number(node.value("fontId"))]
        fill = other._lists["fills"].items[_number(node.value("fillId"))]
        code = other.number_format(index)
        numbers = {
            "fontId": str(self._lists["fonts"].place(font)),
            "fillId": str(self._lists["fills"].place(fill)),
            "numFmtId": str(self._format_id(code)) if code != "General" else "0",
            "borderId": "0",
            "xfId": "0",
        }
        return self._lists["cellXfs"].place(node.with_values(**numbers).without("applyBorder"))

    def dxf(self, fill: str, colour: str = "") -> int:
        """The number of a differential format for conditional formats: a fill and a text colour."""
        font = (_Node("font", (), (_rgb("color", colour),)),) if colour else ()
        # Excel takes the fill of a differential format from bgColor (18.8.32).
        pattern = _Node("patternFill", (), (_rgb("bgColor", fill),))
        return self._lists["dxfs"].place(_Node("dxf", (), (*font, _Node("fill", (), (pattern,)))))

    def xml(self) -> bytes:
        """The part with what was added; the same bytes if nothing was."""
        if not self.is_changed:
            return self._xml
        spans = {each.name.rpartition(":")[2]: each for each in self._part.children()}
        splices = [
            splice
            for name, entry in self._lists.items()
            if entry.added
            for splice in self._splices(name, entry, spans)
        ]
        return self._part.encoded(splices)

    def _splices(
        self, name: str, entry: _List, spans: Mapping[str, Span]
    ) -> Iterator[tuple[int, int, str]]:
        span = spans.get(name)
        if span is None:
            yield self._new_list(name, entry, spans)
            return
        tag = self._part.start_tag(span)
        prefix = span.name.removesuffix(name)
        content = "".join(node.spelled(prefix) for node in entry.added)
        # A count is optional, but a wrong one makes Excel repair the file.
        counted = with_attribute(tag, "count", str(len(entry.items))) if "count" in tag else tag
        if span.is_open:
            yield span.start, span.inner, counted
            yield span.close, span.close, content
        else:
            yield span.start, span.end, f"{counted[:-2]}>{content}</{span.name}>"

    def _new_list(self, name: str, entry: _List, spans: Mapping[str, Span]) -> tuple[int, int, str]:
        """The splice that makes a list, behind those that the schema wants in front of it."""
        prefix = self._part.prefix
        content = "".join(node.spelled(prefix) for node in entry.added)
        count = len(entry.items)
        xml = f'<{prefix}{name} count="{count}">{content}</{prefix}{name}>'
        before = _SECTIONS[: _SECTIONS.index(name)]
        at = max((spans[each].end for each in before if each in spans), default=0)
        at = at or self._part.span.inner
        return at, at, xml

    def _format_id(self, code: str) -> int:
        known = {text: number for number, text in self._codes.items()}
        found = known.get(code, _BUILTIN.get(code))
        if found is None:
            found = max([_FIRST_OWN_FORMAT - 1, *self._codes]) + 1
            self._codes[found] = code
            attributes = (("formatCode", code), ("numFmtId", str(found)))
            self._lists["numFmts"].place(_Node("numFmt", attributes))
        return found

    def _font(self, base: int, *, bold: bool, link: bool, colour: str) -> int:
        fonts = self._lists["fonts"]
        items = fonts.items or fonts.bare
        font = items[base] if 0 <= base < len(items) else items[0]
        if bold:
            font = font.with_child(_Node("b"), _FONT_ORDER)
        if link:
            font = font.with_child(_Node("u"), _FONT_ORDER)
        if link or colour:
            font = font.with_child(_rgb("color", colour or _LINK_COLOUR), _FONT_ORDER)
        return fonts.place(font)

    def _fill(self, colour: str) -> int:
        colours = (_rgb("fgColor", colour), _Node("bgColor", (("indexed", "64"),)))
        pattern = _Node("patternFill", (("patternType", "solid"),), colours)
        return self._lists["fills"].place(_Node("fill", (), (pattern,)))


def fresh_styles() -> bytes:
    """A styles part for a package that has none: one font, one cell format."""
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
        b"</fonts>"
        b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
        b'<fill><patternFill patternType="gray125"/></fill></fills>'
        b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        b"</cellStyleXfs>"
        b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        b"</cellXfs>"
        b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        b"</styleSheet>"
    )


def _copied(node: _Node) -> _Node:
    """A cell format without extensions: those would need the namespaces of where they stand."""
    kept = tuple(each for each in node.children if each.name in {"alignment", "protection"})
    return replace(node, children=kept)


def _with_part(node: _Node, name: str, applied: str, values: Mapping[str, str]) -> _Node:
    old = node.child(name) or _Node(name)
    new = old.with_values(**values)
    return node.with_values(**{applied: "1"}).with_child(new, _XF_ORDER)


def _rgb(name: str, colour: str) -> _Node:
    return _Node(name, (("rgb", f"FF{colour.upper()}"),))


def _number(text: str) -> int:
    """An id as a number; 0 where it is missing or no number."""
    return whole_number(text)
