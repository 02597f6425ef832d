"""The one loop: read, specify, share, generate, gate, run, check, choose. Magic, panel, shell and evaluation call it.

Nothing is shown as right that was not run; when a specification is given and nothing meets it, no code is offered.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from gift4code_ext.execution.limits import Limits
from gift4code_ext.execution.outcome import Outcome
from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.choose import Candidate, distinct, ran, rank
from gift4code_ext.generation.client import (
    ClientError,
    Endpoint,
    Sampled,
    Sampling,
    complete,
    from_environment,
    template_of,
)
from gift4code_ext.generation.events import Checked, Chosen, Event, Generated, Ran, Read, Shared, Specified
from gift4code_ext.generation.gate import gate
from gift4code_ext.generation.inputs import AskError, check_inputs, check_samples, found
from gift4code_ext.generation.later import Later, Stopped, Unfinished
from gift4code_ext.generation.prompt import Prompt, build, finish
from gift4code_ext.generation.wire import Completion
from gift4code_ext.spec.check import GRADES
from gift4code_ext.spec.infer import facts, summary_sentence
from gift4code_ext.spec.model import Output, Spec, SpecKind
from gift4code_ext.spec.parse import check_consistent
from gift4code_ext.spec.read import read
from gift4code_ext.spec.share import Level

__all__ = ["Answer", "AskError", "Assistant", "Candidate", "Event"]

_TEMPERATURES = (0.7, 0.9, 1.1, 1.1)  # of the rounds in which a local model is asked
_ROUND = 1.0  # seconds that a further round needs at least
_FOR_RUNNING = 0.3  # the share of the time kept for running what the model gives
_FOR_STARTING = 310.0  # seconds; somewhat more than a host gives itself, whose own word on what went wrong says more
_POLL = 0.02  # seconds between looks at the stop event


class _Busy(Exception):
    """Another ask of the same assistant did not end in time."""


@dataclass(frozen=True)
class Answer:
    """What came of one ask.

    Attributes:
        code: the cell to insert, or ``None``: ``reason`` says why.
        verified: whether a specification was given and the value met every clause of it.
        reason: one sentence about ``code``, or its absence.
        candidates: all distinct ones, best first.
        prompt: exactly what left the kernel.
        spec: what was specified, in words; empty if nothing was.
        seconds: how long it took.
        model: the id and address of the model that was asked.
        level: what was allowed to leave.
    """

    code: str | None
    verified: bool
    reason: str
    candidates: tuple[Candidate, ...] = ()
    prompt: str = ""
    spec: str = ""
    seconds: float = 0.0
    model: str = ""
    level: str = ""


@dataclass
class _Ask:
    """The state of one ask: its clock, its stop, and where events go."""

    started: float
    deadline: float
    stop: threading.Event
    on_event: Callable[[Event], None] | None = None
    prompt: Prompt | None = None
    model: str = ""
    level: str = ""
    spec: str = ""
    failure: str = ""
    completions: tuple[Completion, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def tell(self, event: Event) -> None:
        if self.on_event is not None:
            self.on_event(event)

    @property
    def settled(self) -> bool:
        """Whether another round of samples is of no use, or there is no time for one."""
        return self.left < _ROUND or any(candidate.status == "ok" for candidate in self.candidates)

    @property
    def left(self) -> float:
        return max(0.1, self.deadline - time.monotonic())

    def answer(self, code: str | None, reason: str, *, verified: bool = False) -> Answer:
        chosen = self.candidates[0] if code is not None else None
        self.tell(Chosen(chosen, verified, reason))
        text = "" if self.prompt is None else self.prompt.text
        seconds = time.monotonic() - self.started
        return Answer(code, verified, reason, tuple(self.candidates), text, self.spec, seconds, self.model, self.level)


class Assistant:
    """Asks a model for pandas cells and runs them before it offers one. One ask at a time; close it to end its worker.

    Args:
        model: id of a model at the endpoint or, without one, a model directory for the local host.
        base_url: an OpenAI-compatible endpoint; by default ``GIFT4CODE_BASE_URL`` (with ``GIFT4CODE_MODEL`` and
            ``GIFT4CODE_API_KEY``), else the bundled model, whose host is started on demand.
        template: prompt template, if the endpoint does not say which one its model was trained on.
        limits: what one candidate may use.

    Raises:
        ClientError: the address is none.
    """

    def __init__(
        self,
        model: str | None = None,
        base_url: str | None = None,
        *,
        template: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._model = model
        self._template = template
        self._limits = limits
        self._remote = from_environment(model, base_url)
        self._runner: Runner | None = None
        self._turn = threading.Lock()
        self._making = threading.Lock()
        self._numbers = count(1)
        self._latest = 0

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker that runs candidates."""
        self._latest = next(self._numbers)  # what an ask that goes on would load is not wanted any more
        with self._making:
            runner, self._runner = self._runner, None
        if runner is not None:
            runner.close()

    def ask(
        self,
        intent: str,
        frames: Mapping[str, Any] | None = None,
        context: str = "",
        output: Output | None = None,
        n: int = 16,
        seconds: float = 10.0,
        level: Level | str = "schema",
        on_event: Callable[[Event], None] | None = None,
        stop: threading.Event | None = None,
    ) -> Answer:
        """Answer one request.

        Args:
            intent: what is wanted, in words.
            frames: the live inputs by name; without them, dataframes of the calling code that ``intent`` mentions.
            context: code of earlier cells; told to the model, never run.
            output: what must come out, or any part of it.
            n: samples to draw, 1 to 128, besides a greedy one. The local model is asked for as many again, more freely
                each time, while no candidate meets the specification and time is left.
            seconds: time for everything, the wait for another ask of this assistant included. Only the start of a local
                model's host, which may load gigabytes, is waited for in addition, for some five minutes at most.
            level: what may leave the kernel, see :mod:`gift4code_ext.spec.share`.
            on_event: called with each step, in this thread.
            stop: set it from any thread to end the ask within 300 ms.

        Raises:
            AskError: the request cannot be answered as it is.
            LevelError: there is no such level.
            OutputError: parts of the output contradict one another.
            Gift4CodeError: the model cannot be asked, or candidates cannot be run.
        """
        wanted = output or Output()
        live = frames if frames is not None else found(intent, _caller())
        inputs = check_inputs(intent, live, wanted.name)
        check_consistent(wanted)
        check_samples(n)
        lets = Level.of(level)
        started = time.monotonic()
        state = _Ask(started, started + seconds, stop or threading.Event(), on_event, level=lets.value)
        try:
            with self._my_turn(state) as number:
                runner = Later(lambda: self._ready(number, inputs))
                endpoint = Later(self._endpoint)
                spec = _specify(state, intent, inputs, context, wanted)
                where = _started(state, endpoint)
                for temperature in _TEMPERATURES if self._remote is None else _TEMPERATURES[:1]:
                    self._generate(state, spec, where, Sampling(n, temperature, greedy=not state.completions), lets)
                    _run(state, wanted, runner.wait(state.stop))
                    if state.settled:
                        break
                return _verdict(state, wanted)
        except Stopped:
            return state.answer(None, "it was stopped")
        except _Busy:
            return state.answer(None, "another request to this assistant is still running; ask again when it has ended")

    @contextmanager
    def _my_turn(self, state: _Ask) -> Iterator[int]:
        """One ask at a time; gives the number of this one."""
        while not self._turn.acquire(timeout=_POLL):
            if state.stop.is_set():
                raise Stopped
            if time.monotonic() >= state.deadline:
                raise _Busy
        try:
            self._latest = number = next(self._numbers)
            yield number
        finally:
            self._turn.release()

    def _generate(self, state: _Ask, spec: Spec, endpoint: Endpoint, sampling: Sampling, level: Level) -> None:
        """Ask the model; what it has given so far becomes the candidates."""
        template = template_of(endpoint, seconds=state.left, stop=state.stop)
        prompt = build(template, spec, SpecKind.SUMMARY if spec.output.given else SpecKind.NONE, level)
        state.prompt, state.model = prompt, f"{endpoint.model or 'a model'} at {endpoint.shown}"
        links = prompt.linked.spans if prompt.linked else ()
        state.tell(Shared(prompt.text, state.model, template, state.level, links))
        begun = time.monotonic()
        time_to_write = state.left * (1 - _FOR_RUNNING)
        try:
            sampled = complete(endpoint, prompt, sampling, seconds=time_to_write, stop=state.stop)
        except ClientError as error:
            if not state.completions:
                raise
            sampled = Sampled(failure=str(error))
        if state.stop.is_set():
            raise Stopped
        state.failure = sampled.failure
        state.completions += sampled.completions
        imported = {name for name in ("pd", "np") if re.search(rf"\bas {name}\b", spec.context)}
        state.candidates = distinct(
            state.completions,
            lambda text: finish(prompt, text),
            lambda code: gate(code, spec.inputs, spec.output.name, imported),
        )
        refused = sum(candidate.status == "refused" for candidate in state.candidates)
        spent = time.monotonic() - begun
        state.tell(Generated(len(state.completions), len(state.candidates), refused, spent, state.failure))

    def _ready(self, number: int, frames: Mapping[str, Any]) -> Runner:
        """The runner with the frames of the ask of that number; those of an ask that was left are not loaded."""
        with self._making:
            if number != self._latest:
                raise Stopped
            if self._runner is None:
                self._runner = Runner(frames, limits=self._limits)
            else:
                self._runner.load(frames)
            return self._runner

    def _endpoint(self) -> Endpoint:
        if self._remote is not None:
            return replace(self._remote, template=self._template)
        from gift4code_ext.host.launch import ensure

        address = ensure(self._model or os.environ.get("GIFT4CODE_MODEL") or None)
        return Endpoint(address.base_url, address.model, address.token, self._template)


