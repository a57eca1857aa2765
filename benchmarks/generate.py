"""Makes workbooks of contacts for the benchmarks: 15 columns of realistic text, as Excel has them.

    python benchmarks/generate.py 10000 contacts.xlsx

Strings go to sharedStrings.xml once each, as in a file that Excel saved. The XML is written by
hand, because a million rows should take seconds to make and not minutes.
"""

from __future__ import annotations

import random
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HEADERS", "make_workbook"]

HEADERS = (
    "Name",
    "Company",
    "Title",
    "Email",
    "LinkedIn URL",
    "Purpose",
    "Met at",
    "Shared field",
    "City",
    "Postcode",
    "Last gift",
    "Last met",
    "Response rate",
    "Priority",
    "Notes",
)

_FIRST = (
    "Anna Ben Chiara Dmitri Elif Farid Grete Hana Ines Jonas Kofi Lena Mateo Nadia Omar Petra Quinn"
    " Rosa Samir Tove Ursula Vera Wei Ximena Yara Zoe"
).split()
_LAST = (
    "Berg Okafor Rossi Ivanov Demir Haddad Holm Sato Costa Weber Mensah Vogel Silva Petrov Aziz"
    " Novak Byrne Lopez Khan Lind Maier Moser Zhang Ruiz Nasser Meyer"
).split()
_TITLES = (
    "Records Manager;Head of Archives;Data Engineer;Professor;Programme Lead;Product Manager;"
    "Research Fellow;Librarian;Director of Giving;Talent Partner"
).split(";")
_FIELDS = "records management;archives;data quality;open science;philanthropy;hiring".split(";")
_EVENTS = "Archives Summit 2026;Data Days Vienna;Open Science Forum;Alumni Evening;".split(";")
_PURPOSES = (
    "the records manager position you advertised in March;"
    "a half-hour talk about moving from libraries into data quality;"
    "your panel on digital preservation at the Archives Summit;"
    "a guest lecture on retention schedules in our spring course;"
    "whether your team plans a second archivist post this year"
).split(";")
_CITIES = "Vienna;Leeds;Porto;Utrecht;Bologna;Lyon;Graz;Boston".split(";")
_SEED = 20260301


class _Strings:
    """The shared strings of the workbook: each text once, by number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> Iterator[str]:
        total = len(self._numbers)
        yield f'{_HEAD}<sst xmlns="{_MAIN}" count="{total}" uniqueCount="{total}">'
        for text in self._numbers:
            yield f"<si><t>{escape(text)}</t></si>"
        yield "</sst>"


def make_workbook(path: Path, rows: int) -> None:
    """Write a workbook with `rows` contacts to `path`; the same rows give the same bytes."""
    strings = _Strings()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        with _part(package, "xl/worksheets/sheet1.xml") as part:
            for piece in _sheet(rows, strings):
                part.write(piece.encode())
        with _part(package, "xl/sharedStrings.xml") as part:
            for piece in strings.xml():
                part.write(piece.encode())
        for name, text in _PARTS.items():
            with _part(package, name) as part:
                part.write(text.encode())


def _part(package: zipfile.ZipFile, name: str):
    info = zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return package.open(info, "w", force_zip64=True)


def _sheet(rows: int, strings: _Strings) -> Iterator[str]:
    dice = random.Random(_SEED)
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="A1:O{rows + 1}"/>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>'
    )
    header = "".join(
        f'<c r="{chr(65 + at)}1" t="s"><v>{strings.number(text)}</v></c>'
        for at, text in enumerate(HEADERS)
    )
    yield f'<row r="1" spans="1:15">{header}</row>'
    for number in range(2, rows + 2):
        yield _row(number, dice, strings)
    yield "</sheetData></worksheet>"


def _row(number: int, dice: random.Random, strings: _Strings) -> str:
    first, last = dice.choice(_FIRST), dice.choice(_LAST)
    slug = f"{first}-{last}-{number}".lower()
    company = (
        f"{dice.choice(_LAST)} {dice.choice(_FIELDS).title()} {dice.randrange(1 + number // 8)}"
    )
    # One row in fifty states no purpose, one has a placeholder: as in life.
    purpose = dice.choice(_PURPOSES) if number % 50 else ("" if number % 100 else "TBD")
    texts = {
        "A": f"{first} {last}",
        "B": company,
        "C": dice.choice(_TITLES),
        "D": f"{slug}@{last.lower()}.example",
        "E": f"https://www.linkedin.com/in/{slug}",
        "F": purpose,
        "G": dice.choice(_EVENTS),
        "H": dice.choice(_FIELDS),
        "I": dice.choice(_CITIES),
        "O": f"Introduced themselves in session {number % 40}; asked about {dice.choice(_FIELDS)}.",
    }
    numbers = {
        "J": (1, dice.randrange(1000, 99999)),
        "K": (2, dice.randrange(20, 5000)),
        "L": (3, dice.randrange(44000, 46000)),
        "M": (4, dice.randrange(100) / 100),
        "N": (0, dice.randrange(1, 4)),
    }
    cells = []
    for letter in "ABCDEFGHIJKLMNO":
        if letter in numbers:
            style, value = numbers[letter]
            cells.append(f'<c r="{letter}{number}" s="{style}"><v>{value}</v></c>')
        elif texts[letter]:
            shared = strings.number(texts[letter])
            cells.append(f'<c r="{letter}{number}" t="s"><v>{shared}</v></c>')
    return f'<row r="{number}" spans="1:15">{"".join(cells)}</row>'


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_SENDER = (
    ("name", "Ada Example"),
    ("role", "archivist"),
    ("employer", "Example Library"),
    ("fields", "records management; archives"),
    ("offer", "notes from our migration of 40 years of records"),
    ("job search", "open"),
)
_SENDER_ROWS = "".join(
    f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{name}</t></is></c>'
    f'<c r="B{number}" t="inlineStr"><is><t>{value}</t></is></c></row>'
    for number, (name, value) in enumerate(_SENDER, start=1)
)

_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PKG}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PKG}/relationships"><Relationship Id="rId1"'
        f' Type="{_DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_DOC}"><sheets>'
        '<sheet name="Contacts" sheetId="1" r:id="rId1"/>'
        '<sheet name="Sender" sheetId="2" r:id="rId2"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PKG}/relationships">'
        f'<Relationship Id="rId1" Type="{_DOC}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_DOC}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{_DOC}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId4" Type="{_DOC}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="2">'
        '<numFmt numFmtId="164" formatCode="00000"/>'
        '<numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;EUR&quot;"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="5">'
        + "".join(
            f'<xf numFmtId="{code}" fontId="0" fillId="0" borderId="0" xfId="0"'
            ' applyNumberFormat="1"/>'
            for code in (0, 164, 165, 14, 9)
        )
        + "</cellXfs></styleSheet>"
    ),
    "xl/worksheets/sheet2.xml": (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{_SENDER_ROWS}</sheetData></worksheet>'
    ),
}


if __name__ == "__main__":
    make_workbook(Path(sys.argv[2]), int(sys.argv[1]))
