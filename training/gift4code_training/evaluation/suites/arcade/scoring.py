"""ARCADE's problems specified and their answers scored, in contained processes of the pinned interpreter.

The reference runs once for answers to one problem that follow each other. An answer's time holds the notebook's earlier
code too.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from gift4code_ext.execution import Limits
from gift4code_ext.spec.model import Spec, SpecKind
from gift4code_training.evaluation.contained.call import Ran, Work, described
from gift4code_training.evaluation.contained.pool import Contained
from gift4code_training.evaluation.problem import Problem, Running, Verdict
from gift4code_training.evaluation.suites import specified
from gift4code_training.evaluation.suites.arcade.episodes import CELL_END, CELL_START

_HERE = "gift4code_training.evaluation.suites.arcade"
_LIBRARIES = {
    "plt": "matplotlib.pyplot",
    "seaborn": "seaborn",
    "scipy": "scipy.stats",
    "sklearn": "sklearn.linear_model",
}
"""Word of a notebook's code -> what is then imported before its first cell runs, and not in each."""
_MEMORY_MB, _FILE_MB, _SAID_MB = 4096, 4096, 300


@dataclass(frozen=True)
class _Step:
    """One cell to run: an answer, or the reference of the answers that follow (``code`` is None)."""

    problem: Problem
    code: str | None


def score(answers: Sequence[tuple[Problem, str]], running: Running, *, strict: bool) -> Iterator[Verdict]:
    """Verdicts by ARCADE's fuzzy match, or by its strict one."""
    steps = _steps(answers)
    with (
        _cells("execute", [problem for problem, _ in answers], running) as cells,
        _judges(running) as judges,
        contextlib.closing(cells.run([_argument(step) for step in steps])) as outcomes,
    ):
        reference = Ran("harness_error")
        for step, ran in zip(steps, outcomes, strict=True):
            if step.code is None:
                reference = ran
            else:
                yield _verdict(step.problem, ran, reference, partial(_judged, judges, step.problem, strict=strict))


def specify(problems: Sequence[Problem], running: Running, *, seen: bool) -> list[Problem]:
    """Problems with prompts and specifications of all kinds; left out are those whose reference fails or makes nothing
    that could be compared.

    Args:
        seen: whether the summary is computed of the values, or by rule by someone who has not seen them.
    """
    with _cells("describe", problems, running) as cells:
        outcomes = cells.run([_argument(_Step(problem, None)) for problem in problems])
        return [
            _specified(problem, ran.said, seen=seen)
            for problem, ran in zip(problems, outcomes, strict=True)
            if described(ran, problem.id) and ran.said["status"] == "ok" and ran.said["targets"]
        ]


def _steps(answers: Sequence[tuple[Problem, str]]) -> list[_Step]:
    steps: list[_Step] = []
    last = None
    for problem, code in answers:
        if problem.id != last:
            steps.append(_Step(problem, None))
        steps.append(_Step(problem, code))
        last = problem.id
    return steps


def _argument(step: _Step) -> dict[str, Any]:
    code = step.problem.reference if step.code is None else step.code
    return {**step.problem.data, "code": code, "prediction": step.code is not None}


def _cells(function: str, problems: Sequence[Problem], running: Running) -> Contained:
    folders = tuple(sorted({folder for problem in problems if (folder := problem.data["folder"])}))
    code = "\n".join(f"{problem.data['context']}\n{problem.reference}" for problem in problems)
    preload = tuple(module for word, module in _LIBRARIES.items() if word in code)
    limits = Limits(seconds=running.seconds, memory_mb=_MEMORY_MB, readable=folders)
    work = Work(f"{_HERE}.executing:{function}", preload, limits, file_mb=_FILE_MB, said_mb=_SAID_MB)
    return Contained(work, python=running.python, width=running.width)


def _judges(running: Running) -> Contained:
    limits = Limits(seconds=running.seconds, memory_mb=_MEMORY_MB)
    return Contained(Work(f"{_HERE}.judging:judge", limits=limits, file_mb=0), python=running.python, width=1)


def _judged(judges: Contained, problem: Problem, found: Any, reference: Any, *, strict: bool) -> Ran:
    known = {name: problem.data[name] for name in ("outputs", "shows")}
    return next(judges.run([{**known, "found": found, "reference": reference, "strict": strict}]))


def _verdict(problem: Problem, ran: Ran, reference: Ran, judged: Any) -> Verdict:
    if why := _failed(reference):
        return Verdict("harness_error", detail=f"the reference does not run: {why}")
    if ran.status != "ok":
        return Verdict(ran.status, detail=ran.error, seconds=ran.seconds)
    status, error = ran.said.get("status"), str(ran.said.get("error", ""))
    if status != "ok":
        if ran.said.get("where") == "context":
            return Verdict("harness_error", detail=f"the earlier code does not run: {error}")
        # the cell ran beside what tells: anything else is its own doing
        return Verdict(
            status if status in ("memory", "refused", "unserialisable") else "error", None, None, error, ran.seconds
        )
    made = ran.said.get("made")
    said = judged(made if isinstance(made, list) else [], reference.said["made"])
    if said.status in ("timeout", "memory"):  # an answer has to come to data that can be compared
        return Verdict(said.status, detail=f"its values could not be compared: {said.error}", seconds=ran.seconds)
    if said.status != "ok":
        return Verdict("harness_error", detail=f"the values were not compared: {said.status} {said.error}".strip())
    return Verdict(**said.said, seconds=ran.seconds)


def _failed(reference: Ran) -> str:
    if reference.status != "ok":
        return reference.error or reference.status
    return "" if reference.said["status"] == "ok" else str(reference.said["error"])


def _specified(problem: Problem, said: Mapping[str, Any], *, seen: bool) -> Problem:
    intent = problem.data["intent"]
    noisy = "" if seen else specified.unseen(intent, problem.reference)
    specs = specified.requests(said, intent, said["name"], context=problem.data["context"], noisy=noisy)
    return replace(
        problem,
        specs=specs,
        prompts=_prompts(problem, specs),
        output_type=said["type"],
        answer="",  # what a cell shows is its answer, whatever its name
        inputs=tuple(each["name"] for each in said["inputs"] if each["name"] != said["name"]),
    )


def _prompts(problem: Problem, specs: Mapping[SpecKind, Spec]) -> dict[SpecKind, str]:
    """The notebook up to the cell to write, the specification as a comment after the words that ask for it."""
    prompt = problem.prompts[SpecKind.NONE]
    before = prompt[: prompt.rindex(CELL_START)].rstrip("\n")
    added = {
        kind: f"{before}\n{specified.comment(text)}{CELL_END}{CELL_START}{CELL_END}"
        for kind, text in specified.texts(specs).items()
    }
    return {SpecKind.NONE: prompt, **added}
