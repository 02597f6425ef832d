"""The tables of one run: its measures by specification kind, by group of problems, kinds of mistakes, seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from gift4code_training.evaluation.metrics.intervals import Estimate, estimates
from gift4code_training.evaluation.metrics.pass_at_k import Floats
from gift4code_training.evaluation.metrics.scores import Scores, groups, score
from gift4code_training.evaluation.metrics.taxonomy import HARNESS, count
from gift4code_training.evaluation.report.nouns import Table
from gift4code_training.evaluation.report.runs import Loaded
from gift4code_training.evaluation.report.wording import NOTHING, counted, duration, one_or_range, rate, share
from gift4code_training.evaluation.results import Row

_SHARES: dict[str, Callable[[Scores], Floats]] = {
    "ran to its end": lambda scores: scores.executed,
    "expected type": lambda scores: scores.type_matches,
    "meets the shown example": lambda scores: scores.shown,
    "meets it, yet is wrong": lambda scores: scores.only_shown,
    "right when drawn from those that meet it": lambda scores: scores.chosen,
    "called verified": lambda scores: scores.verified,
    "called verified, yet is wrong": lambda scores: scores.only_verified,
}
_GROUPS: dict[str, Callable[[Row], str]] = {
    "library": lambda row: row.library or NOTHING,
    "perturbation": lambda row: row.perturbation or NOTHING,
    "output type": lambda row: row.output_type or NOTHING,
}


def measures(loaded: Loaded) -> dict[str, dict[str, Estimate]]:
    """Kind -> measure -> estimate; measures that no problem has are left out."""
    found = {}
    for kind, scores in loaded.scores.items():
        values = {f"pass@{k}": scores.passing(k) for k in loaded.run.k}
        if loaded.run.n > 1:
            values |= {f"any of the first {k}": scores.first(k) for k in loaded.run.k if k > 1}
        values |= {name: of(scores) for name, of in _SHARES.items()}
        known = {name: each for name, each in values.items() if not np.isnan(each).all()}
        found[kind] = estimates(known, scores.clusters)
    return found


def measured(loaded: Loaded, found: Mapping[str, Mapping[str, Estimate]]) -> Table:
    """Everything measured of a run, a column a kind."""
    names = list(dict.fromkeys(name for each in found.values() for name in each))
    order = [*(name for name in names if name.startswith("pass@")), *(n for n in names if n.startswith("any of"))]
    order += [name for name in _SHARES if name in names]
    kinds = loaded.scores
    rows = [
        (name, *(rate(found[kind][name], len(kinds[kind].ids)) if name in found[kind] else NOTHING for kind in kinds))
        for name in order
    ]
    return Table(
        f"Rates of {loaded.label}, % (95 % interval)",
        ("measure", *kinds),
        (("problems", *(str(len(scores.ids)) for scores in kinds.values())), *rows),
        note=_how(loaded),
    )


def _how(loaded: Loaded) -> str:
    run = loaded.run
    sizes = [int(size) for scores in loaded.scores.values() for size in scores.samples]
    clusters = [len(set(scores.clusters)) for scores in loaded.scores.values()]
    told = [f"n = {one_or_range(sizes)} scored answers a problem at temperature {run.temperature:g}."]
    if run.n > 1:
        told.append(
            "pass@k is the unbiased estimate from all n; “any of the first k” takes the answers in the order in which "
            "they came, as ARCADE does, and varies more."
        )
    told.append("Means over problems (“of 41”: over so many, the others have no value).")
    told.append(f"Intervals: bootstrap over the clusters of problems ({one_or_range(clusters)}).")
    if min(clusters) < 6:
        told.append("Fewer than six clusters cannot give a 95 % interval.")
    if any(not np.isnan(scores.shown).all() for scores in loaded.scores.values()):
        told.append(
            "pass@k is by the hidden values; “drawn from those that meet it” has seen the example and is no pass@1."
        )
    return " ".join(told)


def by_group(loaded: Loaded) -> list[Table]:
    """pass@k by library, perturbation and output type, where there are several; the least and the greatest k."""
    tables = []
    for name, of in _GROUPS.items():
        found = {group: _by_kind(rows) for group, rows in groups(loaded.rows, of).items()}
        for k in dict.fromkeys((min(loaded.run.k), max(loaded.run.k))) if found else ():
            tables.append(
                Table(
                    f"pass@{k} of {loaded.label} by {name}, % (95 % interval)",
                    (name, "problems", *loaded.scores),
                    tuple(
                        (
                            group,
                            str(max((len(each.ids) for each in kinds.values()), default=0)),
                            *(_passing(kinds[kind], k) if kind in kinds else NOTHING for kind in loaded.scores),
                        )
                        for group, kinds in found.items()
                    ),
                )
            )
    return tables


def _by_kind(rows: list[Row]) -> dict[str, Scores]:
    return {kind: score(row for row in rows if row.kind == kind) for kind in {row.kind for row in rows}}


def _passing(scores: Scores, k: int) -> str:
    return rate(estimates({"": scores.passing(k)}, scores.clusters)[""], len(scores.ids))


def mistakes(loaded: Loaded) -> Table:
    """How many answers came to what, by status and exception."""
    found = {kind: count(row for row in loaded.rows if row.kind == kind) for kind in loaded.scores}
    scored = {kind: sum(times for each, times in counts.items() if each != HARNESS) for kind, counts in found.items()}
    rows = [
        (
            each.name,
            each.exception or NOTHING,
            *(
                str(found[kind].get(each, 0)) if each == HARNESS else share(found[kind].get(each, 0), scored[kind])
                for kind in found
            ),
        )
        for each in count(row for row in loaded.rows if row.kind in loaded.scores)
    ]
    rows.append(("scored answers", NOTHING, *(str(each) for each in scored.values())))
    return Table(f"What the answers of {loaded.label} came to", ("outcome", "exception", *found), tuple(rows))


def seconds(loaded: Loaded) -> Table:
    """How long answers ran, by the clock."""
    rows = []
    for kind in loaded.scores:
        took = np.array([row.seconds for row in loaded.rows if row.kind == kind and row.scored])
        if took.any():
            middle, late = np.quantile(took, [0.5, 0.95])
            rows.append((kind, *map(duration, (middle, late, took.max(), took.sum()))))
    return Table(
        f"Seconds that answers of {loaded.label} ran",
        ("kind", "median", "95th percentile", "longest", "together"),
        tuple(rows),
    )


def repairs(loaded: Loaded) -> Table:
    """What extraction mended, and in how many answers."""
    return Table(
        f"What was mended in answers of {loaded.label} before they ran",
        ("repair", "answers"),
        tuple((name, share(times, loaded.run.rows)) for name, times in sorted(loaded.run.repairs.items())),
    )


def facts(loaded: Loaded) -> Table:
    """What the run was."""
    run = loaded.run
    sampling = f"{counted(run.n, 'answer')} a problem and kind, temperature {run.temperature:g}, top-p {run.top_p:g}"
    sampling += f", at most {run.max_tokens:,} tokens" + ("" if run.seed is None else f", seed {run.seed}")
    part = "all" if run.limit is None else f"the first {run.limit}"
    main = [f"{name} {run.inventory[name]}" for name in ("python", "pandas", "numpy") if name in run.inventory]
    rest = len(run.inventory) - len(main)
    told = {
        "answered by": _ANSWERED[run.how],
        "identity": ", ".join(f"{name} {value}" for name, value in run.identity.items()),
        "prompt template": run.template,
        "sampling": sampling,
        "problems": f"{run.problems} ({part}" + (")" if run.shard == "1/1" else f"; parts {run.shard})"),
        "answers": f"{run.rows:,}, of them {run.no_answers:,} without code; not scored: {run.harness_errors:,}",
        "repair of answers": "on" if run.repair else "off",
        "ran in": ", ".join([*main, *([counted(rest, "other package")] if rest else [])]),
        "environment": run.environment,
        "executor": f"{run.executor}, at most {run.seconds:g} s an answer",
        "self-check": NOTHING if run.references is None else f"{100 * run.references:.1f} % of the references pass",
        "references known to fail": "; ".join(f"{name}: {why}" for name, why in run.known.items()),
        "data": ", ".join(f"{name} (SHA-256 {digest[:12]}…)" for name, digest in run.data.items()),
    }
    return Table(f"Run: {loaded.label}", ("", ""), tuple((name, text) for name, text in told.items() if text))


_ANSWERED = {
    "model": "a model alone",
    "assistant": "the whole assistant",
    "predictions": "predictions made elsewhere",
    "constant": "one constant answer",
    "references": "the reference solutions",
}


def warnings(loaded: Loaded) -> tuple[str, ...]:
    """What nobody may miss."""
    run = loaded.run
    told = list(run.remarks)
    if run.saw_example:
        told.append(
            "These answers were checked against an example that was shown: do not read them as a model's own rates."
        )
    if run.harness_errors:
        told.append(
            f"{counted(run.harness_errors, 'answer')} of {run.rows:,} could not be run for reasons of the harness: "
            "they are in no rate. Run the same command again."
        )
    if run.references is None:
        told.append("The environment was not checked with the reference solutions before scoring.")
    if run.limit is not None or run.shard != "1/1":
        told.append("Only a part of the suite was run.")
    asked = run.n * run.problems * len(run.kinds)
    if len(loaded.rows) < asked:
        told.append(f"{counted(asked - len(loaded.rows), 'answer')} of {asked:,} were not given.")
    return tuple(told)
