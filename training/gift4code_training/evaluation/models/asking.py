"""A model through the product's client: an endpoint, or the product's own host for local ones."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext.errors import Gift4CodeError
from gift4code_ext.generation import client
from gift4code_ext.generation.endpoint import Endpoint
from gift4code_ext.generation.prompt import Prompt, finish
from gift4code_ext.generation.slots import SlotError
from gift4code_ext.spec.model import SpecKind
from gift4code_training.evaluation.models.model import Answer, Sampling, Unanswered
from gift4code_training.evaluation.models.prompting import Posing
from gift4code_training.evaluation.problem import Problem
from gift4code_training.evaluation.results import How

_TOO_LONG = re.compile(
    r": (.*(?:context|too long|takes fewer than|maximum.{0,20}(?:length|tokens)).*)", re.IGNORECASE | re.DOTALL
)
"""What servers say of prompts that do not fit: the model cannot answer them. Of other refusals, the run is to blame."""


@dataclass(frozen=True)
class Asked:
    """A model alone: its samples as they come, none run or checked before they are scored.

    Attributes:
        posing: how problems are posed to it.
        connect: where it answers now; starts a host that is not running.
    """

    name: str
    identity: Mapping[str, Any]
    posing: Posing
    connect: Callable[[], Endpoint]
    at_once: int = 1
    how: How = "model"

    @property
    def template(self) -> str:
        return self.posing.name

    def most(self, problem: Problem, kind: SpecKind) -> int | None:
        return None

    def poses(self, problem: Problem, kind: SpecKind) -> str | None:
        prompt = self.posing.prompt(problem, kind)
        return None if prompt is None else prompt.text

    def stops(self, problem: Problem, kind: SpecKind) -> Sequence[str]:
        prompt = self.posing.prompt(problem, kind)
        return () if prompt is None or prompt.slots is not None else prompt.stop

    def answers(self, problem: Problem, kind: SpecKind, sampling: Sampling, stop: threading.Event) -> Sequence[Answer]:
        prompt = self.posing.prompt(problem, kind)
        if prompt is None:
            raise ValueError(f"{problem.id} cannot be posed as {kind.value}")
        wanted = client.Sampling(
            sampling.n, sampling.temperature, sampling.top_p, sampling.max_tokens, greedy=False, seed=sampling.seed
        )
        begun = time.monotonic()
        try:
            endpoint = self.connect()
            begun = time.monotonic()
            sampled = client.complete(endpoint, prompt, wanted, seconds=sampling.seconds, stop=stop)
        except Gift4CodeError as error:
            if time.monotonic() - begun < sampling.seconds:
                said = _TOO_LONG.search(str(error)) if isinstance(error, client.RequestRefused) else None
                if said:
                    return [Answer(failure=said[1])] * sampling.n
                raise Unanswered(str(error)) from error
            sampled = client.Sampled()
        if stop.is_set():
            raise Unanswered("it was stopped")
        found = [_answer(prompt, each) for each in sampled.completions]
        if len(found) < sampling.n and time.monotonic() - begun < sampling.seconds:
            raise Unanswered(sampled.failure or f"the model gave {len(found)} of {sampling.n} answers")
        late = Answer(failure=f"nothing came within {sampling.seconds:g} s")
        return [*found, *[late] * (sampling.n - len(found))]


def _answer(prompt: Prompt, completion: client.Completion) -> Answer:
    if prompt.slots is None:
        return Answer(completion.text, logprob=completion.logprob)
    try:
        return Answer(finish(prompt, completion.text), logprob=completion.logprob)
    except SlotError as error:
        return Answer(completion.text, logprob=completion.logprob, failure=f"its slots make no program: {error}")
