"""PandasEval and NumpyEval of CERT (Zan et al., arXiv 2206.06888), in HumanEval's format.

A line of the file, gzipped or not, holds ``task_id``, ``prompt``, ``canonical_solution``, ``test`` and ``entry_point``.
Most prompts end in the middle of a statement: an answer goes on with the text. Where ``entry_point`` names a function
that the prompt begins, an answer is its body. The program is prompt and answer, then the test and a call of its
``check``, with the function where it takes one. It passes if nothing is raised.

Prompts of all kinds say in a comment before the last line, or before the function, what the reference makes: of a
function the value that its first call in the test returns. ``cert-pandas`` and ``cert-numpy`` state as summary what
someone says who has not seen the values, as GIFT4Code does at test time; ``-seen`` what is computed of them.
"""

from __future__ import annotations

import ast
import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from gift4code_ext.execution import Limits
from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.contained import call
from gift4code_training.evaluation.contained.pool import Contained
from gift4code_training.evaluation.problem import EvaluationError, Form, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.suites import specified
from gift4code_training.evaluation.suites.asserting import complete

_HERE = "gift4code_training.evaluation.suites.asserting"
_PRELOAD = ("numpy", "pandas")
_STOP = ("\nclass ", "\ndef ", "\n#", "\n@", "\nprint", "\nif ")
_RETURNED = "What the function returns is called result here. "
_FIELDS = ("task_id", "prompt", "canonical_solution", "test", "entry_point")


def records(path: Path, fields: Sequence[str], what: str) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file, gzipped or not.

    Raises:
        EvaluationError: it cannot be read, or a line lacks a field.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    record = json.loads(line)
                    if missing := [name for name in fields if name not in record]:
                        raise EvaluationError(
                            f"Line {number} of {path} is no problem of {what}: it has no {missing[0]}."
                        )
                    yield record
    except (OSError, EOFError, ValueError, TypeError) as error:
        raise EvaluationError(
            f"{path} cannot be read as {what}: {error}. It should be JSONL, or that in gzip."
        ) from error


def load(path: Path, _: Running, *, library: str) -> list[Problem]:
    """The problems of a file.

    Raises:
        EvaluationError: it holds no such problems.
    """
    try:
        return [_problem(record, library) for record in records(path, _FIELDS, "HumanEval's format")]
    except SyntaxError as error:
        raise EvaluationError(f"A test in {path} is no Python: {error}.") from error


def specify(problems: Sequence[Problem], running: Running, *, seen: bool) -> list[Problem]:
    """Problems with prompts and specifications of all kinds; those whose reference does not run are left out.

    Args:
        seen: whether the summary is computed of the values, or by rule by someone who has not seen them.
    """
    return list(described(problems, running, partial(_specified, seen=seen)))


