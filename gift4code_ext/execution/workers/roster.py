"""The workers of a crew: hired when they are needed, watched, let go."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gift4code_ext.execution.limits import Limits
from gift4code_ext.execution.workers.batch import Task
from gift4code_ext.execution.workers.hand import Hand
from gift4code_ext.execution.workers.process import Process

_START = 60.0
_HUNG = 5.0
_TWIN_IDLE = 60.0
_NEVER = float("inf")


@dataclass(frozen=True)
class Settings:
    """What does not change while a crew lives: ``width`` cells run at a time, and as many jobs."""

    limits: Limits
    fork: bool
    width: int
    python: str | None = None


class Roster:
    """The workers. What they say is put into ``inbox``, as calls of ``hear`` and ``gone`` for the crew's thread.

    Args:
        hear: called with a worker and its message.
        gone: called with a worker that ended, and its last words.
    """

    def __init__(
        self,
        settings: Settings,
        inbox: queue.SimpleQueue[Callable[[], None]],
        hear: Callable[[Hand, Mapping[str, Any]], None],
        gone: Callable[[Hand, str], None],
    ) -> None:
        self.hands: list[Hand] = []
        self._settings = settings
        self._inbox = inbox
        self._hear = hear
        self._gone = gone
        self.quiet_since: float | None = time.monotonic()

    @property
    def tasks(self) -> list[Task]:
        """What runs anywhere."""
        return [task for hand in self.hands for task in hand.tasks.values()]

    def find(self, hash_seed: int) -> Hand | None:
        """A worker that is ready for a task; one is hired if none is on its way.

        Raises:
            ExecutionError: none can be started.
        """
        mine = [hand for hand in self._of(hash_seed) if self._settings.fork or not hand.spent]
        if not mine:
            self.hire(hash_seed)
        return next((hand for hand in mine if hand.ready and not hand.spent), None)

    def hire(self, hash_seed: int = 0) -> None:
        """Start a worker.

        Raises:
            ExecutionError: it cannot be started.
        """

        def hear(message: dict[str, Any] | None) -> None:
            if message is not None:
                self._inbox.put(lambda: self._hear(hand, message))
            else:
                words = process.last_words()
                self._inbox.put(lambda: self._gone(hand, words))

        settings = self._settings
        process = Process(settings.limits, hear, fork=settings.fork, hash_seed=hash_seed, python=settings.python)
        hand = Hand(process, hash_seed)
        self.hands.append(hand)
        process.listen()

    def provide(self, waiting: int) -> None:
        """Where each worker takes one task: keep some on their way for those that wait, and always one.

        Raises:
            ExecutionError: none can be started.
        """
        if not self._settings.fork:
            idle = sum(not hand.spent for hand in self._of(0))
            for _ in range(min(self._settings.width, waiting + 1) - idle):
                self.hire()

    def dismiss(self, hand: Hand) -> None:
        """End a worker, whatever it does."""
        if hand in self.hands:
            self.hands.remove(hand)
            hand.process.end(at_once=True)

    def late(self) -> list[tuple[Hand, str]]:
        """The workers that have to be given up, and why."""
        now = time.monotonic()
        return [(hand, why) for hand in self.hands for due, why in self._dues(hand) if due <= now]

    def patience(self) -> float | None:
        """Seconds until the next of them is late, if none says anything before."""
        first = min((due for hand in self.hands for due, _ in self._dues(hand)), default=_NEVER)
        return None if first == _NEVER else max(0.0, first - time.monotonic())

    def _of(self, hash_seed: int) -> list[Hand]:
        return [hand for hand in self.hands if hand.hash_seed == hash_seed]

    def _dues(self, hand: Hand) -> list[tuple[float, str]]:
        """When a worker that forks does not keep the clock, one that does not start or stop, one that is not needed."""
        settings = self._settings
        grace = settings.limits.check_seconds + (_HUNG if settings.fork else 0.0)
        dues = [(task.since + task.seconds + grace, "it did not answer in time") for task in hand.tasks.values()]
        if not hand.ready:
            dues.append((hand.born + _START, f"it did not start within {_START:g} s"))
        if hand.stop_by is not None:
            dues.append((hand.stop_by, "it did not stop in time"))
        if hand.hash_seed and self.quiet_since is not None:
            dues.append((self.quiet_since + _TWIN_IDLE, "it was not needed any more"))
        return dues
