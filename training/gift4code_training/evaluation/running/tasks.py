"""What is asked: a problem under a specification kind, with the prompt and the keys of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.models.model import Model, Sampling
from gift4code_training.evaluation.problem import EvaluationError, Problem, Suite
from gift4code_training.shards import Shard
from gift4code_training.stages.records import key


@dataclass(frozen=True)
class Task:
    """A problem as it is posed; ``keys`` of its answers, one a sample."""

    problem: Problem
    kind: SpecKind
    prompt: str
    keys: tuple[str, ...]


def chosen(problems: Sequence[Problem], limit: int | None, shard: Shard) -> list[Problem]:
    """The part of a suite: the first problems, then those of this shard.

    Raises:
        EvaluationError: two problems have the same id.
    """
    ids = [problem.id for problem in problems]
    if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None) if len(set(ids)) < len(ids) else None:
        raise EvaluationError(
            f"two problems have the id {twice!r}; the data is damaged, or the suite reads it wrongly."
        )
    return [problem for problem in problems[:limit] if shard.holds(problem.id)]


def tasks(
    suite: Suite, problems: Iterable[Problem], kinds: Sequence[SpecKind], model: Model, sampling: Sampling
) -> list[Task]:
    """Every problem under every kind that it can be posed in to this model, kind by kind."""
    listed = list(problems)
    found = []
    for kind in kinds:
        for problem in listed:
            prompt = model.poses(problem, kind)
            if prompt is not None:
                count = min(sampling.n, most) if (most := model.most(problem, kind)) is not None else sampling.n
                keys = tuple(_key(suite, problem, kind, prompt, model, sampling, sample) for sample in range(count))
                found.append(Task(problem, kind, prompt, keys))
    return found


def _key(
    suite: Suite, problem: Problem, kind: SpecKind, prompt: str, model: Model, sampling: Sampling, sample: int
) -> str:
    drawn = (sampling.temperature, sampling.top_p, sampling.max_tokens, sampling.seed, sampling.seconds)
    return key(
        *("answer", suite.name, suite.version, problem.id, kind.value, prompt),
        *(model.how, model.template, dict(model.identity), drawn, sample),
    )
