"""The tables over all runs of a suite: the runs side by side, and whether their differences are more than chance."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from gift4code_training.evaluation.metrics.intervals import Estimate
from gift4code_training.evaluation.metrics.paired import Paired, holm, paired
from gift4code_training.evaluation.metrics.scores import Scores, aligned
from gift4code_training.evaluation.report.nouns import Table
from gift4code_training.evaluation.report.runs import Loaded
from gift4code_training.evaluation.report.wording import NOTHING, SAW_NOTE, chance, change, rate

_HEADS = ("problems", "first, %", "second, %", "difference, points", "p", "p (Holm)")
_NOTE = (
    "Second minus first on the problems that both answered, with its 95 % interval by bootstrap over clusters. "
    "p: two-sided paired permutation test that exchanges whole clusters; p (Holm): adjusted for the number of rows."
)
_MCNEMAR = (
    " McNemar: p of the exact test, problems taken as independent (problems that only one got right, first : second)."
)
_MUST_AGREE = {
    "data": "other data",
    "environment": "another environment",
    "executor": "another executor",
    "seconds": "another time limit",
    "repair": "answers mended in one only",
    "temperature": "another temperature",
    "n": "another number of answers",
}


def overview(runs: Sequence[Loaded], found: Sequence[Mapping[str, Mapping[str, Estimate]]]) -> list[Table]:
    """pass@k of every run by kind: for k = 1 and for the greatest k of all."""
    kinds = list(dict.fromkeys(kind for run in runs for kind in run.scores))
    stated = [k for run in runs for k in run.run.k]
    tables = []
    for k in dict.fromkeys((min(stated), max(stated))):
        rows = tuple(
            (
                run.label,
                *(
                    rate(measures[kind][f"pass@{k}"], len(run.scores[kind].ids))
                    if f"pass@{k}" in measures.get(kind, {})
                    else NOTHING
                    for kind in kinds
                ),
            )
            for run, measures in zip(runs, found, strict=True)
            if k in run.run.k
        )
        tables.append(Table(f"pass@{k}, % (95 % interval)", ("run", *kinds), rows, note=_seen(runs)))
    return tables


def between_runs(runs: Sequence[Loaded]) -> list[Table]:
    """Every two runs, kind by kind; empty where there is one run."""
    named: list[tuple[tuple[str, ...], Paired]] = []
    unlike = []
    for first, second in itertools.combinations(runs, 2):
        told = [why for name, why in _MUST_AGREE.items() if getattr(first.run, name) != getattr(second.run, name)]
        if told:
            unlike.append(f"{first.label} and {second.label} differ in more than the model: {', '.join(told)}.")
        for kind in first.scores:
            if kind in second.scores:
                for k in _common_k(first, second):
                    pair = _pair(first.scores[kind], second.scores[kind], k)
                    named.append(((f"{second.label} against {first.label}", kind, f"pass@{k}"), pair))
    if not named:
        return []
    note = " ".join(filter(None, (_seen(runs), *unlike)))
    return [_table("Runs compared", ("second against first", "kind", "of"), named, note)]


def between_kinds(runs: Sequence[Loaded]) -> list[Table]:
    """Every specification kind against the first one (the words alone), run by run."""
    named = []
    for run in runs:
        kinds = list(run.scores)
        for kind in kinds[1:]:
            for k in _common_k(run, run):
                pair = _pair(run.scores[kinds[0]], run.scores[kind], k)
                named.append(((run.label, f"{kind} against {kinds[0]}", f"pass@{k}"), pair))
    if not named:
        return []
    return [_table("Specification kinds compared", ("run", "second against first", "of"), named, _seen(runs))]


def _seen(runs: Sequence[Loaded]) -> str:
    return SAW_NOTE if any(run.run.saw_example for run in runs) else ""


def _common_k(first: Loaded, second: Loaded) -> list[int]:
    both = sorted(set(first.run.k) & set(second.run.k))
    return list(dict.fromkeys((both[0], both[-1]))) if both else []


def _pair(first: Scores, second: Scores, k: int) -> Paired:
    one, two, clusters = aligned(first, second, lambda scores: scores.passing(k))
    single = len(first.ids) > 0 and len(second.ids) > 0 and first.samples.max() == 1 == second.samples.max()
    return paired(one, two, clusters, greedy=bool(single))


def _table(caption: str, heads: tuple[str, ...], named: Sequence[tuple[tuple[str, ...], Paired]], note: str) -> Table:
    adjusted = holm([pair.p for _, pair in named])
    greedy = any(pair.mcnemar == pair.mcnemar for _, pair in named)  # NaN: no such test
    rows = []
    for (names, pair), p in zip(named, adjusted, strict=True):
        if not pair.difference.problems:
            rows.append((*names, "0", *[NOTHING] * (len(_HEADS) - 1 + greedy)))
            continue
        cells = [str(pair.difference.problems), f"{100 * pair.first:.1f}", f"{100 * pair.second:.1f}"]
        cells += [change(pair.difference), chance(pair.p), chance(p)]
        if greedy:
            only = f"{chance(pair.mcnemar)} ({pair.only_first} : {pair.only_second})"
            cells.append(only if pair.mcnemar == pair.mcnemar else NOTHING)
        rows.append((*names, *cells))
    columns = (*heads, *_HEADS, *(("McNemar",) if greedy else ()))
    return Table(caption, columns, tuple(rows), " ".join(filter(None, (_NOTE + (_MCNEMAR if greedy else ""), note))))
