"""The whole assistant: it samples, runs, checks against the specification, repairs and searches, then offers one cell.

Where the specification holds an example, the cell was checked against it before it is scored: its rate is another
quantity than a model's, and every report says so.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext import Assistant
from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.generation.inputs import AskError
from gift4code_ext.spec.model import SpecKind
from gift4code_ext.spec.parse import OutputError
from gift4code_training.evaluation.models.model import Answer, Sampling, Unanswered
from gift4code_training.evaluation.models.prompting import said
from gift4code_training.evaluation.problem import Problem
from gift4code_training.evaluation.results import How


@dataclass(frozen=True)
class Whole:
    """The assistant as a person uses it; one answer a problem, and none where it abstains.

    Attributes:
        assistant: closed by whoever opened it; asked by one thread at a time.
        samples: candidates that it draws for an ask.
    """

    name: str
    identity: Mapping[str, Any]
    assistant: Assistant
    samples: int = 16
    template: str = "assistant/1"
    at_once: int = 1
    how: How = "assistant"

    def most(self, problem: Problem, kind: SpecKind) -> int | None:
        return 1

    def poses(self, problem: Problem, kind: SpecKind) -> str | None:
        spec = problem.specs.get(kind)
        return None if spec is None or not problem.frames else said(spec, kind)

    def stops(self, problem: Problem, kind: SpecKind) -> Sequence[str]:
        return ()

    def answers(self, problem: Problem, kind: SpecKind, sampling: Sampling, stop: threading.Event) -> Sequence[Answer]:
        spec = problem.specs[kind]
        try:
            answer = self.assistant.ask(
                spec.intent,
                frames=dict(problem.frames),
                context=spec.context,
                output=spec.output,
                n=self.samples,
                seconds=sampling.seconds,
                stop=stop,
            )
        except (AskError, OutputError) as error:  # it does not take such requests
            return [Answer(failure=str(error))]
        except Gift4CodeError as error:
            raise Unanswered(str(error)) from error
        if stop.is_set():
            raise Unanswered("it was stopped")
        return [Answer(code=answer.code, verified=answer.verified, failure="" if answer.code else answer.reason)]
