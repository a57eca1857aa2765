"""What the catalogue says of each check, in short and back."""

from __future__ import annotations

from planner.checks.catalogue import all_checks, explain, in_short, slugs_of


def test_every_check_has_a_short_form_of_its_own_in_plain_words() -> None:
    shorts = [check.short for check in all_checks()]

    assert len({short.casefold() for short in shorts}) == len(shorts)
    for check in all_checks():
        assert check.short[0].isupper(), check.slug
        assert check.slug not in check.short
        assert ";" not in check.short
        assert len(check.short) <= 60, check.slug


def test_the_short_form_is_read_back_as_slugs() -> None:
    for check in all_checks():
        assert slugs_of(in_short([check.slug])) == check.slug
    assert slugs_of(in_short(["draft-gap", "draft-loud", "draft-gap"])) == "draft-gap, draft-loud"


def test_words_that_are_no_short_form_stay() -> None:
    for text in ("", "purpose-missing, draft-gap", "ask Tom; No purpose yet"):
        assert slugs_of(text) == text


def test_a_check_is_explained_by_what_tracking_says_of_it() -> None:
    assert explain("No purpose yet").slug == "purpose-missing"
