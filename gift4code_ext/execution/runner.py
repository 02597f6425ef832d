"""Running candidate cells beside the kernel: workers hold the frames, a few candidates run at a time."""

from __future__ import annotations

import contextlib
import json
import math
import queue
import sys
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from gift4code_ext.execution.limits import Limits
from gift4code_ext.execution.outcome import ExecutionError, Outcome
from gift4code_ext.execution.workers.batch import Batch, Settled, Task, Told
from gift4code_ext.execution.workers.cargo import Kept, keep, stow
from gift4code_ext.execution.workers.crew import Crew, Delivery
from gift4code_ext.execution.workers.follow import follow
from gift4code_ext.execution.workers.packing import Packing, same_libraries
from gift4code_ext.execution.workers.roster import Settings
from gift4code_ext.spec.model import Output

_TICK = 0.02
_LOAD = 60.0
_VARIANTS = (0, 1, 2)


class Runner:
    """Runs candidates against frames. A context manager; every method may be called from any thread.

    Calls from several threads share the workers fairly. Each runs on the frames that were loaded when it was made.

    Args:
        frames: variables the candidates find, by name. Each version of one is put away once, for all workers; a large
            one is cut to its first rows, and the outcomes say so. Nothing of the live values is kept.
        limits: what one candidate may use.
        fork: whether one worker forks a child per candidate; by default where that is safe (Linux). Without it every
            candidate has a worker of its own, and a spare one is kept warm.
        python: the interpreter that runs candidates, by default this one. Another needs Python 3.10 or newer and
            pandas, but not this package; values are written for it in neutral terms where its pandas is another
            version (:mod:`~gift4code_ext.execution.workers.neutral`).
        width: how many candidates run at a time.

    Raises:
        ExecutionError: a frame cannot be sent, or no worker can be started.
    """

    def __init__(
        self,
        frames: Mapping[str, object] | None = None,
        *,
        limits: Limits | None = None,
        fork: bool | None = None,
        python: str | None = None,
        width: int = 2,
    ) -> None:
        self._limits = limits or Limits()
        forks = sys.platform.startswith("linux") if fork is None else fork
        self._crew = Crew(Settings(self._limits, forks, width, python))
        self._finalizer = weakref.finalize(self, self._crew.close)
        self._closed = False
        self._loading = threading.Lock()
        self._cargo: Mapping[str, Kept] = {}
        self._output: Kept | None = None
        self._versions: Mapping[str, str] = {}
        try:
            if python is not None:
                self._versions = self._deliver({})
            if frames is None:
                self._crew.deliver(Delivery({}))  # a worker starts meanwhile
            else:
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
        """The process number of the first worker, if one is running."""
        return next(iter(self._crew.pids), None)

    def load(self, frames: Mapping[str, object]) -> None:
        """Replace the variables that candidates find; what has not changed is not sent again.

        Raises:
            ExecutionError: a value cannot be pickled here or not be read there, and the message names it; or no worker
                can be started.
        """
        with self._loading:
            self._check_open()
            cargo = stow(frames, self._cargo, self._packing())
            self._deliver(cargo)
            self._cargo = cargo
            self._retain()

    def run(self, code: str, output: Output | None = None, *, second: str | None = None) -> Outcome:
        """Run one cell and check the variable ``output.name`` it sets; ``second`` as for :meth:`run_many`."""
        return self.run_many([code], output, second=None if second is None else [second])[0]

    def run_many(
        self,
        codes: Sequence[str],
        output: Output | None = None,
        *,
        deadline: float | None = None,
        stop: threading.Event | None = None,
        on_outcome: Callable[[int, Outcome], None] | None = None,
        variant: int = 0,
        show_from: int = 0,
        second: Sequence[str] | None = None,
    ) -> list[Outcome]:
        """Run cells, each in a process of its own with its own copy of the frames; outcomes in the order of ``codes``.

        A cell that passes is run a second time, and its outcome says whether that made another value
        (:mod:`~gift4code_ext.execution.inside.repeat`).

        Args:
            deadline: a time of ``time.monotonic()`` after which nothing runs any more.
            stop: set it from any thread to end everything within 300 ms; what did not finish is ``killed``.
            on_outcome: called with the place and the outcome of each cell as it finishes, in this thread.
            variant: 0 runs on the frames as they are, 1 and 2 on perturbed copies
                (:mod:`~gift4code_ext.execution.inside.variants`); a value made from a copy is not checked, ``ok`` means
                that there is one.
            show_from: the previews' rows start at this place.
            second: what runs the second time in place of each cell: the same without the parts that say something of
                its value, say. By default the cell itself.

        Raises:
            ExecutionError: the expected output cannot be sent or not be read there, or no worker can be started.
            ValueError: there is no such copy.
        """
        if variant not in _VARIANTS:
            raise ValueError(f"there is no perturbed copy {variant}: 1 has rows dropped, 2 has shuffled values")
        wanted = {"checked": variant == 0, "shown": True, "show_from": show_from}
        batch = self._batch(output, self._limits.seconds, deadline, stop)
        for place, code in enumerate(codes):
            request = {"op": "run", "code": code, "variant": variant, "seed": 0, "wanted": wanted}
            if second is not None:
                request["second"] = second[place]
            batch.waiting.append(Task(batch, place, request))
        return self._follow(batch, on_outcome, None)

    def work(
        self,
        job: str,
        argument: Mapping[str, Any],
        output: Output | None = None,
        *,
        deadline: float | None = None,
        stop: threading.Event | None = None,
        on_message: Callable[[Mapping[str, Any]], None] | None = None,
    ) -> Outcome:
        """Run a function of this package beside the frames, in a process that is confined like a cell's.

        Args:
            job: ``"gift4code_ext.module:function"``; called as ``function(frames, output, argument, tell)``, where
                ``tell`` sends one mapping of JSON values to ``on_message``, at once.
            argument: JSON values.
            deadline: a time of ``time.monotonic()`` at which the function is ended; without one it may take as long as
                a cell.
            stop: as for :meth:`run_many`.
            on_message: called with each message in this thread.

        Returns:
            ``ok`` where the function returned; otherwise ``timeout``, ``memory``, ``killed``, ``refused``, ``error``
            with one line, or ``harness_error``. Messages may have come before. It is not run a second time.

        Raises:
            ExecutionError: as for :meth:`run_many`.
            ValueError: the function does not belong to this package.
        """
        if not job.startswith("gift4code_ext.") or job.count(":") != 1:
            raise ValueError(f"{job!r} is no function of this package: write 'gift4code_ext.module:function'")
        batch = self._batch(output, self._limits.seconds if deadline is None else math.inf, deadline, stop)
        request = {"op": "work", "job": job, "argument": json.loads(json.dumps(dict(argument)))}
        batch.waiting.append(Task(batch, 0, request, kind="job"))
        return self._follow(batch, None, on_message)[0]

    def close(self) -> None:
        """End the workers and everything they started; may be called any number of times."""
        self._closed = True
        self._finalizer()

    def _check_open(self) -> None:
        if self._closed:
            raise ExecutionError("This runner is closed: make a new one.")

    def _packing(self) -> Packing:
        """Values are pickled as they are for a worker with the same libraries, and in neutral terms for another."""
        return Packing(int(self._limits.sample_mb * 2**20), neutral=not same_libraries(self._versions))

    def _deliver(self, values: Mapping[str, Kept]) -> Mapping[str, str]:
        """Have a worker hold these values; the versions of its libraries."""
        delivery = Delivery(values)
        self._crew.deliver(delivery)
        until = time.monotonic() + _LOAD
        while self._crew.alive and time.monotonic() < until:
            try:
                answer = delivery.done.get(timeout=_TICK)
            except queue.Empty:
                continue
            if isinstance(answer, ExecutionError):
                raise answer
            return answer
        self._check_open()
        raise ExecutionError(f"The process that runs candidates did not take the frames within {_LOAD:g} s.")

    def _batch(
        self, output: Output | None, seconds: float, deadline: float | None, stop: threading.Event | None
    ) -> Batch:
        with self._loading:
            self._check_open()
            self._output = keep("the expected output", output or Output(), self._output, self._packing())
            self._retain()
            return Batch(self._cargo, self._output, seconds, deadline, stop)

    def _retain(self) -> None:
        self._crew.retain([*self._cargo.values(), *([self._output] if self._output is not None else [])])

    def _follow(
        self,
        batch: Batch,
        on_outcome: Callable[[int, Outcome], None] | None,
        on_message: Callable[[Mapping[str, Any]], None] | None,
    ) -> list[Outcome]:
        """Pass the news of a batch on until it has ended."""
        outcomes: list[Outcome | None] = [None] * len(batch.waiting)
        with contextlib.closing(follow(self._crew, batch)) as news:
            for each in news:
                if isinstance(each, Told) and on_message is not None:
                    on_message(each.message)
                elif isinstance(each, Settled):
                    outcomes[each.place] = each.outcome
                    if on_outcome is not None:
                        on_outcome(each.place, each.outcome)
        reason = batch.over() or "the runner was closed"
        return [outcome or Outcome("killed", error=reason) for outcome in outcomes]
