"""Everybody in the sample workbooks is found by whatever a user may call them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.text.person_keys import By, PersonKeys
from planner.text.person_match import Certainty, PersonIndex
from planner.workbook.read_sheets import read_sheets

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
NAMES = ["conference", "fundraiser", "job_search", "mentors"]


@pytest.fixture(params=NAMES)
def people(request: pytest.FixtureRequest) -> dict[str, PersonKeys]:
    with read_sheets(SAMPLES / f"{request.param}.xlsx") as sheets:
        contacts = read_contacts(sheets, find_contacts(sheets))
        return {contact.id: PersonKeys.of_contact(contact) for contact in contacts}


def test_everybody_is_found_by_id_profile_address_and_name(people: dict[str, PersonKeys]) -> None:
    index = PersonIndex[str]()
    named = defaultdict(list)
    for person, keys in people.items():
        index.add(person, replace(keys, id=person.casefold()))
        named[keys.name].append(person)
    for person, keys in people.items():
        assert index.asked_for(person.upper()) == [person]
        if keys.profile:
            assert person in index.asked_for(f"https://de.linkedin.com/in/{keys.profile}/?x=1")
        for address in keys.emails:
            assert person in index.asked_for(f"<{address.upper()}>")
        assert index.asked_for(keys.name.title()) == named[keys.name]


def test_nobody_is_certainly_another(people: dict[str, PersonKeys]) -> None:
    index = PersonIndex[str]()
    for person, keys in people.items():
        certain = [
            match.person
            for match in index.matches(keys, By.PROFILE, By.EMAIL)
            if match.certainty is Certainty.CERTAIN
        ]
        assert certain == []
        index.add(person, keys)


def test_what_tracking_remembers_finds_the_person_again(people: dict[str, PersonKeys]) -> None:
    index = PersonIndex[str]()
    for person, keys in people.items():
        index.add(person, PersonKeys.remembered(keys.lines()))
    for person, keys in people.items():
        assert person in index.people(keys, By.ID)
        assert person in index.people(replace(keys, id=""), By.PROFILE, By.EMAIL, By.NAME)
