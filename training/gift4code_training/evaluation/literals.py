"""Values written as pandas constructor calls in evaluation data, read from their syntax tree and never executed.

Understood are literals, ``pd.DataFrame``, ``pd.Series``, ``pd.Timestamp``, ``np.array`` and numpy scalars of literals,
and lines that name a value or set ``name`` or ``names`` of it, as in ``s = pd.Series([1]); s.name = "a"; s``.
"""

from __future__ import annotations

import ast
import threading
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

_CALLS: Mapping[str, Callable[..., Any]] = {
    "pd.DataFrame": pd.DataFrame,
    "pd.Series": pd.Series,
    "pd.Timestamp": pd.Timestamp,
    "np.array": np.array,
    "np.int64": np.int64,
    "np.float64": np.float64,
    "np.bool_": np.bool_,
}
_NAMES: Mapping[str, Any] = {"np.nan": np.nan, "pd.NaT": pd.NaT, "pd.NA": pd.NA, "nan": np.nan, "inf": np.inf}

_PARSING = threading.Lock()  # Python 3.11 counts the depth of two threads' trees together, and then raises SystemError


class LiteralError(ValueError):
    """An expression that is no value of the kinds understood here."""


def read_value(source: str) -> Any:
    """The value that a few lines of Python construct.

    Raises:
        LiteralError: they hold something else than literals and constructors.
    """
    try:
        with _PARSING:
            body = ast.parse(source.strip()).body
    except SyntaxError as error:
        raise LiteralError(f"it does not parse: {error.msg}") from error
    names: dict[str, Any] = {}
    for statement in body[:-1]:
        _assign(statement, names)
    if not body or not isinstance(body[-1], ast.Expr):
        raise LiteralError("the last line is no value")
    return _value(body[-1].value, names)


def _assign(statement: ast.stmt, names: dict[str, Any]) -> None:
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        raise LiteralError(f"no assignment: {ast.unparse(statement)}")
    target, value = statement.targets[0], _value(statement.value, names)
    if isinstance(target, ast.Name):
        names[target.id] = value
        return
    path = ast.unparse(target).split(".")
    if path[0] not in names or path[1:] not in (["name"], ["index", "names"], ["columns", "names"], ["index", "name"]):
        raise LiteralError(f"cannot set {ast.unparse(target)}")
    owner = names[path[0]]
    for part in path[1:-1]:
        owner = getattr(owner, part)
    setattr(owner, path[-1], value)


def _value(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Name() | ast.Attribute() if ast.unparse(node) in _NAMES:
            return _NAMES[ast.unparse(node)]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.List(elts=items):
            return [_value(item, names) for item in items]
        case ast.Tuple(elts=items):
            return tuple(_value(item, names) for item in items)
        case ast.Dict(keys=keys, values=values) if all(key is not None for key in keys):
            return {_value(key, names): _value(value, names) for key, value in zip(keys, values, strict=True) if key}
        case ast.Call(func=func, args=args, keywords=keywords) if ast.unparse(func) in _CALLS:
            given = {keyword.arg: _value(keyword.value, names) for keyword in keywords if keyword.arg}
            return _CALLS[ast.unparse(func)](*(_value(arg, names) for arg in args), **given)
    raise LiteralError(f"no value: {ast.unparse(node)[:80]}")
