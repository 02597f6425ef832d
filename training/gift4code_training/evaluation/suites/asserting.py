"""Benchmarks whose tests are assertions, inside a contained process: a program, then its test, in one namespace.

The answer is wrong where the test's own judgement fails, an error where the answer's lines raise, be it when the test
calls them. It runs beside the test, as these benchmarks have it.
"""

from __future__ import annotations

import ast
import copy
import functools
import inspect
import sys
import types
from collections.abc import Callable, Mapping
from typing import Any

from gift4code_ext.execution.confinement.audit import CELL, Refused
from gift4code_ext.execution.inside.cell import in_short
from gift4code_training.evaluation.suites import specified

_TEST = "<test>"


def score(argument: Mapping[str, Any]) -> dict[str, Any]:
    """Run a program and its test.

    Args:
        argument: ``program`` and ``test`` as source.

    Returns:
        ``status`` and ``detail`` of a verdict.

    Raises:
        MemoryError, Refused: a limit that the layer below names.
    """
    space = _main()
    try:
        exec(compile(argument["program"], CELL, "exec", dont_inherit=True), space)
        exec(compile(argument["test"], _TEST, "exec", dont_inherit=True), space)
    except (MemoryError, Refused):
        raise
    except BaseException as problem:  # noqa: BLE001 - an answer may raise or exit in any way
        return _fault(problem)
    return {"status": "ok", "detail": ""}


def describe(argument: Mapping[str, Any]) -> dict[str, Any]:
    """Run a reference with its test; what the first call of its function gets and returns, as
    :func:`.specified.told` tells it, or what a program without a function makes of what it finds.

    Args:
        argument: ``program``, ``test``, ``entry_point`` (empty where there is no function), ``before`` (the complete
            lines of the prompt), ``name`` of what is asked for.

    Returns:
        ``passes``, and where there is a value, what was told of it.
    """
    space, told = _main(), {}
    if not argument["entry_point"]:
        exec(compile(argument["before"], CELL, "exec", dont_inherit=True), space)
        inputs = {name: _copied(value) for name, value in space.items() if _is_data(name, value)}
        space = _main()
    exec(compile(argument["program"], CELL, "exec", dont_inherit=True), space)
    calls: list[tuple[dict[str, Any], Any]] = []
    if argument["entry_point"]:
        function = space[argument["entry_point"]]
        space[argument["entry_point"]] = _recorded(function, calls)
    elif argument["name"] in space:
        calls.append((inputs, _copied(space[argument["name"]])))
    try:
        exec(compile(argument["test"], _TEST, "exec", dont_inherit=True), space)
        passes = True
    except Exception:  # noqa: BLE001 - a reference that fails its test is told by the score
        passes = False
    if calls:
        given, value = calls[0]
        told = specified.told(value, given, argument["name"])
    return {"passes": passes, **told}


def complete(prompt: str) -> str:
    """The longest beginning of a prompt, in whole lines, that parses."""
    lines = prompt.splitlines()
    for end in range(len(lines), 0, -1):
        text = "\n".join(lines[:end]) + "\n"
        try:
            ast.parse(text)
        except SyntaxError:
            continue
        return text
    return ""


def _main() -> dict[str, Any]:
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    return vars(module)


def _fault(problem: BaseException) -> dict[str, Any]:
    files = []
    trace = problem.__traceback__
    while trace is not None:
        files.append(trace.tb_frame.f_code.co_filename)
        trace = trace.tb_next
    unparsed = isinstance(problem, SyntaxError) and problem.filename == CELL
    if CELL in files or unparsed or _TEST not in files:
        return {"status": "error", "detail": in_short(problem)}
    said = in_short(problem)
    return {"status": "wrong", "detail": "an assertion does not hold" if said == "AssertionError" else said}


def _recorded(function: Callable[..., Any], calls: list[tuple[dict[str, Any], Any]]) -> Callable[..., Any]:
    """The function, which notes the first call that returns."""

    @functools.wraps(function)
    def recorded(*args: Any, **keywords: Any) -> Any:
        given = None if calls else _copied(_named(function, args, keywords))
        value = function(*args, **keywords)
        if given is not None:
            calls.append((given, _copied(value)))
        return value

    return recorded


def _named(function: Callable[..., Any], args: tuple[Any, ...], keywords: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(inspect.signature(function).bind(*args, **keywords).arguments)
    except (TypeError, ValueError):
        return dict(keywords)


def _is_data(name: str, value: object) -> bool:
    return not name.startswith("__") and not isinstance(value, types.ModuleType) and not callable(value)


def _copied(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:  # noqa: BLE001 - files, generators and the like: told as they are
        return value
