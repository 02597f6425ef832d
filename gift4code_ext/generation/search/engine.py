"""The search: best first over programs, each value executed once, until the time is over.

A state is a program with its value. What to try next is ordered by the cost of the program (simpler and likelier ones
first) plus the distance of its value from the goal, so a step that brings a wanted column is followed up at once. Every
value that comes up is offered to the closing edits. Programs that meet the goal are run again as printed before they
are told.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.generation.asked import cost as cost_of
from gift4code_ext.generation.search.arguments import Place, place_of, wide_profile
from gift4code_ext.generation.search.closing import close
from gift4code_ext.generation.search.effects import Effect, effect_of
from gift4code_ext.generation.search.frontier import Frontier, State, Task
from gift4code_ext.generation.search.goal import Goal, distance, goal_of
from gift4code_ext.generation.search.held import held
from gift4code_ext.generation.search.hints import Costs, Hints
from gift4code_ext.generation.search.program import Applied, Edited, Input, Program, operations, print_cell, steps
from gift4code_ext.generation.search.prune import (
    cannot_close,
    grows_beyond,
    left_to_closing,
    misses_shape,
    seems_needless,
)
from gift4code_ext.generation.search.tally import Rule, Tally
from gift4code_ext.operations import OPERATIONS
from gift4code_ext.operations.model import NameArg, Operation
from gift4code_ext.spec.model import Output

Tell = Callable[[Mapping[str, Any]], None]

_TELL = 0.25  # seconds between two words of progress
_GROWTH = 10  # times the rows of the larger of input and goal
_ROWS = 100  # ... or this many, where both are small
_COLUMNS = 200
_NOT_LAST: Mapping[Rule, float] = {"shape": 0.8, "rows": 0.8, "values": 0.8, "columns": 0.3, "dtypes": 1.0}
"""How far a step is put back that cannot be the last, by the reason."""
_NEEDLESS = 0.7  # ... and one that nothing calls for
_UNNAMED = "value"  # what a Series without a name is called as a column
_UNSEEN = 3.0  # a gap that any value is nearer than
_LATER = 0.1  # what starting from the next input costs
_AFTER = 300  # programs that are run at least once one is found
_LEFT_OUT = (6.0, 8)  # times as long, and as many, once one is found that leaves something out that the words name
_TOLD = 60  # programs told at most of those
_STANDSTILL = 0.6  # what a step costs that brings the goal no nearer


def search(
    frames: Mapping[str, Any],
    output: Output,
    hints: Hints,
    *,
    deadline: float,
    tell: Tell,
    known: Sequence[Operation] = OPERATIONS,
) -> Tally:
    """Look for programs over ``frames`` whose value meets ``output``, and tell each as it is found.

    Messages: ``{"found": code, "cost": float, "operations": [names]}`` and, a few times a second and at the end,
    ``{"enumerated": …, "executed": …, "postponed": …, "depth": …, "pruned": {rule: count}}``.

    Args:
        frames: variables by name: tables and Series to start from, plain values to use by name.
        output: without an example there is nothing to search for.
        deadline: a time of ``time.monotonic()``.
        known: the operations that programs are made of.
    """
    goal = goal_of(output)
    if goal is None or not any(isinstance(value, (pd.DataFrame, pd.Series)) for value in frames.values()):
        return Tally()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return _Search(frames, goal, hints, deadline, tell, known).run()


class _Search:
    def __init__(
        self,
        frames: Mapping[str, Any],
        goal: Goal,
        hints: Hints,
        deadline: float,
        tell: Tell,
        known: Sequence[Operation],
    ) -> None:
        self.frames, self.goal, self.hints, self.deadline, self.tell = frames, goal, hints, deadline, tell
        self.costs = Costs(hints)
        self.tally = Tally()
        self.tables = {name: value for name, value in frames.items() if isinstance(value, (pd.DataFrame, pd.Series))}
        self.names = {name: value for name, value in frames.items() if name not in self.tables}
        self.held = held(self.names)
        self.whole_series = {
            f"{name}.to_frame()[{value.name!r}]": name
            for name, value in self.tables.items()
            if isinstance(value, pd.Series)
        }
        self.most_rows = max(_ROWS, _GROWTH * max(goal.rows, *(len(table) for table in self.tables.values())))
        self.seen: set[Hashable] = set()
        self.found: set[str] = set()
        self.whole = 0
        self.met: dict[Hashable, float] = {}
        self.ends = deadline
        self.enough = 0
        self.told = 0.0
        costs = [(self.costs.operation(each), each) for each in known if not misses_shape(each, goal)]
        ranked = sorted(costs, key=lambda pair: pair[0])
        self.plain = [(cost, each) for cost, each in ranked if not each.arguments and each.inputs == 1]
        self.frontier = Frontier(ranked, self._place)

    def run(self) -> Tally:
        for place, (name, table) in enumerate(self.tables.items()):
            self._take(Input(name), table, _LATER * place, 0, 0.0)
            if isinstance(table, pd.Series):
                label = "" if table.name is not None else repr(_UNNAMED)
                whole = Edited(f".to_frame({label})", Input(name))
                self._take(whole, self._run(whole), _LATER * place, 0, 0.0)
            elif not table.columns.is_unique:
                self._start_without_labels(Input(name), table, _LATER * place)
        while self.frontier and not self._over():
            following = self.frontier.next()
            if following is not None:
                self._consider(*following)
            if time.monotonic() - self.told > _TELL:
                self._report()
        self._report()
        return self.tally

    def _start_without_labels(self, program: Program, table: pd.DataFrame, cost: float) -> None:
        """Columns that repeat cannot be named: only operations that name none can be first."""
        for more, operation in self.plain:
            expression = operation.print({}, "table", "other")
            try:
                value = eval(compile(expression, "<search>", "eval"), {"table": table, "pd": pd, "np": np})
            except Exception:  # noqa: BLE001 (pandas raises anything over arguments that do not fit)
                continue
            self._take(Applied(operation, {}, program), value, cost + more, 1, _UNSEEN)

    def _over(self) -> bool:
        now = time.monotonic()
        if now >= self.deadline or self.tally.enumerated >= self.hints.programs:
            return True
        if self.whole >= self.hints.most or len(self.found) >= _TOLD:
            return True
        return bool(self.found) and now >= self.ends and self.tally.executed >= self.enough

    def _report(self) -> None:
        self.told = time.monotonic()
        self.tell(self.tally.to_json())

    def _place(self, state: State) -> Place:
        if state.place is None:
            over = wide_profile(state.value)
            found = place_of(over, state.table, state.distance, self.goal, self.costs, self.hints)
            single = [each for each in self.held if not isinstance(each, list)]
            lists = tuple(each for each in self.held if isinstance(each, list))
            state.place = replace(found, constants=(*single, *found.constants), lists=lists)
        return state.place

    def _consider(self, task: Task, operation: Operation) -> None:
        """Run a step now, later or not at all."""
        distance_now, last = task.state.distance, task.state.depth + 1 >= self.hints.depth
        self.tally.enumerated += not task.wait
        expression = operation.print(task.bound, "table", "other")
        effect = effect_of(expression) if operation.makes == "frame" and operation.inputs == 1 else Effect()
        if left_to_closing(operation, effect):
            self.tally.pruned["columns"] += 1
            return
        reason = cannot_close(effect, operation, distance_now)
        alike = effect.rows in ("same", "some") and not effect.limit
        if reason is not None and last:
            self.tally.pruned[reason] += 1
            if not alike:
                self.frontier.following(task)
        elif reason is not None and not task.wait:
            self.tally.postponed += 1
            self.frontier.postpone(task, _NOT_LAST[reason], alike=alike)
        elif not task.wait and seems_needless(effect, operation, distance_now, task.values, task.bound):
            self.tally.postponed += 1
            self.frontier.postpone(task, _NEEDLESS, alike=False)
        else:
            self.frontier.following(task)
            self._execute(task, operation, expression)

    def _execute(self, task: Task, operation: Operation, expression: str) -> None:
        state, other = task.state, task.other
        if grows_beyond(operation, task.bound, task.values, self.most_rows):
            self.tally.pruned["size"] += 1
            return
        self.tally.executed += 1
        started = time.monotonic()
        try:
            tables = {"table": state.value, "other": None if other is None else other.value}
            value = eval(compile(expression, "<search>", "eval"), {"pd": pd, "np": np, **self.names, **tables})
        except Exception:  # noqa: BLE001 (pandas raises anything over arguments that do not fit)
            self.tally.pruned["failed"] += 1
            return
        finally:
            self.frontier.took(operation, time.monotonic() - started)
        program = Applied(operation, task.bound, state.program, None if other is None else other.program)
        self._take(program, value, state.cost + task.cost, state.depth + 1, state.distance.gap)

    def _take(self, program: Program, value: Any, cost: float, depth: int, before: float) -> None:
        """Look at a value: is it new, of use, the goal itself, or something to go on from?"""
        reason = self._unfit(value)
        if reason is not None:
            self.tally.pruned[reason] += 1
            return
        try:
            table = self.goal.read(value)
            if table.key in self.seen and not self._uses_more(program, table.key):
                self.tally.pruned["equivalent"] += 1
                return
            self.seen.add(table.key)
        except TypeError:
            self.tally.pruned["failed"] += 1
            return
        away = distance(table, self.goal)
        self.tally.depth = max(self.tally.depth, depth)
        closed = close(program, value, table, away, self.goal, self._run)
        left_out = 0.0
        if closed is not None:
            left_out = self._tell_found(closed.program, cost + closed.cost)
            self.met[table.key] = min(left_out, self.met.get(table.key, left_out))
            if depth and not left_out:
                return
        if isinstance(value, pd.DataFrame) and value.columns.is_unique and value.shape[1] and depth < self.hints.depth:
            still = _STANDSTILL if depth and away.gap >= before else 0.0
            # what makes the example and leaves out what was said is not near: its next steps are to use that too
            rank = cost + away.gap + still + left_out
            self.frontier.add(State(program, value, table, away, cost, depth, rank))

    def _uses_more(self, program: Program, key: Hashable) -> bool:
        """Whether a program makes a value that meets the goal with more of what the words name than one before it."""
        if not self.met.get(key):
            return False
        return cost_of(self.hints.asked.left_out(print_cell(program, self.goal.output.name))) < self.met[key]

    def _unfit(self, value: Any) -> Rule | None:
        if isinstance(value, (pd.DataFrame, pd.Series)):
            if len(value) > self.most_rows or (value.ndim > 1 and value.shape[1] > _COLUMNS):
                return "size"
            return "values" if not value.size and self.goal.rows else None
        return None

    def _tell_found(self, program: Program, cost: float) -> float:
        """Tell a program that does it as printed; gives what it adds to its cost that it leaves things out."""
        code = print_cell(program, self.goal.output.name)
        for column, series in self.whole_series.items():
            code = code.replace(column, series)
        left_out = cost_of(self.hints.asked.left_out(code))
        if code in self.found or self._computes_for_nothing(program, code):
            return left_out
        space: dict[str, Any] = {"pd": pd, "np": np, **self.frames}
        try:
            exec(compile(code, "<search>", "exec"), space)
        except Exception:  # noqa: BLE001 (whatever it is, the cell is not worth telling)
            return left_out
        if not self.goal.met_by(space[self.goal.output.name]):
            return left_out
        if not self.found or not (left_out or self.whole):
            longer, more = _LEFT_OUT if left_out else (1.0, 1)
            self.ends = time.monotonic() + longer * self.hints.slack
            self.enough = self.tally.executed + more * _AFTER
        self.found.add(code)
        self.whole += not left_out
        self.tell({"found": code, "cost": round(cost + left_out, 3), "operations": list(operations(program))})
        return left_out

    def _computes_for_nothing(self, program: Program, code: str) -> bool:
        """Whether a step makes a column that is neither read nor wanted: it would only seem to use what was said."""
        if all(each.part == "anything" for each in self.hints.asked.named):
            return False
        wanted = set(self.goal.labels or ())
        made = {
            step.bound[name]
            for step in steps(program)
            if isinstance(step, Applied)
            for name, argument in step.operation.arguments.items()
            if isinstance(argument, NameArg)
        }
        return any(label not in wanted and code.count(repr(label)) < 2 for label in made)

    def _run(self, program: Program) -> Any:
        """The value of a program, run step by step from the inputs."""
        values: dict[int, Any] = {}

        def of(step: Program | None) -> Any:
            if step is None:
                return None
            return self.frames[step.name] if isinstance(step, Input) else values[id(step)]

        for step in steps(program):
            space = {"pd": pd, "np": np, **self.names, "table": of(step.table), "other": of(step.other)}
            values[id(step)] = eval(compile(step.print("table", "other"), "<search>", "eval"), space)
        return of(program)
