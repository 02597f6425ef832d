"""Answers in the product's executor, several problems at a time; for suites whose inputs are live values here."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import groupby
from typing import TypeVar

from gift4code_ext.execution import Limits, Runner
from gift4code_training.evaluation.problem import Problem, Running, Verdict

_T = TypeVar("_T")

Work = Callable[[Runner, Problem, Sequence[str]], Sequence[Verdict]]
"""Verdicts on the codes of one problem, in a runner that this call has for itself."""


def scored(pairs: Sequence[tuple[Problem, str]], running: Running, work: Work) -> Generator[Verdict, None, None]:
    """Verdicts in the order of ``pairs``, those of one problem at a time in a runner of their own.

    Each of ``running.width`` runners runs one answer at a time. They end with the generator.
    """
    groups = _by_problem(pairs)
    width = max(1, min(running.width, len(groups)))
    free: queue.SimpleQueue[Runner] = queue.SimpleQueue()

    def one(problem: Problem, codes: Sequence[str]) -> Sequence[Verdict]:
        runner = free.get()
        try:
            return work(runner, problem, codes)
        finally:
            free.put(runner)

    with ExitStack() as stack:
        threads = ThreadPoolExecutor(width, thread_name_prefix="gift4code-verdicts")
        stack.callback(threads.shutdown, wait=True, cancel_futures=True)  # after the runners: those end what runs
        for _ in range(width):
            limits = Limits(seconds=running.seconds)
            free.put(stack.enter_context(Runner(limits=limits, python=running.python, width=1)))
        yield from _in_order(threads, one, groups, 2 * width)


def _by_problem(pairs: Sequence[tuple[Problem, str]]) -> list[tuple[Problem, list[str]]]:
    groups = [list(group) for _, group in groupby(pairs, key=lambda pair: pair[0].id)]
    return [(group[0][0], [code for _, code in group]) for group in groups]


def _in_order(
    threads: ThreadPoolExecutor,
    work: Callable[[Problem, Sequence[str]], Sequence[_T]],
    groups: Sequence[tuple[Problem, Sequence[str]]],
    ahead: int,
) -> Generator[_T, None, None]:
    running: deque[Future[Sequence[_T]]] = deque()
    waiting = iter(groups)
    while True:
        while len(running) < ahead and (group := next(waiting, None)) is not None:
            running.append(threads.submit(work, *group))
        if not running:
            return
        yield from running.popleft().result()
