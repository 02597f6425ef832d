"""The experiment's table: who was tuned with what, told what, and how often it is right; seeds of a kind together."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gift4code_training.evaluation import results
from gift4code_training.evaluation.metrics.intervals import Estimate, estimates
from gift4code_training.evaluation.metrics.paired import Paired, paired
from gift4code_training.evaluation.metrics.pass_at_k import Floats
from gift4code_training.evaluation.metrics.scores import Scores, score
from gift4code_training.evaluation.report.wording import chance, change, rate
from gift4code_training.experiment.course import Measured
from gift4code_training.experiment.plan import MIXED, NONE, SEEN, SUMMARY, Plan

Cell = tuple[str, str]
"""Who (kind tuned with; empty: the base) and what is told (kind, or ``summary, seen``)."""


@dataclass(frozen=True)
class Results:
    """What the answers come to.

    Attributes:
        tuned: who, in the order of the plan.
        told: what is told, likewise.
        scores: of each seed.
        k: of pass@k.
    """

    tuned: tuple[str, ...]
    told: tuple[str, ...]
    scores: Mapping[Cell, tuple[Scores, ...]]
    k: int

    @property
    def has_problems(self) -> bool:
        """Whether there is a problem that every model was scored on."""
        return bool(self._common)

    @property
    def _common(self) -> list[str]:
        return sorted(set.intersection(*(set(each.ids) for seeds in self.scores.values() for each in seeds)))

    def rate(self, cell: Cell, of: Callable[[Scores], Floats]) -> Estimate:
        """A quantity, each problem's mean over the seeds, with its interval over tables."""
        values, clusters = self._values(cell, of)
        return estimates({"": values}, clusters)[""]

    def compared(self, first: Cell, second: Cell, of: Callable[[Scores], Floats]) -> Paired:
        """The second beside the first, problem by problem."""
        before, clusters = self._values(first, of)
        after, _ = self._values(second, of)
        return paired(before, after, clusters)

    def _values(self, cell: Cell, of: Callable[[Scores], Floats]) -> tuple[Floats, tuple[str, ...]]:
        """One number a problem of those that every model was scored on, in the order of their ids."""
        common, columns = self._common, []
        for each in self.scores[cell]:
            place = {name: j for j, name in enumerate(each.ids)}
            columns.append(of(each)[[place[name] for name in common]])
        first = self.scores[cell][0]
        cluster = dict(zip(first.ids, first.clusters, strict=True))
        return np.mean(columns, axis=0), tuple(cluster[name] for name in common)


def collected(plan: Plan, models: Sequence[Measured], sort: str = "") -> Results:
    """Reads the answers; of problems of one sort alone where ``sort`` names it (``new sketch``)."""
    scores: dict[Cell, tuple[Scores, ...]] = {}
    for model in models:
        for suite, folder in model.runs.items():
            _, _, rows = results.read(folder)
            wanted = [row for row in rows if not sort or sort in row.perturbation.split(", ")]
            for kind in plan.suites[suite]:
                own = score(row for row in wanted if row.kind == kind)
                cell = (model.kind, _told(suite, kind, plan))
                scores[cell] = (*scores.get(cell, ()), own)
    told = tuple(dict.fromkeys(_told(suite, kind, plan) for suite, kinds in plan.suites.items() for kind in kinds))
    return Results(tuple(dict.fromkeys(each.kind for each in models)), told, scores, plan.k)


def markdown(found: Results) -> str:
    """The table, and the comparisons it is for."""
    problems = found.rate((found.tuned[0], found.told[0]), one).problems
    lines = [
        f"| tuned with | told | executable % | pass@1 % | pass@{found.k} % |",
        "|---|---|---:|---:|---:|",
    ]
    for who in found.tuned:
        for told in found.told:
            cell = (who, told)
            shown = [
                found.rate(cell, of) for of in (lambda each: each.executed, one, lambda each: each.passing(found.k))
            ]
            lines.append(f"| {_called(who)} | {told} | " + " | ".join(rate(each, problems) for each in shown) + " |")
    lines += ["", "| compared by pass@1 | first % | second % | difference, points | p |", "|---|---:|---:|---:|---:|"]
    for words, first, second in _comparisons(found):
        made = found.compared(first, second, one)
        if not math.isnan(made.first):
            lines.append(
                f"| {words} | {100 * made.first:.1f} | {100 * made.second:.1f} | {change(made.difference)} | "
                f"{chance(made.p)} |"
            )
    return "\n".join(lines)


def one(each: Scores) -> Floats:
    """pass@1."""
    return each.passing(1)


def _comparisons(found: Results) -> list[tuple[str, Cell, Cell]]:
    """The specification-tuned model beside the untuned one and beside the specification-blind one."""
    pairs = []
    for told in found.told:
        own = told.split(",")[0]
        for who in (each for each in found.tuned if each == MIXED or (each == own and each != NONE)):
            blind = [("", told)] + ([(NONE, told)] if NONE in found.tuned else [])
            pairs += [
                (f"told {told}: tuned with {who} against {_called(other)}", (other, same), (who, told))
                for other, same in blind
            ]
            pairs.append((f"tuned with {who}: told {told} against {NONE}", (who, NONE), (who, told)))
    return [each for each in pairs if each[1] != each[2] and each[1] in found.scores and each[2] in found.scores]


def _called(who: str) -> str:
    return who or "nothing (base)"


def _told(suite: str, kind: str, plan: Plan) -> str:
    """A summary by someone who has seen the values is called so where both are told."""
    both = sum(SUMMARY in kinds for kinds in plan.suites.values()) > 1
    return f"{kind}, seen" if suite == SEEN and kind == SUMMARY and both else kind


def write(path: Path, text: str) -> None:
    """Writes the table, whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(path)
