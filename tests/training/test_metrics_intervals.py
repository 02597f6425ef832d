"""Intervals against simulation: how often the 95 % interval holds the true mean, and what must not move it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from gift4code_training.evaluation.metrics.intervals import Estimate, estimates
from hypothesis import given, settings
from hypothesis import strategies as st

DRAWS = 1000


def interval(values, clusters, **options) -> Estimate:
    return estimates({"rate": np.asarray(values, dtype=float)}, clusters, draws=DRAWS, **options)["rate"]


def notebooks(source: np.random.Generator, count: int, *, mean: float):
    """Problems right or wrong: 1 to 8 a notebook, every notebook with its own rate (Beta, standard deviation 0.3)."""
    total = mean * (1 - mean) / 0.3**2 - 1
    rates = source.beta(mean * total, (1 - mean) * total, size=count)
    clusters = np.repeat(np.arange(count), source.integers(1, 9, size=count))
    return (source.random(len(clusters)) < rates[clusters]).astype(float), [str(each) for each in clusters]


def coverage(count: int, *, mean: float, clustered: bool = True, repeats: int = 1500) -> float:
    source = np.random.default_rng(7)
    held = 0
    for repeat in range(repeats):
        values, clusters = notebooks(source, count, mean=mean)
        if not clustered:
            clusters = [str(each) for each in range(len(values))]
        found = interval(values, clusters, seed=repeat)
        held += found.low <= mean <= found.high
    return held / repeats


@pytest.mark.parametrize(("count", "mean"), [(12, 0.5), (40, 0.5), (40, 0.8)])
def test_the_interval_holds_the_true_mean_as_often_as_it_says(count: int, mean: float):
    # 1,500 data sets: the share seen has a standard error of 0.6 %; skewed rates (0.8) are known to cost 1 to 2 %
    assert coverage(count, mean=mean) == pytest.approx(0.95, abs=0.025)


def test_problems_taken_as_independent_would_promise_too_much():
    assert coverage(40, mean=0.5, clustered=False, repeats=150) < 0.85


PROBLEMS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.sampled_from("abcdefghij")), min_size=1, max_size=40
)


@settings(max_examples=50)
@given(PROBLEMS, st.randoms(use_true_random=False))
def test_the_order_of_problems_changes_nothing(problems, random):
    other = random.sample(problems, len(problems))

    assert np.allclose(bounds(problems), bounds(other), equal_nan=True)


@settings(max_examples=50)
@given(PROBLEMS, st.integers(2, 4))
def test_more_of_the_same_inside_a_cluster_narrows_and_widens_nothing(problems, times: int):
    assert np.allclose(bounds(problems), bounds(problems * times), equal_nan=True)


@settings(max_examples=50)
@given(PROBLEMS)
def test_problems_without_a_value_change_nothing(problems):
    values = [value for value, _ in problems]
    clusters = [cluster for _, cluster in problems]

    found = interval([*values, math.nan], [*clusters, clusters[0]])

    assert (found.value, found.problems) == (pytest.approx(np.mean(values)), len(values))
    assert np.allclose(bounds(problems), (found.low, found.high), equal_nan=True)


@settings(max_examples=50)
@given(PROBLEMS)
def test_the_interval_holds_the_estimate_and_mirrors_with_it(problems):
    values, clusters = np.array([value for value, _ in problems]), [cluster for _, cluster in problems]
    found, mirrored = interval(values, clusters), interval(1 - values, clusters)

    assert math.isnan(found.low) == (found.clusters < 6)
    if found.clusters >= 6:
        assert 0 <= found.low <= found.value <= found.high <= 1
        assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((found.low, found.high), abs=0.02)


def bounds(problems) -> tuple[float, float]:
    found = interval([value for value, _ in problems], [cluster for _, cluster in problems])
    return found.low, found.high


def test_five_clusters_have_no_interval():
    """Their means lie all on one side of the middle in more than 5 % of cases."""
    found = interval([0.0, 1.0, 0.0, 1.0, 1.0, 0.0], list("abcdee"))

    assert (found.value, found.problems, found.clusters) == (0.5, 6, 5)
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_no_problem_has_no_value():
    assert math.isnan(interval([], []).value)


def test_all_right_is_not_certainty():
    """Wilson: 20 of 20 trials leave [0.839, 1]."""
    found = interval([1.0] * 40, [str(each // 2) for each in range(40)])

    assert (round(found.low, 3), found.high) == (0.839, 1.0)


def test_clusters_that_are_all_alike_are_not_certainty():
    found = interval([0.0, 1.0] * 20, [str(each // 2) for each in range(40)])

    assert (round(found.low, 3), round(found.high, 3)) == (0.299, 0.701)


def test_no_difference_anywhere_is_no_certainty_either_way():
    found = interval([0.0] * 20, [str(each) for each in range(20)], signed=True)

    assert (round(found.low, 3), round(found.high, 3)) == (-0.161, 0.161)


def test_quantities_of_one_run_share_their_draws():
    """So the difference of two bounds is not noise of the draws, and a quantity does not depend on its neighbours."""
    clusters = [str(each) for each in range(30)]
    rate = np.random.default_rng(0).random(30)

    both = estimates({"one": rate, "two": rate / 2}, clusters, draws=DRAWS)

    assert both["one"].low == pytest.approx(interval(rate, clusters).low)
    assert both["two"].low == pytest.approx(both["one"].low / 2)
