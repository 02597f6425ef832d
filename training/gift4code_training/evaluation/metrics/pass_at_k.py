"""pass@k: the chance that at least one of k answers is right, from n answers a problem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_USUAL = (1, 5, 10, 20, 30, 50, 100)


def pass_at_k(samples: Ints, correct: Ints, k: int) -> Floats:
    """The unbiased estimate of each problem, ``1 - C(n - c, k) / C(n, k)`` (Chen et al. 2021, arXiv 2107.03374).

    The quotient is the product of ``1 - c / (n - j)`` for j < k; it is summed as logarithms, so that neither large
    binomials nor small differences from 1 lose digits.

    Args:
        samples: answers that were scored, n >= 0, shape (problems,).
        correct: how many of them are right, 0 <= c <= n, shape (problems,).
        k: answers that are drawn, at least 1.

    Returns:
        Shape (problems,); NaN for a problem with fewer than k answers, of which pass@k cannot be estimated.
    """
    left = np.asarray(samples, dtype=np.float64)
    wanted = np.asarray(correct, dtype=np.float64)
    enough = left >= k
    n, c = left[enough], wanted[enough]
    found = np.full(len(left), np.nan)
    if k == 1:
        found[enough] = c / n
        return found
    logarithm = np.zeros(len(n))
    for j in range(k):
        with np.errstate(divide="ignore"):  # log(0): among more than n - c answers one is right for certain
            logarithm += np.log1p(-np.minimum(c / (n - j), 1.0))
    found[enough] = -np.expm1(logarithm)
    return found


def first_k(correct: Sequence[Sequence[bool]], k: int) -> Floats:
    """Whether any of the first k answers is right: ARCADE's own ``accuracy@k``, which is not the unbiased estimate.

    Args:
        correct: for each problem, whether each answer is right, in the order of the samples.

    Returns:
        Shape (problems,), 0.0 or 1.0; NaN for a problem with fewer than k answers.
    """
    return np.array([float(any(each[:k])) if len(each) >= k else np.nan for each in correct], dtype=np.float64)


def usual_k(n: int) -> tuple[int, ...]:
    """The values of k that a report of n answers a problem states: the usual ones below n, and n."""
    return (*(k for k in _USUAL if k < n), n) if n else ()
