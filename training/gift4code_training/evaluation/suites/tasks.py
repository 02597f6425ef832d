"""Tasks of one's own that nobody learned from: what the stages made of tables that were kept apart.

The data is a folder of the stages (:mod:`gift4code_training.stages`); posed are the tasks on the validation side of its
dataset.jsonl. Each is as its program was kept: the live tables, the words, and a specification of every kind. An answer
is right if it makes the value that the program makes, both run in the executor, numbers to nine digits; index
and column order count. Problems of one table are one cluster; those whose sketch no example on the
training side has are told apart from the others, and so are those worded by a phrase rule that worded none there.

``tasks`` states as summary what someone says who has not seen the values, as GIFT4Code does at test time;
``tasks-seen`` what was computed of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.execution import Outcome, Runner
from gift4code_ext.spec.model import Spec, SpecKind
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.running.pool import scored
from gift4code_training.journal import read
from gift4code_training.stages.asked import request
from gift4code_training.stages.joining import specified
from gift4code_training.stages.loading import frames_of
from gift4code_training.stages.records import Context, Intent, Run, Specified, from_json
from gift4code_training.stages.sketch import sketch
from gift4code_training.stages.stage import Inputs

KNOWN, NEW = "known sketch", "new sketch"
UNHEARD = "new phrase rule"
_TEXT = 2000


def load(path: Path, running: Running, *, summary: str) -> list[Problem]:
    """The validation tasks of a folder, in the order of their keys.

    Raises:
        EvaluationError: it is no finished folder of the stages, or nothing was kept for validation.
    """
    try:
        sides = _sides(path / "dataset.jsonl")
        inputs = tuple(Inputs(path, name, stage) for name, stage in _READ)
        learnt = (line["intent"] for line in specified(*inputs) if line["run"]["key"] in sides.learnt)
        known = _Known(sides.sketches, frozenset(rule for intent in learnt for rule in intent.get("rules", ())))
        found = [
            _problem(line, path, known, summary) for line in specified(*inputs) if line["run"]["key"] in sides.held
        ]
    except Gift4CodeError as error:
        raise EvaluationError(f"{path} is no finished folder of the stages: {error}") from error
    except KeyError as error:
        raise EvaluationError(
            f"{path / 'dataset.jsonl'} is none that the stages write: a line has no {error}."
        ) from None
    if not found:
        raise EvaluationError(
            f"{path} has no task for validation: make the data set with more tables, or a larger --validation."
        )
    return sorted(found, key=lambda problem: problem.id)


_READ = (("kept", "filter"), ("runs", "run"), ("intents", "intents"), ("contexts", "tables"))


@dataclass(frozen=True)
class _Sides:
    """The runs on the validation side, those on the other, and the sketches of these."""

    held: frozenset[str]
    learnt: frozenset[str]
    sketches: frozenset[str]


@dataclass(frozen=True)
class _Known:
    """What the training side has."""

    sketches: frozenset[str]
    rules: frozenset[str]

    def told(self, run: Run, intent: Intent) -> str:
        """How a task relates to it, in words."""
        worded = [] if self.rules.issuperset(intent.rules) else [UNHEARD]
        return ", ".join([KNOWN if sketch(run.code) in self.sketches else NEW, *worded])


def _sides(path: Path) -> _Sides:
    held: set[str] = set()
    learnt: set[str] = set()
    sketches: set[str] = set()
    for line in read(path):
        if line["split"] == "validation":
            held.add(str(line["task"]))
        elif line["task"]:
            learnt.add(str(line["task"]))
            sketches.add(str(line["sketch"]))
    return _Sides(frozenset(held), frozenset(learnt), frozenset(sketches))


def _problem(line: dict[str, object], folder: Path, known: _Known, summary: str) -> Problem:
    of = from_json(Specified, _record(line, "specified"), folder / "kept.jsonl")
    run = from_json(Run, _record(line, "run"), folder / "runs.jsonl")
    intent = from_json(Intent, _record(line, "intent"), folder / "intents.jsonl")
    context = from_json(Context, _record(line, "context"), folder / "contexts.jsonl")
    names = {SpecKind.NONE: "none", SpecKind.TYPE: "type", SpecKind.EXAMPLES: "examples", SpecKind.SUMMARY: summary}
    specs = {kind: request(name, of, run, intent, context) for kind, name in names.items()}
    tables = frames_of(vars(context), folder)
    return Problem(
        id=run.key,
        reference=run.code,
        cluster=context.table,
        specs=specs,
        frames={str(each["name"]): tables[str(each["name"])] for each in run.inputs},
        perturbation=known.told(run, intent),
        output_type=specs[SpecKind.TYPE].output.type or "",
        inputs=tuple(str(each["name"]) for each in run.inputs),
        answer=specs[SpecKind.NONE].output.name,
        data={"intent": intent.text, "specification": of.key},
    )


def _record(line: dict[str, object], name: str) -> dict[str, object]:
    found = line[name]
    assert isinstance(found, dict)
    return found


def score(pairs: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts in the product's executor."""
    return scored(pairs, running, _judged)


def _judged(runner: Runner, problem: Problem, codes: Sequence[str]) -> list[Verdict]:
    runner.load(dict(problem.frames))
    shown: Spec = problem.specs[SpecKind.EXAMPLES]
    reference, *outcomes = runner.run_many([problem.reference, *codes], shown.output)
    if reference.value_key is None:
        why = f"the reference did not run: {reference.error or reference.status}"
        return [Verdict("harness_error", detail=why) for _ in outcomes]
    return [_verdict(outcome, reference) for outcome in outcomes]


def _verdict(outcome: Outcome, reference: Outcome) -> Verdict:
    ran = outcome.status in ("ok", "wrong")
    correct = ran and outcome.value_key == reference.value_key
    expected = "" if reference.preview is None else reference.preview.text[:_TEXT]
    return Verdict(
        status="ok" if correct else "wrong" if ran else outcome.status,
        shown=outcome.status == "ok" if ran else None,
        type_matches=outcome.value_type == reference.value_type if ran else None,
        detail="" if correct else outcome.error or _difference(outcome),
        seconds=round(outcome.seconds, 4),
        value="" if outcome.preview is None else outcome.preview.text[:_TEXT],
        expected=expected,
    )


def _difference(outcome: Outcome) -> str:
    clauses = outcome.verdict.clauses if outcome.verdict is not None else ()
    return next((each.message for each in clauses if not each.passed), "another value than the program's")


def _suite(name: str, summary: str) -> Suite:
    return Suite(
        name=name,
        version="1",
        load=partial(load, summary=summary),
        score=score,
        source="tasks that the stages made of tables kept apart",
        executor="product/1",
    )


NOISY, SEEN = _suite("tasks", "noisy"), _suite("tasks-seen", "summary")
