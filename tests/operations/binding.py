"""Fills an operation's holes over live frames, always the same way, and runs its expression."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.operations.domains import Profile, domain, profile
from gift4code_ext.operations.model import NameArg, Operation

_TRIES = 3000


def evaluate(operation: Operation, bound: Mapping[str, Any], frames: Sequence[pd.DataFrame]) -> Any:
    """The value of the operation's expression, with the first frame as ``df`` and the second as ``other``."""
    code = operation.print(bound, "df", "other")
    names = {"pd": pd, "np": np, "df": frames[0].copy(), "other": frames[1].copy() if len(frames) > 1 else None}
    return eval(compile(code, f"<{operation.name}>", "eval"), names)


def is_empty(value: Any) -> bool:
    """Nothing in it: no rows or columns, no items, or a missing scalar."""
    if isinstance(value, (pd.DataFrame, pd.Series, pd.Index)):
        return value.size == 0
    if isinstance(value, (list, tuple, dict, str)):
        return len(value) == 0
    return bool(pd.isna(value))


def bindings(operation: Operation, frames: Sequence[pd.DataFrame]) -> Iterator[dict[str, Any]]:
    """Bindings over the first frame that meet the operation's own condition, in a fixed random order."""
    profiles = [profile(frame, "df") for frame in frames]
    yield from _bind(operation, tuple(frames), profiles, {}, list(operation.arguments), random.Random(operation.name))


def bind(operation: Operation, frames: Sequence[pd.DataFrame]) -> dict[str, Any]:
    """The first binding whose value is not empty; an error of the expression is raised as it is.

    Raises:
        LookupError: no binding fits these frames.
    """
    for bound in islice(bindings(operation, frames), _TRIES):
        if not is_empty(evaluate(operation, bound, frames)):
            return bound
    raise LookupError(f"{operation.name}: no arguments fit these frames")


def _bind(
    operation: Operation,
    frames: tuple[pd.DataFrame, ...],
    profiles: Sequence[Profile],
    bound: dict[str, Any],
    left: list[str],
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    if not left:
        if operation.needs is None or operation.needs(frames, bound):
            yield dict(bound)
        return
    name, *rest = left
    argument = operation.arguments[name]
    values = domain(argument, profiles[0], bound, profiles[1] if len(profiles) > 1 else None)
    if isinstance(argument, NameArg):
        values = [stem.format(**bound) for stem in values]
    for value in rng.sample(values, len(values)):
        yield from _bind(operation, frames, profiles, {**bound, name: value}, rest, rng)
