"""Two models on the same problems: the mean difference, its interval, and how likely it is by chance.

The paired permutation test exchanges the two models' results in whole clusters: if there is no difference, which
model's name is on a cluster is as good as a coin toss. McNemar's exact test is the usual one for one greedy answer a
problem; it takes problems as independent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gift4code_training.evaluation.metrics.intervals import DRAWS, LEVEL, Estimate, estimates
from gift4code_training.evaluation.metrics.pass_at_k import Floats

SWAPS = 20_000
_EXACT = 16
"""Up to so many clusters that differ, every exchange is tried."""
_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Paired:
    """The second model beside the first, on the problems that both have.

    Attributes:
        first, second: their means.
        difference: second minus first.
        p: of the permutation test, two-sided; NaN where the clusters are too few for an interval: the test could not
            come below 5 % either.
        only_first, only_second: problems that one got right and the other did not, where both gave one answer.
        mcnemar: p of McNemar's exact test; NaN where a model gave several answers.
    """

    first: float
    second: float
    difference: Estimate
    p: float
    only_first: int = 0
    only_second: int = 0
    mcnemar: float = math.nan


def paired(
    first: Floats,
    second: Floats,
    clusters: Sequence[str],
    *,
    greedy: bool = False,
    draws: int = DRAWS,
    swaps: int = SWAPS,
    level: float = LEVEL,
    seed: int = 0,
) -> Paired:
    """Compares two models; problems of which either has no value (NaN) are left out.

    Args:
        first, second: one number a problem, shape (problems,), same order.
        clusters: length (problems,).
        greedy: the numbers are 0 or 1, of one answer each: McNemar's test is made too.
        draws: resamples of the difference's interval.
        swaps: random exchanges, where there are too many clusters to try all.
    """
    both = ~(np.isnan(first) | np.isnan(second))
    one, two = first[both], second[both]
    groups = [cluster for cluster, held in zip(clusters, both, strict=True) if held]
    difference = estimates({"": two - one}, groups, draws=draws, level=level, seed=seed, signed=True)[""]
    if not len(one):
        return Paired(math.nan, math.nan, difference, math.nan)
    p = math.nan if math.isnan(difference.low) else permutation(two - one, groups, swaps=swaps, seed=seed)
    means = float(one.mean()), float(two.mean())
    if not greedy:
        return Paired(*means, difference, p)
    only_first, only_second = int(((one == 1) & (two == 0)).sum()), int(((one == 0) & (two == 1)).sum())
    return Paired(*means, difference, p, only_first, only_second, mcnemar(only_first, only_second))


def permutation(differences: Floats, clusters: Sequence[str], *, swaps: int = SWAPS, seed: int = 0) -> float:
    """The two-sided p-value of no difference, by exchanging the models in whole clusters.

    All exchanges are tried where at most 16 clusters differ; otherwise ``swaps`` random ones, and the observed one
    counts among them, so that p is never 0 (Phipson & Smyth 2010).

    Args:
        differences: one number a problem, at least one, shape (problems,).
        clusters: length (problems,).
    """
    _, place = np.unique(np.asarray(clusters, dtype=np.str_), return_inverse=True)
    sums = np.zeros(int(place.max()) + 1)
    np.add.at(sums, place, differences)
    scale = float(np.abs(differences).sum()) or 1.0
    sums = sums[np.abs(sums) > 1e-12 * scale]
    reached = abs(float(sums.sum())) - 1e-9 * scale  # sums of the same numbers in another order are not less
    if len(sums) <= _EXACT:
        every = 1.0 - 2.0 * (np.arange(1 << len(sums))[:, None] >> np.arange(len(sums)) & 1)
        return float((np.abs(every @ sums) >= reached).mean())
    source = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // len(sums))
    extreme = 0
    for start in range(0, swaps, step):
        rows = min(step, swaps - start)
        signs = 2.0 * source.integers(0, 2, size=(rows, len(sums)), dtype=np.int8) - 1.0
        extreme += int((np.abs(signs @ sums) >= reached).sum())
    return (1 + extreme) / (1 + swaps)


def mcnemar(only_first: int, only_second: int) -> float:
    """The exact two-sided p-value of McNemar's test: both kinds of disagreement are equally likely."""
    total = only_first + only_second
    tail = sum(math.comb(total, j) for j in range(min(only_first, only_second) + 1))
    return min(1.0, tail / (1 << total) * 2)


def holm(p: Sequence[float]) -> list[float]:
    """p-values adjusted for their number (Holm 1979), in the same order; NaN stays and does not count."""
    order = sorted((j for j, each in enumerate(p) if not math.isnan(each)), key=lambda j: p[j])
    adjusted, largest = list(p), 0.0
    for rank, j in enumerate(order):
        largest = max(largest, min(1.0, (len(order) - rank) * p[j]))
        adjusted[j] = largest
    return adjusted
