"""Each statistic agrees with the library that the field trusts for it."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.reporting.proportions import fisher, foreseen, holm, needed, wilson
from planner.reporting.waiting_times import kaplan_meier, median_of, share_by

stats = pytest.importorskip("scipy.stats")
proportion = pytest.importorskip("statsmodels.stats.proportion")
multitest = pytest.importorskip("statsmodels.stats.multitest")

counts = st.integers(0, 60)
group = st.tuples(counts, counts).map(lambda pair: (min(pair), max(pair)))


@given(group)
def test_wilson_agrees_with_statsmodels(shown: tuple[int, int]) -> None:
    part, whole = shown
    if not whole:
        assert wilson(part, whole) == (0.0, 1.0)
        return
    expected = proportion.proportion_confint(part, whole, method="wilson")
    assert wilson(part, whole) == pytest.approx(expected, abs=1e-12)


@given(group, group)
def test_fisher_agrees_with_scipy(one: tuple[int, int], other: tuple[int, int]) -> None:
    table = [[one[0], one[1] - one[0]], [other[0], other[1] - other[0]]]
    assert fisher(*one, *other) == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-9)


def test_fisher_agrees_with_scipy_on_a_long_campaign() -> None:
    table = [[5_200, 44_800], [4_900, 45_100]]
    assert fisher(5_200, 50_000, 4_900, 50_000) == pytest.approx(stats.fisher_exact(table).pvalue)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_agrees_with_statsmodels(chances: list[float]) -> None:
    expected = multitest.multipletests(chances, method="holm")[1]
    assert holm(chances) == pytest.approx(list(expected))


@pytest.mark.parametrize(("share", "other"), [(0.1, 0.2), (0.3, 0.35), (0.05, 0.5)])
def test_as_many_as_are_needed_show_the_difference_four_times_in_five(
    share: float, other: float
) -> None:
    size = needed(share, other)
    result = proportion.power_proportions_2indep(
        share - other, other, size, alternative="two-sided"
    )
    assert result.power == pytest.approx(0.8, abs=0.01)


def test_no_number_shows_a_difference_that_is_not_there() -> None:
    assert needed(0.3, 0.3) == math.inf


@pytest.mark.parametrize(
    ("part", "whole", "coming"), [(12, 60, 40), (0, 3, 10), (5, 5, 7), (0, 0, 4)]
)
def test_what_is_foreseen_agrees_with_the_beta_binomial_of_scipy(
    part: int, whole: int, coming: int
) -> None:
    law = stats.betabinom(coming, part + 0.5, whole - part + 0.5)
    expected = tuple(int(law.ppf(at)) for at in (0.5, 0.025, 0.975))
    assert foreseen(part, whole, coming) == expected


@pytest.mark.parametrize("seed", range(8))
def test_kaplan_meier_agrees_with_lifelines(seed: int) -> None:
    lifelines = pytest.importorskip("lifelines")
    dice = random.Random(seed)
    waits = [(dice.randrange(30), dice.random() < 0.2 + seed / 10) for _ in range(150)]
    fitter = lifelines.KaplanMeierFitter().fit(*zip(*waits, strict=True))
    curve = kaplan_meier(waits)

    for point in curve:
        assert point.share == pytest.approx(1 - fitter.predict(point.days))
        bounds = fitter.confidence_interval_survival_function_.loc[point.days]
        assert (1 - point.high, 1 - point.low) == pytest.approx(tuple(bounds), abs=1e-9)
    median = fitter.median_survival_time_
    assert (median_of(curve) or math.inf) == (median or math.inf)
    assert share_by(curve, -1) is None
