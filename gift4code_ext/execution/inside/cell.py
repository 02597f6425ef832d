"""Running one cell, in a process that is confined already: the same start for all, every way to end caught."""

from __future__ import annotations

import ast
import mmap
import random
import signal
import sys
import time
import types
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from gift4code_ext.execution.confinement import audit
from gift4code_ext.execution.printed import Printed

MISSING = object()
_MESSAGE = 300
_SHIFT = 997


@dataclass(frozen=True)
class Cell:
    """What runs: the code, the variables it finds, the one it is to set, for how long it may, and with which seed.

    What it prints goes to ``printed``.
    """

    code: str
    variables: Mapping[str, object]
    name: str
    seconds: float
    seed: int
    printed: mmap.mmap


@dataclass
class Ran:
    """What became of a cell; ``value`` is ``MISSING`` where it made none."""

    value: object
    problem: BaseException | None
    seconds: float
    stdout: str


def execute(cell: Cell) -> Ran:
    """Run the code; every way it can end is caught, and an alarm ends the process when its time is over."""
    printed = settle(cell.printed, cell.seed)
    module = types.ModuleType("__main__")
    space = vars(module)
    space.update({"pd": pd, "np": np}, **cell.variables)
    sys.modules["__main__"] = module
    value, problem = MISSING, None
    clock, set_alarm = time.perf_counter, getattr(signal, "setitimer", None)
    start = clock()
    if set_alarm is not None:
        set_alarm(signal.ITIMER_REAL, cell.seconds)
    try:
        body, last = _compile(cell.code)
        exec(body, space)
        shown = MISSING if last is None else eval(last, space)
        value = space.get(cell.name, shown)
    except BaseException as raised:  # noqa: BLE001 - exits and interrupts are a cell's way to end too
        problem = raised
    seconds = clock() - start
    if set_alarm is not None:
        set_alarm(signal.ITIMER_REAL, 0)
    return Ran(value, problem, seconds, printed.text())


def settle(area: mmap.mmap, seed: int) -> Printed:
    """The same start for everything that runs; what it prints goes to ``area``.

    With another seed than 0, objects made later lie elsewhere in memory, so that orders by address come out otherwise.
    """
    printed = Printed(area)
    sys.stdout, sys.stderr = printed, Printed()
    random.seed(seed)
    np.random.seed(seed)
    if seed:
        _shifted.extend(bytearray(16 + place % 512) for place in range(_SHIFT))
        del _shifted[::3]
    return printed


_shifted: list[bytearray] = []


def _compile(code: str) -> tuple[types.CodeType, types.CodeType | None]:
    """The cell's statements, and its last line apart where that is an expression (a notebook would show its value)."""
    tree = ast.parse(code, audit.CELL)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    body = compile(tree, audit.CELL, "exec", dont_inherit=True)
    if not isinstance(last, ast.Expr):
        return body, None
    return body, compile(ast.Expression(last.value), audit.CELL, "eval", dont_inherit=True)


def explain(problem: BaseException) -> dict[str, Any]:
    """An exception as a report: its status, one line, and the line of the cell that was running."""
    status = "error"
    if isinstance(problem, MemoryError):
        status = "memory"
    elif isinstance(problem, audit.Refused):
        status = "refused"
    return {"status": status, "error": in_short(problem), "line": _line(problem)}


def in_short(problem: BaseException) -> str:
    """An exception as one line of bounded length, whatever its class does."""
    try:
        said = problem.msg if isinstance(problem, SyntaxError) else problem
        message = str(said).strip().partition("\n")[0]
    except BaseException:  # noqa: BLE001 - the exception may be the cell's own class
        message = ""
    name = type(problem).__name__
    return (f"{name}: {message}" if message else name)[:_MESSAGE]


def _line(problem: BaseException) -> int | None:
    """The cell's line that was running, or that does not parse."""
    line = problem.lineno if isinstance(problem, SyntaxError) and problem.filename == audit.CELL else None
    trace = problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == audit.CELL:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
