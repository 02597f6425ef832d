"""The nouns of evaluation: problems, where answers run, and what running one came to.

A suite is a module in :mod:`gift4code_training.evaluation.suites` with ``SUITE``, a :class:`Suite`; what a run leaves
behind is in :mod:`gift4code_training.evaluation.results`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.model import Spec, SpecKind


class EvaluationError(Gift4CodeError):
    """An evaluation that cannot go on, and why; never a wrong answer."""


VerdictStatus = Literal[
    "ok", "wrong", "error", "timeout", "memory", "killed", "unserialisable", "refused", "harness_error"
]
"""As :data:`gift4code_ext.execution.Status`; ``harness_error`` says nothing about the answer and is never scored."""


Form = Literal["cell", "body", "text"]
"""What an answer is: ``cell``, whole statements; ``body``, the lines of a function that the prompt began, indented by
four spaces, which may ``return``; ``text``, the prompt's continuation up to a stop string, as it is."""


@dataclass(frozen=True)
class Problem:
    """One problem of a suite.

    Attributes:
        id: unique in the suite.
        prompts: specification kind -> the prompt as the suite poses it, where the suite has prompts of its own (e.g.
            DS-1000's completion prompt for ``none``). A kind that is in neither ``prompts`` nor ``specs`` is not posed.
        specs: specification kind -> the request in the product's nouns, for models that take the product's prompts.
        frames: the live inputs for the whole assistant; empty where a problem has none to show.
        reference: the reference solution.
        library: for tables by library; ``pandas`` where the suite has but one.
        perturbation: e.g. DS-1000's perturbation type; empty where there are none.
        output_type: what the reference makes, for tables by output type.
        cluster: problems of one cluster are correlated (notebook, origin problem, task): the bootstrap draws clusters.
        inputs: names of the variables that an answer finds: what it assigns to them anew is taken out of it.
        answer: the variable that an answer has to bind; empty where there is none (e.g. a plot).
        form: what an answer is.
        data: what the suite's scorer needs, JSON only.
    """

    id: str
    reference: str
    cluster: str
    prompts: Mapping[SpecKind, str] = field(default_factory=dict)
    specs: Mapping[SpecKind, Spec] = field(default_factory=dict)
    frames: Mapping[str, Any] = field(default_factory=dict)
    library: str = "pandas"
    perturbation: str = ""
    output_type: str = ""
    inputs: tuple[str, ...] = ()
    answer: str = "result"
    form: Form = "cell"
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """What running one answer came to, by the suite's own rule.

    Attributes:
        status: ``ok`` is correct; ``wrong`` ran and is not.
        shown: whether it also meets the shown example; ``None`` where the suite shows none.
        type_matches: whether the value has the expected type; ``None`` where not known.
        detail: one line: the exception, or the first difference of values.
        seconds: by the clock.
        value: what came out, as text of at most 2,000 characters, for a reader; empty where nobody kept it.
        expected: what should have come out, likewise.
    """

    status: VerdictStatus
    shown: bool | None = None
    type_matches: bool | None = None
    detail: str = ""
    seconds: float = 0.0
    value: str = ""
    expected: str = ""


@dataclass(frozen=True)
class Pins:
    """What a suite must run on: ``"3.11"`` and package -> exact version; empty: the environment of gift4code itself."""

    python: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Environment:
    """Where answers run, as it was found.

    Attributes:
        key: equal for environments in which verdicts are the same: Python's version and every package's.
        python: the interpreter; ``None``: this one.
        inventory: package -> version, ``python`` among them.
    """

    key: str
    python: str | None = None
    inventory: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """What the self-check of a suite in an environment came to.

    Attributes:
        suite, version, environment: what was checked; ``environment`` is the key of one.
        references: share of the references that pass.
        passed: whether answers may be scored; ``why`` says why not.
        known: id of each reference that fails -> why it does.
    """

    suite: str
    version: str
    environment: str
    references: float
    passed: bool
    why: str = ""
    known: Mapping[str, str] = field(default_factory=dict)


Score = Callable[[Sequence[tuple[Problem, str]], "Running"], Iterable[Verdict]]
"""Scores answers, ``(problem, code)`` each: one verdict an answer, in order, as they come; a verdict never depends on
the other answers. What it started ends when the iterator is closed."""


@dataclass(frozen=True)
class Running:
    """How answers are run: the interpreter (``None``: this one), processes at a time, seconds an answer may take."""

    python: str | None = None
    width: int = 2
    seconds: float = 30.0


@dataclass(frozen=True)
class Suite:
    """A benchmark: where its problems come from and how an answer is scored.

    Attributes:
        version: raised when a prompt, a scorer or a cluster changes: results of two versions are never compared.
        load: reads the problems of a file or folder; where ``specify`` is left out, with everything in them.
        score: runs answers.
        specify: fills in what is found out by executing references (prompts, specifications, frames, type of the
            output), for those problems alone that are posed; it keeps their order and may leave out problems whose
            reference does not run.
        reference_rate: share of references that must pass on the pinned environment before anything is scored, and
            what is known to be missing.
        stop: strings that end a completion.
        source: where the data comes from, for a reader.
        executor: names the program that runs answers, and its version: verdicts of two are never mixed.
        seconds: an answer may run by default.
    """

    name: str
    version: str
    load: Callable[[Path, Running], Sequence[Problem]]
    score: Score
    specify: Callable[[Sequence[Problem], Running], Sequence[Problem]] | None = None
    pins: Pins = field(default_factory=Pins)
    reference_rate: float = 1.0
    stop: tuple[str, ...] = ()
    source: str = ""
    executor: str = "1"
    seconds: float = 30.0
