"""Nobody on the sheet "Do not contact" slips through for the shape of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.contacts.suppressions_sheet import read_suppressions
from planner.model.suppression import Suppression

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.workbook.read_sheets import Sheets

    Make = Callable[..., Sheets]

SHEET = "Do not contact"


def test_without_the_sheet_nobody_is_suppressed(workbook: Make) -> None:
    assert read_suppressions(workbook({"Contacts": [["Name"], ["Anna"]]})) == ()


@pytest.mark.parametrize(
    "sheet",
    ["do NOT contact", "Do-not-contact", "Nicht kontaktieren", "Ne pas contacter", "No contactar",
     "Não contatar", "Non contattare", "Niet benaderen"],
)  # fmt: skip
def test_the_sheet_is_known_in_seven_languages(workbook: Make, sheet: str) -> None:
    (found,) = read_suppressions(workbook({sheet: [["Email"], ["a@x.example"]]}))
    assert (found.email, found.cell) == ("a@x.example", f"{sheet}!A2")


def test_every_column_has_its_meaning(workbook: Make) -> None:
    rows = [
        ["Do not contact"],
        ["Who must get nothing. One column filled is enough."],
        ["Email", "Domain", "LinkedIn URL", "Name", "Company", "Reason"],
        ["Anna@X.example", None, None, None, None, "asked us to stop"],
        [None, "Rival.example"],
        [None, None, "linkedin.com/in/Bo-Li"],
        [None, None, None, "Ugo Rossi", "Beta"],
        [None, None, None, None, "Gamma", "a rival"],
        [None, None, None, None, None, "only a note"],
    ]
    assert read_suppressions(workbook({SHEET: rows})) == (
        Suppression(f"{SHEET}!A4", "asked us to stop", email="anna@x.example"),
        Suppression(f"{SHEET}!B5", domain="rival.example"),
        Suppression(f"{SHEET}!C6", linkedin_url="https://linkedin.com/in/Bo-Li"),
        Suppression(f"{SHEET}!D7", name="Ugo Rossi", company="Beta"),
        Suppression(f"{SHEET}!E8", "a rival", company="Gamma"),
    )


def test_headers_of_other_languages_and_split_names_are_understood(workbook: Make) -> None:
    rows = [["Vorname", "Nachname", "Firma", "Grund"], ["Anna", "Berg", "Acme", "bat darum"]]
    (found,) = read_suppressions(workbook({SHEET: rows}))
    assert (found.name, found.company, found.reason) == ("Anna Berg", "Acme", "bat darum")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("anna@x.example", Suppression(f"{SHEET}!A1", email="anna@x.example")),
        ("Anna <ANNA@x.example>", Suppression(f"{SHEET}!A1", email="anna@x.example")),
        ("https://www.linkedin.com/in/anna",
         Suppression(f"{SHEET}!A1", linkedin_url="https://www.linkedin.com/in/anna")),
        ("@rival.example", Suppression(f"{SHEET}!A1", domain="rival.example")),
        ("Anna Berg", Suppression(f"{SHEET}!A1", name="Anna Berg")),
    ],
)  # fmt: skip
def test_a_bare_list_is_understood_by_the_form_of_each_cell(
    workbook: Make, typed: str, expected: Suppression
) -> None:
    assert read_suppressions(workbook({SHEET: [[typed]]})) == (expected,)


@pytest.mark.parametrize(
    "typed", ["rival.example", "@rival.example", "*@Rival.example", "https://www.rival.example/"]
)
def test_a_domain_is_one_in_a_column_of_domains_or_addresses(workbook: Make, typed: str) -> None:
    for header in ("Email", "Domain"):
        (found,) = read_suppressions(workbook({SHEET: [[header], [typed]]}))
        assert (found.domain, found.email) == ("rival.example", "")


def test_a_cell_with_several_addresses_suppresses_each(workbook: Make) -> None:
    rows = [["Email", "Reason"], ["a@x.example; b@x.example\nc@x.example", "left"]]
    found = read_suppressions(workbook({SHEET: rows}))
    assert [each.email for each in found] == ["a@x.example", "b@x.example", "c@x.example"]
    assert {each.reason for each in found} == {"left"}


def test_a_sign_in_the_wrong_column_still_counts(workbook: Make) -> None:
    rows = [["Name", "Company"], ["anna@x.example", None], ["https://linkedin.com/in/bo", None]]
    one, other = read_suppressions(workbook({SHEET: rows}))
    assert one.email == "anna@x.example"
    assert other.linkedin_url == "https://linkedin.com/in/bo"


def test_a_name_that_links_to_a_profile_suppresses_both(workbook: Make) -> None:
    link = "https://www.linkedin.com/in/anna"
    (found,) = read_suppressions(workbook({SHEET: [["Name"], ["Anna Berg"]]}, links={(2, 1): link}))
    assert (found.name, found.linkedin_url) == ("Anna Berg", link)


def test_placeholders_suppress_nobody(workbook: Make) -> None:
    rows = [["Email", "Name", "Company"], ["n/a", "-", "?"], [None, "TBD", None]]
    assert read_suppressions(workbook({SHEET: rows})) == ()


def test_the_company_beside_an_address_does_not_mean_everybody_there(workbook: Make) -> None:
    rows = [["Email", "Company"], ["anna@x.example", "Acme"]]
    (found,) = read_suppressions(workbook({SHEET: rows}))
    assert (found.email, found.company) == ("anna@x.example", "")
