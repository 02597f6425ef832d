"""DS-1000 (Lai et al., arXiv 2211.11501), the simplified release: completions of Stack Overflow questions.

A line of the file holds ``prompt``, ``reference_code``, ``code_context`` and ``metadata``. An answer passes if the data
set's own scoring program (:mod:`.ds1000_program`) raises nothing. That program runs in the interpreter that the suite
pins: under other versions references fail. Its authors ask that the problems are put into no training corpus and not
on the web in the clear: they stay where they are read from.

``none`` is the data set's prompt; the other kinds say in the product's words, before the place where the answer
begins, what the reference makes of the first test's input. A figure has neither type nor rows: they say that one is to
be shown. The summary of ``ds1000`` is by someone who has not seen the value, that of ``ds1000-seen`` computed of it.
"""

from __future__ import annotations

import gzip
import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from gift4code_ext.execution import Limits
from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.contained.call import Work, described, verdict
from gift4code_training.evaluation.contained.pool import Contained
from gift4code_training.evaluation.problem import EvaluationError, Form, Pins, Problem, Running, Suite, Verdict
from gift4code_training.evaluation.suites import specified

PINS = Pins(
    "3.11",
    {
        "pandas": "1.5.3",
        "numpy": "1.26.4",
        "scipy": "1.12.0",
        "scikit-learn": "1.4.0",
        "matplotlib": "3.8.4",
        "seaborn": "0.13.2",
    },
)
PRELOAD = (
    *("numpy", "pandas", "scipy.stats", "scipy.optimize", "scipy.interpolate", "scipy.spatial", "scipy.ndimage"),
    *("scipy.signal", "scipy.integrate", "sklearn.linear_model", "sklearn.ensemble", "sklearn.preprocessing"),
    *(
        "sklearn.feature_extraction.text",
        "sklearn.model_selection",
        "sklearn.cluster",
        "sklearn.svm",
        "sklearn.pipeline",
    ),
    *(
        "matplotlib.pyplot",
        "seaborn",
        "PIL.PngImagePlugin",
        "torch",
        "tensorflow",
        "xgboost",
        "gensim",
        "statsmodels.api",
    ),
)
STOP = ("</code>", "# SOLUTION END", "### END SOLUTION", "END SOLUTION")

_HERE = "gift4code_training.evaluation.suites.ds1000_program"
_FIELDS = ("prompt", "reference_code", "code_context", "metadata")
_FIGURE = "# SOLUTION START"
_BODY = "### BEGIN SOLUTION"
_ASKED = re.compile(r"^(\w+) = \.\.\. # put solution in this variable", re.MULTILINE)
_RETURNED = "What the function returns is called result here. "


def load(path: Path, _: Running) -> list[Problem]:
    """The problems of a file in the simplified release's form, gzipped or not.

    Raises:
        EvaluationError: it cannot be read, or a line is no problem.
    """
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            return [_problem(line, f"line {number} of {path}") for number, line in enumerate(file, 1) if line.strip()]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise EvaluationError(
            f"{path} cannot be read: {error}. It should be DS-1000's simplified release, ds1000.jsonl.gz."
        ) from None


def score(answers: Sequence[tuple[Problem, str]], running: Running) -> Iterator[Verdict]:
    """Verdicts by the data set's own scoring program."""
    with contained([problem for problem, _ in answers], running) as processes:
        yield from verdicts(answers, processes)


def contained(problems: Sequence[Problem], running: Running, function: str = "score") -> Contained:
    """The processes in which these problems' programs run; the libraries that they name are loaded."""
    text = "".join(problem.data["code_context"] for problem in problems)
    used = tuple(name for name in PRELOAD if name.partition(".")[0] in text)
    # scikit-learn looks there for the libraries that it was linked with
    limits = Limits(seconds=running.seconds, memory_mb=4096, readable=("/proc/self/maps",))
    return Contained(Work(f"{_HERE}:{function}", used, limits), python=running.python, width=running.width)


def verdicts(answers: Sequence[tuple[Problem, str]], processes: Contained) -> Iterator[Verdict]:
    """Verdicts of answers that run in these processes."""
    arguments = [{"code_context": problem.data["code_context"], "code": code} for problem, code in answers]
    for ran in processes.run(arguments):
        yield verdict(ran)


