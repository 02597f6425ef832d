"""pass@k against enumeration of every subset of the answers, and against exact fractions where binomials are large."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from gift4code_training.evaluation.metrics.pass_at_k import first_k, pass_at_k, usual_k
from hypothesis import given
from hypothesis import strategies as st


def estimate(samples: int, correct: int, k: int) -> float:
    return float(pass_at_k(np.array([samples]), np.array([correct]), k)[0])


@given(st.lists(st.booleans(), min_size=1, max_size=9), st.data())
def test_the_estimate_is_the_share_of_subsets_with_a_right_answer(answers: list[bool], data):
    k = data.draw(st.integers(1, len(answers)))
    subsets = list(itertools.combinations(answers, k))

    assert estimate(len(answers), sum(answers), k) == pytest.approx(sum(map(any, subsets)) / len(subsets), abs=1e-12)


@given(st.integers(1, 2000), st.data())
def test_large_numbers_lose_no_digits(n: int, data):
    c, k = data.draw(st.integers(0, n)), data.draw(st.integers(1, n))
    exact = 1 - Fraction(math.comb(n - c, k), math.comb(n, k))

    assert estimate(n, c, k) == pytest.approx(float(exact), rel=1e-10, abs=0)


def test_pass_at_1_of_one_answer_is_whether_it_is_right():
    assert pass_at_k(np.array([1, 1]), np.array([0, 1]), 1).tolist() == [0.0, 1.0]


def test_too_few_answers_give_no_estimate():
    found = pass_at_k(np.array([4, 5, 0]), np.array([4, 5, 0]), 5)

    assert np.isnan(found).tolist() == [True, False, True]


def test_the_first_k_are_the_first_in_order():
    answers = [[False, True, False], [False, False, True], [True]]

    assert first_k(answers, 2)[:2].tolist() == [1.0, 0.0]
    assert np.isnan(first_k(answers, 2)[2])


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.data())
def test_over_every_order_the_first_k_come_to_the_unbiased_estimate(answers: list[bool], data):
    k = data.draw(st.integers(1, len(answers)))
    orders = first_k(list(itertools.permutations(answers)), k)

    assert orders.mean() == pytest.approx(estimate(len(answers), sum(answers), k))


@pytest.mark.parametrize(
    ("n", "stated"), [(0, ()), (1, (1,)), (2, (1, 2)), (20, (1, 5, 10, 20)), (40, (1, 5, 10, 20, 30, 40))]
)
def test_the_usual_k_and_n_are_stated(n: int, stated: tuple[int, ...]):
    assert usual_k(n) == stated
