"""Paired comparisons: p-values uniform where nothing differs, exact where everything can be counted."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from gift4code_training.evaluation.metrics.paired import holm, mcnemar, paired, permutation
from hypothesis import given, settings
from hypothesis import strategies as st


def null_p_values(clusters: int, *, own_clusters: bool = True, repeats: int = 400) -> np.ndarray:
    """p-values of two equally good models whose answers to the problems of one cluster agree, right or wrong."""
    source = np.random.default_rng(5)
    found = []
    for repeat in range(repeats):
        place = np.repeat(np.arange(clusters), source.integers(1, 7, size=clusters))
        drift = source.normal(0, 0.3, size=clusters)[place] + source.normal(0, 0.1, size=len(place))
        names = [str(each) for each in (place if own_clusters else range(len(place)))]
        found.append(permutation(drift, names, swaps=500, seed=repeat))
    return np.array(found)


@pytest.mark.parametrize("clusters", [12, 40])
def test_p_values_are_uniform_where_nothing_differs(clusters: int):
    found = np.sort(null_p_values(clusters))

    # Kolmogorov's distance: of 400 uniform values it passes 0.0815 in one simulation of a hundred
    expected = np.arange(1, len(found) + 1) / len(found)
    assert np.abs(found - expected).max() < 0.0815
    assert (found <= 0.05).mean() == pytest.approx(0.05, abs=0.03)


def test_problems_taken_as_independent_would_find_differences_that_are_none():
    assert (null_p_values(40, own_clusters=False) <= 0.05).mean() > 0.12


def test_a_real_difference_is_found():
    source = np.random.default_rng(3)
    first = (source.random(200) < 0.4).astype(float)
    second = np.where(source.random(200) < 0.3, 1.0, first)

    found = paired(first, second, [str(each // 2) for each in range(200)], greedy=True)

    assert found.p < 0.001
    assert found.mcnemar < 0.001
    assert (found.first, found.second) == (first.mean(), second.mean())
    assert found.difference.value == pytest.approx(second.mean() - first.mean())
    assert 0 < found.difference.low < found.difference.value < found.difference.high
    assert (found.only_first, found.only_second) == (0, int(second.sum() - first.sum()))


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(-4, 4), st.sampled_from("abcdef")), min_size=1, max_size=12))
def test_few_clusters_are_counted_exactly(problems):
    differences, clusters = np.array([each / 4 for each, _ in problems]), [cluster for _, cluster in problems]
    sums = [sum(each for each, name in problems if name == cluster) for cluster in sorted(set(clusters))]
    reached = [
        abs(sum(sign * each for sign, each in zip(signs, sums, strict=True))) >= abs(sum(sums))
        for signs in itertools.product((1, -1), repeat=len(sums))
    ]

    assert permutation(differences, clusters) == pytest.approx(sum(reached) / len(reached))


def test_random_exchanges_agree_with_all_of_them():
    differences = np.random.default_rng(1).normal(0.3, 1.0, size=16)
    clusters = [str(each) for each in range(16)]
    exact = permutation(differences, clusters)
    # 20 clusters more that nearly cancel: too many to try all
    more = np.concatenate([differences, [1e-6, -1e-6] * 10])

    assert permutation(more, [str(each) for each in range(36)]) == pytest.approx(exact, abs=0.01)


def test_the_order_of_models_turns_the_sign_and_nothing_else():
    source = np.random.default_rng(2)
    first, second = source.random(60), source.random(60)
    clusters = [str(each % 25) for each in range(60)]

    one, other = paired(first, second, clusters), paired(second, first, clusters)

    assert one.p == other.p
    assert one.difference.value == pytest.approx(-other.difference.value)
    assert (one.difference.low, one.difference.high) == pytest.approx(
        (-other.difference.high, -other.difference.low), abs=0.01
    )


def test_problems_of_one_model_alone_are_left_out():
    nothing = math.nan
    first, second = np.array([1.0, nothing, 1.0, 0.0]), np.array([1.0, 1.0, nothing, 1.0])

    found = paired(first, second, list("abcd"), greedy=True)

    assert (found.difference.problems, found.first, found.second) == (2, 0.5, 1.0)
    assert (found.only_first, found.only_second, found.mcnemar) == (0, 1, 1.0)


def test_few_clusters_are_no_ground_for_a_p_value():
    """All five on one side happens by chance in 6 of 100 cases."""
    found = paired(np.zeros(10), np.ones(10), list("aabbccddee"), greedy=True)

    assert math.isnan(found.p)
    assert math.isnan(found.difference.low)
    assert found.mcnemar == 2 / 2**10


def test_nothing_in_common_is_no_comparison():
    found = paired(np.array([math.nan]), np.array([1.0]), ["a"])

    assert math.isnan(found.p)
    assert math.isnan(found.difference.value)


@given(st.integers(0, 6), st.integers(0, 6))
def test_mcnemar_counts_every_way_the_disagreements_could_fall(only_first: int, only_second: int):
    total = only_first + only_second
    ways = [sum(each) for each in itertools.product((0, 1), repeat=total)]
    far = [abs(2 * each - total) >= abs(only_first - only_second) for each in ways]

    assert mcnemar(only_first, only_second) == pytest.approx(sum(far) / len(far))


def test_mcnemar_of_many_is_no_overflow():
    assert 0 < mcnemar(100, 900) < 1e-100


def test_holm_adjusts_from_the_smallest_on():
    # 4 x 0.01; then 3 x 0.02; 2 x 0.03 is less than the one before only in the last place
    assert holm([0.02, 0.01, 0.9, math.nan, 0.03]) == pytest.approx([0.06, 0.04, 0.9, math.nan, 0.06], nan_ok=True)