def specify(problems: Sequence[Problem], running: Running, *, seen: bool = False) -> list[Problem]:
    """Problems with prompts and specifications of all kinds; those whose reference does not run are left out.

    Args:
        seen: whether the summary is computed of the values, or by rule, by someone who has not seen them.
    """
    arguments = [
        {"code_context": problem.data["code_context"], "reference": problem.reference, "answer": problem.answer}
        for problem in problems
    ]
    with contained(problems, running, "describe") as processes:
        pairs = zip(problems, processes.run(arguments), strict=True)
        return [_specified(problem, ran.said, seen=seen) for problem, ran in pairs if described(ran, problem.id)]


def _problem(line: str, where: str) -> Problem:
    try:
        record = json.loads(line)
        prompt, reference, context, known = (record[name] for name in _FIELDS)
        number, library = int(known["problem_id"]), str(known["library"])
        origin, perturbation = int(known["perturbation_origin_id"]), str(known["perturbation_type"])
        form: Form = "body" if prompt.rstrip().endswith(_BODY) else "cell"
        figure = prompt.rstrip().endswith(_FIGURE)
        asked = _ASKED.search(prompt)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EvaluationError(f"{where} is no problem of DS-1000's simplified release: {error!r}.") from None
    return Problem(
        id=f"{library}/{number}",
        reference=reference,
        cluster=f"{library}/{origin}",
        prompts={SpecKind.NONE: prompt},
        library=library,
        perturbation=perturbation,
        inputs=() if figure else _inputs(context),
        answer="" if figure else asked[1] if asked and form == "cell" else "result",
        form=form,
        data={"code_context": context},
    )


def _inputs(context: str) -> tuple[str, ...]:
    found = re.search(r"^\s*(\w+(?:\s*,\s*\w+)*)\s*=\s*test_input\s*$", context, re.MULTILINE)
    return tuple(re.findall(r"\w+", found[1])) if found else ()


def _specified(problem: Problem, said: Mapping[str, Any], *, seen: bool) -> Problem:
    """Where a kind has nothing to say, it asks as the type does, or as ``none``."""
    prompt = problem.prompts[SpecKind.NONE]
    intent, context = _asked(prompt)
    noisy = "" if seen else specified.unseen(intent, textwrap.dedent(problem.reference))
    specs = specified.requests(said, intent, problem.answer or "result", context=context, noisy=noisy)
    texts = {kind: text for kind, text in specified.texts(specs).items() if text}
    opening = _RETURNED if problem.form == "body" else ""
    prompts = {SpecKind.NONE: prompt, **{kind: _with(prompt, opening + text) for kind, text in texts.items()}}
    nearest = SpecKind.TYPE if SpecKind.TYPE in texts else SpecKind.NONE
    for kind in SpecKind:
        specs.setdefault(kind, specs[nearest])
        prompts.setdefault(kind, prompts[nearest])
    return replace(problem, specs=specs, prompts=prompts, output_type=said["type"])


def _asked(prompt: str) -> tuple[str, str]:
    """The words of a prompt and the code before the answer."""
    words, found, rest = prompt.partition("\nA:\n")
    if found:
        code = rest.partition("<code>")[2].partition("</code>")[0].partition(_BODY)[0]
        return words.strip().removeprefix("Problem:").strip(), code.strip()
    lines = [line for line in prompt.splitlines() if line.strip() != _FIGURE]
    told = [line for line in lines if line.startswith("#")]
    return "\n".join(line.lstrip("# ") for line in told), "\n".join(each for each in lines if each not in told).strip()


def _with(prompt: str, text: str) -> str:
    """The prompt with the specification before the place where the answer begins."""
    words, found, rest = prompt.rpartition("\nA:\n")
    if found:
        return f"{words.rstrip()}\n\n{text}\n{found}{rest}"
    before, found, after = prompt.rpartition(_FIGURE)
    return f"{before}{specified.comment(text)}\n{found}{after}" if found else f"{text}\n\n{prompt}"


def _suite(name: str, *, seen: bool) -> Suite:
    return Suite(
        name=name,
        version="2",
        load=load,
        score=score,
        specify=partial(specify, seen=seen),
        pins=PINS,
        reference_rate=1.0,
        stop=STOP,
        source="DS-1000, simplified release (github.com/xlang-ai/DS-1000), CC-BY-SA-4.0",
        executor="contained/1",
        seconds=120.0,  # as in the data set's own runner
    )


SUITE, SEEN = _suite("ds1000", seen=False), _suite("ds1000-seen", seen=True)