def score(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts by the tests of the file."""
    return asserted(answers, running)


def described(
    problems: Sequence[Problem], running: Running, make: Callable[[Problem, Mapping[str, Any]], Problem]
) -> Iterator[Problem]:
    """Problems completed by what their references show; ``data`` holds ``test``, ``entry_point`` and ``before``."""
    arguments = [
        {
            **{name: problem.data[name] for name in ("test", "entry_point", "before")},
            "program": program(problem, problem.reference),
            "name": problem.answer or "result",
        }
        for problem in problems
    ]
    with _contained("describe", running) as contained:
        for problem, ran in zip(problems, contained.run(arguments), strict=True):
            if call.described(ran, problem.id):
                yield make(problem, ran.said)


def asserted(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts on programs by their tests."""
    arguments = [{"program": program(problem, code), "test": problem.data["test"]} for problem, code in answers]
    with _contained("score", running) as contained:
        for ran in contained.run(arguments):
            yield call.verdict(ran)


def program(problem: Problem, code: str) -> str:
    """Prompt, answer and what follows it."""
    return f"{problem.data['prompt']}{code}{problem.data['suffix']}\n"


def beside(prompt: str, text: str) -> str:
    """A prompt with a text as a comment before its last function, or before its last line."""
    lines = prompt.splitlines(keepends=True)
    starts = [place for place, line in enumerate(lines) if line.startswith("def ")]
    full = [place for place, line in enumerate(lines) if line.strip()]
    place = starts[-1] if starts else full[-1] if full else 0
    return "".join([*lines[:place], f"{specified.comment(text)}\n", *lines[place:]])


def _contained(function: str, running: Running) -> Contained:
    work = call.Work(f"{_HERE}:{function}", _PRELOAD, Limits(seconds=running.seconds, memory_mb=4096))
    return Contained(work, python=running.python, width=running.width)


def _problem(record: Mapping[str, Any], library: str) -> Problem:
    prompt, test = str(record["prompt"]), str(record["test"])
    entry = "" if str(record["entry_point"]).lower() in ("", "none") else str(record["entry_point"])
    form: Form = "body" if entry and _begun(prompt, entry) else "text"
    reference = str(record["canonical_solution"])
    return Problem(
        id=str(record["task_id"]),
        reference=reference,
        cluster=str(record["task_id"]),
        prompts={SpecKind.NONE: prompt},
        library=library,
        answer="result" if entry else _assigned(prompt + reference),
        form=form,
        data={
            "prompt": prompt if prompt.endswith("\n") or form == "text" else f"{prompt}\n",
            "suffix": "",
            "test": f"{test}\n{_call(test, entry)}\n",
            "entry_point": entry,
            "before": "" if entry else complete(prompt),
        },
    )


def _begun(prompt: str, entry: str) -> bool:
    """Whether a prompt ends within the function, so that its body is what is asked for."""
    last = prompt.rstrip().splitlines()[-1] if prompt.strip() else ""
    return f"def {entry}(" in prompt and not last.rstrip().endswith("=") and not last.lstrip().startswith("return")


def _assigned(source: str) -> str:
    """The variable that a program binds last; empty where it binds none."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return ""
    for statement in reversed(body):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        while isinstance(target, (ast.Subscript, ast.Attribute)):
            target = target.value
        if isinstance(target, ast.Name):
            return target.id
    return ""


def _call(test: str, entry: str) -> str:
    """The call of a test's ``check``; nothing where it has none, or calls it."""
    body = ast.parse(test).body
    checks = [each for each in body if isinstance(each, ast.FunctionDef) and each.name == "check"]
    called = any(isinstance(each, ast.Expr) and "check(" in ast.unparse(each) for each in body)
    if not checks or called:
        return ""
    return f"check({entry})" if checks[-1].args.args else "check()"


def _specified(problem: Problem, said: Mapping[str, Any], *, seen: bool) -> Problem:
    if "kinds" not in said:
        return problem
    prompt, entry = problem.data["prompt"], problem.data["entry_point"]
    words, context = _words(problem)
    noisy = "" if seen else specified.unseen(words, program(problem, problem.reference))
    specs = specified.requests(said, words, problem.answer, context=context, noisy=noisy)
    told = {kind: (_RETURNED if entry else "") + text for kind, text in specified.texts(specs).items()}
    return replace(
        problem,
        specs=specs,
        prompts={SpecKind.NONE: prompt} | {kind: beside(prompt, text) for kind, text in told.items()},
        output_type=said["type"],
        inputs=tuple(each["name"] for each in said["inputs"]),
    )


def _words(problem: Problem) -> tuple[str, str]:
    """What a prompt asks for in words, and its code: a function's docstring, or the comments."""
    prompt, entry = problem.data["prompt"], problem.data["entry_point"]
    if entry:
        for node in ast.walk(ast.parse(complete(prompt) or "pass")):
            if isinstance(node, ast.FunctionDef) and node.name == entry and (said := ast.get_docstring(node)):
                return said, ""
    lines = [line for line in prompt.splitlines() if line.lstrip().startswith("#")]
    code = "\n".join(line for line in problem.data["before"].splitlines() if not line.lstrip().startswith("#"))
    return "\n".join(line.lstrip("# ") for line in lines).strip(), code.strip()


def _suite(name: str, library: str, *, seen: bool = False) -> Suite:
    return Suite(
        name=name,
        version="2",
        load=partial(load, library=library),
        score=score,
        specify=partial(specify, seen=seen),
        reference_rate=0.95,
        stop=_STOP,
        source=f"CERT (github.com/microsoft/PyCodeGPT, cert/pandas-numpy-eval), {library}",
        executor="contained/1",
    )


PANDAS, PANDAS_SEEN = _suite("cert-pandas", "pandas"), _suite("cert-pandas-seen", "pandas", seen=True)
NUMPY, NUMPY_SEEN = _suite("cert-numpy", "numpy"), _suite("cert-numpy-seen", "numpy", seen=True)
