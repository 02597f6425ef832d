"""A notebook's state as ARCADE compares it: what a cell made new and what it changed.

Modules, functions, classes and other callables are no state. A variable is changed if it is not equal to a deep copy
that was made of it before; what cannot be copied counts as unchanged unless its name means something else now.
"""

from __future__ import annotations

import copy
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gift4code_training.evaluation.suites.arcade.matching import strict


@dataclass(frozen=True)
class Delta:
    """What a cell did to its notebook's variables."""

    new: Mapping[str, Any] = field(default_factory=dict)
    changed: Mapping[str, Any] = field(default_factory=dict)


def fresh() -> types.ModuleType:
    """An empty ``__main__``."""
    return types.ModuleType("__main__")


_OWN = frozenset({*vars(fresh()), "__builtins__"})


def copies(space: Mapping[str, Any]) -> dict[str, Any]:
    """The variables by name: deep copies, the value itself where it cannot be copied."""
    return {name: _copy(value) for name, value in _variables(space).items()}


def delta(space: Mapping[str, Any], before: Mapping[str, Any]) -> Delta:
    """What is new and what has changed against the copies made before."""
    now = _variables(space)
    return Delta(
        {name: value for name, value in now.items() if name not in before},
        {name: value for name, value in now.items() if name in before and not _unchanged(before[name], value)},
    )


def _variables(space: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in space.items()
        if name not in _OWN and not isinstance(value, types.ModuleType) and not callable(value)
    }


def _copy(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - files, generators and objects of any library refuse in their own way
        return value


def _unchanged(before: Any, now: Any) -> bool:
    if now is before or strict(now, before):
        return True
    if isinstance(now, np.ndarray) and isinstance(before, np.ndarray) and now.dtype.kind in "fc":
        return before.dtype == now.dtype and bool(np.array_equal(before, now, equal_nan=True))
    return False
