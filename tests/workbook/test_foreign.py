"""Contacts in other formats: .xls, .ods and .csv read like the workbook that they were made of."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from planner.campaign import Campaign
from planner.model.errors import UnreadableWorkbookError
from planner.tracking.book import Reading
from planner.workbook.read_sheets import is_foreign, read_sheets

if TYPE_CHECKING:
    from planner.model.contact import Contact

Convert: TypeAlias = Callable[[Sequence[Path], str, Path], None]

ROWS = (
    ("Name", "Company", "Email", "Purpose"),
    ("Zoë Müller", "Äther, Ltd", "zoe@aether.example", 'a talk on "old" maps; in June'),
    ("Ada Lovelace", "Engines", "ada@engines.example", "a review of two pages"),
)


def contacts_of(path: Path) -> tuple[Contact, ...]:
    with Campaign.open(path) as campaign:
        return campaign.book.contacts.contacts


def people(path: Path) -> list[tuple[str, str, str, str]]:
    """What the rows of ROWS say, as a campaign understands them."""
    return [
        (each.name, each.company, each.text("email"), each.purpose) for each in contacts_of(path)
    ]


def spelled(delimiter: str) -> str:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if {*cell} & {*',;\t"'} else cell

    return "".join(delimiter.join(map(quoted, row)) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_file_reads_in_every_common_spelling(
    encoding: str, delimiter: str, suffix: str, tmp_path: Path
) -> None:
    file = tmp_path / f"people{suffix}"
    file.write_bytes(spelled(delimiter).encode(encoding))
    assert people(file) == [*ROWS[1:]]


def test_utf_16_reads_in_both_byte_orders(tmp_path: Path) -> None:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        file = tmp_path / f"{encoding}.csv"
        file.write_bytes(mark + spelled(",").encode(encoding))
        assert people(file) == [*ROWS[1:]]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_understood(line_end: str, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(spelled(",").replace("\r\n", line_end).encode())
    assert people(file) == [*ROWS[1:]]


def test_a_cell_may_hold_line_feeds(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b'Name,Purpose\nAda,"first\nsecond"\nBob,third\n')
    with read_sheets(tmp_path / "people.csv") as sheets:
        rows = [tuple(row.texts) for row in sheets.rows(sheets.sheets[0].name)]
    assert rows == [("Name", "Purpose"), ("Ada", "first\nsecond"), ("Bob", "third")]


def test_digits_in_a_text_file_keep_their_zeros(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"Name,Postcode\nAda,01234\n")
    with read_sheets(tmp_path / "people.csv") as sheets:
        assert [row.texts[1] for row in sheets.rows("people")] == ["Postcode", "01234"]


def test_an_empty_text_file_is_no_list_of_contacts(tmp_path: Path) -> None:
    (tmp_path / "people.csv").touch()
    with read_sheets(tmp_path / "people.csv") as sheets:
        assert list(sheets.rows("people")) == []


def test_a_picture_named_csv_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10")
    with pytest.raises(UnreadableWorkbookError, match="is no text file"):
        read_sheets(tmp_path / "people.csv")


def test_drafting_a_text_file_writes_a_workbook_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(spelled(";").encode("cp1252"))
    before = file.read_bytes()
    with Campaign.open(file, reading=Reading(sender={"name": "Nora Whitfield"})) as campaign:
        campaign.draft()
    assert {each.name for each in tmp_path.iterdir() if each.is_file()} >= {
        "people.csv",
        "people.xlsx",
    }
    assert file.read_bytes() == before
    assert people(tmp_path / "people.xlsx") == [*ROWS[1:]]


@pytest.fixture(scope="session")
def converted(
    sample_workbook: Path,
    convert_with_office: Convert,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The sample in the formats that LibreOffice writes."""
    folder = tmp_path_factory.mktemp("converted")
    for suffix in ("xls", "ods"):
        convert_with_office([sample_workbook], suffix, folder)
    return folder


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_a_converted_sample_holds_the_same_contacts(
    suffix: str, converted: Path, sample_workbook: Path
) -> None:
    file = converted / f"job_search.{suffix}"
    assert is_foreign(file)
    assert people(file) == people(sample_workbook)
    assert len(people(file)) > 20


@pytest.mark.office
@pytest.mark.parametrize(("suffix", "name"), [("xls", "xlsb"), ("ods", "xls"), ("xls", "xlsx")])
def test_a_file_named_for_another_kind_is_read_by_its_content(
    suffix: str, name: str, converted: Path, tmp_path: Path
) -> None:
    file = tmp_path / f"people.{name}"
    file.write_bytes((converted / f"job_search.{suffix}").read_bytes())
    if (suffix, name) == (
        "ods",
        "xls",
    ):  # a zip named .xls is taken for an .xlsx
        with pytest.raises(UnreadableWorkbookError, match="is an OpenDocument workbook"):
            read_sheets(file)
    else:
        assert people(file) == people(converted / f"job_search.{suffix}")
