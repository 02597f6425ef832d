"""What one call asks of the crew and what the crew tells it: candidates or a job, what they find, their clock."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from gift4code_ext.execution.outcome import ExecutionError, Outcome
from gift4code_ext.execution.workers.cargo import Kept

_LEAST = 0.02


@dataclass(frozen=True)
class Settled:
    """What became of the candidate at ``place``."""

    place: int
    outcome: Outcome


@dataclass(frozen=True)
class Told:
    """A message of a job."""

    message: Mapping[str, Any]


@dataclass(frozen=True)
class Ended:
    """Nothing of the batch runs any more, nor will."""

    error: ExecutionError | None = None


News = Settled | Told | Ended


@dataclass(eq=False)
class Task:
    """One run of one candidate, or a job.

    Args:
        attempts: how often a fault of the harness has ended it.
        first: the outcome of the first run, where this is the second.
        alone: whether nothing else may run beside it: the worker died under it, and the next death must have one cause.
        since: when it was started, by ``time.monotonic()``.
    """

    batch: Batch
    place: int
    request: Mapping[str, Any]
    kind: Literal["cell", "job"] = "cell"
    hash_seed: int = 0
    attempts: int = 0
    first: Outcome | None = None
    alone: bool = False
    since: float = 0.0
    seconds: float = 0.0


@dataclass(eq=False)
class Batch:
    """The tasks of one call; the crew's thread takes them, the calling thread reads the news.

    Args:
        cargo: the variables that candidates find.
        output: the expected output, packed.
        seconds: the most that one task may take.
        deadline: a time of ``time.monotonic()``, or none.
        running: how many of its tasks run now.
        served: the number of the last start in the whole crew that was one of its own.
        begun: whether any of its tasks was ever started; ``abandoned``: whether no more shall be; ``ended``: whether it
            was told so.
    """

    cargo: Mapping[str, Kept]
    output: Kept
    seconds: float
    deadline: float | None = None
    stop: threading.Event | None = None
    waiting: deque[Task] = field(default_factory=deque)
    running: int = 0
    served: int = 0
    begun: bool = False
    abandoned: bool = False
    ended: bool = False
    news: queue.SimpleQueue[News] = field(default_factory=queue.SimpleQueue)

    def values(self) -> Iterable[Kept]:
        yield self.output
        yield from self.cargo.values()

    def notes(self) -> tuple[str, ...]:
        return tuple(kept.note for kept in self.cargo.values() if kept.note)

    def over(self) -> str:
        """Why no more may run; empty while they may."""
        if self.stop is not None and self.stop.is_set():
            return "stopped"
        if self.deadline is not None and time.monotonic() >= self.deadline:
            return "no time was left"
        return ""

    def allowed(self) -> float:
        """Seconds that a task started now may take."""
        if self.deadline is None:
            return self.seconds
        return max(_LEAST, min(self.seconds, self.deadline - time.monotonic()))

    def end(self, error: ExecutionError | None = None) -> None:
        if not self.ended:
            self.ended = True
            self.waiting.clear()
            self.news.put(Ended(error))


def fair(batches: Sequence[Batch]) -> list[Batch]:
    """The batches that have something to start, those first of which least runs, then those that waited longest."""
    return sorted((batch for batch in batches if batch.waiting), key=lambda batch: (batch.running, batch.served))
