"""The one thread that speaks to a runner's workers.

Calls from any thread become batches. The crew starts their tasks in turn, a batch that has less running before one that
has more, and tells each batch what became of them. Where forking is safe one worker takes all tasks, some at a time;
elsewhere each worker takes a single one, and a spare gets ready meanwhile. What a worker's death costs is charged to
the tasks it was running: they run again, one by one, and the one that is there when it dies once more has failed.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any

from gift4code_ext.execution.inside import repeat
from gift4code_ext.execution.outcome import ExecutionError, Outcome, from_report
from gift4code_ext.execution.workers.batch import Batch, Settled, Task, Told, fair
from gift4code_ext.execution.workers.cargo import Kept
from gift4code_ext.execution.workers.hand import Hand
from gift4code_ext.execution.workers.roster import Roster, Settings

STOP = 0.15
_ATTEMPTS = 2
_CLOSE = 1.0


@dataclass(eq=False)
class Delivery:
    """Values a worker must hold before ``done`` is answered: with the versions of its libraries, or what went wrong."""

    values: Mapping[str, Kept]
    done: queue.SimpleQueue[Mapping[str, str] | ExecutionError] = field(default_factory=queue.SimpleQueue)


class Crew:
    """The workers' thread; every public method may be called from any other, and only :meth:`close` waits."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._batches: list[Batch] = []
        self._deliveries: list[Delivery] = []
        self._retained: tuple[Kept, ...] = ()
        self._failed: Counter[int] = Counter()
        self._numbers = count(1)
        self._owner = os.getpid()
        self._closed = False
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._roster = Roster(settings, self._inbox, self._hear, self._gone)
        self._thread = threading.Thread(target=self._run, name="gift4code-crew", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    @property
    def pids(self) -> list[int]:
        return [hand.process.pid for hand in list(self._roster.hands)]

    def submit(self, batch: Batch) -> None:
        self._inbox.put(partial(self._batches.append, batch))

    def abandon(self, batch: Batch) -> None:
        """End what runs of it; it is told when nothing does any more."""
        self._inbox.put(partial(self._abandon, batch))

    def deliver(self, delivery: Delivery) -> None:
        self._inbox.put(partial(self._deliveries.append, delivery))

    def retain(self, values: Iterable[Kept]) -> None:
        """These values will be wanted again; a new worker gets them first. What else no batch wants is forgotten."""
        self._inbox.put(partial(self._retain, tuple(values)))

    def kill(self) -> None:
        """Kill all workers at once, past a thread that may be stuck with one of them."""
        for hand in list(self._roster.hands):
            hand.process.kill()

    def close(self) -> None:
        """End the workers and the thread."""
        if os.getpid() != self._owner:
            return  # a fork of the process that has them
        self._closed = True
        self._inbox.put(lambda: None)
        if threading.current_thread() is not self._thread:
            self._thread.join(_CLOSE)
            if self._thread.is_alive():
                self.kill()
                self._thread.join(_CLOSE)

    def _run(self) -> None:
        try:
            while not self._closed:
                with contextlib.suppress(queue.Empty):
                    self._inbox.get(timeout=self._roster.patience())()
                for hand, why in self._roster.late():
                    self._gone(hand, why)
                self._go_on()
        finally:
            for delivery in self._deliveries:
                delivery.done.put(ExecutionError("This runner is closed: make a new one."))
            for batch in self._batches:
                batch.end()
            for hand in self._roster.hands:
                hand.process.end()

    def _go_on(self) -> None:
        """Start what can be started, and tell what is done."""
        try:
            for delivery in list(self._deliveries):
                self._answer(delivery)
            while any(self._start(batch) for batch in fair(self._batches)):
                self._roster.provide(sum(len(batch.waiting) for batch in self._batches))
        except ExecutionError as problem:
            self._give_up(problem)
        for batch in [batch for batch in self._batches if not batch.waiting and not batch.running]:
            batch.end()
            self._batches.remove(batch)
            self._tidy()
        self._roster.quiet_since = None if self._batches else self._roster.quiet_since or time.monotonic()

    def _answer(self, delivery: Delivery) -> None:
        hand = self._roster.find(0)
        if hand is not None and not hand.lacks(delivery.values.values()):
            problem = hand.unreadable(delivery.values)
            delivery.done.put(ExecutionError(problem) if problem else hand.versions)
            self._deliveries.remove(delivery)

    def _start(self, batch: Batch) -> bool:
        """Start the batch's next task if there is room for it and its values are there."""
        if not batch.waiting or batch.over() or not self._room(batch.waiting[0]):
            return False
        hand = self._find(batch.waiting[0])
        if hand is None or hand.lacks(batch.values()):
            return False
        if problem := hand.unreadable(batch.cargo) or hand.unreadable_output(batch.output):
            batch.end(ExecutionError(problem))
            return True
        task, number = batch.waiting.popleft(), next(self._numbers)
        task.since, task.seconds = time.monotonic(), batch.allowed()
        hand.tasks[number] = task
        batch.running += 1
        batch.served, batch.begun = number, True
        frames = {name: kept.key for name, kept in batch.cargo.items()}
        asked = {"id": number, "seconds": task.seconds, "frames": frames, "output": batch.output.key}
        hand.send({**task.request, **asked, "more": any(other.waiting for other in self._batches)})
        hand.spent = hand.spent or not self._settings.fork
        return True

    def _room(self, task: Task) -> bool:
        """Whether the task may run beside what runs; one that has to be alone waits for that, and the others for it."""
        running = self._roster.tasks
        if any(other.alone for other in running) or (task.alone and running):
            return False
        if not task.alone and any(batch.waiting and batch.waiting[0].alone for batch in self._batches):
            return False
        return sum(other.kind == task.kind for other in running) < self._settings.width

    def _find(self, task: Task) -> Hand | None:
        try:
            return self._roster.find(task.hash_seed)
        except ExecutionError:
            if task.first is None:
                raise
            self._without_twin()
            return None

    def _hear(self, hand: Hand, message: Mapping[str, Any]) -> None:
        """Take what a worker says; one that makes no sense may have been taken over by what it runs, and is ended."""
        if hand not in self._roster.hands:
            return
        try:
            self._take(hand, message)
        except (AttributeError, KeyError, TypeError, ValueError):
            self._gone(hand, "what it said makes no sense")

    def _take(self, hand: Hand, message: Mapping[str, Any]) -> None:
        match message["op"]:
            case "ready":
                hand.ready, hand.versions = True, message["versions"]
                hand.protections = tuple(message["protections"])
                hand.lacks(self._retained)
            case "loaded":
                hand.loaded(message)
                self._failed[hand.hash_seed] = 0
            case "tell":
                if message["id"] in hand.tasks:
                    hand.tasks[message["id"]].batch.news.put(Told(message["tell"]))
            case "stopped":
                hand.stop_by = None
                for number in message["ids"]:
                    hand.release(number)
            case "outcome":
                task = hand.release(message["id"])
                if not self._settings.fork:
                    self._roster.dismiss(hand)
                if task is not None:
                    self._settle(task, _outcome(message, hand))

    def _settle(self, task: Task, outcome: Outcome) -> None:
        """Pass an outcome on; a fault of the harness gets a cell a second attempt, a pass a second run."""
        batch, outcome = task.batch, replace(outcome, sampled=task.batch.notes())
        if batch.abandoned and (task.first is not None or outcome.status == "harness_error"):
            return
        repeatable = task.kind == "cell" and not batch.abandoned
        if outcome.status == "harness_error" and repeatable and task.attempts + 1 < _ATTEMPTS:
            task.attempts += 1
            batch.waiting.appendleft(task)
        elif task.first is not None:
            batch.news.put(Settled(task.place, repeat.judged(task.first, outcome)))
        elif outcome.status == "ok" and repeatable and not task.request["variant"]:
            seed = repeat.hash_seed(task.request["code"])
            batch.waiting.appendleft(Task(batch, task.place, repeat.again(task.request), hash_seed=seed, first=outcome))
        else:
            batch.news.put(Settled(task.place, outcome))

    def _abandon(self, batch: Batch) -> None:
        batch.abandoned = True
        running = [task for task in self._roster.tasks if task.batch is batch]
        for task in (*batch.waiting, *running):
            if task.first is not None:
                batch.news.put(Settled(task.place, task.first))
        batch.waiting.clear()
        for hand in list(self._roster.hands):
            numbers = hand.of(batch)
            if numbers and self._settings.fork:
                hand.stop_by = time.monotonic() + STOP
                hand.send({"op": "stop", "ids": numbers})
            elif numbers:
                self._roster.dismiss(hand)
                for number in numbers:
                    hand.release(number)

    def _gone(self, hand: Hand, why: str) -> None:
        """A worker ended, or has to: what it ran runs once more where it need not be the one to blame."""
        if hand not in self._roster.hands:
            return
        printed = "" if self._settings.fork else hand.process.printed()
        self._roster.dismiss(hand)
        for number in list(hand.tasks):
            task = hand.release(number)
            if task is not None and self._settings.fork:
                task.alone = True
                self._settle(task, Outcome("harness_error", error=f"the process that runs candidates ended: {why}"))
            elif task is not None:
                self._settle(task, replace(_end(task), stdout=printed, protections=hand.protections))
        self._failed[hand.hash_seed] += not hand.ready or bool(hand.asked)
        if self._failed[hand.hash_seed] >= _ATTEMPTS:
            self._failed[hand.hash_seed] = 0
            if hand.hash_seed:
                self._without_twin()
            else:
                error = f"The process that runs candidates ends before it can take any: {why}"
                self._give_up(ExecutionError(error))

    def _give_up(self, error: ExecutionError) -> None:
        """No worker can be had: whoever waits for one is told."""
        for delivery in self._deliveries:
            delivery.done.put(error)
        self._deliveries.clear()
        for batch in self._batches:
            for task in list(batch.waiting) if batch.begun else ():
                batch.news.put(Settled(task.place, task.first or Outcome("harness_error", error=str(error))))
            batch.end(None if batch.begun else error)

    def _without_twin(self) -> None:
        """A worker with another hash seed cannot be had: second runs that wanted one are left out."""
        for batch in self._batches:
            for task in [task for task in batch.waiting if task.hash_seed]:
                batch.waiting.remove(task)
                if task.first is not None:
                    batch.news.put(Settled(task.place, task.first))

    def _retain(self, values: tuple[Kept, ...]) -> None:
        self._retained = values
        self._tidy()

    def _tidy(self) -> None:
        wanted = {kept.key for kept in self._retained}
        wanted |= {kept.key for batch in self._batches for kept in batch.values()}
        wanted |= {kept.key for delivery in self._deliveries for kept in delivery.values.values()}
        for hand in self._roster.hands:
            hand.drop(wanted)


def _outcome(message: Mapping[str, Any], hand: Hand) -> Outcome:
    try:
        return replace(from_report(message), protections=hand.protections)
    except ValueError as problem:
        return Outcome("harness_error", error=str(problem))


def _end(task: Task) -> Outcome:
    """What became of a task that ended with its worker."""
    if time.monotonic() - task.since >= task.seconds:
        error = f"the {task.kind} ran longer than {task.seconds:g} s"
        return Outcome("timeout", error=error, seconds=task.seconds)
    return Outcome("killed", error=f"the {task.kind} ended its process")
