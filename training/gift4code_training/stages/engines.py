"""Where processes of a stage run: threads for those that wait for an endpoint, processes for those that compute.

Either gives what is finished as it finishes. When one fails, those under way are waited for and given first, so that
nothing that was paid for is lost; on an interrupt they are ended at once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any, TypeAlias

from gift4code_ext.generation.endpoint import Endpoint
from gift4code_training.journal import KEY
from gift4code_training.stages.stage import Engine, Made, Make, Process, StageError, at_least_one

_AHEAD = 4  # inputs a worker that are handed out before they are needed

_News: TypeAlias = tuple[str, Made]


@dataclass(frozen=True)
class Threads:
    """So many inputs at once in this process, each thread with a process of its own."""

    count: int = 1

    def __call__(self, make: Make, inputs: Iterator[Mapping[str, Any]]) -> Iterator[_News]:
        """See :data:`~gift4code_training.stages.stage.Engine`."""
        own = threading.local()
        made: list[Process] = []

        def work(each: Mapping[str, Any]) -> _News:
            if not hasattr(own, "process"):
                own.process = make()
                made.append(own.process)
            return str(each[KEY]), own.process(each)

        pool = ThreadPoolExecutor(self.count, thread_name_prefix="gift4code-stage")
        try:
            yield from _finished(pool, work, inputs, self.count)
        finally:
            closed = list(made)
            for process in closed:
                _close(process)
            pool.shutdown(cancel_futures=True)
            for process in made[len(closed) :]:  # a thread was about to make it
                _close(process)


@dataclass(frozen=True)
class Processes:
    """So many processes, each with a warm process of the stage; they end with this one, however it ends."""

    count: int = 1

    def __call__(self, make: Make, inputs: Iterator[Mapping[str, Any]]) -> Iterator[_News]:
        """See :data:`~gift4code_training.stages.stage.Engine`.

        Raises:
            StageError: one of them was ended from outside.
        """
        others = set(multiprocessing.active_children())
        # spawned, not forked: a fork would inherit the journal's lock
        pool = ProcessPoolExecutor(
            self.count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(make,)
        )
        finished = False
        try:
            yield from _finished(pool, _work, inputs, self.count)
            finished = True
        except BrokenProcessPool as error:
            raise StageError("A worker process was ended; run the same command to go on.") from error
        finally:
            if not finished:
                for process in set(multiprocessing.active_children()) - others:
                    process.terminate()
            pool.shutdown(cancel_futures=True)


def engine(workers: int) -> Processes | Threads:
    """Processes for a stage that computes; none but this one where it is to have one worker."""
    return Threads(1) if workers == 1 else Processes(workers)


def add_arguments(parser: ArgumentParser, workers: int = 1) -> None:
    """The options that say where a stage runs."""
    parser.add_argument(
        "--workers",
        type=at_least_one,
        default=workers,
        help="processes, where no model is asked (default: %(default)s)",
    )
    parser.add_argument(
        "--engine", choices=("local", "ray"), default="local", help="where they run (default: %(default)s)"
    )
    parser.add_argument("--address", help="of a Ray cluster (default: one on this machine that ends with the stage)")


def chosen(options: Namespace, requests: int | None = None, model: Endpoint | None = None) -> Engine:
    """The engine that the options name.

    Args:
        requests: are sent at once where a model is asked from this machine.
        model: that is asked.

    Raises:
        StageError: an address without Ray.
    """
    if options.engine == "ray":
        from gift4code_training.stages.on_ray import OnRay

        return OnRay(options.workers, options.address, model)
    if options.address:
        raise StageError("--address is of a Ray cluster: say --engine ray too.")
    return engine(options.workers) if requests is None else Threads(requests)


def _finished(
    pool: Executor,
    work: Callable[[Mapping[str, Any]], _News],
    inputs: Iterator[Mapping[str, Any]],
    workers: int,
) -> Iterator[_News]:
    waiting: set[Future[_News]] = set()
    failure: BaseException | None = None
    more = True
    while more or waiting:
        while more and len(waiting) < _AHEAD * workers:
            each = next(inputs, None)
            more = each is not None
            if each is not None:
                waiting.add(pool.submit(work, each))
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            problem = future.exception()
            if problem is None:
                yield future.result()
            elif failure is None:
                failure, more = problem, False
                waiting = {each for each in waiting if not each.cancel()}
    if failure is not None:
        raise failure


def _close(process: Process) -> None:
    close = getattr(process, "close", None)
    if close is not None:
        close()


_make: Make | None = None
_process: Process | None = None


def _begin(make: Make) -> None:
    """In a worker: an interrupt, which reaches the terminal's whole group, ends it silently; so does its parent's end.

    The pool's queue alone would not tell that the parent is gone: every worker holds both its ends.
    """
    global _make
    _make = make
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(ended: Callable[[], None]) -> None:
    ended()
    os._exit(1)


def _work(each: Mapping[str, Any]) -> _News:
    global _process
    if _process is None:
        assert _make is not None
        _process = _make()
    return str(each[KEY]), _process(each)
