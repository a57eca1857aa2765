"""Any table of people is read, however it is spelled and in whatever workbook it stands."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from planner.importing.sources.imported import SourceKind
from planner.importing.sources.read_people import read_people
from planner.model.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Source = Callable[..., Path]

UNITS = [*"aZéßøłÅ,;:\\\"'=-+@()/&<>|.مريملخטבج王伟🦊\t\n ", "👩‍👧", '""', ";;", "\r\n"]
WORDS = st.lists(st.sampled_from(UNITS), max_size=30).map(
    lambda units: "\n".join(
        " ".join(line.split()) for line in f"Kai {''.join(units)} End".splitlines()
    )
)
HEADERS = ("First Name", "Last Name", "Company", "Position", "Email")
FIELDS = ("first_name", "last_name", "company", "title", "email")
ROWS = (
    HEADERS,
    ("Jörg", "Müller-Lüdenscheidt", "Käse, Brot; Söhne", "Chef", "joerg@kaese.example"),
    ("Anna", "O'Neil", 'The "Mill"', "=1+1", "+anna@mill.example"),
    ("Bo", "Lind", "Two\nlines", "@owner", ""),
)


def spelled(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def read(path: Path) -> list[tuple[str, ...]]:
    gathered = read_people(path)

    assert gathered.left_out == ()
    return [tuple(each.fields.get(name, "") for name in FIELDS) for each in gathered.people]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_common_spelling_of_a_table_is_read(
    source: Source, delimiter: str, encoding: str
) -> None:
    assert read(source("people", spelled(ROWS, delimiter), encoding)) == [*ROWS[1:]]


def test_a_wrong_byte_spoils_no_other_name(source: Source) -> None:
    text = "Name,Company,Email\nJörg Müller,Käse,j@x.example\nمريم,Na\0me,m@x.example\n"
    raw = text.encode().replace(b"\0", b"\xc3")  # half of a letter

    first, second = read_people(source("people.csv", raw)).people

    assert (first.fields["name"], first.fields["company"]) == ("Jörg Müller", "Käse")
    assert (second.fields["name"], second.fields["company"]) == ("مريم", "Na\ufffdme")


@settings(max_examples=60)
@given(people=st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=6))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_is_written_as_csv_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    delimiter: str,
    people: list[tuple[str, str, str, str]],
) -> None:
    path = tmp_path_factory.mktemp("csv") / "people.csv"
    rows = [(*each, f"p{number}@x.example") for number, each in enumerate(people)]
    path.write_text(spelled([HEADERS, *rows], delimiter), encoding="utf-8", newline="")

    assert read(path) == rows


def test_a_workbook_is_read_with_its_title_its_dates_and_its_numbers_as_seen(
    tmp_path: Path,
) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Members of the reading circle"])
    sheet.append([])
    sheet.append(["Name", "Postcode", "Deadline", "Email"])
    sheet.append(["Anna Berg", 1234, date(2026, 5, 1), "anna@x.example"])
    sheet["B4"].number_format = "00000"
    path = tmp_path / "members.data"
    workbook.save(path)

    (anna,) = read_people(path).people

    assert anna.place == "members.data row 4"
    assert anna.fields["postcode"] == "01234"
    assert anna.fields["deadline"] == "2026-05-01"


def test_a_connections_list_saved_as_a_workbook_is_still_one(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["First Name", "Last Name", "URL", "Company", "Position", "Connected On"])
    url = "https://www.linkedin.com/in/anna"
    sheet.append(["Anna", "Berg", url, "Acme", "CTO", date(2026, 2, 8)])
    workbook.save(tmp_path / "saved.xlsx")

    gathered = read_people(tmp_path / "saved.xlsx")

    assert gathered.kind is SourceKind.LINKEDIN
    assert gathered.people[0].fields["connected_on"] == "2026-02-08"


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_open_workbooks_are_read_whatever_their_name(
    tmp_path: Path, convert_with_office: Callable[[Sequence[Path], str, Path], None], kind: str
) -> None:
    workbook = Workbook()
    for row in ROWS:
        workbook.worksheets[0].append([f"'{each}" if each[:1] == "=" else each for each in row])
    made = tmp_path / "people.xlsx"
    workbook.save(made)
    convert_with_office([made], kind, tmp_path)
    path = (tmp_path / f"people.{kind}").rename(tmp_path / "people.download")

    assert [each[:2] for each in read(path)] == [each[:2] for each in ROWS[1:]]


def test_a_binary_workbook_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name in ("people.xlsb", "people.xlsx"):
        write_xlsb(tmp_path / name, ROWS)

        assert read(tmp_path / name) == [*ROWS[1:]]


def test_a_header_that_comes_again_is_nobody(source: Source) -> None:
    text = source("google-old.csv").read_text(encoding="utf-8")
    header = text.partition("\n")[0]

    gathered = read_people(source("joined.csv", f"{text}{header}\n"))

    assert gathered.rows == 2


def test_a_sheet_of_a_workbook_can_be_named(tmp_path: Path) -> None:
    workbook = Workbook()
    for name, person in (("Old", "Bo Lind"), ("New", "Anna Berg")):
        sheet = workbook.create_sheet(name)
        sheet.append(["Name", "Company"])
        sheet.append([person, "Acme"])
    path = tmp_path / "several.xlsx"
    workbook.save(path)

    (anna,) = read_people(path, sheet="New").people

    assert (anna.fields["name"], anna.place) == ("Anna Berg", 'several.xlsx, sheet "New", row 2')
    with pytest.raises(PlannerError, match="Newer"):
        read_people(path, sheet="Newer")


# --- the smallest .xlsb that a table of texts needs ([MS-XLSB] 2.1) ------------------------------

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.bin"
 ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/>
</Types>"""
_RELATIONSHIP = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="{target}"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>
</Relationships>"""


def write_xlsb(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write `rows` as the one sheet of a new file."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _related("officeDocument", "xl/workbook.bin"))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", _related("worksheet", "worksheets/sheet1.bin")
        )
        archive.writestr("xl/workbook.bin", _workbook())
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(rows))


def _related(kind: str, target: str) -> str:
    return _RELATIONSHIP.format(kind=kind, target=target)


def _workbook() -> bytes:
    bundle = struct.pack("<II", 0, 1) + _text("rId1") + _text("People")
    return b"".join([_record(131), _record(143), _record(156, bundle), _record(144), _record(132)])


def _sheet(rows: Sequence[Sequence[str]]) -> bytes:
    width = max(map(len, rows))
    dimension = struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)
    found = [_record(129), _record(148, dimension), _record(145)]
    for number, row in enumerate(rows):
        header = struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)
        found.append(_record(0, header))
        found += [
            _record(6, struct.pack("<II", at, 0) + _text(text))
            for at, text in enumerate(row)
            if text
        ]
    return b"".join([*found, _record(146), _record(130)])


def _text(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def _record(number: int, content: bytes = b"") -> bytes:
    name = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size, rest = b"", len(content)
    while True:
        size += bytes([rest & 0x7F | (0x80 if rest > 0x7F else 0)])
        rest >>= 7
        if not rest:
            return name + size + content
