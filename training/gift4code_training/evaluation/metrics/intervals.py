"""Intervals by bootstrap over clusters: problems of one notebook, origin or task succeed and fail together.

Whole clusters are drawn, so that a hundred variants of five questions do not pass for a hundred questions. The
interval is the *expanded* percentile interval (Hesterberg 2015, "What Teachers Should Know About the Bootstrap"):
the plain one is too narrow where clusters are few, by the factor sqrt((C - 1) / C) and for want of Student's t.

No resample leaves the range of the clusters' means, and that range holds the middle of their distribution with a chance
of 1 - 2^(1 - C): fewer than six clusters cannot give a 95 % interval, and are given none. Where all clusters have the
same mean no draw differs, which is no certainty: the interval is Wilson's, for as many trials as clusters.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from gift4code_training.evaluation.metrics.pass_at_k import Floats

DRAWS = 10_000
LEVEL = 0.95
_AT_ONCE = 2_000_000
"""Numbers drawn at a time: bounds the memory to some tens of megabytes."""


@dataclass(frozen=True)
class Estimate:
    """A mean over problems and its interval.

    Attributes:
        value: NaN where no problem has a value.
        low, high: the bounds; NaN where the clusters are too few for an interval (of 95 %: fewer than six).
        problems: those that have a value.
        clusters: those with such a problem.
    """

    value: float
    low: float
    high: float
    problems: int
    clusters: int


def estimates(
    values: Mapping[str, Floats],
    clusters: Sequence[str],
    *,
    draws: int = DRAWS,
    level: float = LEVEL,
    seed: int = 0,
    signed: bool = False,
) -> dict[str, Estimate]:
    """The mean of each quantity over the problems, with its interval; one set of draws for all of them.

    Every problem weighs the same. The order of problems and the names of quantities make no difference.

    Args:
        values: name -> one number a problem, shape (problems,); NaN where a problem has none.
        clusters: the cluster of each problem, length (problems,).
        draws: resamples.
        level: the chance with which the interval is to hold the true mean.
        seed: of the draws.
        signed: the numbers are differences, from -1 to 1, not from 0 to 1.
    """
    names = list(values)
    if not names:
        return {}
    table = np.column_stack([np.asarray(values[name], dtype=np.float64) for name in names])
    known = ~np.isnan(table)
    _, place = np.unique(np.asarray(clusters, dtype=np.str_), return_inverse=True)
    count = int(place.max()) + 1 if len(place) else 0
    sums, sizes = np.zeros((count, len(names))), np.zeros((count, len(names)))
    np.add.at(sums, place, np.where(known, table, 0.0))
    np.add.at(sizes, place, known)
    drawn = _resampled(sums, sizes, draws, seed)
    return {name: _estimate(sums[:, j], sizes[:, j], drawn[:, j], level, signed) for j, name in enumerate(names)}


def _resampled(sums: Floats, sizes: Floats, draws: int, seed: int) -> Floats:
    """The mean of every quantity in every resample of clusters; NaN where none with a value was drawn."""
    count = len(sums)
    means = np.full((draws, sums.shape[1]), np.nan)
    if not count:
        return means
    source = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // count)
    for start in range(0, draws, step):
        rows = min(step, draws - start)
        chosen = source.integers(0, count, size=(rows, count)) + count * np.arange(rows)[:, None]
        times = np.bincount(chosen.ravel(), minlength=rows * count).reshape(rows, count).astype(np.float64)
        with np.errstate(invalid="ignore"):
            means[start : start + rows] = (times @ sums) / (times @ sizes)
    return means


def _estimate(sums: Floats, sizes: Floats, drawn: Floats, level: float, signed: bool) -> Estimate:
    held = sizes > 0
    clusters = int(held.sum())
    problems = int(sizes.sum())
    value = float(sums.sum() / sizes.sum()) if problems else math.nan
    if 2.0 ** (1 - clusters) > 1 - level:
        return Estimate(value, math.nan, math.nan, problems, clusters)
    tail = (1 - level) / 2
    means = sums[held] / sizes[held]
    if np.ptp(means) < 1e-12:
        return Estimate(value, *_alike(value, clusters, NormalDist().inv_cdf(1 - tail), signed), problems, clusters)
    outside = NormalDist().cdf(-math.sqrt(clusters / (clusters - 1)) * _student(1 - tail, clusters - 1))
    low, high = np.nanquantile(drawn, [outside, 1 - outside])
    return Estimate(value, float(low), float(high), problems, clusters)


def _alike(value: float, clusters: int, z: float, signed: bool) -> tuple[float, float]:
    """The bounds where every cluster has the same mean: Wilson's, and about no difference as wide to either side."""
    if signed:
        far = z**2 / (clusters + z**2)
        return max(-1.0, value - far), min(1.0, value + far)
    middle = (value + z**2 / (2 * clusters)) / (1 + z**2 / clusters)
    half = z / (1 + z**2 / clusters) * math.sqrt(value * (1 - value) / clusters + z**2 / (4 * clusters**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def _student(chance: float, freedom: int) -> float:
    """The quantile of Student's t, by bisection on its distribution (Abramowitz & Stegun 26.7.3-4), chance > 0.5."""
    low, high = 0.0, 1e6
    while high - low > 1e-9 * (1 + low):
        middle = (low + high) / 2
        low, high = (middle, high) if _between(middle, freedom) < 2 * chance - 1 else (low, middle)
    return (low + high) / 2


def _between(t: float, freedom: int) -> float:
    """The chance that Student's t lies between -t and t."""
    angle = math.atan(t / math.sqrt(freedom))
    square = math.cos(angle) ** 2
    if freedom % 2:
        term, total = math.cos(angle), 0.0
        for j in range(1, freedom - 1, 2):
            total += term
            term *= square * (j + 1) / (j + 2)
        return 2 / math.pi * (angle + math.sin(angle) * total)
    term, total = 1.0, 0.0
    for j in range(0, freedom - 1, 2):
        total += term
        term *= square * (j + 1) / (j + 2)
    return math.sin(angle) * total
