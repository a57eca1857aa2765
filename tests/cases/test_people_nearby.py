"""Do not contact, by names as people write them; and the office that must not know."""

from __future__ import annotations

from typing import Any

import pytest

from planner.checks.job_search import is_about_a_job
from planner.text.likeness import is_likely_firm, is_likely_name, name_words


@pytest.mark.parametrize(
    ("entry", "name"),
    [("Bo Li", "Dr. Bo Li"), ("Li, Bo", "Bo Li"), ("Prof. Dr. Eva Lang", "Lang, Eva"),
     ("Frau Ines Böhmer", "Ines Bohmer"), ("M. Paul Roy", "Paul Roy"),
     ("Sra. Ana Dias", "Ana Dias"),
     ("JEAN-LUC PONTY", "Jean Luc Ponty")],
)  # fmt: skip
def test_titles_order_and_accents_change_nobody(entry: str, name: str) -> None:
    assert name_words(entry) == name_words(name)


@pytest.mark.parametrize(
    ("entry", "name"),
    [("B. Li Chen", "Bo Li Chen"), ("A. Berg", "Anna Berg"), ("Anna Maria Berg", "Anna Berg"),
     ("J. R. Tolkien", "John Tolkien")],
)  # fmt: skip
def test_initials_and_middle_names_are_likely(entry: str, name: str) -> None:
    assert is_likely_name(name_words(entry), name_words(name))


@pytest.mark.parametrize(
    ("entry", "name"),
    [("Anna Berg", "Anna Stein"), ("Anna Berg", "Ben Berg"), ("A. Berg", "Ben Berg"),
     ("Li", "Bo Li"),
     ("Ann Lee", "Lee Ann Womack Lee Roy Brown")],
)  # fmt: skip
def test_one_name_in_common_is_not(entry: str, name: str) -> None:
    is_last = entry == "Ann Lee"  # all its words stand in the other: likely, and asked
    assert is_likely_name(name_words(entry), name_words(name)) is is_last


def test_a_firm_that_begins_alike_is_likely() -> None:
    assert is_likely_firm("acme", "acme research")
    assert not is_likely_firm("acme", "acmetal")
    assert not is_likely_firm("acme", "acme")


def with_suppressions(desk: Any, *entries: tuple[Any, ...]) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - beside its use

    book = load_workbook(desk.path)
    sheet = book.create_sheet("Do not contact")
    sheet.append(("Email", "LinkedIn URL", "Name", "Company"))
    for entry in entries:
        sheet.append(entry)
    book.save(desk.path)
    return desk


def test_all_entries_of_the_list_hold(case: Any) -> None:
    assert set(case("04_dnc.xlsx").statuses().values()) == {"suppressed"}


@pytest.mark.parametrize(
    "entry",
    [(None, None, "Ash, Ann", None), (None, None, "Dr. Ann Ash", "Soil Ltd"),
     (None, None, None, "Soil"), (None, None, None, "SOIL GmbH"), ("a.ash@home.example",),
     (None, None, "ann ash", "Soil Inc."), ("@soil.example",), ("Ann Ash <ann@soil.example>",)],
)  # fmt: skip
def test_a_certain_entry_suppresses(listed: Any, entry: tuple[Any, ...]) -> None:
    desk = listed(
        ("Name", "Email", "Company", "Purpose"),
        ("Ann Ash", "ann@soil.example; a.ash@home.example", "Soil Ltd", "your talk on soil"),
        ("Bo Beck", "bo@clay.example", "Clay Ltd", "your talk on clay"),
    )

    statuses = with_suppressions(desk, entry).statuses(sender=True)

    assert statuses == {"Ann Ash": "suppressed", "Bo Beck": "drafted"}


@pytest.mark.parametrize(
    "entry",
    [(None, None, "A. Ash", None), (None, None, "Ann Mary Ash", None),
     (None, None, None, "Soil Research"), (None, None, "Ann Ash", "Soil Research")],
)  # fmt: skip
def test_a_likely_entry_holds_and_asks(listed: Any, entry: tuple[Any, ...]) -> None:
    desk = with_suppressions(
        listed(
            ("Name", "Email", "Company", "Purpose"),
            ("Ann Ash", "ann@soil.example", "Soil Ltd", "your talk on soil"),
        ),
        entry,
    )

    assert desk.statuses(sender=True) == {"Ann Ash": ""}
    (found,) = [item for item in desk.findings(sender=True) if item["slug"] == "suppressed-nearly"]
    assert "Do not contact!" in found["message"]


def test_an_entry_with_another_address_means_somebody_else(listed: Any) -> None:
    desk = with_suppressions(
        listed(
            ("Name", "Email", "Company", "Purpose"),
            ("Ann Ash", "ann@soil.example", "Soil Ltd", "your talk on soil"),
        ),
        ("amy@ash.example", None, "A. Ash", None),
    )

    assert desk.statuses(sender=True) == {"Ann Ash": "drafted"}


def test_nobody_of_the_own_employer_hears_of_the_search(case: Any) -> None:
    statuses = case("own_employer.xlsx").statuses()

    assert [name for name, status in statuses.items() if status != "drafted"] == [
        "Nina Vale", "Omar Reid", "Pia Stone"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "purpose",
    ["your opening for an analyst", "the vacancy in planning", "the analyst role in your team",
     "to apply for the internship", "Ihre Stelle als Referentin", "die Bewerbung um das Praktikum",
     "votre offre de stage", "la vacante de analista", "a vaga de designer", "uw vacature"],
)  # fmt: skip
def test_a_purpose_about_a_job_is_one(purpose: str) -> None:
    assert is_about_a_job(purpose)


@pytest.mark.parametrize(
    "purpose",
    ["the good job you did on the index", "the batch job that runs at night",
     "your role in the study",
     "your post about soil", "the web application you showed", "Ihre Rolle im Projekt",
     "votre rôle dans le projet", "uw rol in het project"],
)  # fmt: skip
def test_words_that_only_look_like_a_job_are_none(purpose: str) -> None:
    assert not is_about_a_job(purpose)
