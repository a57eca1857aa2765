"""Every kind of source is known by its content, and gives exactly the people that it holds."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from planner.importing.sources.imported import Owner, SourceKind
from planner.importing.sources.read_people import read_people, read_sender
from planner.importing.sources.source_errors import ImportingError
from planner.model.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Source = Callable[..., Path]


@pytest.mark.parametrize(
    ("name", "kind", "people", "left_out"),
    [
        ("Connections.csv", SourceKind.LINKEDIN, 4, 1),
        ("connections-plain.csv", SourceKind.LINKEDIN, 4, 1),
        ("connections-old.csv", SourceKind.LINKEDIN, 2, 0),
        ("Invitations.csv", SourceKind.INVITATIONS, 2, 1),
        ("messages.csv", SourceKind.MESSAGES, 2, 2),
        ("export.zip", SourceKind.LINKEDIN, 4, 1),
        ("google.csv", SourceKind.GOOGLE, 2, 1),
        ("google-old.csv", SourceKind.GOOGLE, 2, 0),
        ("outlook.csv", SourceKind.OUTLOOK, 2, 0),
        ("hubspot.csv", SourceKind.HUBSPOT, 2, 0),
        ("hubspot-template.csv", SourceKind.HUBSPOT, 1, 0),
        ("salesforce.csv", SourceKind.SALESFORCE, 2, 2),
        ("two-one.vcf", SourceKind.VCARD, 1, 0),
        ("three.vcf", SourceKind.VCARD, 1, 2),
        ("four.vcf", SourceKind.VCARD, 1, 0),
        ("table.csv", SourceKind.TABLE, 2, 0),
    ],
)
def test_a_source_gives_exactly_its_people(
    source: Source, name: str, kind: SourceKind, people: int, left_out: int
) -> None:
    gathered = read_people(source(name))

    assert gathered.kind is kind
    assert (len(gathered.people), len(gathered.left_out)) == (people, left_out)
    assert gathered.rows == people + left_out


@pytest.mark.parametrize("name", ["google.csv", "three.vcf", "Connections.csv", "export.zip"])
def test_the_name_of_a_file_does_not_matter(source: Source, name: str) -> None:
    path = source(name)

    plain = read_people(path)
    renamed = read_people(path.rename(path.with_name("download.bin")))

    assert renamed.kind is plain.kind
    assert [each.fields for each in renamed.people] == [each.fields for each in plain.people]


def test_connections_keep_every_sign_of_a_name(source: Source) -> None:
    people = read_people(source("Connections.csv")).people

    assert [each.fields["name"] for each in people] == [
        "Anna Berg", "Søren Ødegård, PhD", "مريم الخطيب", "Zoë 🦊 King",
    ]  # fmt: skip
    assert people[1].fields == {
        "name": "Søren Ødegård, PhD",
        "first_name": "Søren",
        "last_name": "Ødegård, PhD",
        "company": 'Nord "Lys" AS',
        "title": "Ingeniør",
        "email": "soren@nord.example",
        "linkedin_url": "https://www.linkedin.com/in/soren-%C3%B8",
        "connected_on": "2019-12-31",
    }
    assert people[3].fields["company"] == "Fox\nHoles"
    assert people[0].place == "Connections.csv row 5"


def test_connections_are_the_same_with_and_without_preamble(source: Source) -> None:
    with_notes = read_people(source("Connections.csv"))
    without = read_people(source("connections-plain.csv"))

    assert [each.fields for each in with_notes.people] == [each.fields for each in without.people]


def test_a_member_who_hides_is_left_out_with_the_reason(source: Source) -> None:
    (hidden,) = read_people(source("Connections.csv")).left_out

    assert (hidden.place, hidden.reason) == (
        "Connections.csv row 6",
        "a member who hides their profile",
    )


def test_an_invitation_gives_the_other_side_and_its_day(source: Source) -> None:
    sent, got = read_people(source("Invitations.csv")).people

    assert (sent.fields["name"], sent.fields["invited_on"]) == ("Bob Roe", "2026-01-29")
    assert (got.fields["name"], got.fields["invited_on"]) == ("Carl Poe", "2025-12-03")
    assert got.fields["linkedin_url"] == "https://www.linkedin.com/in/carl-poe"


def test_messages_give_everybody_but_their_owner_once_and_no_drafts(source: Source) -> None:
    gathered = read_people(source("messages.csv"))

    assert [(each.fields["name"], each.fields["last_message"]) for each in gathered.people] == [
        ("Bob Roe", "2025-06-02"),
        ("Dora Dean", "2025-01-02"),
    ]
    assert gathered.skipped == {
        "a draft that was never sent": 1,
        "no profile to know the person by": 1,
    }


def test_messages_of_one_conversation_need_to_know_whose_they_are(source: Source) -> None:
    head, first, *_ = (source("messages.csv").read_text(encoding="utf-8")).split("\nc")
    alone = source("alone.csv", f"{head}\nc{first}\n")

    with pytest.raises(ImportingError, match="which of the people"):
        read_people(alone)
    for owner in (Owner(profile="ina-moss"), Owner(name="Ina Moss")):
        (bob,) = read_people(alone, owner=owner).people
        assert bob.fields["name"] == "Bob Roe"


def test_messages_of_a_zip_are_its_owners(
    source: Source, export_zip: Callable[[tuple[str, ...]], bytes]
) -> None:
    path = source("some.zip", export_zip(("messages.csv", "Profile.csv")))

    gathered = read_people(path, owner=Owner(profile="somebody-else"))

    assert {each.fields["name"] for each in gathered.people} == {"Bob Roe", "Dora Dean"}


def test_an_unpacked_export_reads_as_the_zip(source: Source, tmp_path: Path) -> None:
    path = source("export.zip")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "unpacked")

    unpacked = read_people(tmp_path / "unpacked")

    assert [each.fields for each in unpacked.people] == [
        each.fields for each in read_people(path).people
    ]


def test_google_gives_the_first_of_several_addresses_and_knows_them_all(source: Source) -> None:
    anna, nameless = read_people(source("google.csv")).people

    assert anna.fields == {
        "name": "Anna Maria Berg",
        "first_name": "Anna",
        "last_name": "Berg",
        "company": "Acme, Inc.",
        "title": "CTO",
        "phone": "+44 20 0000 0001",
        "city": "Leeds",
        "country": "UK",
        "notes": "likes tea",
        "email": "anna@acme.example",
        "linkedin_url": "https://www.linkedin.com/in/anna-berg",
        "labels": "* myContacts",
        "organization_department": "R&D",
    }
    assert anna.addresses == ("anna@acme.example", "a.berg@home.example")
    assert nameless.fields == {"email": "only@address.example", "labels": "* myContacts"}


def test_what_only_stands_in_for_a_name_is_none(source: Source) -> None:
    text = "Name,Email\nTBD,a@x.example\n====,b@x.example\nNan King,c@x.example\nn/a,\n"

    gathered = read_people(source("people.csv", text))

    assert [each.fields.get("name", "") for each in gathered.people] == ["", "", "Nan King"]
    assert gathered.skipped == {"neither a name nor an address": 1}


def test_an_outlook_title_is_no_job(source: Source) -> None:
    anna, bo = read_people(source("outlook.csv")).people

    assert (anna.fields["title"], bo.fields["title"]) == ("CTO", "Owner")
    assert (anna.fields["phone"], bo.fields["phone"]) == ("+44 20 1", "+46 1")
    assert anna.fields["notes"] == "two\nlines"


@pytest.mark.parametrize("name", ["hubspot.csv", "salesforce.csv"])
def test_numbers_and_states_of_a_crm_stay_there(source: Source, name: str) -> None:
    people = read_people(source(name)).people

    assert people[0].fields["company"] == "Acme"
    assert not any({"id", "status", "last_contacted"} & each.fields.keys() for each in people)


def test_the_closing_lines_of_a_salesforce_report_are_nobody(source: Source) -> None:
    gathered = read_people(source("salesforce.csv"))

    assert [each.fields["name"] for each in gathered.people] == ["Anna Berg", "Lind"]
    assert gathered.skipped == {"no person: a line of the report": 2}


def test_any_table_gives_every_column_that_it_has(source: Source) -> None:
    gathered = read_people(source("table.csv"))

    anna, bo = gathered.people
    assert anna.fields == {
        "name": "Anna Berg",
        "first_name": "Anna",
        "last_name": "Berg",
        "company": "Acme",
        "email": "anna@acme.example",
        "met_at": "Fair",
        "purpose": "ask about the reading room",
    }
    assert "purpose" not in bo.fields
    assert gathered.headers["met_at"] == "Met at"


def test_a_column_that_nothing_tells_can_be_named(source: Source) -> None:
    path = source("odd.csv", "Wen es betrifft,Haus\nAnna Berg,Acme\n")

    with pytest.raises(ImportingError, match=r"odd\.csv"):
        read_people(path)
    (anna,) = read_people(path, columns={"name": "Wen es betrifft"}).people
    assert anna.fields["name"] == "Anna Berg"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n\n",
        "just a line of text",
        "a,b,c\n1,2,3\n",
        "From me Mon\nSubject: x\n\nName,Company\n",
    ],
    ids=["empty", "blank", "prose", "numbers", "mail"],
)
def test_what_holds_no_people_is_an_error(source: Source, content: str) -> None:
    with pytest.raises(PlannerError):
        read_people(source("some.csv", content))


def test_reading_nobody_from_rows_is_an_error_with_the_reasons(source: Source) -> None:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"

    with pytest.raises(ImportingError, match=r"nobody .* 2 rows .*hides their profile"):
        read_people(source("hidden.csv", f"{head},,,,,,07 Jun 2026\n,,,,,,08 Jun 2026\n"))


def test_a_list_of_leads_with_headlines_is_no_profile(source: Source) -> None:
    path = source("leads.csv", "First Name,Last Name,Headline,Company\nAnna,Berg,Maker,Acme\n")

    assert read_sender(path) == {}
    assert len(read_people(path).people) == 1


def test_what_is_said_of_the_owner_comes_under_the_senders_names(source: Source) -> None:
    assert read_sender(source("export.zip")) == {
        "name": "Ina Moss",
        "first_name": "Ina",
        "role": "Head of records",
        "employer": "City Archive",
        "headline": "Archivist, mostly",
        "website": "https://ina.example",
        "city": "Leeds",
        "country": "United Kingdom",
        "fields": "Libraries",
        "past_employers": "Mill Museum; Old Hall",
        "past_roles": "Archivist; Clerk; Trainee",
        "schools": "Northgate University",
        "skills": "Palaeography; Records management",
    }


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Profile.csv", "headline", "Archivist, mostly"),
        ("Positions.csv", "employer", "City Archive"),
        ("Education.csv", "schools", "Northgate University"),
        ("Skills.csv", "skills", "Palaeography; Records management"),
    ],
)
def test_one_file_about_the_owner_is_enough(
    source: Source, name: str, field: str, value: str
) -> None:
    path = source(name)

    assert read_sender(path)[field] == value
    with pytest.raises(ImportingError):
        read_people(path)


@pytest.mark.parametrize(
    ("place", "city", "country"),
    [
        ("Greater Leeds Area, England, United Kingdom", "", "United Kingdom"),
        ("Atlanta, Georgia", "Atlanta", ""),
        ("Leeds", "", ""),
    ],
)
def test_a_region_is_no_city_and_a_state_no_country(
    source: Source, place: str, city: str, country: str
) -> None:
    text = source("Profile.csv").read_text(encoding="utf-8")
    path = source("Profile.csv", text.replace("Leeds, England, United Kingdom", place))

    found = read_sender(path)

    assert (found.get("city", ""), found.get("country", "")) == (city, country)


def test_the_line_by_which_excel_names_the_separator_is_no_header(source: Source) -> None:
    path = source("people.csv", "sep=;\nName;Company\nAnna Berg;Acme, Inc.\n")

    (anna,) = read_people(path).people

    assert anna.fields["company"] == "Acme, Inc."


def test_a_zip_that_inflates_out_of_proportion_is_refused(source: Source, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", b"a" * (40 << 20))

    with pytest.raises(PlannerError, match="unpack to more"):
        read_people(path)


def test_a_zip_of_too_many_members_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}.csv", b"")

    with pytest.raises(PlannerError, match="unpack to more"):
        read_people(path)
