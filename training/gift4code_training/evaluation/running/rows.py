"""Answers and verdicts as the rows of a run, and what the run says of itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gift4code_training.evaluation.extraction import REPAIRS, Extracted, extract
from gift4code_training.evaluation.models.model import Answer, Model
from gift4code_training.evaluation.models.prompting import said
from gift4code_training.evaluation.problem import Checked, Verdict
from gift4code_training.evaluation.results import Posed, Row, RowStatus, Run
from gift4code_training.evaluation.running.judging import Judge
from gift4code_training.evaluation.running.tasks import Task

if TYPE_CHECKING:
    from gift4code_training.evaluation.running.run import Plan, Posing


def extracted(task: Task, answer: Answer, model: Model, repair: bool) -> Extracted:
    """The code of an answer, empty where there is none."""
    if answer.failure:
        return Extracted("")
    if answer.code is not None:
        return Extracted(answer.code if answer.code.strip() else "")
    stops = model.stops(task.problem, task.kind)
    return extract(answer.text, task.problem, stop=stops, prompt=task.prompt, repair=repair)


def row(
    judge: Judge,
    model: Model,
    task: Task,
    sample: int,
    answer: Answer | None,
    found: Extracted | None,
    verdicts: Mapping[str, Verdict],
    failures: Mapping[str, str],
) -> Row:
    """One answer with its verdict; without either, where the model could not be asked or the harness failed."""
    problem = task.problem
    status: RowStatus
    verdict = Verdict("harness_error")
    if answer is None or found is None:
        status, detail = "harness_error", failures[task.keys[sample]]
    elif not found.code:
        status, detail = "no_answer", answer.failure or "the answer holds no code"
    else:
        key = judge.key(problem, found.code)
        verdict = verdicts.get(key) or Verdict("harness_error", detail=failures[key])
        status, detail = verdict.status, verdict.detail
    return Row(
        id=problem.id,
        library=problem.library,
        perturbation=problem.perturbation,
        output_type=problem.output_type,
        cluster=problem.cluster,
        kind=task.kind.value,
        sample=sample,
        code=found.code if found else "",
        repaired=found.repaired if found else (),
        status=status,
        shown=verdict.shown,
        type_matches=verdict.type_matches,
        detail=detail,
        seconds=verdict.seconds,
        logprob=answer.logprob if answer else None,
        model=model.name,
        verified=answer.verified if answer else None,
        value=verdict.value,
        expected=verdict.expected,
    )


def posed_as(task: Task) -> Posed:
    """A task for a reader."""
    spec = task.problem.specs.get(task.kind)
    text = "" if spec is None else said(spec, task.kind)
    return Posed(task.problem.id, task.kind.value, task.prompt, text, task.problem.reference)


def about(judge: Judge, plan: Plan, model: Model, checked: Checked, posing: Posing, rows: Sequence[Row]) -> Run:
    """What a run says of itself."""
    saw = model.how == "assistant" and any(_shows(task) for task in posing.tasks)
    repairs = Counter(each for row in rows for each in row.repaired)
    suite, sampling = judge.suite, plan.sampling
    return Run(
        suite=suite.name,
        version=suite.version,
        source=suite.source,
        data=judge.data,
        model=model.name,
        identity=model.identity,
        how=model.how,
        saw_example=saw,
        kinds=tuple(kind.value for kind in plan.kinds),
        n=sampling.n,
        temperature=sampling.temperature,
        top_p=sampling.top_p,
        max_tokens=sampling.max_tokens,
        seed=sampling.seed,
        template=model.template,
        k=plan.k,
        repair=plan.repair,
        limit=plan.limit,
        shard=str(plan.shard),
        executor=suite.executor,
        seconds=judge.running.seconds,
        environment=judge.environment.key,
        inventory=judge.environment.inventory,
        references=checked.references,
        known=checked.known,
        problems=len({task.problem.id for task in posing.tasks}),
        rows=len(rows),
        harness_errors=sum(not row.scored for row in rows),
        no_answers=sum(row.status == "no_answer" for row in rows),
        repairs={each: repairs[each] for each in REPAIRS if repairs[each]},
        notes=_notes(model, saw),
        left_out=posing.left_out,
    )


def _shows(task: Task) -> bool:
    spec = task.problem.specs.get(task.kind)
    return spec is not None and spec.output.example is not None


def _notes(model: Model, saw: bool) -> tuple[str, ...]:
    notes = []
    if saw:
        notes.append(
            "The whole assistant answered: it ran its candidates and checked them against the example that the "
            "specification shows, so its rates are not those of a model alone."
        )
    elif model.how == "assistant":
        notes.append("The whole assistant answered: it ran its candidates before it offered one; it saw no example.")
    return tuple(notes)
