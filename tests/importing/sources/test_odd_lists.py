"""Lists that people really have: of addresses, without a header, copied from mail programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.importing.sources.mailboxes import mailboxes
from planner.importing.sources.read_people import read_people
from planner.importing.sources.source_errors import ImportingError
from planner.text.person_keys import email_addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Source = Callable[..., Path]

ANNA, BO = ("Anna Berg", "anna@acme.example"), ("Bo Lind", "bo@lind.example")
WORDS = st.text("aZéø-.' مר王", max_size=12).map(lambda text: " ".join(text.split()))


def people(path: Path) -> list[tuple[str, str]]:
    read = read_people(path).people
    return [(each.fields.get("name", ""), each.fields.get("email", "")) for each in read]


def fields(path: Path) -> list[Mapping[str, str]]:
    return [each.fields for each in read_people(path).people]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg <anna@acme.example>, Bo Lind <bo@lind.example>\n",
        "Anna Berg <anna@acme.example>; Bo Lind <bo@lind.example>;\n",
        '"Berg, Anna" <anna@acme.example>\n"Lind, Bo" <bo@lind.example>\n',
        "Berg, Anna <anna@acme.example>;\nLind, Bo <bo@lind.example>\n",
        "Name\nAnna Berg <anna@acme.example>\nBo Lind <mailto:bo@lind.example>\n",
        "Company,Email\nAcme,Anna Berg <anna@acme.example>\n,Bo Lind <bo@lind.example>\n",
    ],
    ids=["commas", "semicolons", "quoted", "last name first", "as names", "as addresses"],
)
def test_names_beside_addresses_are_names(source: Source, text: str) -> None:
    read = [(name.replace(",", ""), email) for name, email in people(source("list.txt", text))]

    assert [(" ".join(sorted(name.split())), email) for name, email in read] == [ANNA, BO]


def test_every_address_of_a_line_is_a_person_and_other_lines_are_counted(source: Source) -> None:
    text = "Guests\nanna@acme.example, bo@lind.example\n\nnobody yet\ncy@ash.example\n"

    gathered = read_people(source("list.txt", text))

    assert len(gathered.people) == 3
    assert sum(gathered.skipped.values()) == 2


def test_of_a_list_without_names_every_column_is_taken(source: Source) -> None:
    text = "Guests\nNo,Email,Met at,Wen\n1,anna@acme.example,Fair,x\n2,bo@lind.example,,y\n"
    path = source("list.csv", text)

    anna, bo = fields(path)
    assert anna == {"email": "anna@acme.example", "no": "1", "met_at": "Fair", "wen": "x"}
    assert bo == {"email": "bo@lind.example", "no": "2", "wen": "y"}
    assert read_people(path).headers["met_at"] == "Met at"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg,Acme,anna@acme.example\nBo Lind,Lind,bo@lind.example\n",
        "Anna,Berg,anna@acme.example\nBo,Lind,bo@lind.example\n",
        "Anna Berg   Acme  anna@acme.example\n",
    ],
)
def test_a_table_without_a_header_is_refused_rather_than_halved(source: Source, text: str) -> None:
    with pytest.raises(ImportingError, match="no row names the columns") as told:
        read_people(source("list.csv", text))

    assert "Name, Company, Email" in told.value.hint


def test_bars_part_cells_where_nothing_else_does(source: Source) -> None:
    bars = "Name|Email|Met at\nAnna Berg|anna@acme.example|Fair, Leeds\n"
    commas = "Name,Title,Email\nAnna Berg,CTO | Founder,a@x.example\nBo,CEO | Chair,b@x.example\n"

    assert fields(source("bars.csv", bars))[0]["met_at"] == "Fair, Leeds"
    assert fields(source("commas.csv", commas))[1]["title"] == "CEO | Chair"


@given(name=WORDS, comma=WORDS)
def test_a_mailbox_that_is_written_is_read_back(name: str, comma: str) -> None:
    whole = f"{name}, {comma}".strip(" ,")

    assert mailboxes(f"{whole} <a@x.example>; b@x.example") == [
        (whole, "a@x.example"), ("", "b@x.example"),
    ]  # fmt: skip


@given(st.text('a@.<>,;" \t', max_size=40))
def test_no_address_of_a_list_is_lost(text: str) -> None:
    found = mailboxes(text)

    assert not found or [address for _, address in found] == email_addresses(text)


@pytest.mark.parametrize("word", ["@", "a@", "a.", ' "', "a,", "<"])
def test_an_endless_cell_is_searched_in_no_time(source: Source, word: str) -> None:
    endless = word * 100_000 + "@b.example"

    found = read_people(source("list.csv", f"Name;Email;Why\nAnna;{endless};x\n"))

    assert found.rows == 1


def test_an_initial_and_a_name_like_a_filler_are_parts_of_a_name(source: Source) -> None:
    rows = "Nada,Hassan\nAnna,B\nBo,C.\nO,Berg\n李,O\nEe,Oo\nTBD,Lind\nn/a,n/a\nCy,-\n"

    read = read_people(source("list.csv", f"First Name,Last Name\n{rows}")).people

    assert [each.fields["name"] for each in read] == [
        "Nada Hassan", "Anna B", "Bo C.", "O Berg", "李 O", "Ee Oo", "Lind", "Cy",
    ]  # fmt: skip


def test_who_has_a_contact_id_and_no_last_name_is_a_person(source: Source) -> None:
    path = source(
        "list.csv",
        "Contact ID,Name,First name,Last name,Email\n"
        "1,Anna Berg,Anna,Berg,anna@acme.example\n2,Cher,Cher,,cher@song.example\n",
    )
    assert people(path) == [ANNA, ("Cher", "cher@song.example")]


def test_whom_salesforce_has_deleted_is_left_out_and_said(source: Source) -> None:
    path = source(
        "contacts.csv",
        '"ID","ISDELETED","ACCOUNTID","LASTNAME","FIRSTNAME","EMAIL"\n'
        '"003A","0","001","Berg","Anna","anna@acme.example"\n'
        '"003B","1","001","Lind","Bo","bo@lind.example"\n',
    )
    gathered = read_people(path)

    assert [each.fields["name"] for each in gathered.people] == ["Anna Berg"]
    assert gathered.skipped == {"deleted there": 1}


def test_what_stands_for_an_address_and_is_none_is_told(source: Source) -> None:
    path = source("list.csv", "Name,Email\nAnna Berg,anna at acme\nBo Lind,bo@lind.example\n")

    told = read_people(path).misaddressed

    assert [(each.place, each.unread_email) for each in told] == [
        ("list.csv row 2", "anna at acme")
    ]


def test_a_card_within_which_the_file_ends_is_nobody(source: Source) -> None:
    whole = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Berg\nEMAIL:anna@acme.example\nEND:VCARD\n"
    cut = "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Lind\nEMAIL:bo@lind.ex"

    gathered = read_people(source("people.vcf", whole + cut))

    assert [each.fields["name"] for each in gathered.people] == ["Anna Berg"]
    assert gathered.skipped == {"cut off within the card, where the file ends": 1}
