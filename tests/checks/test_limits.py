from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.checks.lengths import limit_of
from planner.model.channel import Channel, length_counter
from planner.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import World

PERSON = {"name": "Anna Berg", "purpose": "the kiln"}


def of_length(length: int) -> str:
    start = "Hello Anna, the kiln. Thank you. "
    return start + "a" * (length - len(start))


@given(st.text(max_size=50))
def test_linkedin_counts_utf_16_code_units(text: str) -> None:
    count = length_counter(Channel.LINKEDIN_NOTE)
    assert count(text) == len(text.encode("utf-16-le")) // 2


def test_an_emoji_counts_two_and_a_combining_accent_one_on_linkedin() -> None:
    count = length_counter(Channel.LINKEDIN_NOTE)
    assert (count("👍"), count("e\u0301"), count("é"), count("a\nb")) == (2, 2, 1, 3)
    assert length_counter(Channel.EMAIL)("👍") == 1


def test_a_note_at_its_limit_passes_and_one_more_is_an_error_with_the_overshoot(
    world: Callable[..., World],
) -> None:
    here = world(PERSON)
    assert here.of_draft(of_length(200), channel=Channel.LINKEDIN_NOTE) == []
    (found,) = here.of_draft(of_length(203), channel=Channel.LINKEDIN_NOTE)
    assert found.slug == "draft-too-long"
    assert "203 characters, 3 more than the 200" in found.message
    assert found.cell == "B2"


def test_a_premium_account_has_300_characters_for_a_note(world: Callable[..., World]) -> None:
    here = world(PERSON, settings={"LinkedIn account": "Premium"})
    assert limit_of(Channel.LINKEDIN_NOTE, here.context) == 300
    assert here.of_draft(of_length(300), channel=Channel.LINKEDIN_NOTE) == []


def test_settings_override_any_limit_and_give_one_where_none_was(
    world: Callable[..., World],
) -> None:
    here = world(PERSON, settings={"limit linkedin-note": "250", "limit email": "40"})
    assert limit_of(Channel.LINKEDIN_NOTE, here.context) == 250
    assert limit_of(Channel.LETTER, here.context) is None
    (found,) = here.of_draft(of_length(41), channel=Channel.EMAIL, subject="The kiln")
    assert "your Settings sheet" in found.hint


def test_a_limit_that_is_no_number_stops_with_its_place(world: Callable[..., World]) -> None:
    with pytest.raises(UsageError, match="limit email"):
        world(PERSON, settings={"limit email": "many"})


def test_an_inmail_subject_has_a_limit_of_its_own(world: Callable[..., World]) -> None:
    here = world(PERSON)
    channel, text = Channel.LINKEDIN_INMAIL, of_length(60)
    assert here.of_draft(text, channel=channel, subject="s" * 200) == []
    (found,) = here.of_draft(text, channel=channel, subject="s" * 201)
    assert found.slug == "subject-too-long"


def test_the_remedy_names_the_purpose_only_where_it_takes_the_room(
    world: Callable[..., World],
) -> None:
    here = world({"name": "Anna Berg", "purpose": "the kiln"})
    text = "Hello Anna,\nthe kiln. Thanks"
    inmail = Channel.LINKEDIN_INMAIL
    (found,) = here.of_draft(text, channel=inmail, subject="A long story. " * 20, template="inmail")
    assert found.slug == "subject-too-long"
    assert "or the Subject of the template inmail" in found.hint
    (found,) = here.of_draft(text, channel=inmail, subject="The kiln " * 30, template="inmail")
    assert "shorten the purpose (B2), which has 8" in found.hint
