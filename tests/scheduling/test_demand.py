"""What a cell of the Priority column means, and what waiting costs by it."""

from __future__ import annotations

import pytest

from planner.scheduling.demand import priority_of, weight_of


@pytest.mark.parametrize(
    ("text", "rank"),
    [("high", 1), ("Hoch", 1), ("", 3), ("medium", 3), ("low", 5), ("2", 2), ("9", 5), ("?", 3)],
)
def test_a_priority_is_read_as_people_write_it(text: str, rank: int) -> None:
    assert priority_of(text) == rank


def test_each_step_of_priority_weighs_twice_the_next() -> None:
    weights = [weight_of(rank) for rank in range(1, 6)]

    assert weights == [16, 8, 4, 2, 1]
