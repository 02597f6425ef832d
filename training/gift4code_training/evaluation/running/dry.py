"""What a run would ask: counts and an example prompt. No model is asked and no answer run."""

from __future__ import annotations

from pathlib import Path

from gift4code_training.evaluation.models.model import Model
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running, Suite
from gift4code_training.evaluation.running.run import Plan
from gift4code_training.evaluation.running.tasks import chosen, tasks


def told(suite: Suite, data: Path, plan: Plan, model: Model, running: Running) -> str:
    """The counts and the first prompt under each kind. Of suites that execute references to specify their problems,
    one is specified: the first.
    """
    problems = chosen(suite.load(data, running), plan.limit, plan.shard)
    prompts, why = _prompts(suite, problems[:1], plan, model, running)
    answers = len(problems) * len(plan.kinds) * plan.sampling.n
    kinds = ", ".join(kind.value for kind in plan.kinds)
    posed = f"{len(problems)} problems, kinds {kinds}: {len(problems) * len(plan.kinds)} prompts"
    lines = [f"{suite.name} {suite.version}, {posed}, up to {answers} answers of {model.name}."]
    lines += [f"The first problem cannot be specified: {why}"] if why else []
    lines += [f"--- {problem} as {kind}:\n{prompt}" for problem, kind, prompt in prompts]
    return "\n".join(lines)


def _prompts(
    suite: Suite, first: list[Problem], plan: Plan, model: Model, running: Running
) -> tuple[list[tuple[str, str, str]], str]:
    why = ""
    specified = first
    if suite.specify is not None:
        try:
            specified = list(suite.specify(first, running))
        except EvaluationError as error:  # no environment yet: what the file itself holds is shown
            why = str(error)
    found = tasks(suite, specified, plan.kinds, model, plan.sampling)
    return [(task.problem.id, task.kind.value, task.prompt) for task in found], why
