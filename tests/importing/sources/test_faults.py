"""What is wrong or odd in a source is said, or read as it was meant; nobody is lost in silence."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from planner.importing.sources.imported import SourceKind
from planner.importing.sources.read_people import read_people
from planner.importing.sources.source_errors import ImportingError
from planner.model.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Source = Callable[..., Path]

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GOOGLE = "First Name,Last Name,Notes,E-mail 1 - Value,Phone 1 - Value,Address 1 - City"
OUTLOOK = "First Name,Last Name,E-mail Address,E-mail 2 Address,Business City"


def names(path: Path) -> list[str]:
    return [each.fields.get("name", "") for each in read_people(path).people]


def only(path: Path) -> dict[str, str]:
    (person,) = read_people(path).people
    return dict(person.fields)


# --- quotation marks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('Ada Byron,"Engines\nBo Lind,Mill\nCy Ash,Forge\n', 2),
        ('Ada Byron,Mill\nBo Lind,"Engines\nCy Ash,"Forge"\nDi Oak,Kiln\n', 3),
        ('Ada Byron,Mill\nBo Lind,"Engines', 3),
    ],
    ids=["to the end", "closed by another cell", "without a last line end"],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_quotation_mark_that_swallows_rows_is_an_error(
    source: Source, rows: str, line: int, delimiter: str
) -> None:
    path = source("people.csv", f"Name,Company\n{rows}".replace(",", delimiter))

    with pytest.raises(PlannerError, match=rf"people\.csv, line {line}: a quotation mark"):
        read_people(path)


def test_one_in_linkedins_export_is_an_error_too(source: Source) -> None:
    rows = 'Ada,Byron,,,"Engines,Head,05 Jan 2024\nBo,Lind,,,Mill,Clerk,06 Jan 2024\n'

    with pytest.raises(PlannerError, match=r"Connections\.csv, line 2: a quotation mark"):
        read_people(source("Connections.csv", CONNECTIONS + rows))


@pytest.mark.parametrize(
    "cell",
    ['"two\nlines"', '"He said ""no""\nand went"', '"two\nlines"  ', '12" disk', '"a\r\n\r\nb"'],
)
def test_cells_of_several_lines_and_quoted_words_are_read(source: Source, cell: str) -> None:
    path = source("people.csv", f"Name,Company,Email\nAda,{cell},a@x.example\nBo,Mill,b@x.example")

    assert names(path) == ["Ada", "Bo"]


def test_a_long_message_is_no_open_quotation_mark(source: Source) -> None:
    """Of a file in a zip only the beginning is looked at first, which may end within a cell."""
    path = source("export.zip", b"")
    long = "word\n" * 40_000
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", f'{CONNECTIONS}Ada,Byron,,a@x.example,"{long}",,\n')

    assert names(path) == ["Ada Byron"]


# --- vCards -------------------------------------------------------------------------------------


ADA, BO = "BEGIN:VCARD\nVERSION:2.1\nFN:Ada Byron\n", "BEGIN:VCARD\nFN:Bo Lind\nEND:VCARD\n"
EVE = "BEGIN:VCARD\nFN:Eve\nEND:VCARD\nEND:VCARD\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{ADA}{BO}",
        f"{ADA}NOTE:see BEGIN:VCARD\nEND:VCARD\n{BO}",
        f"{ADA}NOTE;ENCODING=QUOTED-PRINTABLE:so=\nEND:VCARD\n{BO}",
        f"\nContacts of mine\n\n{ADA}{BO}",
        f"{ADA}NOTE;ENCODING=QUOTED-PRINTABLE:so= \nlong=\t\n\n{BO}",
        f"{ADA}AGENT:\n{EVE}{BO}",
        f"{ADA}AGENT:{EVE}{BO}",
        f"{ADA.lower()}end:vcard\r\n\r\n{BO.replace('BEGIN:VCARD', 'Begin : VCard')}".replace(
            "ada byron", "Ada Byron"
        ),
    ],
    ids=[
        "no end",
        "named in a note",
        "soft break",
        "after a title",
        "blanks after it",
        "agent",
        "agent on its line",
        "spelling",
    ],
)
def test_every_card_is_a_person_however_the_cards_are_parted(source: Source, text: str) -> None:
    assert names(source("people.vcf", text)) == ["Ada Byron", "Bo Lind"]


def test_a_soft_break_with_a_blank_after_it_loses_nothing(source: Source) -> None:
    text = f"{ADA}NOTE;ENCODING=QUOTED-PRINTABLE:tea= \n and cake\nTEL:5\nEND:VCARD\n"

    fields = only(source("ada.vcf", text))
    assert (fields["notes"], fields["phone"]) == ("tea and cake", "5")


def test_city_and_country_of_a_card_are_of_one_address(source: Source) -> None:
    text = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Byron\nADR;TYPE=WORK:;;;;;;France\n"
        "ADR;TYPE=HOME:;;;Turin;;;Italy\nEND:VCARD\n"
    )

    fields = only(source("ada.vcf", text))
    assert (fields.get("city"), fields["country"]) == (None, "France")


# --- address books and CRMs ---------------------------------------------------------------------


def test_three_colons_part_values_and_no_note(source: Source) -> None:
    row = 'Ada,Byron,"tea ::: no milk",a@x.example ::: b@x.example,1 ::: 2,Turin ::: Rome'

    fields = only(source("google.csv", f"{GOOGLE}\n{row}\n"))
    assert fields["notes"] == "tea ::: no milk"
    assert (fields["email"], fields["phone"], fields["city"]) == ("a@x.example", "1", "Turin")


@pytest.mark.parametrize(
    ("cells", "city", "country"),
    [
        ("Lyon,,Turin,Italy", "Lyon", None),
        (",France,Turin,Italy", None, "France"),
        (",,Turin,Italy", "Turin", "Italy"),
    ],
)
def test_city_and_country_are_of_one_address(
    source: Source, cells: str, city: str | None, country: str | None
) -> None:
    header = f"{OUTLOOK},Business Country/Region,Home City,Home Country/Region"

    fields = only(source("outlook.csv", f"{header}\nAda,Byron,a@x.example,,{cells}\n"))
    assert (fields.get("city"), fields.get("country")) == (city, country)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("First Name,Last Name,Email,Account Name,Email Opt Out", SourceKind.SALESFORCE),
        (
            "First Name,Last Name,Email,Contact owner,Unsubscribed from all email",
            SourceKind.HUBSPOT,
        ),
    ],
)
@pytest.mark.parametrize(
    ("said", "expected"), [("1", True), ("TRUE", True), ("0", False), ("", False)]
)
def test_who_opted_out_is_known(
    source: Source, header: str, kind: SourceKind, said: str, *, expected: bool
) -> None:
    gathered = read_people(source("crm.csv", f"{header}\nAda,Byron,a@x.example,Acme,{said}\n"))

    assert gathered.kind is kind
    assert [each.has_opted_out for each in gathered.people] == [expected]


def test_a_day_in_no_known_form_is_left_out_and_noted(source: Source) -> None:
    rows = "Ada,Byron,,a@x.example,,,one fine day\nBo,Lind,,b@x.example,,,05 Jan 2024\n"

    ada, bo = read_people(source("Connections.csv", CONNECTIONS + rows)).people
    assert ("connected_on" in ada.fields, ada.unread) == (False, "one fine day")
    assert (bo.fields["connected_on"], bo.unread) == ("2024-01-05", "")


def test_a_day_of_a_message_in_no_known_form_is_noted(source: Source) -> None:
    text = source("messages.csv").read_text(encoding="utf-8")
    path = source("messages.csv", text.replace("2025-01-02 08:00:00 UTC", "the other day"))

    unread = {each.fields["name"]: each.unread for each in read_people(path).unread}
    assert unread == {"Dora Dean": "the other day"}


def test_a_row_of_an_export_that_slipped_sideways_is_counted(source: Source) -> None:
    rows = "Ada,Byron,,,Engines, Inc,Head,05 Jan 2024\nBo,Lind,,,Mill,Clerk,06 Jan 2024\n"

    assert read_people(source("Connections.csv", CONNECTIONS + rows)).headless == 1


def test_a_display_name_may_tell_the_address(source: Source) -> None:
    text = (
        "First Name,Last Name,E-mail Address,E-mail Display Name\n"
        "Ada,Byron,/o=Mill/cn=ada,Ada Byron (ada@mill.example)\n"
    )

    assert only(source("outlook.csv", text))["email"] == "ada@mill.example"


# --- lists that are hardly any ------------------------------------------------------------------


@pytest.mark.parametrize("rows", ["", "\n\n", ",,\n,,\n", " , ,\n"])
def test_a_header_with_nobody_below_is_an_error(source: Source, rows: str) -> None:
    with pytest.raises(ImportingError, match="nobody could be read"):
        read_people(source("people.csv", f"Name,Company,Email\n{rows}"))


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Email\na@x.example\nBo <b@x.example>\n", None),
        ("a@x.example\nb@x.example\n", None),
        ("Company;E-mail\nAcme;a@x.example\nAcme;b@x.example\n", "Acme"),
    ],
    ids=["a header", "none", "a company"],
)
def test_a_list_of_addresses_alone_is_people(
    source: Source, text: str, company: str | None
) -> None:
    found = read_people(source("list.csv", text)).people

    assert [each.fields["email"] for each in found] == ["a@x.example", "b@x.example"]
    assert [each.fields.get("company") for each in found] == [company, company]


def test_a_bomb_is_an_error_of_importing(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", CONNECTIONS + "\0" * (64 << 20))

    with pytest.raises(ImportingError):
        read_people(path)
