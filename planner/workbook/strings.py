"""Reads text out of a workbook's XML: shared strings, inline strings, escapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.errors import UnreadableWorkbookError
from planner.workbook.searching import PREFIX, bounded_text, extended, inside
from planner.workbook.transcoding import as_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.workbook.package import Package


_ITEM = re.compile(
    rb"<%bsi\s*/>|<%bsi(?:\s[^>]*)?>(%b)</%bsi\s*>" % (PREFIX, PREFIX, inside(b"si"), PREFIX)
)
# The items that hold nothing but one text, and the tags that begin any.
_PLAIN = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_PLAIN_END = b"</t></si>"
_ITEM_TAG = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_TEXT = re.compile(
    rb"<%bt(?:\s[^>]*)?(?<!/)>(%b)</%bt\s*>|" % (PREFIX, inside(b"t"), PREFIX)
    + rb"<%brPh[\s>]%b</%brPh\s*>" % (PREFIX, inside(b"rPh"), PREFIX)
)
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What does not end hides the rest; to look for its end from each beginning would take too long.
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)


def rich_text(xml: bytes) -> str:
    """The text of a string item: its runs one after the other, without reading aids (rPh)."""
    if b"<!" in xml:
        xml = _COMMENT.sub(b"", xml)
        xml = _CDATA.sub(lambda found: _marked_up(found[1]), xml)
    return unescaped(b"".join(_TEXT.findall(xml)))


def unescaped(raw: bytes) -> str:
    """Decode the content of an XML element, and Excel's `_xHHHH_` for what XML cannot hold."""
    text = raw.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text


def _character(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return _NAMED.get(name, found[0])
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(number) if number <= 0x10FFFF else "\ufffd"


def _marked_up(raw: bytes) -> bytes:
    return raw.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


class SharedStrings:
    """The workbook's strings by number, read only as far as they are asked for.

    Excel numbers strings as it meets them, so that the first rows need only the first strings.
    """

    def __init__(self, package: Package) -> None:
        self._part = package.related(package.workbook_part, "sharedStrings")
        self._read = self._batches(package) if self._part else iter(())
        self._strings: list[str] = []

    def __getitem__(self, number: int) -> str:
        strings = self._strings
        while number >= len(strings):
            batch = next(self._read, None)
            if batch is None:
                raise UnreadableWorkbookError(
                    f"The workbook is damaged: a cell asks for text number {number}.",
                    "Open it in Excel, let Excel repair it, save it, and use that file.",
                )
            strings += batch
        return strings[number]

    def _batches(self, package: Package) -> Iterator[list[str]]:
        chunks = as_utf8(package.stream(self._part, 1 << 18), self._part)
        rest = b""
        while len(buffer := extended(rest, chunks, self._part)) > len(rest):
            texts, end = _plain_texts(buffer)
            for match in _ITEM.finditer(buffer, end):
                texts.append(rich_text(match[1] or b""))
                end = match.end()
            bounded_text(max(texts, key=len, default=""))
            yield texts
            rest = buffer[end:]


def _plain_texts(buffer: bytes) -> tuple[list[str], int]:
    """The texts up to the last item of the plainest shape, if all are so; and where that ends."""
    texts = _PLAIN.findall(buffer)
    end = buffer.rfind(_PLAIN_END) + len(_PLAIN_END)
    if not texts or b"<!" in buffer or len(texts) != len(_ITEM_TAG.findall(buffer, 0, end)):
        return [], 0
    # No XML holds the character that joins them.
    joined = b"\0".join(texts)
    decoded = joined.decode("utf-8", "replace").split("\0")
    if b"&" in joined or b"_x" in joined or b"\r" in joined or len(decoded) != len(texts):
        return [unescaped(each) for each in texts], end
    return decoded, end
