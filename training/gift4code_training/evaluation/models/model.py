"""What everybody who answers has in common."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.problem import Problem
from gift4code_training.evaluation.results import How


class Unanswered(Gift4CodeError):
    """A model that could not be asked, and why: it says nothing about its answers, and none is recorded."""


@dataclass(frozen=True)
class Sampling:
    """How answers are drawn.

    Attributes:
        n: answers to a problem under one kind.
        temperature: 0 is greedy, and has but one answer.
        top_p, max_tokens, seed: as endpoints take them.
        seconds: for all answers to one problem; what did not come by then is recorded as not given.
    """

    n: int = 1
    temperature: float = 0.0
    top_p: float = 0.95
    max_tokens: int = 512
    seed: int | None = 0
    seconds: float = 120.0


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes:
        text: as the model gave it; of prompts in slots, with the names put back.
        code: what is run, where nothing is to be extracted from ``text``.
        logprob: sum over its tokens, where the model tells.
        verified: what the assistant says of it.
        failure: why there is no answer, where the model gave none; it counts as one that is not right.
    """

    text: str = ""
    code: str | None = None
    logprob: float | None = None
    verified: bool | None = None
    failure: str = ""


class Model(Protocol):
    """Somebody who answers problems. Methods may be called from several threads at a time."""

    @property
    def name(self) -> str:
        """As it stands in tables."""

    @property
    def how(self) -> How:
        """Which kind of somebody."""

    @property
    def identity(self) -> Mapping[str, Any]:
        """Everything its answers depend on besides prompt and sampling, as JSON."""

    @property
    def template(self) -> str:
        """The form of its prompts."""

    @property
    def at_once(self) -> int:
        """Problems that it is asked at a time."""

    def most(self, problem: Problem, kind: SpecKind) -> int | None:
        """The number of answers it has for a problem under that kind; ``None``: as many as are asked for."""

    def poses(self, problem: Problem, kind: SpecKind) -> str | None:
        """The prompt, byte for byte; ``None`` where the problem cannot be posed to it under that kind."""

    def stops(self, problem: Problem, kind: SpecKind) -> Sequence[str]:
        """Strings that end an answer, where it is to be extracted from a text."""

    def answers(self, problem: Problem, kind: SpecKind, sampling: Sampling, stop: threading.Event) -> Sequence[Answer]:
        """``sampling.n`` answers, or as many as :meth:`most` says; a set ``stop`` ends the wait.

        Raises:
            Unanswered: it could not be asked.
        """
