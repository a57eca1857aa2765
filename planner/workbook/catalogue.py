"""Enters new parts in a package's books: workbook, relationships, content types, properties.

Each function takes a part as bytes and returns it with one entry more; every byte around the
entry stays, and so does the encoding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planner.model.errors import UneditableWorkbookError
from planner.workbook.xml import decoded, encoding_of, local, parse
from planner.workbook.xml_text import attribute

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
EMPTY_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)

# The start tags that enclose the list of sheets; a prefix bound elsewhere does not hold there.
_IN_SCOPE = re.compile(
    r".*?(<(?:[\w.-]+:)?workbook(?=[\s>])[^>]*>).*?(<(?:[\w.-]+:)?sheets(?=[\s>/])[^>]*>)",
    re.DOTALL,
)


def edited(xml: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Change a part as text, keeping its encoding."""
    text = change(decoded(xml, part))
    return text.encode(encoding_of(xml), "xmlcharrefreplace")


def _before_end(text: str, name: str, entry: Callable[[str], str]) -> str:
    """Put an entry before the end tag of an element; an empty tag is opened for it."""
    closings = list(re.finditer(rf"</((?:[\w.-]+:)?){name}\s*>", text))
    if closings:
        at, prefix = closings[-1].start(), closings[-1][1]
        return text[:at] + entry(prefix) + text[at:]
    empty = re.search(rf"<((?:[\w.-]+:)?){name}(?=[\s/>])[^>]*?/>", text)
    if empty is None:
        raise UneditableWorkbookError(
            f"The workbook's list of {name} is missing.",
            "Open the workbook in Excel, save it anew, and use that file.",
        )
    prefix = empty[1]
    opened = f"{text[: empty.end() - 2].rstrip()}>{entry(prefix)}</{prefix}{name}>"
    return opened + text[empty.end() :]


def with_override(xml: bytes, part: str, content_type: str) -> bytes:
    """Declare the media type of a new part. (A default by extension may mean another type.)"""

    def entry(prefix: str) -> str:
        named = f'PartName="{attribute("/" + part)}"'
        return f'<{prefix}Override {named} ContentType="{content_type}"/>'

    return edited(xml, "[Content_Types].xml", lambda text: _before_end(text, "Types", entry))


def without_override(xml: bytes, part: str) -> bytes:
    """Withdraw the media type of a part that goes."""
    pattern = re.compile(
        rf"<(?:[\w.-]+:)?Override\s[^>]*?PartName\s*=\s*[\"']/{re.escape(part)}[\"'][^>]*?/>",
        re.IGNORECASE,
    )
    return edited(xml, "[Content_Types].xml", lambda text: pattern.sub("", text))


def with_relationships(
    xml: bytes, kind: str, targets: Sequence[str], *, is_external: bool = False
) -> tuple[bytes, list[str]]:
    """Add relationships of one kind, a full type URI; returns their ids as well."""
    taken = {each.get("Id", "").casefold() for each in parse(xml, "relationships")}
    number, ids = len(taken), []
    for _target in targets:
        number += 1
        while f"rid{number}" in taken:
            number += 1
        ids.append(f"rId{number}")
    mode = ' TargetMode="External"' if is_external else ""

    def entries(prefix: str) -> str:
        return "".join(
            f'<{prefix}Relationship Id="{rel_id}" Type="{kind}" '
            f'Target="{attribute(target)}"{mode}/>'
            for rel_id, target in zip(ids, targets, strict=True)
        )

    new = edited(xml, "relationships", lambda text: _before_end(text, "Relationships", entries))
    return new, ids


def without_relationship(xml: bytes, rel_id: str) -> bytes:
    """Drop a relationship."""
    pattern = re.compile(
        rf"<(?:[\w.-]+:)?Relationship\s[^>]*?\bId\s*=\s*[\"']{re.escape(rel_id)}[\"'][^>]*?/>"
    )
    return edited(xml, "relationships", lambda text: pattern.sub("", text))


def with_sheet(xml: bytes, name: str, sheet_id: int, rel_id: str) -> bytes:
    """List a new sheet at the end of the workbook's sheets."""

    def change(text: str) -> str:
        namespace = STRICT if STRICT in text else TRANSITIONAL
        around = _IN_SCOPE.match(text)
        scope = "".join(around.groups()) if around else ""
        bound = re.search(rf"xmlns:([\w.-]+)\s*=\s*[\"']{re.escape(namespace)}[\"']", scope)
        binding = "" if bound else f' xmlns:r="{namespace}"'
        prefix = bound[1] if bound else "r"

        def entry(own: str) -> str:
            return (
                f'<{own}sheet name="{attribute(name)}" '
                f'sheetId="{sheet_id}"{binding} {prefix}:id="{rel_id}"/>'
            )

        return _before_end(text, "sheets", entry)

    return edited(xml, "workbook.xml", change)


def with_title(xml: bytes, name: str, sheet_count: int) -> bytes:
    """Add a sheet to the titles that docProps/app.xml lists, where it lists them as Excel does.

    The list is a courtesy to file browsers; where it has another shape it stays as it is.
    """
    root = parse(xml, "docProps/app.xml")
    parts = next((each for each in root if local(each.tag) == "TitlesOfParts"), None)
    pairs = next((each for each in root if local(each.tag) == "HeadingPairs"), None)
    if parts is None or pairs is None or not len(parts) or not len(pairs):
        return xml
    titles = ["".join(each.itertext()) for each in parts[0]]
    counts = ["".join(each.itertext()).strip() for each in pairs[0]]
    if len(counts) < 2 or counts[1] != str(sheet_count) or len(titles) < sheet_count:
        return xml

    def change(text: str) -> str:
        return _with_counts(text, name, sheet_count, len(titles))

    return edited(xml, "docProps/app.xml", change)


def _with_counts(text: str, name: str, sheet_count: int, title_count: int) -> str:
    pairs = text.index("HeadingPairs")
    count = re.search(rf">\s*{sheet_count}\s*(?=</(?:[\w.-]+:)?i4\s*>)", text[pairs:])
    titles = text.index("TitlesOfParts")
    items = list(re.finditer(r"</(?:[\w.-]+:)?lpstr\s*>", text[titles:]))
    opening = re.search(r"<((?:[\w.-]+:)?lpstr)\s*>", text[titles:])
    size = re.search(rf"\bsize\s*=\s*[\"']({title_count})[\"']", text[titles:])
    if count is None or size is None or opening is None or len(items) < sheet_count:
        return text
    escaped = name.replace("&", "&amp;").replace("<", "&lt;")
    spots = sorted(
        [
            (pairs + count.start(), pairs + count.end(), f">{sheet_count + 1}"),
            (titles + size.start(1), titles + size.end(1), str(title_count + 1)),
            (
                titles + items[sheet_count - 1].end(),
                titles + items[sheet_count - 1].end(),
                f"<{opening[1]}>{escaped}</{opening[1]}>",
            ),
        ],
        reverse=True,
    )
    for start, end, new in spots:
        text = text[:start] + new + text[end:]
    return text
