"""A new sheet, table or column gets a name that nothing else bears, in whatever case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.workbook.free_names import LONGEST_SHEET_NAME, free_name


@pytest.mark.parametrize(
    ("taken", "free"),
    [([], "History"), (["history"], "History 2"), (["History", "HISTORY 2"], "History 3")],
)
def test_the_first_number_that_nobody_has_is_taken(taken: list[str], free: str) -> None:
    assert free_name("History", taken) == free


@given(st.lists(st.text("ab", min_size=25, max_size=LONGEST_SHEET_NAME), max_size=30))
def test_numbered_names_stay_within_their_length_and_apart(wanted: list[str]) -> None:
    names: list[str] = []
    for name in wanted:
        names.append(free_name(name, names, longest=LONGEST_SHEET_NAME))
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(len(name) <= LONGEST_SHEET_NAME for name in names)
