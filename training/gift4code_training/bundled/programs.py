"""Programs: a sketch of operations first, then their arguments over a live table, every step executed.

What is rejected and why is a word (:class:`Rejected`), so that the generator can count it.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.operations import OPERATIONS, by_name
from gift4code_ext.operations.domains import Profile, domain, profile
from gift4code_ext.operations.model import NameArg, Operation
from gift4code_training.bundled.habits import HABITS, ROLES

FAMILIES = tuple(dict.fromkeys(operation.family for operation in OPERATIONS))
_BY_FAMILY = {family: [each for each in OPERATIONS if each.family == family] for family in FAMILIES}
_FAMILY_WEIGHTS = [sum(each.weight for each in _BY_FAMILY[family]) ** 0.5 for family in FAMILIES]
_CHAINED = 1.7  # chained requests are drawn more often than asked: they are harder to learn
_JOINED = 6.0  # what needs two frames, when there are two
_HABITS_OF_TWO = {
    roles: weight * (_CHAINED if len(roles) > 1 else 1) * (_JOINED if {"join", "match"} & set(roles) else 1)
    for roles, weight in HABITS.items()
}
_HABITS_OF_ONE = {roles: weight for roles, weight in _HABITS_OF_TWO.items() if not {"join", "match"} & set(roles)}
_LENGTHS = (1,) * 48 + (2,) * 33 + (3,) * 14 + (4,) * 5
_TRIES = 6  # arguments drawn for one step before the sketch is given up


class Rejected(Exception):
    """A program that is not worth a record; the text is the reason counted."""


@dataclass(frozen=True)
class Step:
    """One operation with its arguments by name."""

    operation: Operation
    bound: Mapping[str, Any]


@dataclass(frozen=True)
class Program:
    """Executed steps: the cell (binding ``result``) and the value it gave."""

    steps: tuple[Step, ...]
    code: str
    value: Any

    @property
    def sketch(self) -> tuple[str, ...]:
        return tuple(step.operation.name for step in self.steps)


def sketch(rng: random.Random, *, frames: int) -> tuple[Operation, ...]:
    """One to four operations: mostly in the order of a habit, else near-uniform over families.

    Only the last may leave the frame, joins come first, and at most two have no clause form, so that the words stay
    sayable.

    Raises:
        Rejected: no such sequence was drawn.
    """
    if rng.random() < 0.6:
        habits = _HABITS_OF_TWO if frames > 1 else _HABITS_OF_ONE
        roles = rng.choices(list(habits), list(habits.values()))[0]
        picked = [by_name[rng.choices(list(ROLES[role]), list(ROLES[role].values()))[0]] for role in roles]
    else:
        families = rng.choices(FAMILIES, _FAMILY_WEIGHTS, k=rng.choice(_LENGTHS))
        picked = [rng.choices(_BY_FAMILY[name], [each.weight for each in _BY_FAMILY[name]])[0] for name in families]
    for position, operation in enumerate(picked):
        if operation.inputs > frames or (operation.inputs == 2 and position > 0):
            raise Rejected("sketch: join")
        if operation.makes != "frame" and position < len(picked) - 1:
            raise Rejected("sketch: leaves the frame")
    if len({operation.name for operation in picked}) < len(picked):
        raise Rejected("sketch: repeats")
    if sum(not operation.clauses for operation in picked) > 2:
        raise Rejected("sketch: unsayable")
    return tuple(picked)


def build(operations: tuple[Operation, ...], frames: Mapping[str, pd.DataFrame], rng: random.Random) -> Program:
    """Bind and run the operations one after the other.

    Raises:
        Rejected: no arguments fit, a step fails, or it changes nothing.
    """
    names = list(frames)
    value: Any = frames[names[0]]
    steps: list[Step] = []
    for position, operation in enumerate(operations):
        other = frames[names[1]] if operation.inputs == 2 else None
        step, after = _step(operation, value, other, rng)
        if isinstance(after, pd.DataFrame) and isinstance(value, pd.DataFrame) and _same(after, value):
            raise Rejected("identity")
        steps.append(step)
        value = after
        if position < len(operations) - 1 and not isinstance(value, pd.DataFrame):
            raise Rejected("not a frame")
    _worthwhile(value)
    if len(steps) > 1:
        _each_step_matters(steps, frames, value)
    return Program(tuple(steps), code_of(steps, names), value)


def code_of(steps: list[Step], names: list[str]) -> str:
    """The cell: one assignment to ``result`` a step."""
    lines, table = [], names[0]
    for step in steps:
        other = names[1] if step.operation.inputs == 2 else ""
        lines.append(f"result = {step.operation.print(step.bound, table, other)}")
        table = "result"
    return "\n".join(lines)


def run(steps: list[Step], frames: Mapping[str, pd.DataFrame]) -> Any:
    """The value of the steps on other frames of the same columns; raises whatever pandas raises."""
    names = list(frames)
    value: Any = frames[names[0]]
    for step in steps:
        other = frames[names[1]] if step.operation.inputs == 2 else None
        value = _evaluate(step, value, other)
    return value


def _step(operation: Operation, value: Any, other: pd.DataFrame | None, rng: random.Random) -> tuple[Step, Any]:
    over = profile(value)
    for _ in range(_TRIES):
        bound = bind(operation, over, rng, None if other is None else profile(other))
        if bound is None:
            raise Rejected("no arguments")
        frames = (value,) if other is None else (value, other)
        try:
            if operation.needs is not None and not operation.needs(frames, bound):
                continue
            step = Step(operation, bound)
            return step, _evaluate(step, value, other)
        except Exception as error:  # noqa: BLE001  whatever a sampled program raises only rejects it
            reason = type(error).__name__
    raise Rejected("needs" if operation.needs is not None else f"error {reason}")


def bind(
    operation: Operation, over: Profile, rng: random.Random, other: Profile | None = None
) -> dict[str, Any] | None:
    """Random arguments, or None if a hole cannot be filled. New names are formatted from their stems and do not
    collide."""
    bound: dict[str, Any] = {}
    for name, argument in operation.arguments.items():
        options = domain(argument, over, bound, other)
        if isinstance(argument, NameArg):
            options = [stem for stem in options if "{" not in stem and stem not in over.kinds] or [
                stem.format(**bound) for stem in options
            ]
            options = [stem for stem in options if stem not in over.kinds and stem not in bound.values()]
        if not options:
            return None
        bound[name] = rng.choice(options)
        if isinstance(bound[name], list) and rng.random() < 0.5:
            bound[name] = rng.sample(bound[name], len(bound[name]))
    return bound


def _evaluate(step: Step, table: Any, other: pd.DataFrame | None) -> Any:
    source = step.operation.print(step.bound, "table", "other")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", FutureWarning)
        return eval(source, {"table": table, "other": other, "pd": pd, "np": np})


def _worthwhile(value: Any) -> None:
    """Refuses results that teach nothing: empty, all missing, absurdly wide."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        if not len(value) or (isinstance(value, pd.DataFrame) and not 0 < value.shape[1] <= 30):
            raise Rejected("empty")
        if bool(pd.DataFrame(value).isna().to_numpy().all()):
            raise Rejected("all missing")
        if isinstance(value, pd.DataFrame) and not value.columns.is_unique:
            raise Rejected("duplicate columns")
        return
    if isinstance(value, (list, dict, np.ndarray)):
        if not len(value):
            raise Rejected("empty")
        return
    if value is None or bool(pd.isna(value)):
        raise Rejected("all missing")


def _each_step_matters(steps: list[Step], frames: Mapping[str, pd.DataFrame], value: Any) -> None:
    """Leave-one-out: a step whose absence gives the same value has no effect."""
    for left_out in range(len(steps)):
        rest = steps[:left_out] + steps[left_out + 1 :]
        if left_out == 0 and steps[0].operation.inputs == 2:
            continue
        try:
            other = run(rest, frames)
        except Exception:  # noqa: BLE001  not runnable without the step: it matters
            continue
        if _same(other, value):
            raise Rejected("no effect")


def _same(left: Any, right: Any) -> bool:
    if type(left) is not type(right):
        return False
    if isinstance(left, (pd.DataFrame, pd.Series)):
        return bool(left.equals(right))
    if isinstance(left, np.ndarray):
        return bool(np.array_equal(left, right))
    return bool(left == right)
