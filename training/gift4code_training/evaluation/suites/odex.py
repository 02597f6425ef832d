"""ODEX (Wang et al., arXiv 2212.10481): open-domain questions about Python, judged by assertions.

A line of the file holds ``intent``, ``prompt`` (a function that breaks off where the answer begins), ``suffix``,
``canonical_solution``, ``test_start``, ``test`` (a list of assertions), ``entry_point``, ``library`` and ``task_id``.
The program is prompt, answer and suffix, then the tests as one ``check`` of the function; it passes if nothing is
raised.

An answer goes on within a line, which is no cell: the product's own templates do not ask for that, so there are prompts
of all kinds and no requests in the product's nouns. The words stand in the function's docstring, specifications in a
comment above it. ``odex`` states as summary what someone says who has not seen the values, as GIFT4Code does at test
time, ``odex-seen`` what is computed of them. Tests of libraries that the environment lacks fail for want of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.problem import EvaluationError, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.suites import specified
from gift4code_training.evaluation.suites.human_eval import asserted, beside, described, program, records

_FIELDS = (
    *("task_id", "intent", "prompt", "suffix", "canonical_solution", "test_start", "test", "entry_point", "library"),
)
_HEADER = re.compile(r"^def [^\n]*:[^\S\n]*\n(?P<margin>[^\S\n]*)", re.MULTILINE)
_RETURNED = "What the function returns is called result here. "
_NONE = "python"


def load(path: Path, _: Running) -> list[Problem]:
    """The problems of a file, in any of its languages.

    Raises:
        EvaluationError: it holds no such problems.
    """
    try:
        found = [_problem(record, place) for place, record in enumerate(records(path, _FIELDS, "ODEX"))]
    except TypeError as error:
        raise EvaluationError(f"{path} is no file of ODEX: its tests are not lists of text ({error}).") from error
    if twice := len(found) - len({problem.id for problem in found}):
        raise EvaluationError(f"{path} names {twice} of its problems twice: results could not be told apart.")
    return found


def specify(problems: Sequence[Problem], running: Running, *, seen: bool) -> list[Problem]:
    """Problems with prompts of all kinds; those whose reference does not run are left out.

    Args:
        seen: whether the summary is computed of the values, or by rule by someone who has not seen them.
    """
    return list(described(problems, running, partial(_specified, seen=seen)))


def score(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts by the tests of the file."""
    return asserted(answers, running)


def _problem(record: Mapping[str, Any], place: int) -> Problem:
    prompt, entry = str(record["prompt"]), str(record["entry_point"])
    libraries = record["library"] or [_NONE]
    return Problem(
        id=f"{record['task_id']}/{place}",  # several functions are asked of one question
        reference=str(record["canonical_solution"]),
        cluster=str(record["task_id"]),
        prompts={SpecKind.NONE: _asked(prompt, str(record["intent"]))},
        library=libraries if isinstance(libraries, str) else "+".join(sorted(map(str, libraries))),
        form="text",
        data={
            "prompt": prompt,
            "suffix": str(record["suffix"]),
            "test": f"{record['test_start']}{''.join(record['test'])}\ncheck({entry})\n",
            "entry_point": entry,
            "before": "",
            "intent": str(record["intent"]),
        },
    )


def _asked(prompt: str, intent: str) -> str:
    """The function with the words as its docstring."""
    header = _HEADER.search(prompt)
    if header is None:
        return f"{specified.comment(intent)}\n{prompt}"
    said = intent.strip().replace("\\", "\\\\").replace('"""', "'''")
    return f'{prompt[: header.end()]}"""{said}"""\n{header["margin"]}{prompt[header.end() :]}'


def _specified(problem: Problem, said: Mapping[str, Any], *, seen: bool) -> Problem:
    if "kinds" not in said:
        return problem
    intent = problem.data["intent"]
    noisy = "" if seen else specified.unseen(intent, program(problem, problem.reference))
    texts = specified.texts(specified.requests(said, intent, "result", noisy=noisy))
    prompt = problem.prompts[SpecKind.NONE]
    added = {kind: beside(prompt, f"{_RETURNED}{text}") for kind, text in texts.items()}
    return replace(problem, prompts={SpecKind.NONE: prompt, **added}, output_type=said["type"])


def _suite(name: str, *, seen: bool = False) -> Suite:
    return Suite(
        name=name,
        version="2",
        load=load,
        score=score,
        specify=partial(specify, seen=seen),
        reference_rate=0.95,
        stop=("\nclass ", "\ndef ", "\n#", "\n@", "\nprint", "\nif "),
        source="ODEX (github.com/zorazrw/odex), CC-BY-SA-4.0",
        executor="contained/1",
    )


SUITE, SEEN = _suite("odex"), _suite("odex-seen", seen=True)
