"""vCards of every version, as programs write them."""

from __future__ import annotations

import quopri
from typing import TYPE_CHECKING

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.importing.sources.imported import Imported
from planner.importing.sources.read_people import read_people
from planner.importing.sources.vcard import cards_of
from planner.importing.sources.vcard_people import people_of_cards

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Source = Callable[..., Path]

# What a name may hold: signs that the format escapes, other scripts, emoji, a long text to be
# folded. Planner trims what nobody sees at both ends; so these open and close with a letter.
UNITS = [*"aZéßøłÅ,;:\\\"'=-()/&<>.مريملخטבج王伟🦊 ", "👩‍👧", "n\\n"]
WORDS = st.lists(st.sampled_from(UNITS), max_size=60).map(
    lambda units: " ".join(f"Kai {''.join(units)} End".split())
)


def only_person(text: str) -> Imported:
    (person,) = people_of_cards(text, "cards.vcf")
    assert isinstance(person, Imported)
    return person


def test_version_2_1_is_read_with_its_encodings(source: Source) -> None:
    person = only_person(source("two-one.vcf").read_bytes().decode("utf-8"))

    assert person.fields == {
        "name": "Jörg Müller-Lüdenscheidt",
        "first_name": "Jörg",
        "last_name": "Müller-Lüdenscheidt",
        "company": "Käse GmbH",
        "title": "Head of a very long department",
        "email": "joerg@kaese.example",
        "phone": "+49 1",
        "notes": "first\nsecond",
    }
    assert person.addresses == ("joerg@kaese.example", "joerg@home.example")


def test_version_3_is_read_with_folding_escapes_and_groups(source: Source) -> None:
    people = list(people_of_cards(source("three.vcf").read_bytes().decode("utf-8"), "three.vcf"))

    anna, *others = people
    assert isinstance(anna, Imported)
    assert anna.place == "three.vcf card 1"
    assert anna.fields == {
        "name": "Anna Berg",
        "first_name": "Anna",
        "last_name": "Berg",
        "company": "Acme, Inc.",
        "title": "Chief; really",
        "email": "anna@acme.example",
        "linkedin_url": "https://www.linkedin.com/in/anna-berg",
        "city": "Leeds",
        "country": "United Kingdom",
        "notes": "one\ntwo",
    }
    assert [getattr(each, "reason", "") for each in others] == [
        "a company, not a person",
        "a group, not a person",
    ]


def test_version_4_is_read_with_its_preferences(source: Source) -> None:
    person = only_person(source("four.vcf").read_text(encoding="utf-8"))

    assert person.fields == {
        "name": "مريم الخطيب",
        "first_name": "مريم",
        "last_name": "الخطيب",
        "email": "maryam@book.example",
        "phone": "+20-1",
        "language": "ar",
        "linkedin_url": "https://www.linkedin.com/in/maryam",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_of_cards_is_read_in_every_encoding(source: Source, encoding: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Jörg;;;\r\nFN:Jörg Müller\r\nEND:VCARD\r\n"

    (person,) = read_people(source("cards", text, encoding)).people

    assert person.fields["name"] == "Jörg Müller"


def test_a_card_within_a_card_is_somebody_else() -> None:
    person = only_person(
        "BEGIN:VCARD\nVERSION:2.1\nN:Berg;Anna\nAGENT:\nBEGIN:VCARD\nN:Agent;Secret\n"
        "EMAIL:secret@x.example\nEND:VCARD\nTITLE:CTO\nEND:VCARD\n"
    )

    assert person.fields == {
        "name": "Anna Berg", "first_name": "Anna", "last_name": "Berg", "title": "CTO",
    }  # fmt: skip


def test_a_card_without_an_end_is_read_as_far_as_it_goes() -> None:
    person = only_person("BEGIN:VCARD\nVERSION:3.0\nN:Berg;Anna;;;\nEMAIL:anna@acme.example\n")

    assert person.fields["name"] == "Anna Berg"


def test_an_unknown_charset_and_a_broken_encoding_lose_nothing_else() -> None:
    person = only_person(
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=KLINGON;ENCODING=QUOTED-PRINTABLE:Berg;Anna\n"
        "TITLE;ENCODING=QUOTED-PRINTABLE:=ZZ\nEMAIL:anna@acme.example\nEND:VCARD\n"
    )

    assert person.fields["email"] == "anna@acme.example"
    assert person.fields["name"] == "Anna Berg"


@settings(max_examples=60)
@given(first=WORDS, last=WORDS, company=WORDS, title=WORDS, note=st.lists(WORDS, max_size=3))
def test_what_another_library_writes_is_read_back(
    first: str, last: str, company: str, title: str, note: list[str]
) -> None:
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=last, given=first)
    card.add("fn").value = f"{first} {last}"
    card.add("org").value = [company, "Department"]
    card.add("title").value = title
    card.add("note").value = "\n".join(note)

    person = only_person(card.serialize())

    assert person.fields["first_name"] == first
    assert person.fields["last_name"] == last
    assert person.fields["company"] == company
    assert person.fields["title"] == title
    assert person.fields.get("notes", "") == "\n".join(note)


@settings(max_examples=60)
@given(first=WORDS, last=WORDS, note=WORDS)
def test_quoted_printable_is_read_back(first: str, last: str, note: str) -> None:
    def encoded(name: str, *parts: str) -> str:
        value = ";".join(part.replace(";", "\\;") for part in parts)
        raw = quopri.encodestring(value.encode("utf-8"), quotetabs=True).decode("ascii")
        return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{raw}"

    # Version 2.1 knows no escape but that of the semicolon; a lone backslash is left alone.
    texts = [text.replace("\\", "/") for text in (first, last, note)]
    lines = [encoded("N", texts[1], texts[0]), encoded("NOTE", texts[2])]
    whole = "\n".join(["BEGIN:VCARD", "VERSION:2.1", *lines, "END:VCARD", ""])

    person = only_person(whole.replace("\n", "\r\n"))

    assert [person.fields[name] for name in ("first_name", "last_name", "notes")] == texts


@given(st.text(max_size=300))
def test_any_text_within_a_card_is_read_without_an_error(text: str) -> None:
    cards = list(cards_of(f"BEGIN:VCARD\nVERSION:3.0\n{text}\nEND:VCARD\n"))

    assert all(each.name == each.name.upper() for card in cards for each in card.properties)
