from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from planner.checks.run_checks import check_list
from planner.checks.sender import readiness
from planner.model.finding import Finding, Severity
from planner.model.reached import Reached

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    "name",
    ["anna@fernhill.example", "ANNA BERG", "anna berg", "Fernhill Ltd", "Kestrel GmbH", "Info",
     "Berg Anna", "Anna B3rg"],
)  # fmt: skip
def test_a_name_that_would_greet_wrongly_is_odd(world: Callable[..., World], name: str) -> None:
    (found,) = world({"name": name, "purpose": "the kiln"}).of_contact()
    assert (found.slug, found.cell) == ("name-odd", "A2")


@pytest.mark.parametrize(
    "name",
    ["Anna Berg", "Siobhán O'Dwyer", "Jo Hart", "Peter van Dijk", "Elton John", "Maria Anna Stein",
     "李小龙", "محمد علي", "Grace Mbeki-Larsen", "Dr. Henrik Aalto", "Madonna",
     "J. R. Ó Súilleabháin"],
)  # fmt: skip
def test_an_uncommon_name_is_not_odd(world: Callable[..., World], name: str) -> None:
    assert world({"name": name, "purpose": "the kiln"}).of_contact() == []


def test_a_name_that_is_the_company_is_odd(world: Callable[..., World]) -> None:
    person = {"name": "Atelier Perrin", "company": "Atelier Perrin", "purpose": "the kiln"}
    assert [each.slug for each in world(person).of_contact()] == ["name-odd"]


def of_slug(found: list[Finding], slug: str) -> list[Finding]:
    return [each for each in found if each.slug == slug]


def test_one_profile_or_address_on_two_rows_is_an_error_on_the_later(
    world: Callable[..., World],
) -> None:
    here = world(
        {"name": "Anna Berg", "linkedin_url": "https://www.linkedin.com/in/anna-berg", "id": "1"},
        {"name": "A. Berg", "linkedin_url": "linkedin.com/in/Anna-Berg/?trk=1", "id": "2"},
        {"name": "Tom Ash", "email": "tom@ash.example", "id": "3"},
        {"name": "T Ash", "email": "Tom <TOM@ash.example>", "id": "4"},
    )
    found = of_slug(here.of_list(), "identity-duplicate")
    assert [(each.contact, each.severity) for each in found] == [
        ("2", Severity.ERROR),
        ("4", Severity.ERROR),
    ]
    assert "row 2 (Anna Berg, B2)" in found[0].message


@pytest.mark.parametrize(
    ("one", "other", "is_likely"),
    [
        ("Robert Miller", "Bob Miller", True),
        ("Jon Smith", "John Smith", True),
        ("A. Berg", "Anna Berg", True),
        ("Anna Berg", "Anna Bergg", True),
        ("Anna M. Berg", "Anna Berg", True),
        ("Berg Anna", "Anna Berg", True),
        ("Anna Berg", "Tom Berg", False),
        ("Anna Berg", "Anna Stone", False),
        ("Maria Lopez", "Mario Lopez", False),
    ],
)
def test_names_alike_within_a_company_are_a_warning_with_both_cells(
    world: Callable[..., World], one: str, other: str, *, is_likely: bool
) -> None:
    here = world({"name": one, "company": "Acme Ltd"}, {"name": other, "company": "Acme"})
    found = of_slug(here.of_list(), "duplicate-likely")
    assert bool(found) is is_likely
    if found:
        assert found[0].cell == "A3"
        assert "(A2)" in found[0].message


def test_names_alike_with_profiles_of_their_own_are_two_people(
    world: Callable[..., World],
) -> None:
    url = "https://www.linkedin.com/in/"
    one = {"name": "Jon Smith", "company": "Acme", "linkedin_url": f"{url}jon"}
    other = {"name": "John Smith", "company": "Acme", "linkedin_url": f"{url}john"}
    assert world(one, other).of_list() == []


def test_names_alike_at_two_companies_are_two_people(world: Callable[..., World]) -> None:
    here = world({"name": "Jon Smith", "company": "Acme"}, {"name": "John Smith", "company": "B"})
    assert here.of_list() == []


def at_acme() -> list[dict[str, str]]:
    things = {"An": "kiln", "Bo": "loom", "Cy": "press", "Di": "forge"}
    return [
        {"name": f"{n} Person{n}", "company": "Acme", "purpose": f"the {thing}"}
        for n, thing in things.items()
    ]


