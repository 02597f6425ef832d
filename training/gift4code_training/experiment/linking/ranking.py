"""Scores of candidates -> how often the right one is on top, and what a threshold lets through."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gift4code_training.evaluation.metrics.intervals import Estimate, estimates
from gift4code_training.evaluation.metrics.pass_at_k import Floats
from gift4code_training.experiment.linking.questions import Question

Scores = Sequence[NDArray[np.floating]]
"""Of each question, one score a candidate; higher is likelier."""
_DRAWS = 2_000
_NONE = -1e9
_SAME = 1e-6


def hit(scores: NDArray[np.floating], right: frozenset[int], k: int) -> float:
    """The chance that one of the right candidates is among the first k, candidates of one score in random order."""
    rounded = np.round(scores, 6)
    best = max(rounded[place] for place in right)
    above = int((rounded > best).sum())
    tied = int((rounded == best).sum())
    good = sum(bool(rounded[place] == best) for place in right)
    left = min(k - above, tied)
    return 0.0 if left <= 0 else 1.0 - math.comb(tied - good, left) / math.comb(tied, left)


def hits(questions: Sequence[Question], scores: Scores, k: int) -> Floats:
    """:func:`hit` of every question."""
    pairs = zip(questions, scores, strict=True)
    return np.array([hit(each, question.right, k) for question, each in pairs], dtype=np.float64)


def rate(questions: Sequence[Question], values: Floats) -> Estimate:
    """The mean of one number a question with its 95 % interval, whole domains drawn."""
    return estimates({"": values}, [each.domain for each in questions], draws=_DRAWS)[""]


def halves(domains: Sequence[str]) -> dict[str, int]:
    """Domain -> its half, 0 or 1: every other one by name."""
    return {name: place % 2 for place, name in enumerate(sorted(set(domains)))}


def mixed(parts: Sequence[Scores], weights: Sequence[float]) -> list[NDArray[np.floating]]:
    """The weighted sum of scores."""
    columns = zip(*parts, strict=True)
    return [
        np.asarray(sum(weight * part for weight, part in zip(weights, each, strict=True)), dtype=np.float64)
        for each in columns
    ]


@dataclass(frozen=True)
class Mix:
    """Weights chosen on one half of the domains; ``weights[h]`` are those that half ``h`` is scored with."""

    weights: tuple[tuple[float, ...], tuple[float, ...]]

    def of(
        self, questions: Sequence[Question], parts: Sequence[Scores], half: dict[str, int], *, other: bool = False
    ) -> Scores:
        """The scores of any questions, each with the weights that its own half had no part in.

        Args:
            other: with those of the other half instead, which a threshold for that half is chosen by.
        """
        both = [mixed(parts, weights) for weights in self.weights]
        return [both[half[question.domain] ^ other][place] for place, question in enumerate(questions)]


def chosen(questions: Sequence[Question], parts: Sequence[Scores], grid: Sequence[float], half: dict[str, int]) -> Mix:
    """The weights that put most right candidates on top; the first part's weight is 1."""
    own = np.array([half[each.domain] for each in questions])
    width = max(len(each.candidates) for each in questions)
    table = np.stack([_padded(part, width) for part in parts])
    right = np.array([[place in each.right for place in range(width)] for each in questions])
    options = [(1.0, *rest) for rest in itertools.product(grid, repeat=len(parts) - 1)]
    found = [_first(np.tensordot(np.array(option), table, axes=1), right) for option in options]
    best = [options[int(np.argmax([values[own == other].mean() for values in found]))] for other in (1, 0)]
    return Mix((best[0], best[1]))


def _padded(scores: Scores, width: int) -> Floats:
    found = np.full((len(scores), width), _NONE, dtype=np.float64)
    for row, each in zip(found, scores, strict=True):
        row[: len(each)] = each
    return found


def _first(scores: Floats, right: NDArray[np.bool_]) -> Floats:
    """:func:`hit` for one place, of all questions at once."""
    top = scores >= scores.max(axis=1, keepdims=True) - _SAME
    found: Floats = (top & right).sum(axis=1) / top.sum(axis=1)
    return found


@dataclass(frozen=True)
class Operating:
    """What linking the best candidate comes to where its score is over a threshold.

    Attributes:
        precision: right ones of the marked words linked.
        found: of all marked words, those linked, and rightly.
        more: words of an English request that nobody marked and that would be linked to a column.
        named: of these, the share whose column the task's code names.
        by_chance: what that share would be for columns drawn at random.
    """

    precision: float
    found: Estimate
    more: Estimate
    named: float
    by_chance: float


def operating(
    marked: Sequence[Question],
    scores: Scores,
    choosing: Scores,
    free: Sequence[Question],
    free_scores: Scores,
    intents: dict[str, int],
    half: dict[str, int],
    precision: float,
    least: int = 20,
) -> Operating:
    """Thresholds of each half are the lowest that gave the precision on the other.

    Args:
        choosing: scores of the marked words by which thresholds are chosen: as the half that a threshold is for has
            them.
        intents: English requests of each domain.
        precision: share of the linked that is right.
        least: fewest marked words a threshold is chosen by.
    """
    top = np.array([each.max() for each in scores])
    right = hits(marked, scores, 1)
    own = np.array([half[each.domain] for each in marked])
    known, met = np.array([each.max() for each in choosing]), hits(marked, choosing, 1)
    limit = [_threshold(known[own == other], met[own == other], precision, least) for other in (1, 0)]
    over = top >= np.array(limit)[own]
    linked = [
        (question, int(each.argmax()))
        for question, each in zip(free, free_scores, strict=True)
        if each.max() >= limit[half[question.domain]]
    ]
    count = Counter(question.domain for question, _ in linked)
    names = [name for name, requests in intents.items() for _ in range(requests)]
    rates = np.array([count[name] / intents[name] for name in names])
    reached = float(right[over].sum() / over.sum()) if over.any() else math.nan
    # The number of links of a request may exceed 1, a rate between 0 and 1 is what intervals are for.
    scale = max(1.0, float(rates.max()))
    more = estimates({"": rates / scale}, names, draws=_DRAWS)[""]
    return Operating(
        reached,
        rate(marked, np.where(over, right, 0.0)),
        Estimate(more.value * scale, more.low * scale, more.high * scale, more.problems, more.clusters),
        _mean([place in question.named for question, place in linked]),
        _mean([len(question.named) / len(question.candidates) for question, _ in linked]),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def _threshold(top: Floats, right: Floats, precision: float, least: int) -> float:
    order = np.argsort(-top, kind="stable")
    ranked = top[order]
    reached = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    last = np.append(ranked[1:] < ranked[:-1], True)  # of candidates with one score all are linked or none
    enough = np.flatnonzero((reached >= precision) & last & (np.arange(1, len(order) + 1) >= least))
    return float(ranked[enough[-1]]) if len(enough) else math.inf
