"""One matcher: whom some keys mean, how surely, and by which key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.contacts.suppressions import Suppressions
from planner.model.suppression import Suppression
from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import Certainty, PersonIndex

ANNA = PersonKeys.of_texts(
    linkedin="https://www.linkedin.com/in/anna-berg",
    email="Anna <anna@acme.example>; a.berg@home.example",
    name="Anna Berg",
    company="Acme",
)
EVERY_KIND = (By.PROFILE, By.EMAIL, By.NAME_AND_COMPANY, By.NAME)


def _index() -> PersonIndex[str]:
    index = PersonIndex[str]()
    index.add("anna", ANNA)
    return index


@pytest.mark.parametrize(
    ("keys", "by", "certainty"),
    [
        (PersonKeys.of_texts(linkedin="linkedin.com/in/Anna-Berg?x=1"), By.PROFILE, "certain"),
        (PersonKeys.of_texts(email="mailto:A.Berg@Home.example"), By.EMAIL, "certain"),
        (PersonKeys.of_texts(name="anna berg", company="ACME"), By.NAME_AND_COMPANY, "likely"),
        (PersonKeys.of_texts(name="Änna Berg", company="Other"), By.NAME, "likely"),
        (PersonKeys(profile="anna-b", emails=("anna@acme.example",)), By.EMAIL, "no"),
    ],
)
def test_a_match_says_how_sure_it_is_and_by_which_key(
    keys: PersonKeys, by: By, certainty: str
) -> None:
    match = next(_index().matches(keys, *EVERY_KIND))
    assert (match.person, match.by, match.certainty) == ("anna", by, Certainty(certainty))


def test_a_match_says_what_speaks_against_it() -> None:
    other = PersonKeys.of_texts(email="ab@new.example", name="Anna Berg", company="Acme")
    match = next(_index().matches(other, *EVERY_KIND))
    assert match.against == {By.EMAIL}
    assert match.certainty is Certainty.LIKELY


def test_who_learns_a_company_is_no_longer_known_without_one() -> None:
    index = PersonIndex[str]()
    index.add("bo", PersonKeys(name="bo li"))
    index.learn("bo", PersonKeys(name="bo li", company="acme"))
    assert not index.people(PersonKeys(name="bo li"), By.NAME_AND_COMPANY)
    assert index.people(PersonKeys(name="bo li", company="acme"), By.NAME_AND_COMPANY) == ["bo"]


@pytest.mark.parametrize(
    "typed",
    ["anna-berg", "linkedin.com/in/ANNA-BERG/", "a.berg@home.example", "anna berg", "Berg"],
)
def test_a_user_may_call_somebody_by_any_key_or_by_words_of_the_name(typed: str) -> None:
    assert _index().asked_for(typed) == ["anna"]


@pytest.mark.parametrize("typed", ["linkedin.com/in/berg", "berg@acme.example", "", "Bergen"])
def test_a_profile_or_address_of_nobody_means_nobody(typed: str) -> None:
    assert _index().asked_for(typed) == []


def test_every_address_of_a_cell_is_held_against_the_suppressions() -> None:
    row = Suppression("Do not contact!A2", email="a.berg@home.example")
    assert Suppressions.of([row]).of_person(ANNA) == row


def test_a_placeholder_is_no_company_that_two_could_share() -> None:
    row = Suppression("Do not contact!A2", company="n/a")
    assert Suppressions.of([row]).of_person(PersonKeys.of_texts(name="Bo", company="n/a")) is None


WORDS = st.text("abc", min_size=1, max_size=4)


@given(
    keys=st.builds(
        PersonKeys,
        id=WORDS,
        profile=WORDS | st.just(""),
        emails=st.lists(WORDS.map("{}@x.example".format), max_size=1).map(tuple),
        name=WORDS,
        company=WORDS | st.just(""),
    )
)
def test_keys_that_were_written_down_are_read_back(keys: PersonKeys) -> None:
    assert PersonKeys.remembered(keys.lines()) == keys
