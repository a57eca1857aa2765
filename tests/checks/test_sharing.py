from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.model.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World


@pytest.mark.parametrize(
    ("field", "typed", "column", "cell", "shared"),
    [
        ("schools", "University of Michigan", "school", "Univ. of Michigan", "Univ. of Michigan"),
        ("schools", "MA, University of Michigan", "school", "U of Michigan", "U of Michigan"),
        ("schools", "MIT", "school", "Massachusetts Institute of Technology", None),
        ("schools", "Massachusetts Institute of Technology", "school", "MIT, 2009", "MIT"),
        ("schools", "University of Michigan", "school", "University of Michgian", None),
        ("schools", "Northgate University", "company", "Northgate University", None),
        ("past_employers", "Acme", "past_employers", "Acme Ltd; Tidewater", "Acme Ltd"),
        ("past_employers", "Tidewater", "past_employers", "Acme\nTidewater (2019-21)", "Tidewater"),
        ("events", "PyCon 2025", "met_at", "PyCon 2025, the queue", "PyCon 2025"),
        ("fields", "records management", "title", "Head of Records Management", None),
        ("cities", "Leeds; Bath", "city", "Leeds, UK", "Leeds"),
        ("groups", "Women in Archives", "groups", "Women in Archives; ARMA", "Women in Archives"),
        ("people", "Jo Hart", "introduced_by", "Jo Hart", None),
        ("languages", "Welsh", "languages_spoken", "English, Welsh", "Welsh"),
    ],
)
def test_what_both_sheets_name_is_shared(  # noqa: PLR0917 - pytest passes by name
    world: Callable[..., World],
    field: str,
    typed: str,
    column: str,
    cell: str,
    shared: str | None,
) -> None:
    (common,) = world({"name": "Anna Berg", column: cell}, sender={field: typed}).common()
    assert common.contact_cell == "Contacts!B2"
    assert common.sender_cell == "Sender!B2"
    assert common.text == shared or shared is None
    assert common.text in cell


@pytest.mark.parametrize(
    ("field", "typed", "column", "cell"),
    [
        ("people", "Ann", "city", "Annapolis"),
        ("people", "Ann", "met_at", "Ann Arbor station"),
        ("schools", "MIT", "met_at", "Treffen mit Tom"),
        ("schools", "York University", "school", "New York University"),
        ("schools", "University of Michigan", "school", "Michigan State University"),
        ("past_employers", "Acme", "past_employers", "Acme Analytics Partners"),
        ("cities", "Reading", "met_at", "The reading room"),
        ("cities", "York", "city", "New York"),
        ("events", "PyCon 2025", "met_at", "PyCon 2024"),
        ("fields", "law", "title", "Lawn manager"),
        ("schools", "Hamburg University", "school", "Homburg University"),
        ("languages", "German", "language", "German"),
        ("fields", "welding", "topic", "Your welding course"),
        ("fields", "welding", "notes", "knows welding"),
        ("fields", "welding", "purpose", "your welding course"),
    ],
)
def test_false_kin_is_not_shared(
    world: Callable[..., World], field: str, typed: str, column: str, cell: str
) -> None:
    assert world({"name": "Anna Berg", column: cell}, sender={field: typed}).common() == ()


def test_the_owner_adds_an_alias_in_settings(world: Callable[..., World]) -> None:
    person = {"name": "Anna Berg", "school": "UoN"}
    settings = {"aliases": "UoN = University of Northgate = Northgate Uni"}
    sender = {"schools": "University of Northgate"}
    assert world(person, sender=sender).common() == ()
    (common,) = world(person, sender=sender, settings=settings).common()
    assert (common.text, common.sender_text) == ("UoN", "University of Northgate")


def test_what_is_rare_in_this_list_comes_first(world: Callable[..., World]) -> None:
    people = [{"name": f"Person {n}", "school": "Northgate University"} for n in range(9)]
    people.append({**people[0], "name": "Anna Berg", "course": "Bookbinding"})
    people.append({**people[0], "name": "Tom Ash", "city": "Leeds"})
    sender = {"cities": "Leeds", "schools": "Northgate University", "courses": "Bookbinding"}
    here = world(*people, sender=sender)
    assert [each.kind for each in here.common(9)] == ["course", "school"]
    assert [each.kind for each in here.common(10)] == ["school", "city"]


def test_words_inside_what_is_shared_already_are_not_said_again(
    world: Callable[..., World],
) -> None:
    person = {"name": "Anna Berg", "met_at": "Digital Preservation Days 2025"}
    sender = {"events": "Digital Preservation Days 2025", "fields": "digital preservation"}
    assert [each.kind for each in world(person, sender=sender).common()] == ["event"]


SENDER = {"schools": "Northgate University", "offer": "an hour of help"}
PERSON = {"name": "Anna Berg", "purpose": "the kiln", "school": "Northgate University"}


def test_a_first_message_that_leaves_out_what_is_shared_is_advice(
    world: Callable[..., World],
) -> None:
    here = world(PERSON, sender=SENDER)
    (found,) = here.of_draft("Hello Anna, the kiln. Thank you")
    assert found.slug == "common-unsaid"
    assert "Contacts!C2 and Sender!B2" in found.message
    assert here.of_draft("Hello Anna, the kiln, from Northgate University. Thank you") == []


def test_somebody_whom_the_sender_knows_needs_no_telling_what_they_share(
    world: Callable[..., World],
) -> None:
    here = world(PERSON, sender={**SENDER, "people": "Tom Ash; Anna Berg"})
    assert here.of_draft("Hello Anna, the kiln. Thank you") == []


def test_a_note_without_room_for_it_is_left_alone(world: Callable[..., World]) -> None:
    text = "Hello Anna, the kiln. Thank you. ".ljust(190, "a")
    assert world(PERSON, sender=SENDER).of_draft(text, channel=Channel.LINKEDIN_NOTE) == []
