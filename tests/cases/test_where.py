"""A condition names a column as its owner does."""

from __future__ import annotations

from typing import Any

import pytest


def test_first_name_means_the_first_name(case: Any) -> None:
    shown = case("where_first_name.xlsx").run("status", "--where", "First name=Ben")
    assert [touch["name"] for touch in shown["touches"]] == ["Ben Castillo"]


@pytest.mark.parametrize(
    ("headers", "condition"),
    [
        (("First name", "Last name"), "First name=Ben"),
        (("Vorname", "Nachname"), "Vorname=ben"),
        (("Prénom", "Nom de famille"), "prénom=Ben"),
        (("Given Name", "Family Name"), "Family Name=Castillo"),
        (("First name", "Last name"), "name=Ben Castillo"),
    ],
)
def test_a_part_of_the_name_is_asked_by_its_header(
    listed: Any, headers: tuple[str, str], condition: str
) -> None:
    desk = listed(
        (*headers, "Email", "Purpose"),
        ("Ben", "Castillo", "ben@x.example", "your talk on soil"),
        ("Amy", "Okafor", "amy@y.example", "your talk on clay"),
    )

    drafted = desk.run("draft", "--where", condition, sender=True)["drafts"]

    assert [draft["contact"] for draft in drafted] == ["ben@x.example"]
