from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.model.channel import Channel
from planner.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World

PERSON = {"name": "Anna Berg", "company": "Fernhill Archives", "purpose": "the kiln"}
OTHERS = (
    {"name": "Tom Okafor", "company": "Calder City Museum", "purpose": "the loom"},
    {"name": "Noor Haddad", "company": "Open", "purpose": "the press"},
)


def slugs(
    world: Callable[..., World], text: str, channel: str = "linkedin-message", subject: str = ""
) -> list[str]:
    here = world(PERSON, *OTHERS)
    return [each.slug for each in here.of_draft(text, channel=Channel(channel), subject=subject)]


@pytest.mark.parametrize(
    "residue",
    ["nan", "None", "{{ company }}", "[Name]", "[Your Company]", "[City name]", "xxx", "<<First>>",
     "%FNAME%", "#N/A", "{first_name}", "TBD", "NaT", "lorem ipsum", "{% if x %}"],
)  # fmt: skip
def test_what_was_left_unfilled_is_an_error(world: Callable[..., World], residue: str) -> None:
    (found,) = world(PERSON).of_draft(f"Hello Anna,\nthe kiln at {residue}.\nThank you")
    assert (found.slug, found.severity) == ("draft-residue", Severity.ERROR)
    assert residue in found.message


def test_residue_in_a_cell_is_shown_at_that_cell(world: Callable[..., World]) -> None:
    here = world({**PERSON, "met_at": "xxx"})
    (found,) = here.of_draft("Hello Anna,\nthe kiln that you showed at xxx.\nThank you")
    assert found.cell == here[0].cell("met_at")


@pytest.mark.parametrize(
    "text",
    [
        "Nan Goldin's nanny had none; None of us knew. It is nice [sic], 100 % sure, #3 of 4.",
        "Let us meet — if you like ... Two blanks.  Then a new sentence, as typists do.",
        "Bonjour Marie ! Vraiment ?",
        'A short answer is plenty, and so is "not now".',
        "He said (a)(b) … and so on.",
    ],
)
def test_real_words_that_look_like_residue_or_gaps_pass(
    world: Callable[..., World], text: str
) -> None:
    assert slugs(world, f"Hello Anna,\nthe kiln. {text}\nThank you") == []


@pytest.mark.parametrize(
    "text",
    [
        "Dear ,\nthe kiln. Thank you",
        "Dear\nthe kiln. Thank you",
        "Hello !\nthe kiln. Thank you",
        "Liebe ,\nthe kiln. Danke",
        "Hello Anna,\nthe kiln at  your works. Thank you",
        "Hello Anna,\nthe kiln at , if you like. Thank you",
        "Hello Anna,\nthe kiln () there. Thank you",
        "Hello Anna,\nthe kiln .\nThank you",
        "Hello Anna,\n\n\n\nthe kiln.\nThank you",
    ],
)
def test_the_hole_of_an_empty_field_is_a_warning(world: Callable[..., World], text: str) -> None:
    (found,) = world(PERSON).of_draft(text)
    assert (found.slug, found.severity) == ("draft-gap", Severity.WARNING)


def test_a_message_without_greeting_or_close_is_curt(world: Callable[..., World]) -> None:
    assert slugs(world, "The kiln: when is it free?") == ["draft-curt"]
    assert slugs(world, "Anna, about the kiln: when is it free? Many thanks") == []
    assert slugs(world, "Guten Tag Anna Berg,\nthe kiln.\nFreundliche Grüße\nAda") == []
    assert slugs(world, "The kiln: ask when.", channel="phone") == []


def test_capitals_and_exclamation_marks_shout(world: Callable[..., World]) -> None:
    assert slugs(world, "Hello Anna!\nThe kiln!! It is great!\nThanks") == ["draft-loud"]
    assert slugs(world, "Hello Anna,\nthe kiln. BUY NOW LIMITED OFFER HERE.\nThanks") == [
        "draft-loud"
    ]
    assert slugs(world, "Hello Anna!\nThe kiln at the UNESCO site.\nThanks!") == []


def test_a_link_belongs_into_no_invitation(world: Callable[..., World]) -> None:
    text = "Hello Anna, the kiln: https://kiln.example. Thank you"
    assert slugs(world, text, channel="linkedin-note") == ["note-link"]
    assert slugs(world, text) == []


def test_a_long_email_and_a_long_inmail_are_advice(world: Callable[..., World]) -> None:
    words = "Hello Anna,\nthe kiln. " + "and so it goes " * 40 + "\nThank you"
    assert slugs(world, words, channel="email", subject="The kiln") == ["draft-wordy"]
    long = "Hello Anna,\nthe kiln. " + "and so it goes " * 90 + "\nThank you"
    assert slugs(world, long, channel="linkedin-inmail", subject="The kiln") == ["draft-wordy"]
    assert slugs(world, words) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hello Tom,\nthe kiln.\nThank you",
        "Hello Anna,\nthe kiln. Tom Okafor said so.\nThank you",
        "Hello Anna,\nthe kiln at Calder City Museum, is it free?\nThank you",
        "Hello Anna,\nthe kiln and Calder City Museum's loom\nThank you",
    ],
)
def test_somebody_elses_name_or_company_is_an_error(world: Callable[..., World], text: str) -> None:
    (found,) = world(PERSON, *OTHERS).of_draft(text)
    assert (found.slug, found.severity) == ("draft-other-person", Severity.ERROR)


def test_a_name_that_the_rows_own_cells_or_the_sender_hold_may_stand_there(
    world: Callable[..., World],
) -> None:
    text = "Hello Anna,\nthe kiln that Tom Okafor at Calder City Museum has.\nThank you"
    own = {**PERSON, "introduced_by": "Tom Okafor", "notes": "Calder City Museum knows"}
    assert world(own, *OTHERS).of_draft(text) == []
    sender = {"name": "Tom Okafor", "employer": "Calder City Museum", "offer": "a loom"}
    found = world(PERSON, *OTHERS, sender=sender).of_draft(text)
    assert "draft-other-person" not in [each.slug for each in found]


def test_a_company_of_one_common_word_is_no_other_company(world: Callable[..., World]) -> None:
    assert slugs(world, "Hello Anna,\nthe kiln. Open days are best.\nThank you") == []


def test_a_namesake_may_be_greeted(world: Callable[..., World]) -> None:
    twin = {"name": "Anna Stone", "purpose": "the loom"}
    assert world(PERSON, twin).of_draft("Hello Anna,\nthe kiln.\nThank you") == []
