"""A calling thread's view of its batch: the news of it, its deadline and its stop, and an end that is certain."""

from __future__ import annotations

import queue
import time
from collections.abc import Generator

from gift4code_ext.execution.workers.batch import Batch, Ended, News, Settled, Told
from gift4code_ext.execution.workers.crew import STOP, Crew

_TICK = 0.02


def follow(crew: Crew, batch: Batch) -> Generator[Settled | Told, None, None]:
    """Hand a batch to the crew and give its news until it has ended; closed before that, it ends all of it.

    Raises:
        ExecutionError: it cannot be run.
    """
    crew.submit(batch)
    left: float | None = None
    try:
        while True:
            if left is None and batch.over():
                left = _leave(crew, batch)
            news = _next(crew, batch, left)
            if isinstance(news, Ended):
                break
            if news is not None:
                yield news
    finally:
        if not batch.ended:
            left = _leave(crew, batch)
            while not isinstance(_next(crew, batch, left), Ended):
                pass
    if news.error is not None:
        raise news.error


def _leave(crew: Crew, batch: Batch) -> float:
    crew.abandon(batch)
    return time.monotonic()


def _next(crew: Crew, batch: Batch, left: float | None) -> News | None:
    """The next news, or none within a tick. A crew that was told to end the batch and does not loses its workers."""
    try:
        return batch.news.get(timeout=_TICK)
    except queue.Empty:
        if not crew.alive:
            return Ended()
        if left is not None and time.monotonic() >= left + STOP + _TICK:
            crew.kill()
        return None
