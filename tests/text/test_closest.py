"""The word that was meant: near ones are found however they are spelled, far ones are not."""

from __future__ import annotations

import pytest

from planner.text.closest import closest, closest_to_any, did_you_mean


@pytest.mark.parametrize(
    ("word", "meant"),
    [("dtae", "date"), ("Stauts", "status"), ("anna bergg", "Anna Berg"), ("é-mail", "email")],
)
def test_a_slip_of_the_hand_finds_the_word_that_was_meant(word: str, meant: str) -> None:
    assert closest(word, ["date", "status", "Anna Berg", "email"]) == meant


@pytest.mark.parametrize("word", ["state", "", "?", "zzz"])
def test_a_word_that_is_near_to_none_finds_none(word: str) -> None:
    assert closest(word, ["date", "note"]) == ""
    assert did_you_mean(word, ["date", "note"]) == ""


def test_of_several_spellings_the_nearest_pair_counts() -> None:
    assert closest_to_any(["name", "full name"], ["Phone", "Full nme"]) == "Full nme"
