"""Threaded comments, which openpyxl cannot write: people who talk in a cell's margin.

Excel keeps them in parts of their own, and beside them an old-style note for older versions, whose
author names the thread ([MS-XLSX] 2.6.205, CT_ThreadedComment).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from openpyxl.comments import Comment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Thread", "with_threads"]

_MAIN = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_RELATIONS = "http://schemas.microsoft.com/office/2017/10/relationships"
_TYPES = "application/vnd.ms-excel"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOTE = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this threaded comment; however,"
    " any edits to it will get removed if the file is opened in a newer version of Excel.\n\n"
    "Comment:\n    "
)


@dataclass(frozen=True, slots=True)
class Thread:
    """What was said about one cell, in order: (who, when in ISO, what)."""

    cell: str
    said: tuple[tuple[str, str, str], ...]

    @property
    def id(self) -> str:
        """The GUID of the first comment, the same on every run."""
        return _guid(self.cell + self.said[0][2])

    def leave_note(self, sheet: Worksheet) -> None:
        """Write the note that older versions of Excel show."""
        text = _NOTE + "\nReply:\n    ".join(text for _, _, text in self.said)
        sheet[self.cell].comment = Comment(text, f"tc={self.id}", 120, 320)


def with_threads(
    parts: Mapping[str, bytes], sheet_part: str, threads: Sequence[Thread]
) -> dict[str, bytes]:
    """Add the threads of one sheet, and the people in them, to a package."""
    added = dict(parts)
    name = sheet_part.rpartition("/")[2]
    people = sorted({who for thread in threads for who, _, _ in thread.said})
    added["xl/persons/person.xml"] = _people_xml(people)
    added["xl/threadedComments/threadedComment1.xml"] = _threads_xml(threads)
    _relate(
        added,
        f"xl/worksheets/_rels/{name}.rels",
        "threadedComment",
        "/xl/threadedComments/threadedComment1.xml",
    )
    _relate(added, "xl/_rels/workbook.xml.rels", "person", "/xl/persons/person.xml")
    types = added["[Content_Types].xml"].decode("utf-8")
    overrides = (
        f'<Override PartName="/xl/persons/person.xml" ContentType="{_TYPES}.person+xml"/>'
        '<Override PartName="/xl/threadedComments/threadedComment1.xml"'
        f' ContentType="{_TYPES}.threadedcomments+xml"/>'
    )
    added["[Content_Types].xml"] = types.replace("</Types>", f"{overrides}</Types>").encode("utf-8")
    return added


def _relate(parts: dict[str, bytes], part: str, kind: str, target: str) -> None:
    relation = f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
    xml = parts[part].decode("utf-8")
    changed = xml.replace("</Relationships>", f"{relation}</Relationships>")
    parts[part] = changed.encode("utf-8")


def _people_xml(people: Sequence[str]) -> bytes:
    persons = "".join(
        f"<person displayName={quoteattr(who)} id={quoteattr(_guid(who))}"
        f' userId={quoteattr(who)} providerId="None"/>'
        for who in people
    )
    return f'{_DECLARATION}<personList xmlns="{_MAIN}">{persons}</personList>'.encode()


def _threads_xml(threads: Sequence[Thread]) -> bytes:
    comments = []
    for thread in threads:
        for number, (who, when, text) in enumerate(thread.said):
            own = thread.id if number == 0 else _guid(f"{thread.cell}{number}{text}")
            parent = "" if number == 0 else f" parentId={quoteattr(thread.id)}"
            comments.append(
                f'<threadedComment ref="{thread.cell}" dT="{when}" personId="{_guid(who)}"'
                f' id="{own}"{parent}><text>{escape(text)}</text></threadedComment>'
            )
    body = "".join(comments)
    return f'{_DECLARATION}<ThreadedComments xmlns="{_MAIN}">{body}</ThreadedComments>'.encode()


def _guid(text: str) -> str:
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, text)).upper()}}}"
