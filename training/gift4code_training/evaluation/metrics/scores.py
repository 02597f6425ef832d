"""The answers of one run, problem by problem: numbers that intervals and comparisons are made of.

Every quantity is one number a problem, so that a problem weighs the same however many of its answers were scored.
Harness errors are left out before anything is counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gift4code_training.evaluation.metrics.pass_at_k import Floats, Ints, first_k, pass_at_k
from gift4code_training.evaluation.results import Row


@dataclass(frozen=True)
class Scores:
    """What the scored answers come to, a problem at a place; problems in the order in which they first come.

    Attributes:
        ids, clusters: of the problems.
        right: for each problem, whether each answer is right, in the order of the samples.
        executed: share of answers that ran to their end.
        type_matches: share of answers whose value has the expected type.
        shown: share of answers that meet the shown example.
        only_shown: share of answers that meet the shown example and are not right.
        chosen: the chance that an answer is right that is drawn from those that meet the shown example, or from all
            where none does: what checking against the example gives to the one who sees it.
        verified: share of answers that the assistant calls verified.
        only_verified: share of answers that it calls verified and that are not right.

    A share is NaN for a problem of which it is not known. An answer that did not run has no type and meets no example,
    if anything is known of the others at all.
    """

    ids: tuple[str, ...]
    clusters: tuple[str, ...]
    right: tuple[tuple[bool, ...], ...]
    executed: Floats
    type_matches: Floats
    shown: Floats
    only_shown: Floats
    chosen: Floats
    verified: Floats
    only_verified: Floats

    @property
    def samples(self) -> Ints:
        """Answers scored, a problem."""
        return np.array([len(each) for each in self.right], dtype=np.int64)

    @property
    def correct(self) -> Ints:
        """Right answers, a problem."""
        return np.array([sum(each) for each in self.right], dtype=np.int64)

    def passing(self, k: int) -> Floats:
        """The unbiased pass@k of each problem."""
        return pass_at_k(self.samples, self.correct, k)

    def first(self, k: int) -> Floats:
        """Whether any of the first k answers to each problem is right."""
        return first_k(self.right, k)


def score(rows: Iterable[Row]) -> Scores:
    """The scores of rows of one run and kind; a problem of harness errors alone is not among them."""
    answers: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.scored:
            answers[row.id].append(row)
    problems = [sorted(each, key=lambda row: row.sample) for each in answers.values()]
    types = _known(problems, lambda row: row.type_matches)
    shown = _known(problems, lambda row: row.shown)
    verified = _known(problems, lambda row: row.verified, unless_run=None)
    right = [[row.correct for row in each] for each in problems]
    return Scores(
        ids=tuple(answers),
        clusters=tuple(each[0].cluster for each in problems),
        right=tuple(map(tuple, right)),
        executed=_shares([[row.executed for row in each] for each in problems]),
        type_matches=_shares(types),
        shown=_shares(shown),
        only_shown=_shares(_without(shown, right)),
        chosen=_array([_chosen(*each) for each in zip(shown, right, strict=True)]),
        verified=_shares(verified),
        only_verified=_shares(_without(verified, right)),
    )


def aligned(first: Scores, second: Scores, of: Callable[[Scores], Floats]) -> tuple[Floats, Floats, tuple[str, ...]]:
    """A quantity of two runs on the problems that both have, and the clusters of these."""
    place = {name: j for j, name in enumerate(second.ids)}
    pairs = [(j, place[name]) for j, name in enumerate(first.ids) if name in place]
    one, two = [j for j, _ in pairs], [j for _, j in pairs]
    return of(first)[one], of(second)[two], tuple(first.clusters[j] for j in one)


Known = list[list[bool] | None]
"""For each problem whether each answer has a property; ``None``: not known."""


def _known(
    problems: Sequence[Sequence[Row]], of: Callable[[Row], bool | None], unless_run: bool | None = False
) -> Known:
    if all(of(row) is None for each in problems for row in each):
        return [None] * len(problems)
    found: Known = []
    for each in problems:
        said = [unless_run if of(row) is None and not row.executed else of(row) for row in each]
        known = [bool(answer) for answer in said if answer is not None]
        found.append(known if len(known) == len(said) else None)
    return found


def _without(held: Known, right: Sequence[Sequence[bool]]) -> Known:
    return [
        None if each is None else [a and not b for a, b in zip(each, good, strict=True)]
        for each, good in zip(held, right, strict=True)
    ]


def _chosen(shown: Sequence[bool] | None, right: Sequence[bool]) -> float:
    if shown is None:
        return np.nan
    among = [good for good, held in zip(right, shown, strict=True) if held] or list(right)
    return sum(among) / len(among)


def _shares(known: Sequence[Sequence[bool] | None]) -> Floats:
    return _array([np.nan if each is None else sum(each) / len(each) for each in known])


def _array(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float64)


def groups(rows: Iterable[Row], of: Callable[[Row], str]) -> Mapping[str, list[Row]]:
    """The rows by a property of their problem, groups with most problems first; empty if there are fewer than two."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[of(row)].append(row)
    sizes = Counter({name: len({row.id for row in each}) for name, each in found.items()})
    order = sorted(found, key=lambda name: (-sizes[name], name))
    return {name: found[name] for name in order} if len(found) > 1 else {}
