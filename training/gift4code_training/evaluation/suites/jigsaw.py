"""PandasEval1 and PandasEval2 of Jigsaw (Jain et al., arXiv 2112.02969): words, input-output pairs and solutions.

A task shows its first pair and is graded on its last. Where none of its solutions makes the last pair's output (which
has other constants than the words) but one makes the first one's, it is graded on the pair shown; where none makes
either, the last pair is kept, since the pairs are sound, and the reference fails. A problem's ``perturbation`` says
which pair it is graded on. Every query of a set is a problem of its own, and those of one task are a cluster. A value
counts as the expected one at tolerance grade 3 of :mod:`gift4code_ext.spec.check` or better.

Values in the files are read from their syntax trees, never executed; answers run in the product's executor.
``pandaseval1`` and ``pandaseval2`` state as summary what someone says who has not seen the values, as GIFT4Code does at
test time; ``-seen`` what is computed of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from gift4code_ext.execution import Limits, Outcome, Runner
from gift4code_ext.spec.infer import facts, type_name
from gift4code_ext.spec.infer import output as output_of
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.read import read
from gift4code_training.evaluation.examples import Pair, pair, solutions
from gift4code_training.evaluation.literals import LiteralError
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.running.pool import scored
from gift4code_training.evaluation.suites.specified import unseen

ONE_PAIR, OTHER_PAIR, SHOWN_PAIR = "has one pair", "graded on another pair", "graded on the pair shown"
_TEXT = 2000


def load(path: Path, running: Running) -> list[Problem]:
    """The problems of a file, one for each query; solutions are run to find those that make the pair that counts.

    Raises:
        EvaluationError: it is no file of PandasEval.
    """
    settled: dict[str, tuple[str, str]] = {}
    found = read_problems(path)
    with Runner(limits=Limits(seconds=running.seconds), python=running.python, width=running.width) as runner:
        for problem in found:
            if problem.data["task"] not in settled:
                settled[problem.data["task"]] = _settled(runner, problem)
    pairs = [(problem, *settled[problem.data["task"]]) for problem in found]
    return [replace(problem, reference=reference, perturbation=graded) for problem, reference, graded in pairs]


def read_problems(path: Path) -> list[Problem]:
    """The problems of a file as they stand there: the first solution, graded on the last pair.

    Raises:
        EvaluationError: it is no file of PandasEval.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        return [
            problem
            for number, task in tasks.items()
            for letter, of in task["sets"].items()
            for problem in _problems(f"{number}{letter}", number, of)
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise EvaluationError(
            f"{path} is no file of Jigsaw's PandasEval ({type(error).__name__}: {error}): it should hold tasks with "
            "sets of queries, ios and solutions."
        ) from error


def specify(problems: Sequence[Problem], _: Running, *, seen: bool) -> list[Problem]:
    """Problems with specifications of all kinds.

    Args:
        seen: whether the summary is computed of the values, or by rule by someone who has not seen them.
    """
    return [replace(problem, specs=_specs(problem, seen=seen)) for problem in problems]


def score(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts in the product's executor."""
    return scored(answers, running, _judged)


def _problems(task: str, number: str, of: Mapping[str, Any]) -> Iterator[Problem]:
    pairs = [of["ios"][0], of["ios"][-1]]
    found = solutions(of["solutions"])
    shown, name = _pair(pairs[0]), str(pairs[0]["outvar"])
    for place, query in enumerate(of["queries"]):
        yield Problem(
            id=f"{task}{place}",
            reference=found[0] if found else "",
            cluster=number,
            frames=shown.frames,
            perturbation=OTHER_PAIR if len(of["ios"]) > 1 else ONE_PAIR,
            output_type=type_name(shown.value),
            inputs=tuple(shown.frames),
            answer=name,
            data={"intent": query["query"], "task": task, "pairs": pairs, "solutions": found},
        )


def _pair(source: Mapping[str, Any]) -> Pair:
    try:
        return pair(source)
    except LiteralError as error:
        raise ValueError(f"a value cannot be read: {error}") from error


def _settled(runner: Runner, problem: Problem) -> tuple[str, str]:
    """The solution that counts and the pair that it makes."""
    stated = problem.data["solutions"]
    for graded in (ONE_PAIR,) if problem.perturbation == ONE_PAIR else (OTHER_PAIR, SHOWN_PAIR):
        outcomes = _run(runner, _graded(problem, graded), problem.answer, stated)
        for solution, outcome in zip(stated, outcomes, strict=True):
            if outcome.status == "harness_error":  # which pair counts must not hang on it
                raise EvaluationError(
                    f"a solution of task {problem.data['task']} could not be run ({outcome.error}): try again."
                )
            if outcome.status == "ok":
                return solution, graded
    return problem.reference, problem.perturbation


def _graded(problem: Problem, graded: str) -> Pair:
    return _pair(problem.data["pairs"][-1 if graded == OTHER_PAIR else 0])


def _specs(problem: Problem, *, seen: bool) -> dict[SpecKind, Spec]:
    intent, value = problem.data["intent"], _pair(problem.data["pairs"][0]).value
    inputs = dict(problem.frames)
    variables = tuple(read(each, name) for name, each in inputs.items())
    outputs = {kind: output_of(value, kind, inputs, name=problem.answer) for kind in SpecKind}
    said = "" if seen else unseen(intent, problem.reference)
    if said:
        outputs[SpecKind.SUMMARY] = Output(problem.answer, summary=said)
    return {kind: Spec(intent, variables, output, facts=facts(output, inputs)) for kind, output in outputs.items()}


def _judged(runner: Runner, problem: Problem, codes: Sequence[str]) -> list[Verdict]:
    graded = _graded(problem, problem.perturbation)
    outcomes = _run(runner, graded, problem.answer, codes)
    if problem.perturbation == OTHER_PAIR:
        shown = _run(runner, _graded(problem, SHOWN_PAIR), problem.answer, codes)
    else:
        shown = outcomes
    return [_verdict(outcome, also.status == "ok", graded.value) for outcome, also in zip(outcomes, shown, strict=True)]


def _run(runner: Runner, graded: Pair, name: str, codes: Sequence[str]) -> list[Outcome]:
    runner.load(graded.frames)
    return runner.run_many(list(codes), Output(name=name, example=graded.value, partial=False))


def _verdict(outcome: Outcome, shown: bool, expected: Any) -> Verdict:
    ran = outcome.status in ("ok", "wrong")
    clauses = outcome.verdict.clauses if outcome.verdict else ()
    return Verdict(
        status=outcome.status,
        shown=shown if ran else None,
        type_matches=outcome.value_type == type_name(expected) if ran else None,
        detail=outcome.error or next((clause.message for clause in clauses if not clause.passed), ""),
        seconds=round(outcome.seconds, 4),
        value="" if outcome.preview is None else outcome.preview.text[:_TEXT],
        expected=str(expected)[:_TEXT],
    )


def _suite(name: str, rate: float, *, seen: bool = False) -> Suite:
    return Suite(
        name=name,
        version="1",
        load=load,
        score=score,
        specify=partial(specify, seen=seen),
        reference_rate=rate,
        source="Jigsaw (github.com/microsoft/JigsawDataset), MIT",
        executor="product/1",
    )


_RATE1, _RATE2 = 0.8, 0.6
"""Shares of the tasks of which a solution makes a pair; the others are faulty as released, or ask for older pandas."""
PANDASEVAL1, PANDASEVAL1_SEEN = _suite("pandaseval1", _RATE1), _suite("pandaseval1-seen", _RATE1, seen=True)
PANDASEVAL2, PANDASEVAL2_SEEN = _suite("pandaseval2", _RATE2), _suite("pandaseval2-seen", _RATE2, seen=True)
