from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.checks.suppressed import suppressed
from planner.contacts.suppressions import suppression_of
from planner.model.finding import Severity
from planner.model.suppression import Suppression

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World

ANNA = {
    "name": "Anna Bérg",
    "company": "Fernhill Archives",
    "email": "Anna@mail.fernhill.example",
    "linkedin_url": "https://www.linkedin.com/in/anna-berg/",
    "purpose": "the kiln",
}


@pytest.mark.parametrize(
    "row",
    [
        Suppression("'Do not contact'!A2", email="anna@MAIL.fernhill.example"),
        Suppression("'Do not contact'!A2", email="@fernhill.example"),
        Suppression("'Do not contact'!A2", domain="fernhill.example"),
        Suppression("'Do not contact'!A2", linkedin_url="linkedin.com/in/Anna-Berg?trk=x"),
        Suppression("'Do not contact'!A2", name="anna berg"),
        Suppression("'Do not contact'!A2", name="ANNA BERG", company="Fernhill Archives"),
        Suppression("'Do not contact'!A2", company="fernhill archives"),
    ],
)
def test_any_sign_of_a_person_suppresses_them(
    world: Callable[..., World], row: Suppression
) -> None:
    here = world(ANNA, suppressions=[row])
    assert suppression_of(here[0], here.context.suppressions) == row


@pytest.mark.parametrize(
    "row",
    [
        Suppression("A2", email="hannah@mail.fernhill.example"),
        Suppression("A2", domain="hill.example"),
        Suppression("A2", linkedin_url="linkedin.com/in/anna-berg-2"),
        Suppression("A2", name="Anna Berg", company="Kestrel"),
        Suppression("A2", name="Ann"),
        Suppression("A2", company="Fernhill"),
    ],
)
def test_a_sign_of_somebody_else_does_not(world: Callable[..., World], row: Suppression) -> None:
    here = world(ANNA, suppressions=[row])
    assert suppression_of(here[0], here.context.suppressions) is None


def test_the_finding_names_the_row_and_the_reason(world: Callable[..., World]) -> None:
    row = Suppression("'Do not contact'!A2", name="Anna Berg", reason="asked us to stop")
    found = suppressed(world(ANNA)[0], row)
    assert found.severity is Severity.ADVICE
    assert "asked us to stop" in found.message
    assert "'Do not contact'!A2" in found.hint