def test_many_people_at_a_company_are_said_once(world: Callable[..., World]) -> None:
    people = at_acme()
    assert world(*people).of_list() == []
    (found,) = world(*people, settings={"people at a company": "3"}).of_list()
    assert (found.slug, found.cell) == ("company-crowded", "B5")
    assert found.message.startswith("4 people at Acme")


def test_the_bound_of_people_at_a_company_can_be_taken_off(world: Callable[..., World]) -> None:
    more = {"Ed": "lathe", "Flo": "wheel"}
    people = at_acme() + [
        {"name": f"{n} Person{n}", "company": "Acme", "purpose": f"the {thing}"}
        for n, thing in more.items()
    ]
    assert [each.slug for each in world(*people).of_list()] == ["company-crowded"]
    assert world(*people, settings={"people at a company": "off"}).of_list() == []


def test_a_colleague_who_answered_is_the_one_to_ask(world: Callable[..., World]) -> None:
    one = {"name": "Anna Berg", "company": "Acme", "status": "Replied"}
    other = {"name": "Tom Ash", "company": "Acme"}
    (found,) = world(one, other).of_list()
    assert (found.slug, found.contact) == ("colleague-answered", "tom ash, acme")
    assert "Anna Berg at Acme has answered" in found.message


def test_an_answer_known_to_tracking_counts_as_well(world: Callable[..., World]) -> None:
    here = world({"name": "Anna Berg", "company": "Acme"}, {"name": "Tom Ash", "company": "Acme"})
    (found,) = after(here, answered={"anna berg, acme"})
    assert found.contact == "tom ash, acme"
    assert after(here, answered={"anna berg, acme"}, written={"tom ash, acme"}) == []


def after(here: World, **what: Any) -> list[Finding]:
    """What is said of the list after `what` became of its contacts."""
    reached = Reached(**what)
    context = replace(here.context, reached=reached)
    return check_list(here.contacts, context)


def test_people_at_a_company_count_week_by_week(world: Callable[..., World]) -> None:
    people = at_acme()
    here = world(*people, settings={"people at a company": "3"})
    ids = [contact.id for contact in here.contacts]
    assert [each.slug for each in after(here)] == ["company-crowded"]
    assert after(here, days={ids[0]: TODAY - timedelta(days=7)}, written={ids[0]}) == []
    assert after(here, days={ids[3]: TODAY + timedelta(days=7)}) == []
    (found,) = after(here, days={ids[0]: TODAY - timedelta(days=6)}, written={ids[0]})
    assert found.contact == ids[3]


def test_who_gets_no_message_does_not_crowd_a_company(world: Callable[..., World]) -> None:
    people = at_acme()
    people[0]["purpose"] = "TBD"
    assert world(*people, settings={"people at a company": "3"}).of_list() == []


FULL = {
    "name": "Ada Lovel", "offer": "an hour of help", "headline": "Archivist", "role": "Archivist",
    "photo": "yes", "schools": "Northgate", "past_roles": "Clerk; Registrar", "fields": "archives",
    "groups": "ARMA",
}  # fmt: skip


def test_a_full_sender_sheet_is_ready_and_says_nothing(world: Callable[..., World]) -> None:
    here = world({"name": "Anna Berg"}, sender=FULL)
    assert readiness(here.context.sender) == (100, [])
    assert here.of_list() == []


def test_a_thin_sender_sheet_says_what_to_add_first(world: Callable[..., World]) -> None:
    here = world({"name": "Anna Berg"}, sender={**FULL, "photo": "no", "headline": ""})
    (found,) = here.of_list()
    assert (found.slug, found.sheet, found.cell) == ("sender-thin", "Sender", "B4")
    assert found.message == "what the sheet says of you is 75 % ready: add headline, photo first"


def test_nothing_offered_and_nothing_shared_is_said_once_with_the_count(
    world: Callable[..., World],
) -> None:
    sender = {**FULL, "offer": ""}
    shares = {"name": "Anna Berg", "school": "Northgate"}
    here = world(shares, {"name": "Tom Ash"}, {"name": "Bo Lind"}, sender=sender)
    (found,) = of_slug(here.of_list(), "nothing-to-trade")
    assert "2 contacts share nothing" in found.message
    assert of_slug(world(shares, sender=sender).of_list(), "nothing-to-trade") == []
