"""Running candidate cells beside the kernel: one worker process that holds the frames, two candidates at a time."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
import weakref
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gift4code_ext.execution.limits import Limits
from gift4code_ext.execution.outcome import ExecutionError, Outcome, from_report
from gift4code_ext.execution.process import Process, WorkerGone
from gift4code_ext.execution.transport import Packed, pack
from gift4code_ext.spec.model import Output

_TICK = 0.02
_WIDTH = 2
_START = 60.0
_HUNG = 5.0
_STOP = 0.15
_ATTEMPTS = 2


@dataclass
class _Batch:
    """The candidates of one call, what became of them, and which are running (request number -> place, since when)."""

    codes: Sequence[str]
    seconds: float
    deadline: float | None
    stop: threading.Event | None
    tell: Callable[[int, Outcome], None] | None
    waiting: deque[int] = field(default_factory=deque)
    running: dict[int, tuple[int, float]] = field(default_factory=dict)
    attempts: list[int] = field(default_factory=list)
    outcomes: list[Outcome | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting.extend(range(len(self.codes)))
        self.attempts = [0] * len(self.codes)
        self.outcomes = [None] * len(self.codes)

    def over(self) -> str:
        """Why no more may run; empty while they may."""
        if self.stop is not None and self.stop.is_set():
            return "stopped"
        if self.deadline is not None and time.monotonic() >= self.deadline:
            return "no time was left"
        return ""

    def settle(self, place: int, outcome: Outcome) -> None:
        """Take an outcome; a fault of the harness gets the candidate a second attempt."""
        self.attempts[place] += 1
        if outcome.status == "harness_error" and self.attempts[place] < _ATTEMPTS:
            self.waiting.appendleft(place)
            return
        self.outcomes[place] = outcome
        if self.tell is not None:
            self.tell(place, outcome)


class Runner:
    """Runs candidates against frames. A context manager; :meth:`close` may be called any number of times.

    Args:
        frames: variables the candidates find, by name. Each is sent once; a large one is cut to its first rows, and the
            outcomes say so. A packed copy of what was sent is kept for the next worker, and nothing of the live values.
        limits: what one candidate may use.
        fork: whether one worker forks a child per candidate; by default where that is safe (Linux). Without it a fresh
            worker is started for every candidate.

    Raises:
        ExecutionError: a frame cannot be sent, or no worker can be started.
    """

    def __init__(
        self, frames: Mapping[str, object] | None = None, *, limits: Limits | None = None, fork: bool | None = None
    ) -> None:
        self._limits = limits or Limits()
        self._fork = sys.platform.startswith("linux") if fork is None else fork
        self._frames: dict[str, Packed] = {}
        self._notes: tuple[str, ...] = ()
        self._held: list[Process] = []
        self._fresh = True
        self._requests = 0
        self._lock = threading.Lock()
        self._closed = False
        self._finalizer = weakref.finalize(self, _end, self._held)
        try:
            self._process()
            if frames:
                self.load(frames)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def worker_pid(self) -> int | None:
        """The worker's process number, if one is running."""
        return self._held[0].pid if self._held else None

    def load(self, frames: Mapping[str, object]) -> None:
        """Replace the variables that candidates find.

        Raises:
            ExecutionError: a value cannot be pickled here or not be read there, and the message names it; or no worker
                can be started.
        """
        with self._lock:
            self._check_open()
            cap = int(self._limits.sample_mb * 2**20)
            self._frames = {name: pack(name, value, cap).kept() for name, value in frames.items()}
            self._fresh = True
            try:
                self._loaded()
            except WorkerGone:
                self._drop()
                try:
                    self._loaded()
                except WorkerGone as gone:
                    self._drop()
                    raise _cannot_start(gone) from gone

    def run(self, code: str, output: Output | None = None) -> Outcome:
        """Run one cell and check the variable ``output.name`` it sets."""
        return self.run_many([code], output)[0]

    def run_many(
        self,
        codes: Sequence[str],
        output: Output | None = None,
        *,
        deadline: float | None = None,
        stop: threading.Event | None = None,
        on_outcome: Callable[[int, Outcome], None] | None = None,
    ) -> list[Outcome]:
        """Run cells, each in a process of its own with its own copy of the frames; outcomes in the order of ``codes``.

        Args:
            deadline: a time of ``time.monotonic()`` after which nothing runs any more.
            stop: set it from any thread to end everything within 300 ms; what did not finish is ``killed``.
            on_outcome: called with the place and the outcome of each cell as it finishes, in this thread.

        Raises:
            ExecutionError: the expected output cannot be sent or not be read there, or no worker can be started.
        """
        batch = _Batch(codes, self._limits.seconds, deadline, stop, on_outcome)
        with self._turn(batch) as mine:
            if mine:
                self._check_open()
                self._work(batch, pack("the expected output", output or Output(), int(self._limits.sample_mb * 2**20)))
        reason = batch.over()
        return [outcome or Outcome("killed", error=reason or "stopped") for outcome in batch.outcomes]

    def close(self) -> None:
        """End the worker and everything it started."""
        self._closed = True
        self._finalizer()

    def _check_open(self) -> None:
        if self._closed:
            raise ExecutionError("This runner is closed: make a new one.")

    @contextlib.contextmanager
    def _turn(self, batch: _Batch) -> Iterator[bool]:
        """Asks take turns; waiting for one can be stopped too."""
        while not self._lock.acquire(timeout=_TICK):
            if batch.over():
                yield False
                return
        try:
            yield not batch.over()
        finally:
            self._lock.release()

    def _work(self, batch: _Batch, output: Packed) -> None:
        deaths = 0
        ready = served = False
        while (batch.waiting or batch.running) and not batch.over():
            try:
                if not ready:
                    self._loaded().send({"op": "output"}, output.buffers)
                    ready = served = True
                self._start(batch)
                self._listen(batch)
                ready = bool(self._held)
            except WorkerGone as gone:
                self._drop()
                ready = False
                deaths += 1
                if deaths >= _ATTEMPTS and not served:
                    raise _cannot_start(gone) from gone
                self._mourn(batch, str(gone), last=deaths >= _ATTEMPTS)
            except BaseException:
                self._abandon(batch)
                raise
        if batch.running:
            self._abandon(batch)

    def _start(self, batch: _Batch) -> None:
        while batch.waiting and len(batch.running) < (_WIDTH if self._fork else 1):
            place = batch.waiting.popleft()
            self._requests += 1
            seconds = batch.seconds
            if batch.deadline is not None:
                seconds = max(_TICK, min(seconds, batch.deadline - time.monotonic()))
            batch.running[self._requests] = (place, time.monotonic())
            message = {"op": "run", "id": self._requests, "code": batch.codes[place], "seconds": seconds}
            self._held[0].send(message)

    def _listen(self, batch: _Batch) -> None:
        message = self._held[0].receive(_TICK)
        if message is not None:
            if message.get("op") == "unreadable":
                raise ExecutionError(
                    f"The expected output cannot be read by the process that runs candidates ({message['error']}): "
                    "give plain values or a DataFrame as its example."
                )
            if message.get("op") == "outcome" and message["id"] in batch.running:
                place, _ = batch.running.pop(message["id"])
                if not self._fork:
                    self._drop()
                batch.settle(place, self._outcome(message))
            return
        allowed = batch.seconds + self._limits.check_seconds + (_HUNG if self._fork else 0)
        for place, since in list(batch.running.values()):
            if time.monotonic() - since > allowed:
                self._drop()
                if self._fork:
                    raise WorkerGone("it did not answer in time")
                batch.running.clear()
                batch.settle(place, _late(batch))

    def _outcome(self, message: Mapping[str, Any]) -> Outcome:
        try:
            return replace(from_report(message), sampled=self._notes)
        except ValueError as problem:
            return Outcome("harness_error", error=str(problem))

    def _mourn(self, batch: _Batch, why: str, *, last: bool) -> None:
        """The worker died under these cells: they run once more, unless it keeps dying."""
        lost = list(batch.running.values())
        batch.running.clear()
        if not self._fork:
            for place, since in lost:
                late = time.monotonic() - since >= batch.seconds
                batch.settle(place, _late(batch) if late else Outcome("killed", error="the cell ended its process"))
        else:
            fault = Outcome("harness_error", error=f"the process that runs candidates ended: {why}")
            for place, _ in reversed(lost):
                batch.settle(place, fault)
            while last and batch.waiting:
                place = batch.waiting.popleft()
                batch.attempts[place] = _ATTEMPTS
                batch.settle(place, fault)

    def _abandon(self, batch: _Batch) -> None:
        """Nothing of the batch runs any more when this returns."""
        batch.running.clear()
        if not self._held:
            return
        if self._fork:
            with contextlib.suppress(WorkerGone):
                self._held[0].send({"op": "stop"})
                until = time.monotonic() + _STOP
                while (left := until - time.monotonic()) > 0:
                    message = self._held[0].receive(left)
                    if message is not None and message.get("op") == "stopped":
                        return
        self._drop()

    def _process(self) -> Process:
        """The worker, started if there is none; a new one is fresh: it does not hold the frames yet."""
        if not self._held:
            self._held.append(Process(self._limits, fork=self._fork))
            self._fresh = True
        return self._held[0]

    def _loaded(self) -> Process:
        """The worker, with the frames."""
        process = self._process()
        if self._fresh:
            self._deliver(process)
        return process

    def _deliver(self, process: Process) -> None:
        parts = [(name, len(item.buffers)) for name, item in self._frames.items()]
        buffers = [buffer for item in self._frames.values() for buffer in item.buffers]
        process.send({"op": "load", "parts": parts}, buffers)
        until = time.monotonic() + _START
        while (message := process.receive(_TICK)) is None or message.get("op") != "loaded":
            if time.monotonic() > until:
                self._drop()
                raise ExecutionError(f"The process that runs candidates did not take the frames within {_START:g} s.")
        for name, why in message["errors"].items():
            raise ExecutionError(
                f"{name!r} cannot be read by the process that runs candidates ({why}): leave it out, or make a plain "
                "DataFrame of it."
            )
        self._notes = tuple(item.note for item in self._frames.values() if item.note)
        self._fresh = False

    def _drop(self) -> None:
        _end(self._held)


def _late(batch: _Batch) -> Outcome:
    return Outcome("timeout", error=f"the cell ran longer than {batch.seconds:g} s", seconds=batch.seconds)


def _cannot_start(gone: WorkerGone) -> ExecutionError:
    return ExecutionError(f"The process that runs candidates ends before it can take any: {gone}")


def _end(held: list[Process]) -> None:
    while held:
        held.pop().end()
