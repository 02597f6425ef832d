"""One run: problems posed, answers, verdicts, rows; everything in one folder, from which a stopped run goes on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.models.model import Model, Sampling
from gift4code_training.evaluation.problem import Checked, EvaluationError, Problem
from gift4code_training.evaluation.results import Row, Run, write
from gift4code_training.evaluation.running import answering, judging
from gift4code_training.evaluation.running.judging import Judge
from gift4code_training.evaluation.running.rows import about, extracted, posed_as, row
from gift4code_training.evaluation.running.tasks import Task, chosen, tasks
from gift4code_training.journal import Journal, read
from gift4code_training.shards import Shard

_T = TypeVar("_T")

ANSWERS, VERDICTS = "answers.jsonl", "verdicts.jsonl"


@dataclass(frozen=True)
class Plan:
    """What is to be done with a suite's problems.

    Attributes:
        kinds: specification kinds, each problem under each.
        k: the k of pass@k, for the report.
        repair: whether extraction mends answers.
        limit, shard: the part of the suite.
    """

    kinds: tuple[SpecKind, ...]
    sampling: Sampling
    k: tuple[int, ...] = (1,)
    repair: bool = True
    limit: int | None = None
    shard: Shard = field(default_factory=Shard)


@dataclass(frozen=True)
class Posing:
    """The tasks of a plan, and how many of its problems are not among them as their references do not run."""

    tasks: tuple[Task, ...]
    left_out: int


def pose(
    judge: Judge, problems: Sequence[Problem], plan: Plan, model: Model, *, without: Collection[str] = ()
) -> Posing:
    """The tasks of a plan; references are executed only for what is posed.

    Args:
        without: ids of problems that cannot be posed here: the environment lacks what their reference needs.

    Raises:
        EvaluationError: there are none, though there are problems.
    """
    part = chosen(problems, plan.limit, plan.shard)
    here: Sequence[Problem] = [problem for problem in part if problem.id not in without]
    specified = here if judge.suite.specify is None else judge.suite.specify(here, judge.running)
    found = tasks(judge.suite, specified, plan.kinds, model, plan.sampling)
    if part and not found:
        kinds = ", ".join(kind.value for kind in plan.kinds)
        raise EvaluationError(
            f"no problem of {judge.suite.name} can be posed to {model.name} as {kinds}: choose another --kind, "
            "--prompt or --model."
        )
    return Posing(tuple(found), len(part) - len(specified))


def run(
    folder: Path, judge: Judge, posing: Posing, plan: Plan, model: Model, checked: Checked
) -> tuple[Run, tuple[Row, ...]]:
    """Answers and verdicts of a plan, those that the folder holds already not made again; writes the run's files.

    Raises:
        EvaluationError: the model cannot be asked any more.
        JournalError: the folder holds another run, or another process writes there.
    """
    listed = posing.tasks
    suite, data = judge.suite, dict(judge.data)
    base = {"suite": suite.name, "version": suite.version, "data": data}
    drawn = {name: value for name, value in asdict(plan.sampling).items() if name != "n"}  # more may be asked for later
    asked = {**base, "model": dict(model.identity), "how": model.how, "template": model.template, "sampling": drawn}
    with Journal(folder / ANSWERS, asked) as journal:
        known = _known(folder / ANSWERS, answering.from_record)
        answers, failures = answering.answer(model, listed, plan.sampling, journal, known)
    codes = {
        each: extracted(task, answers[each], model, plan.repair)
        for task in listed
        for each in task.keys
        if each in answers
    }
    pairs = [
        (task.problem, codes[each].code) for task in listed for each in task.keys if each in codes and codes[each].code
    ]
    ran = {**base, "executor": suite.executor, "environment": judge.environment.key, "seconds": judge.running.seconds}
    with Journal(folder / VERDICTS, ran) as journal:
        judged = _known(folder / VERDICTS, judging.from_record)
        verdicts, unjudged = judging.judge(judge, pairs, journal, judged)
    failures |= unjudged
    rows = tuple(
        row(judge, model, task, sample, answers.get(each), codes.get(each), verdicts, failures)
        for task in listed
        for sample, each in enumerate(task.keys)
    )
    done = about(judge, plan, model, checked, posing, rows)
    write(folder, done, [posed_as(task) for task in listed], rows)
    return done, rows


def _known(path: Path, from_record: Callable[[Mapping[str, Any]], _T]) -> dict[str, _T]:
    return {str(record["key"]): from_record(record) for record in read(path)}
