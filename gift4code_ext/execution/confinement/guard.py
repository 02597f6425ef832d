"""Undoing what a cell may have patched before its value is checked.

The check uses pandas on the value, and pandas is the cell's to change: a cell that replaces ``DataFrame.equals`` or
``builtins.all`` must not pass by that. The parts the check stands on are remembered before it and put back after.
"""

from __future__ import annotations

import builtins
import gc
import sys
import types
from collections.abc import Callable
from typing import Any

_PACKAGE = __name__.partition(".")[0]
_MODULES = (
    "numpy",
    "pandas",
    "pandas.api.types",
    "pandas.testing",
    "math",
    "json",
    "operator",
    "functools",
    "itertools",
)
_CLASSES = (
    "DataFrame",
    "Series",
    "Index",
    "MultiIndex",
    "RangeIndex",
    "DatetimeIndex",
    "Categorical",
    "CategoricalDtype",
)


def remember() -> Callable[[], Callable[[], None]]:
    """Remember the present state, once and before any cell.

    The function returned is called in the cell's process: it takes this package out of the cell's reach and returns the
    one that puts it, and everything patched meanwhile, back.
    """
    own = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == _PACKAGE}
    spaces: list[dict[str, Any]] = [vars(builtins), *(vars(module) for module in own.values())]
    spaces += [vars(sys.modules[name]) for name in _MODULES if name in sys.modules]
    modules = [(space, dict(space)) for space in spaces]
    classes = [(part, dict(vars(part))) for part in _pandas_classes()]
    streams, limit = (sys.stdout, sys.stderr, sys.stdin), sys.getrecursionlimit()

    def restore() -> None:
        gc.callbacks.clear()
        sys.stdout, sys.stderr, sys.stdin = streams
        sys.setrecursionlimit(limit)
        for space, before in modules:
            for name in space.keys() - before.keys():
                if not isinstance(space[name], types.ModuleType):
                    del space[name]  # a new global could hide a builtin
            space.update(before)
        for part, names in classes:
            _put_back(part, names)
        sys.modules.update(own)

    def hide() -> Callable[[], None]:
        for name in own:
            sys.modules.pop(name, None)
        return restore

    return hide


def _pandas_classes() -> list[type]:
    """The public classes and everything they inherit from, except Python's own."""
    pandas = sys.modules.get("pandas")
    found: dict[type, None] = {}
    for name in _CLASSES if pandas is not None else ():
        for part in getattr(pandas, name).__mro__:
            if part.__flags__ & (1 << 9):  # made by a class statement, so its attributes can be set
                found[part] = None
    return list(found)


def _put_back(part: type, before: dict[str, Any]) -> None:
    now = vars(part)
    for name in now.keys() - before.keys():
        delattr(part, name)
    for name, value in before.items():
        if now.get(name) is not value and not isinstance(value, types.GetSetDescriptorType):
            setattr(part, name, value)
