"""What the search goes on with next: states, the operations to try on them and their arguments, the likeliest first.

A rank is the cost of the program so far, the distance of its value from the goal, the cost of the next step, and what
the step is made to wait for reasons that say nothing about its worth.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pandas as pd

from gift4code_ext.generation.search.arguments import Place, beside, bindings
from gift4code_ext.generation.search.content import Table
from gift4code_ext.generation.search.goal import Distance
from gift4code_ext.generation.search.program import Program, inputs
from gift4code_ext.operations.model import Operation

_SLOW = 0.03  # seconds of running that put the next arguments of an operation back by 1
_OWN = 1.0  # what it costs to join a table with one made of the same input
_OTHERS = 4  # values on the way that may be the second table of a join, beside the inputs


@dataclass
class State:
    """A value on the way: what made it, what it holds, and its ``rank`` without a next step."""

    program: Program
    value: pd.DataFrame
    table: Table
    distance: Distance
    cost: float
    depth: int
    rank: float
    place: Place | None = None


@dataclass(order=True)
class Task:
    """An operation to open on a state (``ready`` is None), or one with its arguments.

    Attributes:
        at: the operation's place among all, likeliest first.
        ready: the arguments that come after ``bound``.
        base: the rank before arguments.
        wait: how far it was put back.
        cost: of the step.
    """

    rank: float
    ticket: int
    state: State = field(compare=False)
    at: int = field(compare=False, default=0)
    ready: Iterator[tuple[float, dict[str, Any]]] | None = field(compare=False, default=None)
    bound: dict[str, Any] = field(compare=False, default_factory=dict)
    other: State | None = field(compare=False, default=None)
    base: float = field(compare=False, default=0.0)
    wait: float = field(compare=False, default=0.0)
    cost: float = field(compare=False, default=0.0)

    @property
    def values(self) -> tuple[pd.DataFrame, ...]:
        """The tables the step works on."""
        return (self.state.value,) if self.other is None else (self.state.value, self.other.value)


class Frontier:
    """The queue.

    Args:
        ranked: operations with their costs, in that order.
        place_of: where arguments of a state are drawn from.
    """

    def __init__(self, ranked: Sequence[tuple[float, Operation]], place_of: Callable[[State], Place]) -> None:
        self._ranked = ranked
        self._place_of = place_of
        self._tasks: list[Task] = []
        self._tickets = count()
        self._spent: dict[str, tuple[int, float]] = {}
        self._inputs: list[State] = []
        self._side: list[State] = []

    def __bool__(self) -> bool:
        return bool(self._tasks)

    def add(self, state: State) -> None:
        """Go on from a state; those of small depth may be joined with others."""
        if not state.depth:
            self._inputs.append(state)
        elif len(self._inputs) > 1 and state.depth == 1 and len(self._side) < _OTHERS:
            self._side.append(state)
        self._open(state, 0)

    def next(self) -> tuple[Task, Operation] | None:
        """The next step to look at; None where an operation was opened instead."""
        task = heapq.heappop(self._tasks)
        if task.ready is not None:
            return task, self._ranked[task.at][1]
        self._start(task)
        return None

    def following(self, task: Task) -> None:
        """Queue the step again with its next arguments."""
        following = next(task.ready, None) if task.ready is not None else None
        if following is not None:
            more, bound = following
            cost = task.base + more - task.state.rank
            rank = task.base + more + task.wait + self._slowness(task)
            heapq.heappush(self._tasks, replace(task, rank=rank, ticket=next(self._tickets), bound=bound, cost=cost))

    def postpone(self, task: Task, wait: float, *, alike: bool) -> None:
        """Put a step back, with all its further arguments where they are ``alike``."""
        later = replace(task, rank=task.rank + wait, ticket=next(self._tickets), wait=wait)
        heapq.heappush(self._tasks, later if alike else replace(later, ready=iter(())))
        if not alike:
            self.following(task)

    def took(self, operation: Operation, seconds: float) -> None:
        """Learn how long an operation runs: slow ones are tried less often."""
        times, before = self._spent.get(operation.name, (0, 0.0))
        self._spent[operation.name] = (times + 1, before + seconds)

    def _slowness(self, task: Task) -> float:
        times, seconds = self._spent.get(self._ranked[task.at][1].name, (0, 0.0))
        return min(1.0, seconds / times / _SLOW) if times else 0.0

    def _open(self, state: State, at: int) -> None:
        if at < len(self._ranked):
            heapq.heappush(self._tasks, Task(state.rank + self._ranked[at][0], next(self._tickets), state, at))

    def _start(self, task: Task) -> None:
        """Draw an operation's first arguments, and queue the operation after it."""
        cost, operation = self._ranked[task.at]
        state = task.state
        self._open(state, task.at + 1)
        place = self._place_of(state)
        if operation.inputs == 1:
            self.following(replace(task, ready=bindings(operation, place), base=state.rank + cost))
            return
        for other in (*self._inputs, *self._side):
            if other is not state:
                ready = bindings(operation, beside(place, self._place_of(other).over))
                base = state.rank + cost + other.cost + (_OWN if _common_input(state, other) else 0.0)
                self.following(replace(task, ready=ready, other=other, base=base))


def _common_input(one: State, other: State) -> bool:
    names = {step.name for step in inputs(one.program)}
    return any(step.name in names for step in inputs(other.program))
