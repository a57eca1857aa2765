"""What cells become in a sentence: greetings, places, offers, and equally good ways to say it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from planner.model.channel import Channel
from planner.model.sender import Sender
from planner.templating.addressing import addressee_of
from planner.templating.fields import context
from planner.templating.prose.campaign_language import campaign_language, contact_language
from planner.templating.prose.greeting import greeting_of
from planner.templating.prose.joins import met_sentence, offer_sentence, shared_sentence
from planner.templating.prose.subject_line import subject_of
from planner.templating.render_errors import RenderError
from planner.text.person_names import split_name
from tests.templating.conftest import make_contact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.model.contact import Contact
    from planner.templating.library import Library

# The name as one cell holds it; the greeting in English, and in German if it differs in kind.
GREETED = {
    "Marta Ruiz": "Hello Marta,",
    "Ms. Ann O'Neil": "Hello Ann,",
    "Mr Tom Hardy Jr.": "Hello Tom,",
    "de la Cruz, Maria": "Hello Maria,",
    "tom reeves": "Hello Tom,",
    "Sue-Ann  McDonald": "Hello Sue-Ann,",
    "T. Reeves": "Hello T. Reeves,",
    "Tom (Thomas) Reeves": "Hello Tom,",
    "Familie Schulz": "Hello Familie Schulz,",
    "Nguyễn Văn An": "Hello An,",
    "Trần Thị Mai": "Hello Mai,",
    "A. B. Carter": "Hello A. B. Carter,",
    "C. Scott Fitzgerald": "Hello Scott,",
    "jean-luc": "Hello Jean-Luc,",
    "MARY": "Hello Mary,",
    "Tom and Sue Payne": "Hello Tom and Sue,",
    "田中 美咲": "Hello 田中 美咲,",
    "Dr. Anna Krüger": "Hello Anna,",
    "Frau Dr. Krüger": "Dear Ms Krüger,",
    "Professor Whitcombe": "Dear Professor Whitcombe,",
    "Ludwig van Beethoven": "Hello Ludwig,",
    "Anne-Marie D'Arcy": "Hello Anne-Marie,",
    "The Smith Family": "Hello Smith Family,",
    "Maria José García López": "Hello Maria,",
    "Mr and Mrs Payne": "Hello Mr and Mrs Payne,",
    "Sanne de Vries": "Hello Sanne,",
    "JUAN CARLOS PEREZ": "Hello Juan,",
    "mcdonald, ronald": "Hello Ronald,",
    "DUPONT Marie": "Hello Marie,",
    "O'BRIEN PATRICK": "Hello Patrick,",
    "Siobhán O'Dwyer": "Hello Siobhán,",
    "Łukasz Nowak": "Hello Łukasz,",
    "Björk Guðmundsdóttir": "Hello Björk,",
    "Anna-Maria de la Cruz, PhD": "Hello Anna-Maria,",
    "王伟": "Hello 王伟,",
    "Иван Петров": "Hello Иван,",
}
# Nobody is greeted by name, and a finding says what is odd.
ODD = {
    "hiring manager", "Team Talent Acquisition", "info@acme.example", "J", "The Editor",
    "Accounts Payable", "m.schmidt", "Jennifer HR", "Jennifer2 Payne", "Jennifer / Tom Gonzales",
    "not found Mark Payne", "Customer Service", "HR Department", "Abteilung Einkauf",
    "Sekretariat", "gonzales.jennifer Gonzales",
}  # fmt: skip
# First name, last name, salutation, gender; the greeting in German.
IN_GERMAN = {
    ("Anna", "Krüger", "Frau Dr.", ""): "Guten Tag Frau Dr. Krüger,",
    ("Anna", "Krüger", "", ""): "Guten Tag Anna Krüger,",
    ("Karl", "Maier", "Herr", ""): "Guten Tag Herr Maier,",
    ("Karl", "Maier", "", "m"): "Guten Tag Herr Maier,",
    ("Ulrike", "Späth", "", "weiblich"): "Guten Tag Frau Späth,",
    ("Hans", "von Berg", "Herr Prof. Dr.", ""): "Guten Tag Herr Professor von Berg,",
    ("", "", "", ""): "Guten Tag,",
}


def person(name: str) -> Contact:
    first, last = split_name(name)
    return make_contact(name=name, first_name=first, last_name=last, purpose="x")


@pytest.mark.parametrize(("name", "line"), GREETED.items())
def test_a_name_is_greeted_as_a_careful_person_would(name: str, line: str) -> None:
    assert greeting_of(addressee_of(person(name)), "en") == line


@pytest.mark.parametrize("name", sorted(ODD))
def test_what_is_no_name_is_greeted_neutrally_and_said(name: str) -> None:
    who = addressee_of(person(name))
    assert greeting_of(who, "en") == "Hello,"
    assert who.oddity


@pytest.mark.parametrize(("cells", "line"), IN_GERMAN.items())
def test_a_salutation_is_said_where_the_row_has_one(
    cells: tuple[str, str, str, str], line: str
) -> None:
    first, last, salutation, gender = cells
    row = make_contact(
        name=f"{first} {last}".strip(), first_name=first, last_name=last,
        anrede=salutation, gender=gender,
    )  # fmt: skip
    assert greeting_of(addressee_of(row), "de") == line


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("at the CX Summit", "at the CX Summit."),
        ("met at CX Summit in Leeds", "at the CX Summit in Leeds."),
        ("CX Summit.", "at the CX Summit."),
        ("CX SUMMIT 2026", "at the CX Summit 2026."),
        ("last week", "last week."),
        ("LinkedIn", "on LinkedIn."),
        ("Zoom call on 12 Nov", "on a Zoom call on 12 Nov."),
        ("Jane's wedding", "at Jane's wedding."),
        ("a workshop on glazing", "at a workshop on glazing."),
    ],
)
def test_where_they_met_has_its_preposition_and_article(cell: str, said: str) -> None:
    assert met_sentence(cell, "en", "x").endswith(f" you {said}")


def test_what_is_shared_is_told_by_its_kind() -> None:
    assert shared_sentence("school", "University of Ashby", "en", "a") in {
        "We both studied at the University of Ashby.", "I studied at the University of Ashby too.",
    }  # fmt: skip
    assert shared_sentence("field", "UNIVERSITY OF ASHBY", "en", "a").count("UNIVERSITY") == 0


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        ("I can help with Excel.", "I can help with Excel."),
        ("A spreadsheet that forecasts", "a spreadsheet that forecasts."),
        ("proofread your drafts", "proofread your drafts."),
        ("reading your draft policy", "reading your draft policy."),
    ],
)
def test_an_offer_is_a_sentence_whatever_its_shape(offer: str, said: str) -> None:
    assert offer_sentence(offer, "en", "x").endswith(said)


@pytest.mark.parametrize(
    ("purpose", "subject"),
    [
        ("I want to ask you about the operations role", "Operations role"),
        (
            "to ask how the four-day week went at your plant",
            "How the four-day week went at your plant",
        ),
        ("Get a referral for the analyst position", "Referral for the analyst position"),
        ("Mentoring", "Mentoring"),
    ],
)
def test_a_subject_is_the_core_of_the_purpose(purpose: str, subject: str) -> None:
    assert subject_of(purpose, "en", "x") == subject


def test_the_language_is_said_or_guessed() -> None:
    assert campaign_language(("", "German"), []) == "de"
    assert campaign_language(("", ""), ["Ihre Stelle als Archivarin", "your kiln"]) == "de"
    assert contact_language("", "votre poste d'archiviste à Nantes", "en") == "fr"
    assert contact_language("es", "your kiln", "en") == "es"
    assert contact_language("", "GDPR audit", "it") == "it"


def test_a_contact_keeps_one_of_the_ways_for_life(library: Callable[..., Library]) -> None:
    text = "Channel: email\n\n{% one of %}A{% or %}B{% or %}C{% endone %} {{ purpose }}"
    template = library({"mine.txt": text}).named("mine")
    ways = {key: template.render(_names(key)).text for key in map(str, range(60))}
    assert set(ways.values()) == {"A kiln", "B kiln", "C kiln"}
    assert ways == {key: template.render(_names(key)).text for key in ways}


def _names(key: str, tool: str = "") -> Mapping[str, object]:
    row = make_contact(key=key, name="Anna Berg", purpose="kiln", favourite_tool=tool)
    return context(
        row, Sender({"name": "Ada"}), today=date(2026, 3, 4), step=1, channel=Channel.EMAIL
    )


def test_a_template_may_say_the_headers_of_the_sheet(library: Callable[..., Library]) -> None:
    text = "Channel: email\n\n{{ Favourite Tool }}, {{ favourite_tool }}"
    template = library({"mine.txt": text}).named("mine")
    assert template.render(_names("a", "loom")).text == "loom, loom"


def test_a_broken_template_stops_nobody_but_its_own_users(
    library: Callable[..., Library],
) -> None:
    made = library(
        {"broken.txt": "Channel: telegraph\n\nHello", "email.txt": "no header\nat all: x"}
    )
    row = make_contact(name="Anna Berg", purpose="kiln", template="broken")
    with pytest.raises(RenderError, match="is no channel"):
        made.choose(row, channel=Channel.EMAIL)
    other = make_contact(name="Anna Berg", purpose="kiln")
    assert made.choose(other, channel=Channel.LETTER).template.name == "letter"
