from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planner.checks.job_search import is_discreet_for
from planner.model.channel import Channel
from planner.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World

JOB = "Hello {},\nWhy I'm writing: your opening for an archivist.\nThank you"


def person(**cells: str) -> dict[str, str]:
    return {"name": "Anna Berg", "purpose": "your opening for an archivist", **cells}


def sender(mode: str) -> dict[str, str]:
    return {"job_search": mode, "employer": "York Ltd", "employer_aliases": "Yorkshire Paper; YP"}


@pytest.mark.parametrize(
    "cells",
    [
        {"company": "York Limited"},
        {"company": "Yorkshire Paper Holdings"},
        {"introduced_by": "Tom at York"},
        {"past_employers": "Acme; York Ltd"},
    ],
)
def test_a_discreet_search_must_not_reach_the_own_employer(
    world: Callable[..., World], cells: dict[str, str]
) -> None:
    here = world(person(**cells), sender=sender("discreet"))
    (found,) = (each for each in here.of_draft(JOB) if each.slug.startswith("job"))
    assert (found.slug, found.severity) == ("job-search-exposed", Severity.ERROR)
    assert found.cell == here[0].cell(next(iter(cells)))
    assert not is_discreet_for(here[0], here.context)


def test_a_discreet_search_is_told_to_others_in_confidence(world: Callable[..., World]) -> None:
    here = world(person(company="New Yorker Hotels"), sender=sender("Discreet"))
    assert here.of_draft(JOB) == []
    assert is_discreet_for(here[0], here.context)


def test_the_own_employer_may_get_a_message_about_something_else(
    world: Callable[..., World],
) -> None:
    here = world(person(company="York Ltd", purpose="the kiln"), sender=sender("discreet"))
    found = here.of_draft("Hello Anna,\nthe kiln at York.\nThank you")
    assert found == []


def test_an_open_search_that_a_message_about_work_hides_is_advice(
    world: Callable[..., World],
) -> None:
    here = world(person(purpose="a career in paper conservation"), sender=sender("open"))
    text = "Hello Anna,\na career in paper conservation interests me.\nThank you"
    assert [each.slug for each in here.of_draft(text)] == ["job-search-unsaid"]
    said = text.replace("interests me", "is what I am after: I am looking for a new job")
    assert here.of_draft(said) == []


def test_a_question_about_a_post_says_it_already(world: Callable[..., World]) -> None:
    assert world(person(), sender=sender("open")).of_draft(JOB) == []


def test_who_does_not_look_for_a_job_should_not_sound_so(world: Callable[..., World]) -> None:
    here = world(person(purpose="the kiln"), sender=sender("no"))
    text = "Hello Anna,\nthe kiln. I am looking for a new role.\nThank you"
    assert [each.slug for each in here.of_draft(text)] == ["job-search-suggested"]
    for text in ("the kiln and its next user", "the kiln, to help someone apply for a new job"):
        assert here.of_draft(f"Hello Anna,\n{text}.\nThank you") == []


ADDRESS = {"name": "Ada", "postal_address": "1 Mill Lane\nLeeds", "offer": "help"}
EMAIL = "Hello Anna,\nyour opening for an archivist.\nThank you\n"
OUT = "If you would rather not hear from me, one line is enough.\n"


def test_commercial_email_owes_an_address_a_way_out_and_an_honest_subject(
    world: Callable[..., World],
) -> None:
    here = world(person(), sender=ADDRESS, settings={"commercial": "yes"})
    found = here.of_draft(EMAIL, channel=Channel.EMAIL, subject="Re: your order")
    assert [each.slug for each in found] == [
        "email-address-missing", "email-no-way-out", "email-subject",
    ]  # fmt: skip
    assert {each.severity for each in found} == {Severity.WARNING}
    text = EMAIL + OUT + "1 Mill Lane, Leeds"
    assert here.of_draft(text, channel=Channel.EMAIL, subject="Your opening") == []
    assert here.of_draft(EMAIL) == []


def test_other_email_owes_none_of_it(world: Callable[..., World]) -> None:
    here = world(person(), sender=ADDRESS)
    assert here.of_draft(EMAIL, channel=Channel.EMAIL, subject="Re: hello") == []


def test_a_commercial_campaign_without_an_address_is_said_once(
    world: Callable[..., World],
) -> None:
    here = world(person(), sender={"name": "Ada", "offer": "x"}, settings={"commercial": "yes"})
    slugs = [each.slug for each in here.of_list()]
    assert slugs.count("email-address-missing") == 1
