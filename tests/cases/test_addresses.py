"""How somebody is reached: what is an address, what is used, and what is said of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from planner.text.addresses import read_email_cell
from planner.text.person_keys import linkedin_slug


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("Anna Berg <anna@x.example>", "anna@x.example"),
        ("bo@x.example; bo2@x.example", "bo@x.example"),
        ("bo@x.example / bo2@x.example", "bo@x.example"),
        ("ida@x.example (work)", "ida@x.example"),
        ("mailto:a@x.example", "a@x.example"),
        ("a@x.example,", "a@x.example"),
        ("müller@exämple.de", "müller@exämple.de"),
        ("o'neil@x.example", "o'neil@x.example"),
        ("E-Mail: a@x.example", "a@x.example"),
        ("a@x.example\nb@x.example", "a@x.example"),
        ("hal@x, hal@x.example", "hal@x.example"),
    ],
)
def test_what_can_be_used_is_used(typed: str, address: str) -> None:
    assert read_email_cell(typed).address == address


@pytest.mark.parametrize(
    "typed",
    ["see LinkedIn", "ed(at)x.example", "hal@x", "jan@x.example.", "gus@x..example", "@x.example",
     "a@b@x.example", "contact form", "auf Anfrage", "via le site", "por WhatsApp",
     "chiedere a Ugo",
     "a@-x.example", "a b c @ d"],
)  # fmt: skip
def test_what_is_no_address_is_empty_and_said(typed: str) -> None:
    cell = read_email_cell(typed)
    assert (cell.address, bool(cell.problem)) == ("", True)


@pytest.mark.parametrize(
    "typed", ["", "-", "n/a", "N/A", "none", "keine", "?", "unbekannt", "aucun"]
)
def test_what_stands_for_nothing_is_empty_in_silence(typed: str) -> None:
    cell = read_email_cell(typed)
    assert (cell.address, cell.problem) == ("", "")


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("https://www.linkedin.com/in/anna-berg-7)", "anna-berg-7"),
        ("https://www.linkedin.com/in/anna-berg-7,", "anna-berg-7"),
        ("https://www.linkedin.com/comm/in/anna-berg", "anna-berg"),
        ("https://www.linkedin.com/mwlite/in/anna-berg", "anna-berg"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://www.google.com/search?q=anna", ""),
        ("https://www.linkedin.com/search/results/people/?keywords=anna", ""),
        ("Linkedin profile", ""),
    ],
)
def test_a_profile_is_one_by_its_address(typed: str, slug: str) -> None:
    assert linkedin_slug(typed) == slug


def test_cells_of_emails_are_read_and_said_at_their_place(case: Any) -> None:
    desk = case("02_email_cells.xlsx")

    found = desk.findings()

    about = {item["cell"] for item in found if item["slug"] in {
        "address-unusable", "address-unclear", "unreachable"}}  # fmt: skip
    assert about == {f"B{row}" for row in range(3, 12)}
    statuses = desk.statuses()
    assert [name for name, status in statuses.items() if status == "drafted"] == [
        "Paul Roae", "Pbul Robe", "Piul Roie"
    ]  # fmt: skip


def test_who_has_a_good_email_beside_a_bad_profile_gets_it(case: Any) -> None:
    desk = case("reach-and-names-odd.xlsx")
    desk.run("draft", sender=True)

    touches = {touch["contact"]: touch for touch in desk.run("status")["touches"]}

    for number in range(22, 28):
        by_email = [each for each in touches.values() if each["company"] == f"A{number}"]
        assert [touch["channel"] for touch in by_email if number != 28] == ["email"]
    cells = {item["cell"] for item in desk.findings(sender=True)
             if item["slug"] in {"unreachable", "channel-fallen"}}  # fmt: skip
    assert {f"D{row}" for row in range(17, 23)} <= cells


def test_a_phone_kept_as_a_number_reads_as_its_digits(case: Any) -> None:
    desk = case("phone-as-number.xlsx")
    desk.run("draft", sender=True)

    from openpyxl import load_workbook  # noqa: PLC0415 - beside its use

    sheet = load_workbook(desk.path)["Tracking"]
    headers = [cell.value for cell in sheet[1]]
    row = next(
        row for row in sheet.iter_rows(min_row=2) if row[headers.index("Name")].value == "Anna Berg"
    )
    link = row[headers.index("Link")]
    assert link.hyperlink
    assert (link.value, link.hyperlink.target) == ("4915112345678", "tel:4915112345678")


def test_a_column_of_addresses_under_another_name_is_named(listed: Any) -> None:
    desk = listed(
        ("Name", "Email", "Purpose", "Anschrift elektronisch"),
        ("Ann Ash", None, "your talk on soil", "ann@x.example"),
    )

    (found,) = [item for item in desk.findings(sender=True) if item["slug"] == "unreachable"]

    assert '--column email="Anschrift elektronisch"' in found["hint"]
