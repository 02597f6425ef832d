"""The course of an experiment: data, base, adapters, answers; each step goes on from what an earlier run left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gift4code_training.experiment.base import trained
from gift4code_training.experiment.plan import CHECKPOINT, Plan
from gift4code_training.experiment.steps import train
from gift4code_training.journal import manifest_of

_TEMPLATE = "slots/1"


@dataclass(frozen=True)
class Measured:
    """One model's answers: the kind it was tuned with (empty: the base), the seed, suite -> folder of the run."""

    kind: str
    seed: int
    runs: dict[str, Path]


def dataset(plan: Plan, out: Path) -> str:
    """Makes the data set from generated tables; returns its SHA-256.

    Raises:
        ExperimentError: a step failed.
    """
    folder = out / "data"
    where = ("--dir", folder)
    train("tables", *where, "--generated", plan.tables, "--seed", plan.seed)
    train("intents", *where, "--seed", plan.seed)
    train("programs", *where, "--seed", plan.seed)
    train("run", *where)
    train("specs", *where)
    train("filter", *where)
    train("dataset", *where, "--template", _TEMPLATE, "--validation", plan.validation, "--seed", plan.seed)
    return str(manifest_of(folder / "dataset.jsonl")["sha256"])


def measured(plan: Plan, out: Path) -> list[Measured]:
    """Tunes an adapter for each kind and seed, and has them and the base answer.

    Raises:
        ExperimentError: a step failed.
    """
    base = CHECKPOINT if plan.base is None else trained(plan.base, out)
    return [_answers(plan, out, kind, seed, base) for kind, seed in _models(plan)]


def _models(plan: Plan) -> Iterator[tuple[str, int]]:
    yield "", 0
    yield from ((kind, seed) for kind in plan.kinds for seed in plan.seeds)


def _answers(plan: Plan, out: Path, kind: str, seed: int, base: Path) -> Measured:
    name = f"{kind}-{seed}" if kind else "base"
    model = base
    if kind:
        model = out / "adapters" / name
        train(
            "finetune",
            *("--data", out / "data" / "dataset.jsonl", "--model", base, "--out", model),
            *("--kind", kind, "--template", _TEMPLATE, "--steps", plan.steps, "--seed", seed),
            *("--rank", 16, "--alpha", 16, "--rate", 1e-3, "--batch", 16, "--micro-batch", 16, "--max-tokens", 512),
        )
    runs = {}
    for suite, kinds in plan.suites.items():
        runs[suite] = out / "answers" / f"{name}-{suite}"
        limit = () if plan.limit is None else ("--limit", plan.limit)
        train(
            "evaluate",
            *(suite, out / "data", "--model", model, "--template", _TEMPLATE, "--name", name, "--out", runs[suite]),
            *("--kind", *kinds, "--n", plan.n, "--k", 1, plan.k, *limit, "--checks", out / "checks", "--seconds", 10),
        )
    return Measured(kind, seed, runs)
