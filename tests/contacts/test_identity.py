"""Identity follows the person, not the row."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.contacts.find_sheet import find_contacts
from planner.contacts.read_contacts import read_contacts
from planner.text.person_keys import PersonKeys, contact_id, email_address, linkedin_slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.workbook.read_sheets import Sheets


@pytest.mark.parametrize(
    "text",
    [
        "https://www.linkedin.com/in/anna-berg",
        "https://www.linkedin.com/in/anna-berg/",
        "https://uk.linkedin.com/in/Anna-Berg?trk=people",
        "http://linkedin.com/in/ANNA-BERG/de",
        "linkedin.com/in/anna-berg#about",
        "www.linkedin.com/mwlite/in/anna-berg",
        "/in/anna-berg",
        "https://www.linkedin.com/in/%61nna-berg/?originalSubdomain=uk",
        "Profile: https://www.linkedin.com/in/anna-berg",
    ],
)
def test_every_spelling_of_a_profile_has_one_slug(text: str) -> None:
    assert linkedin_slug(text) == "anna-berg"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("https://www.linkedin.com/in/j%C3%BCrgen-m", "jürgen-m"),
        ("https://www.linkedin.com/in/ju\u0308rgen-m", "jürgen-m"),
        ("https://www.linkedin.com/pub/anna-berg/a7/576/b50", "anna-berg-b50576a7"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://example.org/in/anna", ""),
        ("anna-berg", ""),
        ("", ""),
    ],
)
def test_a_slug_is_decoded_and_only_a_profile_has_one(text: str, slug: str) -> None:
    assert linkedin_slug(text) == slug


@given(st.text(string.ascii_letters + string.digits + "-", min_size=1))
def test_a_slug_read_back_from_its_own_address_is_the_same(slug: str) -> None:
    assert linkedin_slug(f"https://www.linkedin.com/in/{slug}/") == slug.lower()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Anna@Acme.Example", "anna@acme.example"),
        ("Anna Berg <anna@acme.example>", "anna@acme.example"),
        ("mailto:anna@acme.example", "anna@acme.example"),
        ("anna@acme.example; ab@home.example", "anna@acme.example"),
        ("anna at acme", ""),
        ("@acme.example", ""),
    ],
)
def test_an_address_is_found_in_what_people_type(text: str, address: str) -> None:
    assert email_address(text) == address


def test_the_first_sign_that_is_there_identifies() -> None:
    everything = {"linkedin": "linkedin.com/in/anna", "email": "a@x.example", "name": "Anna Berg",
                  "company": "Acme"}  # fmt: skip
    assert contact_id(own_id=7, **everything) == "7"
    assert contact_id(own_id="n/a", **everything) == "anna"
    assert contact_id(**{**everything, "linkedin": "yes"}) == "a@x.example"
    assert contact_id(name="Anna Berg", company="Acme") == "anna berg, acme"
    assert contact_id(name="Anna Berg", company="n/a") == "anna berg"
    assert contact_id() == ""


@given(st.sampled_from(["Anna Berg", "ANNA  BERG", "Ánna Berg ", "anna\u00a0berg"]))
def test_name_and_company_identify_in_any_spelling(name: str) -> None:
    assert contact_id(name=name, company="ACME, Ltd.") == "anna berg, acme ltd"


def test_a_contact_is_known_by_every_sign(
    workbook: Callable[..., Sheets],
) -> None:
    header = ["ID", "Name", "Company", "Email", "LinkedIn URL"]
    person = ["M-7", "Anna Berg", "Acme", "Anna@x.example", "https://linkedin.com/in/Anna"]
    sheets = workbook({"C": [header, person]})
    (contact,) = read_contacts(sheets, find_contacts(sheets))
    assert PersonKeys.of_contact(contact).lines() == (
        "M-7", "linkedin:anna", "email:anna@x.example", "name:anna berg|acme",
    )  # fmt: skip
