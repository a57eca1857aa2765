"""Changes a small part of the package without writing it anew: what is not changed keeps its bytes.

The part is parsed to know what it says, and searched as text to know where it says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError, UnreadableWorkbookError
from planner.model.frozen import frozen
from planner.workbook.xml import encoding_of, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree import ElementTree as ET


_HIDING = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_TAG = re.compile(r"""<(/?)([^\s<>/"'=]++)((?>(?:[^>"'/]++|"[^"]*"|'[^']*'|/(?!>))*))(/?)>""")
_BYTE_ORDER = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_RESAVE = "Open the workbook in Excel, save it anew, and try that file."


@frozen
class Span:
    """Where an element stands in the text: its start tag, its content, its end.

    An empty-element tag (`<fonts/>`) has `inner`, `close` and `end` in one place.
    """

    name: str
    start: int
    inner: int
    close: int
    end: int

    @property
    def is_open(self) -> bool:
        """Whether it has an end tag, so that content can be put in front of it."""
        return self.close < self.end


class Part:
    """A part's XML: its `root` as a tree, its `text`, and the `prefix` of its elements (`x:`).

    Raises:
        UneditableWorkbookError: not well-formed, not in its own encoding, or another root.
    """

    def __init__(self, xml: bytes, root: str, name: str) -> None:
        self.name = name
        try:
            self.root: ET.Element = parse(xml, name)
        except UnreadableWorkbookError as error:
            raise UneditableWorkbookError(error.message, error.hint) from error
        self._encoding = _BYTE_ORDER.get(xml[:2]) or encoding_of(xml).removesuffix("-sig")
        try:
            self.text = xml.decode(self._encoding)
            is_faithful = self.text.encode(self._encoding) == xml
        except UnicodeError:
            is_faithful = False
        if not is_faithful:
            raise UneditableWorkbookError(
                f"{name} is in the encoding {self._encoding}, which planner cannot write.", _RESAVE
            )
        self._find_root()
        if not self.span.is_open:
            # An empty root (`<styleSheet/>`) is opened at once: what is added needs an end tag.
            tag = self.start_tag(self.span).removesuffix("/>")
            opened = f"{tag}></{self.span.name}>"
            self.text = self.text[: self.span.start] + opened + self.text[self.span.end :]
            self._find_root()
        self.prefix = self.span.name.removesuffix(root)
        if self.prefix.count(":") != bool(self.prefix) or not self.span.name.endswith(root):
            raise UneditableWorkbookError(
                f"{name} is no {root} but {self.span.name or 'nothing'}.", _RESAVE
            )

    def _find_root(self) -> None:
        self._searched = _HIDING.sub(lambda found: " " * len(found[0]), self.text)
        self.span = next(self._spans(0, len(self.text)))

    def children(self, parent: Span | None = None) -> list[Span]:
        """The elements directly below `parent`, or below the root."""
        outer = parent or self.span
        return list(self._spans(outer.inner, outer.close))

    def start_tag(self, span: Span) -> str:
        """The start tag of an element as it is written."""
        return self.text[span.start : span.inner]

    def encoded(self, splices: Iterable[tuple[int, int, str]]) -> bytes:
        """The part's bytes with each `(start, end, new text)` put in its place."""
        pieces: list[str] = []
        at = 0
        for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
            pieces += (self.text[at:start], new)
            at = end
        pieces.append(self.text[at:])
        return "".join(pieces).encode(self._encoding, "xmlcharrefreplace")

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        level, name, begin, inner = 0, "", 0, 0
        for tag in _TAG.finditer(self._searched, start, end):
            if tag[1]:
                level -= 1
                if not level:
                    yield Span(name, begin, inner, tag.start(), tag.end())
            elif tag[4]:
                if not level:
                    yield Span(tag[2], tag.start(), *(tag.end(),) * 3)
            else:
                if not level:
                    name, begin, inner = tag[2], tag.start(), tag.end()
                level += 1


def with_attribute(tag: str, name: str, value: str) -> str:
    """Give a start tag an attribute, in place of the value that it may have."""
    found = re.search(rf"""(\s{re.escape(name)}\s*=\s*)("[^"]*"|'[^']*')""", tag)
    if found is not None:
        return f'{tag[: found.start()]}{found[1]}"{value}"{tag[found.end() :]}'
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    return f'{tag[:end]} {name}="{value}"{tag[end:]}'