def _started(state: _Ask, endpoint: Later[Endpoint]) -> Endpoint:
    """Where the model answers; the time until it does is given back to the ask."""
    begun = time.monotonic()
    try:
        found = endpoint.wait(state.stop, _FOR_STARTING)
    except Unfinished:
        raise ClientError("the model is still being loaded; ask again in a moment") from None
    state.deadline += time.monotonic() - begun
    return found


def _specify(state: _Ask, intent: str, inputs: Mapping[str, Any], context: str, output: Output) -> Spec:
    variables = tuple(read(value, name) for name, value in inputs.items())
    state.tell(Read(variables, time.monotonic() - state.started))
    known = facts(output, inputs)
    if output.given:
        state.spec = " ".join(filter(None, (summary_sentence(known), output.summary)))
    state.tell(Specified(output, known, state.spec))
    return Spec(intent, variables, output, context, known)


def _run(state: _Ask, output: Output, runner: Runner) -> None:
    """Run and check every candidate that may run and has not, and put the best first."""
    begun = time.monotonic()
    may_run = [candidate for candidate in state.candidates if candidate.status != "refused"]
    fresh = [candidate for candidate in may_run if candidate.code not in state.outcomes]
    done = 0

    def on_outcome(number: int, outcome: Outcome) -> None:
        nonlocal done
        done += 1
        state.tell(Ran(ran(fresh[number], outcome), done, len(fresh)))

    codes = [candidate.code for candidate in fresh]
    outcomes = runner.run_many(codes, output, deadline=state.deadline, stop=state.stop, on_outcome=on_outcome)
    state.outcomes.update(zip(codes, outcomes, strict=True))
    ran_now = [ran(each, state.outcomes[each.code]) if each in may_run else each for each in state.candidates]
    state.candidates = rank(ran_now)
    met = sum(candidate.status == "ok" for candidate in state.candidates)
    worked = sum(candidate.status in ("ok", "wrong", "unserialisable") for candidate in state.candidates)
    state.tell(Checked(worked, met, time.monotonic() - begun))
    if state.stop.is_set():
        raise Stopped


