"""Sources beyond all measure: read within bounds, or refused at once."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from planner.importing.sources.read_people import read_people
from planner.importing.sources.source_errors import ImportingError

if TYPE_CHECKING:
    from pathlib import Path

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    "</manifest:manifest>"
)
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"


def ods(path: Path, body: str) -> Path:
    """An .ods with these tables."""
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{_NAMES}:office:1.0"'
        f' xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0"><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def rows(text: str, repeated: int = 1, columns: int = 1) -> str:
    """A row of an .ods, said once and repeated."""
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}"><table:table-cell'
        f' table:number-columns-repeated="{columns}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
    )


def table(name: str, *content: str) -> str:
    """A sheet of an .ods."""
    return f'<table:table table:name="{name}">{"".join(content)}</table:table>'


@pytest.mark.parametrize(
    "text",
    [
        "Name,Email\nAnna,a@x.example" + ",x" * 1_000_000,
        "Name,Email\n" + "a@x.example," * 1_000_000,
        "Name,Email," + ",".join(f"H{at}" for at in range(300_000)) + "\nAnna,a@x.example",
        "Name,Email" + ",H" * 300_000 + "\nAnna,a@x.example",
        "First Name,Last Name,E-mail 1 - Value" + ",H" * 300_000 + "\nAnna,Berg,a@x.example",
    ],
    ids=["cells", "addresses", "headers", "one header", "google"],
)
def test_a_row_wider_than_any_sheet_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(text, "utf-8")

    with pytest.raises(ImportingError, match="is over a bound: a row has"):
        read_people(path)


@pytest.mark.parametrize(
    "body",
    [
        table("A", rows("Name"), rows("Anna", 1_048_576)),
        table("A", rows("Name"), rows("Anna", 1_048_576, 16_384)),
        table("A", rows("Name"), *[rows("Anna", 40_000, 100) for _ in range(40)]),
        "".join(table(f"S{at}", rows("Name"), rows("Anna")) for at in range(100_000)),
    ],
    ids=["rows", "grid", "many", "sheets"],
)
def test_an_ods_of_more_cells_or_sheets_than_any_list_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(ImportingError, match="is over a bound"):
        read_people(ods(tmp_path / "list.ods", body))


def test_an_ods_with_blank_rows_to_its_end_is_read(tmp_path: Path) -> None:
    blank = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = ods(tmp_path / "list.ods", table("A", rows("Name"), rows("Anna Berg"), blank))

    assert [person.fields["name"] for person in read_people(path).people] == ["Anna Berg"]


def test_a_card_with_a_hundred_thousand_addresses_is_one_person(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    addresses = "".join(f"EMAIL:a{at}@x.example\n" for at in range(100_000))
    path.write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berg\n{addresses}END:VCARD\n", "utf-8")

    (anna,) = read_people(path).people

    assert len(anna.addresses) == 100_000


@pytest.mark.parametrize("row", ["Anna Berg,,", "Anna Berg,,a{}@x.example", "Anna Berg,Co {},"])
def test_ten_thousand_namesakes_are_read_in_no_square_of_time(tmp_path: Path, row: str) -> None:
    path = tmp_path / "names.csv"
    lines = (row.format(at) for at in range(10_000))
    path.write_text("Name,Company,Email\n" + "\n".join(lines) + "\n", "utf-8")

    assert len(read_people(path).people) == 10_000
