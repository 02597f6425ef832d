"""The nouns of evaluation: problems, what a model answered, and what running it came to.

A suite is a module in :mod:`gift4code_training.evaluation.suites` with ``SUITE``, a :class:`Suite`.
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


@dataclass(frozen=True)
class Problem:
    """One problem of a suite.

    Attributes:
        id: unique in the suite.
        prompts: specification kind -> the prompt as the suite poses it, where the suite has prompts of its own (e.g.
            DS-1000's completion prompt for ``none``).
        specs: specification kind -> the request in the product's nouns, for models that take the product's prompts.
        frames: the live inputs for the whole assistant; empty where a problem has none to show.
        reference: the reference solution.
        library: for tables by library; ``pandas`` where the suite has but one.
        perturbation: e.g. DS-1000's perturbation type; empty where there are none.
        output_type: what the reference makes, for tables by output type.
        cluster: problems of one cluster are correlated (notebook, origin problem, task): the bootstrap draws clusters.
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
    """

    status: VerdictStatus
    shown: bool | None = None
    type_matches: bool | None = None
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Pins:
    """What a suite must run on: ``"3.11"`` and package -> exact version; empty: the environment of gift4code itself."""

    python: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)


Score = Callable[[Sequence[tuple[Problem, str]], "Running"], Iterable[Verdict]]
"""Scores answers, ``(problem, code)`` each, in order, lazily; a verdict never depends on the other answers."""


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
        load: reads the problems of a file or folder, executing references where specifications need it.
        score: runs answers.
        reference_rate: share of references that must pass on the pinned environment before anything is scored, and
            what is known to be missing.
        stop: strings that end a completion.
    """

    name: str
    version: str
    load: Callable[[Path, Running], Sequence[Problem]]
    score: Score
    pins: Pins = field(default_factory=Pins)
    reference_rate: float = 1.0
    stop: tuple[str, ...] = ()
    source: str = ""