def _verdict(state: _Ask, output: Output) -> Answer:
    if not state.candidates:
        return state.answer(None, "the model gave nothing; ask again or in other words")
    best, tried = state.candidates[0], f"{len(state.candidates)} tried"
    sampled = next((note for outcome in state.outcomes.values() for note in outcome.sampled), "")
    note = f" ({sampled})" if sampled else ""
    if state.failure:
        note += f"; there are fewer samples than asked for, as {state.failure}"
    if best.status == "ok" and best.checks:
        needed = f", {GRADES[best.grade]}" if best.grade else ""
        return state.answer(best.code, f"it meets every part of the specification{needed}{note}", verified=True)
    if best.status == "ok":
        why = "a sentence cannot be checked by running" if output.given else "nothing was specified to check"
        return state.answer(best.code, f"it ran without error; {why}{note}")
    if best.status == "wrong":
        reason = f"no candidate meets the specification ({tried}); the nearest one: {best.mismatch}{note}"
        return state.answer(None, reason)
    return state.answer(None, f"no candidate ran to its end ({tried}); the best one: {best.mismatch}{note}")


def _caller() -> dict[str, Any]:
    """The variables of the code that called :meth:`Assistant.ask`."""
    frame = sys._getframe(2)
    return {**frame.f_globals, **frame.f_locals}
