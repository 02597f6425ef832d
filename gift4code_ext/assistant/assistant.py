"""The one loop: read, specify, share, generate, gate, run, check, repair, search, choose. Magic, panel, shell and
evaluation call it.

Nothing is shown as right that was not run; when a specification is given and nothing meets it, no code is offered.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

from gift4code_ext.assistant.answer import WAYS, Answer, Outgoing, Request, Way
from gift4code_ext.assistant.follow import follower
from gift4code_ext.assistant.offer import ask_back, compare, offer
from gift4code_ext.assistant.progress import Progress
from gift4code_ext.assistant.sample import prompt_for, sample, sample_again, started
from gift4code_ext.assistant.specify import specify
from gift4code_ext.execution.limits import Limits
from gift4code_ext.execution.runner import Runner
from gift4code_ext.generation.asked import in_order
from gift4code_ext.generation.candidate import Candidate
from gift4code_ext.generation.client import ClientError, Endpoint, Sampling, from_environment, resamples
from gift4code_ext.generation.endpoint import whereabouts
from gift4code_ext.generation.events import Event
from gift4code_ext.generation.gate import imported
from gift4code_ext.generation.inputs import MOST_SAMPLES, AskError, check_inputs, check_samples, found
from gift4code_ext.generation.later import Later, Stopped
from gift4code_ext.spec.model import Output, Spec
from gift4code_ext.spec.parse import check_consistent
from gift4code_ext.spec.sharing import Level, Sharing

_TEMPERATURES = (0.7, 0.9, 1.1, 1.1)  # of the rounds in which a model is asked whose samples cost nothing
_ROUND = 1.0  # seconds that a further round needs at least
_BUSY = "another request to this assistant is still running; ask again when it has ended"
_POLL = 0.02  # seconds between looks at the stop event


class _Busy(Exception):
    """Another ask of the same assistant did not end in time."""


class Assistant:
    """Asks a model for pandas cells and runs them before it offers one. One ask at a time; close it to end its worker.

    Args:
        model: id of a model at the endpoint or, without one, a model directory for the local host.
        base_url: an OpenAI-compatible endpoint; by default ``GIFT4CODE_BASE_URL`` (with ``GIFT4CODE_MODEL`` and
            ``GIFT4CODE_API_KEY``), else the bundled model, whose host is started on demand.
        template: prompt template, if the endpoint does not say which one its model was trained on.
        limits: what one candidate may use.
        ways: how candidates are found: ``model`` samples, ``repair`` edits those that fail, ``search`` enumerates
            programs against an example. All of them by default, each only while nothing meets the specification.
        seed: makes a model that takes seeds draw the same samples each time it is asked the same.

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
        ways: Collection[Way] = WAYS,
        seed: int | None = None,
    ) -> None:
        self._model = model
        self._template = template
        self._limits = limits
        self._ways = frozenset(ways)
        self._seed = seed
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
        level: Sharing | Level | str = "schema",
        on_event: Callable[[Event], None] | None = None,
        stop: threading.Event | None = None,
        model: str | None = None,
        modules: Collection[str] | None = None,
    ) -> Answer:
        """Answer one request.

        Args:
            intent: what is wanted, in words. It may be empty where an example is given.
            frames: the live inputs by name; without them, dataframes of the calling code that ``intent`` mentions.
            context: code of earlier cells; told to the model, never run.
            output: what must come out, or any part of it.
            n: samples to draw, 1 to 128, besides a greedy one. A model whose endpoint says that asking again costs
                nothing, as the local host does, is asked for as many again, more freely each time, while no candidate
                meets the specification and time is left.
            seconds: time for everything, the wait for another ask of this assistant included. Only the start of a local
                model's host, which may load gigabytes, is waited for in addition, for some five minutes at most.
            level: what may leave the kernel: a level, or a :class:`~gift4code_ext.spec.sharing.Sharing` with levels of
                single frames and columns, and notes on columns.
            on_event: called with each step, in this thread.
            stop: set it from any thread to end the ask within 300 ms.
            model: another model for this ask alone.
            modules: which of ``pd`` and ``np`` are there, so that the cell does not import them; by default those that
                ``context`` imports. No model is told.

        Raises:
            AskError: the request cannot be answered as it is.
            LevelError: there is no such level, or no such frame or column.
            OutputError: parts of the output contradict one another.
            Gift4CodeError: the model cannot be asked, or candidates cannot be run.
        """
        wanted = output or Output()
        live = frames if frames is not None else found(intent, _caller())
        inputs = check_inputs(intent, live, wanted)
        check_consistent(wanted)
        wanted = in_order(intent, wanted)
        check_samples(n)
        sharing = Sharing.of(level)
        begun = time.monotonic()
        there = imported(context) if modules is None else frozenset(modules)
        request = Request(intent, inputs, context, wanted, there)
        progress = Progress(request, begun, begun + seconds, stop or threading.Event(), on_event, level=str(sharing))
        try:
            with self._my_turn(progress) as number:
                runner = Later(lambda: self._ready(number, inputs))
                self._find(progress, runner, n, sharing, model)
                ready = runner.wait(progress.stop)
                compare(progress, ready)
                answer = offer(progress, ask_back(progress, ready))
                settings = {"n": n, "seconds": seconds, "level": sharing, "model": model, "modules": modules}
                return replace(answer, _follow=follower(self, request, **settings))
        except Stopped:
            return progress.answer(None, "it was stopped")
        except _Busy:
            return progress.answer(None, _BUSY)

    def preview(
        self,
        intent: str,
        frames: Mapping[str, Any] | None = None,
        context: str = "",
        output: Output | None = None,
        seconds: float = 10.0,
        level: Sharing | Level | str = "schema",
        on_event: Callable[[Event], None] | None = None,
        stop: threading.Event | None = None,
        model: str | None = None,
    ) -> Outgoing:
        """What :meth:`ask` would send, made as :meth:`ask` makes it; the endpoint is asked for its template only.

        Args and errors are those of :meth:`ask`.

        Raises:
            AskError: also if it was stopped.
        """
        wanted = output or Output()
        live = frames if frames is not None else found(intent, _caller())
        inputs = check_inputs(intent, live, wanted)
        check_consistent(wanted)
        wanted = in_order(intent, wanted)
        sharing = Sharing.of(level)
        begun = time.monotonic()
        request = Request(intent, inputs, context, wanted)
        progress = Progress(request, begun, begun + seconds, stop or threading.Event(), on_event, level=str(sharing))
        spec = specify(progress, sharing)
        if not self._asks(progress):
            return Outgoing("", level=progress.level)
        try:
            endpoint = started(progress, Later(lambda: self._endpoint(model)), self._called(model))
            prompt = prompt_for(progress, spec, endpoint, sharing)
        except Stopped:
            raise AskError("it was stopped") from None
        where = whereabouts(endpoint)
        return Outgoing(prompt.text, where.model, prompt.template, progress.level, where.local)

    def _asks(self, progress: Progress) -> bool:
        """Whether a model is asked: without words there is nothing that it could be told."""
        return "model" in self._ways and bool(progress.request.intent.strip())

    def _find(self, progress: Progress, runner: Later[Runner], n: int, sharing: Sharing, model: str | None) -> None:
        """Each way in turn, while nothing meets the specification.

        Repair and search are guided by an example: a type alone is met by edits that change the answer.
        """
        ways = self._ways if progress.request.output.example is not None else self._ways & {"model"}
        if self._asks(progress):
            starting = Later(lambda: self._endpoint(model))
            spec = specify(progress, sharing)
            try:
                endpoint = started(progress, starting, self._called(model))
                self._sample(progress, spec, endpoint, runner, n, sharing)
            except ClientError as error:
                if "search" not in ways:
                    raise
                progress.failure = str(error)
        else:
            spec = specify(progress, sharing)
        from gift4code_ext.assistant.improve import repair, search  # loads the operations, and pandas with them

        if "repair" in ways and not progress.met:
            repair(progress, spec, runner.wait(progress.stop))
        if "search" in ways and not progress.met:
            search(progress, spec, runner.wait(progress.stop))

    def _sample(
        self, progress: Progress, spec: Spec, endpoint: Endpoint, runner: Later[Runner], n: int, sharing: Sharing
    ) -> None:
        """One whose samples cost nothing is asked several times, more freely each time; a general one is told what was
        wrong, once."""
        for round_, temperature in enumerate(_TEMPERATURES):
            seed = None if self._seed is None else self._seed + round_ * MOST_SAMPLES
            sampling = Sampling(n, temperature, seed=seed, greedy=not progress.completions)
            _try(progress, sample(progress, spec, endpoint, sampling, sharing), runner)
            if progress.met or progress.left < _ROUND:
                return
            if not resamples(endpoint, seconds=progress.left, stop=progress.stop):
                break
        again = Sampling(max(1, n // 2), _TEMPERATURES[0], greedy=True)
        _try(progress, sample_again(progress, spec, endpoint, again, sharing), runner)

    @contextmanager
    def _my_turn(self, progress: Progress) -> Iterator[int]:
        """One ask at a time; gives the number of this one."""
        while not self._turn.acquire(timeout=_POLL):
            if progress.stop.is_set():
                raise Stopped
            if time.monotonic() >= progress.deadline:
                raise _Busy
        try:
            self._latest = number = next(self._numbers)
            yield number
        finally:
            self._turn.release()

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

    def _called(self, model: str | None) -> str:
        """A word for the model while it is not known under its own."""
        named = model or self._model or os.environ.get("GIFT4CODE_MODEL")
        return named or ("the model" if self._remote is not None else "the bundled model")

    def _endpoint(self, model: str | None) -> Endpoint:
        template = self._template if model is None else None  # what was stated of one model says nothing of another
        if self._remote is not None:
            return replace(self._remote, model=model or self._remote.model, template=template)
        from gift4code_ext.host.launch import ensure

        address = ensure(model or self._model or os.environ.get("GIFT4CODE_MODEL") or None)
        return Endpoint(address.base_url, address.model, address.token, template)


def _try(progress: Progress, candidates: Sequence[Candidate], runner: Later[Runner]) -> None:
    if candidates:
        progress.take([each for each in candidates if each.code not in progress.outcomes])
        progress.add(candidates, runner.wait(progress.stop))


def _caller() -> dict[str, Any]:
    """The variables of the code that called :meth:`Assistant.ask`."""
    frame = sys._getframe(2)
    return {**frame.f_globals, **frame.f_locals}
