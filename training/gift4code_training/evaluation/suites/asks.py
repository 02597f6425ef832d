"""The project's own tasks: everyday asks over small tables (:mod:`gift4code_training.evaluation.asks`).

An answer is right if the whole stored value comes out at tolerance grade 3 or better; names of new columns that neither
the inputs nor the words hold are free, whatever the specification says of them, so that kinds are compared by the same
rule. Problems over the same tables are one cluster.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from gift4code_ext.execution import Outcome, Runner
from gift4code_ext.spec.infer import facts, type_name
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.read import Caps, read
from gift4code_training.evaluation.asks import Ask, free_names, output, value_of
from gift4code_training.evaluation.asks import load as load_asks
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.running.pool import scored

_CAPS = Caps(sample=10)
_TEXT, _ROWS = 2000, 12


def load(path: Path, running: Running) -> list[Problem]:
    """The asks of a file, posed in all four kinds; nothing is executed: the values are stored.

    Raises:
        EvaluationError: it is no file of asks, or a table is missing.
    """
    try:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]
        return [_problem(ask, record) for ask, record in zip(load_asks(path), records, strict=True)]
    except (OSError, ValueError, KeyError, StopIteration) as error:
        raise EvaluationError(
            f"{path} is no file of asks with its tables ({type(error).__name__}: {error})."
        ) from error


def _problem(ask: Ask, record: dict[str, object]) -> Problem:
    variables = tuple(read(frame, name, caps=_CAPS) for name, frame in ask.frames.items())
    specs = {}
    for kind in SpecKind:
        stated = output(ask, kind)
        specs[kind] = Spec(ask.intent, variables, stated, "", facts(stated, dict(ask.frames)))
    tables = record["frames"]
    assert isinstance(tables, dict)
    return Problem(
        id=ask.id,
        reference=ask.reference,
        cluster="+".join(sorted(Path(table).stem for table in tables.values())),
        specs=specs,
        frames=ask.frames,
        output_type=type_name(ask.value),
        inputs=tuple(ask.frames),
        data={"intent": ask.intent, "value": record["value"], "ordered": ask.ordered},
    )


def score(pairs: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts in the product's executor."""
    return scored(pairs, running, _judged)


def _judged(runner: Runner, problem: Problem, codes: Sequence[str]) -> list[Verdict]:
    ask = Ask(
        problem.id,
        problem.frames,
        problem.data["intent"],
        problem.reference,
        value_of(problem.data["value"]),
        problem.data["ordered"],
    )
    runner.load(dict(problem.frames))
    tail = free_names(ask)
    named = [code + tail for code in codes]
    whole = Output(type=problem.output_type, example=ask.value, partial=False, ordered=ask.ordered)
    outcomes = runner.run_many(named, whole)
    wrong = [place for place, outcome in enumerate(outcomes) if outcome.status == "wrong" and not _passed(outcome)]
    shown = runner.run_many([named[place] for place in wrong], output(ask, SpecKind.EXAMPLES)) if wrong else []
    meets = {place: outcome.status == "ok" for place, outcome in zip(wrong, shown, strict=True)}
    table = isinstance(ask.value, pd.DataFrame)
    expected = (ask.value.to_string(index=False, max_rows=_ROWS) if table else repr(ask.value))[:_TEXT]
    return [_verdict(outcome, meets.get(place, True), expected) for place, outcome in enumerate(outcomes)]


def _passed(outcome: Outcome, clause: str = "example") -> bool:
    """Whether a clause of the check was met."""
    clauses = outcome.verdict.clauses if outcome.verdict else ()
    return any(each.passed for each in clauses if each.name == clause)


def _verdict(outcome: Outcome, shown: bool, expected: str) -> Verdict:
    """The value decides; another type of it (a series for a table) is told apart and not held against it."""
    ran = outcome.status in ("ok", "wrong")
    clauses = outcome.verdict.clauses if outcome.verdict else ()
    differs = next((each.message for each in clauses if each.name == "example" and not each.passed), "")
    correct = _passed(outcome)
    return Verdict(
        status="ok" if correct else outcome.status,
        shown=shown if ran else None,
        type_matches=_passed(outcome, "type") if ran else None,
        detail="" if correct else (outcome.error or differs),
        seconds=round(outcome.seconds, 4),
        value="" if outcome.preview is None else outcome.preview.text[:_TEXT],
        expected=expected,
    )


SUITE = Suite(
    name="asks",
    version="1",
    load=load,
    score=score,
    source="the project's own everyday asks",
    executor="product/1",
)
