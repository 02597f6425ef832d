"""What a crew knows of one of its workers: whether it is ready, which values it holds, what it runs."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gift4code_ext.execution.workers.batch import Batch, Task
from gift4code_ext.execution.workers.cargo import Kept
from gift4code_ext.execution.workers.process import Process, WorkerGone


@dataclass(eq=False)
class Hand:
    """One worker; only the crew's thread touches it.

    Args:
        spent: whether it takes no further task; only those that do not fork are ever.
        versions: of the libraries there, once it is ready.
        errors: why a value cannot be read there, by its key.
        stop_by: when it has to have ended the tasks it was told to.
    """

    process: Process
    hash_seed: int
    born: float = field(default_factory=time.monotonic)
    spent: bool = False
    ready: bool = False
    versions: Mapping[str, str] = field(default_factory=dict)
    protections: tuple[str, ...] = ()
    held: dict[int, Kept] = field(default_factory=dict)
    asked: dict[int, Kept] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    stop_by: float | None = None

    def send(self, header: Mapping[str, Any]) -> None:
        """Send a message; that nobody reads it any more is told by the process itself."""
        try:
            self.process.send(header)
        except WorkerGone:
            self.spent = True

    def lacks(self, values: Iterable[Kept]) -> bool:
        """Whether it does not hold all of these yet; what it lacks is sent."""
        missing = [kept for kept in values if kept.key not in self.held and kept.key not in self.errors]
        self._give([kept for kept in missing if kept.key not in self.asked])
        return bool(missing)

    def loaded(self, message: Mapping[str, Any]) -> None:
        """Take the worker's word for what it holds now; what it could not map goes through the pipe."""
        self.held |= {key: self.asked.pop(key) for key in message["keys"]}
        for key, why in message["errors"]:
            self.errors[key] = why
            self.asked.pop(key)
        self._give([self.asked[key] for key in message["unmapped"]], mapped=False)

    def drop(self, wanted: set[int]) -> None:
        """Let it forget the values that nobody wants any more."""
        stale = [self.held.pop(key) for key in self.held.keys() - wanted]
        if stale:
            large = any(kept.large for kept in stale)
            self.send({"op": "drop", "keys": [kept.key for kept in stale], "collect": large})

    def unreadable(self, values: Mapping[str, Kept]) -> str:
        """A sentence about the first of these that cannot be read there; empty if all can."""
        for name, kept in values.items():
            if kept.key in self.errors:
                return (
                    f"{name!r} cannot be read by the process that runs candidates ({self.errors[kept.key]}): leave it "
                    "out, or make a plain DataFrame of it."
                )
        return ""

    def unreadable_output(self, output: Kept) -> str:
        """A sentence about an expected output that cannot be read there; empty if it can."""
        if output.key not in self.errors:
            return ""
        return (
            f"The expected output cannot be read by the process that runs candidates ({self.errors[output.key]}): give "
            "plain values or a DataFrame as its example."
        )

    def release(self, number: int) -> Task | None:
        """Take a task away that runs no more."""
        task = self.tasks.pop(number, None)
        if task is not None:
            task.batch.running -= 1
        return task

    def of(self, batch: Batch) -> list[int]:
        return [number for number, task in self.tasks.items() if task.batch is batch]

    def _give(self, values: list[Kept], *, mapped: bool = True) -> None:
        if not values:
            return
        places, buffers = [], []
        for kept in values:
            place, rest = kept.place(mapped=mapped)
            places.append(place)
            buffers += rest
            self.asked[kept.key] = kept
        try:
            self.process.send({"op": "load", "places": places}, buffers)
        except WorkerGone:
            self.spent = True
