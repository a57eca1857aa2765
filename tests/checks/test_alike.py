from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from planner.checks.similar_drafts import DraftedMessages
from planner.model.finding import Finding, Severity
from planner.model.reached import Reached

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.checks.conftest import World

ANNA = {
    "name": "Anna Berg", "company": "Acme Ltd", "title": "Registrar",
    "purpose": "your welding course", "met_at": "",
}  # fmt: skip
TOM = {**ANNA, "name": "Tom Ash", "company": "ACME", "title": "Head of training"}
TEMPLATE = (
    "Dear {first_name},\n\nas {title} at {company} you know best. I am writing about {purpose}."
    " {met_at}\n\nThank you\nAda Reed"
)


def said_of(here: World, *, texts: Mapping[int, str] | None = None) -> list[Finding]:
    """What is said of the draft of each contact, in the order of the sheet."""
    found: list[Finding] = []
    for place, contact in enumerate(here.contacts.contacts):
        cells = {name: contact.text(name) for name in contact.columns.positions}
        text = (texts or {}).get(place, TEMPLATE).format_map(cells)
        template = "other" if texts and place in texts else "message"
        found += here.of_draft(text, place=place, template=template)
    return [each for each in found if each.slug == "draft-alike"]


def test_colleagues_whose_drafts_differ_by_name_and_role_are_advice(
    world: Callable[..., World],
) -> None:
    (found,) = said_of(world(ANNA, TOM))
    assert (found.severity, found.contact) == (Severity.ADVICE, "tom ash, acme")
    assert found.message == (
        'Anna Berg at Acme Ltd (D2) gets practically the same message: "your welding course"'
    )


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("your welding course", "a word on the welding course", True),
        ("your welding course", "your welding courses", True),
        ("careers in records management", "a career in record management", True),
        ("Anna's talk on kilns", "Tom's talk on kilns", True),
        ("your welding course", "your kiln", False),
        ("your welding course", "your welding course in Leeds", False),
        ("the talk on maps of Leeds", "the talk on maps of Leek", False),
        ("the report 20250117 on kilns", "the report 20250118 on kilns", False),
        ("your work as registrar", "your work as head of training", False),
        ("TBD", "TBD", False),
    ],
)
def test_what_the_purposes_name_decides(
    world: Callable[..., World], one: str, other: str, *, is_alike: bool
) -> None:
    here = world({**ANNA, "purpose": one}, {**TOM, "purpose": other})
    assert bool(said_of(here)) is is_alike


def test_something_personal_beside_the_purpose_tells_two_drafts_apart(
    world: Callable[..., World],
) -> None:
    assert said_of(world(ANNA, {**TOM, "met_at": "We met at the fair in Ghent."})) == []


def test_two_templates_with_one_purpose_are_compared_by_it(world: Callable[..., World]) -> None:
    shorter = {1: "Hello {first_name}, may I ask about {purpose}? Thanks"}
    (found,) = said_of(world(ANNA, TOM), texts=shorter)
    assert "(D2) gets another message with the same purpose" in found.message
    assert said_of(world(ANNA, {**TOM, "purpose": "your kiln"}), texts=shorter) == []


def test_people_at_two_companies_do_not_compare(world: Callable[..., World]) -> None:
    assert said_of(world(ANNA, {**TOM, "company": "Fernhill"})) == []
    assert said_of(world({**ANNA, "company": ""}, {**TOM, "company": ""})) == []


def test_a_second_look_says_the_same(world: Callable[..., World]) -> None:
    here = world(ANNA, TOM, {**TOM, "name": "Bo Lind"})
    first = said_of(here)
    assert [each.cell for each in first] == ["D3", "D4"]
    assert said_of(here) == first


def test_the_finding_stands_where_something_can_still_be_changed(
    world: Callable[..., World],
) -> None:
    here = world(ANNA, TOM)
    anna, tom = (contact.id for contact in here.contacts)

    def after(*written: str) -> list[tuple[str, str]]:
        reached = Reached(frozenset(written))
        context = replace(here.context, reached=reached)
        found = said_of(replace(here, context=context, drafted=DraftedMessages()))
        return [(each.contact, each.message.partition(" practically")[0]) for each in found]

    assert after(anna) == [(tom, "Anna Berg at Acme Ltd (D2) got")]
    assert after(tom) == [(anna, "Tom Ash at ACME (D3) got")]
    assert after(anna, tom) == []


def test_a_company_of_many_is_compared_with_a_few(world: Callable[..., World]) -> None:
    people = [{**TOM, "name": f"Person {n}", "met_at": f"At fairtown{n}."} for n in range(100)]
    here = world(*people)
    assert said_of(here) == []
    assert max(len(messages) for messages in here.drafted.groups.values()) <= 20
