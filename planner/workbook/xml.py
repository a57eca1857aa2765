"""Parses the small parts of a package, and refuses what no workbook needs: entities and depth."""

from __future__ import annotations

import codecs
import re
from xml.etree import ElementTree as ET

from planner.model.errors import UnreadableWorkbookError
from planner.workbook.bounds import MAX_DEPTH

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def parse(xml: bytes, part: str) -> ET.Element:
    """Parse a part of the package into a tree.

    Raises:
        UnreadableWorkbookError: not well-formed, too deep, or with a document type declaration,
            which ECMA-376 Part 2 forbids and which entity bombs need.
    """
    refuse_dtd(xml, part)
    try:
        parser = ET.XMLParser(target=_BoundedTree(part))  # noqa: S314 - no DTD gets here
        parser.feed(xml)
        root: ET.Element | None = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        raise UnreadableWorkbookError(
            f"{part} is damaged: {error}.",
            "Open the workbook in Excel, let it repair the file, save it, and try again.",
        ) from error
    if root is None:
        raise UnreadableWorkbookError(
            f"{part} is empty.",
            "Open the workbook in Excel, let it repair the file, save it, and try again.",
        )
    return root


class _BoundedTree(ET.TreeBuilder):
    """Builds a tree that is not too deep: freeing a very deep one overflows the stack."""

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableWorkbookError(
                f"{self._part}: elements stand more than {MAX_DEPTH} deep.",
                "Open the workbook in Excel, save it anew, and try that file.",
            )
        return super().start(tag, attrs)

    def end(self, tag: str) -> ET.Element:
        self._depth -= 1
        return super().end(tag)


def refuse_dtd(head: bytes, part: str) -> None:
    """Refuse a part whose beginning declares a document type: entity bombs start so."""
    text = head[:65_536].replace(b"\0", b"")  # UTF-16 spells it with zeros between
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnreadableWorkbookError(
            f"{part} declares XML entities, which no workbook needs and attacks use.",
            "Do not trust the file; ask its sender for one that was saved by Excel.",
        )


def encoding_of(xml: bytes) -> str:
    """The encoding of an XML document by its byte order mark or declaration; utf-8 otherwise."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if xml.startswith(mark):
            return name
    if xml.startswith(b"<\0"):
        return "utf-16-le"
    if xml.startswith(b"\0<"):
        return "utf-16-be"
    declared = _DECLARED.match(xml)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        codecs.lookup(name)
    except LookupError:
        return "utf-8"
    return name


def decoded(xml: bytes, part: str) -> str:
    """Decode a part by its own encoding."""
    try:
        return xml.decode(encoding_of(xml))
    except UnicodeDecodeError as error:
        raise UnreadableWorkbookError(
            f"{part} is damaged: it is not in the encoding that it claims.",
            "Open the workbook in Excel, let it repair the file, save it, and try again.",
        ) from error


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace, which Strict files change."""
    return tag.rpartition("}")[2]
