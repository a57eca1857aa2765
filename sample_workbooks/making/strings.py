"""Shared strings: openpyxl writes a text into its cell, Excel into one table a workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["with_shared_strings"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PART = "xl/sharedStrings.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_INLINE = re.compile(r't="inlineStr"><is>(.*?)</is></c>', re.DOTALL)


def with_shared_strings(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Move every text of every sheet into the workbook's table of strings, as Excel does."""
    moved = dict(parts)
    numbers: dict[str, int] = {}
    uses = 0

    def shared(found: re.Match[str]) -> str:
        nonlocal uses
        uses += 1
        return f't="s"><v>{numbers.setdefault(found[1], len(numbers))}</v></c>'

    for name in sorted(parts):
        if name.startswith("xl/worksheets/sheet"):
            moved[name] = _INLINE.sub(shared, parts[name].decode("utf-8")).encode("utf-8")
    strings = "".join(f"<si>{text}</si>" for text in numbers)
    moved[_PART] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{_MAIN}"'
        f' count="{uses}" uniqueCount="{len(numbers)}">{strings}</sst>'
    ).encode()
    _announce(moved)
    return moved


def _announce(parts: dict[str, bytes]) -> None:
    types = parts["[Content_Types].xml"].decode("utf-8")
    override = f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode("utf-8")
    relations = parts["xl/_rels/workbook.xml.rels"].decode("utf-8")
    relation = f'<Relationship Id="strings" Type="{_RELATION}" Target="sharedStrings.xml"/>'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        "</Relationships>", f"{relation}</Relationships>"
    ).encode("utf-8")
