"""One candidate, in a process of its own: confine it, run it, check what it made, report.

The report is written by a closure that was made before the cell ran. It holds the descriptor, the nonce and the
checking functions, and while the cell runs nothing but the interpreter's value stack refers to it: no name, no frame's
locals, no module leads there (see :func:`enter`). That stops mistakes and simple tricks; whoever reads raw memory gets
past it.
"""

from __future__ import annotations

import ast
import io
import json
import os
import random
import signal
import struct
import sys
import time
import types
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NoReturn

import numpy as np
import pandas as pd

from gift4code_ext.execution import audit
from gift4code_ext.execution.armour import Armour
from gift4code_ext.execution.fingerprint import NoData, value_key
from gift4code_ext.execution.preview import preview
from gift4code_ext.spec.check import Verdict, check
from gift4code_ext.spec.kinds import type_name
from gift4code_ext.spec.model import Output

_STDOUT = 64 * 1024
_MESSAGE = 300
_MISSING = object()


@dataclass(frozen=True)
class Cell:
    """What runs: the code, the variables it finds, the one it is to set, and for how long it may."""

    code: str
    variables: Mapping[str, object]
    name: str
    seconds: float


@dataclass(frozen=True)
class Way:
    """How its report gets out; never within the cell's reach."""

    descriptor: int
    nonce: bytes
    extra: Mapping[str, Any]
    output: Output
    seconds: float
    armour: Armour
    hide: Callable[[], Callable[[], None]]
    parent: int


@dataclass
class Ran:
    """What became of a cell."""

    value: object
    problem: BaseException | None
    seconds: float
    stdout: str


class _Stdout(io.TextIOBase):
    """What a cell prints: the first 64 kB."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.left = _STDOUT

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.left > 0:
            self.parts.append(text[: self.left])
            self.left -= len(text)
        return len(text)


def enter(box: list[Any]) -> NoReturn:
    """Run the cell in ``box`` (a :class:`Cell`, then its :class:`Way`) and end the process.

    The way is taken out of the box first, and the closure it becomes stays on the value stack while the cell runs.
    """
    leave = os._exit
    try:
        _arm(box.pop())(_execute(box.pop()))
    finally:
        leave(1)


def _arm(way: Way) -> Callable[[Ran], NoReturn]:
    """Put every protection on; the function returned reports what became of the cell and ends the process."""
    send = _sender(way)
    try:
        descriptors = _high_descriptor(way.descriptor)
        way.armour.put_on(way.parent)
        send = _sender(way, descriptors)
        _close_all_but(descriptors)
        restore = way.hide()
        report = _reporter(send, restore, way.output, way.seconds)
        audit.install(way.armour.readable)
    except OSError as problem:
        send({"status": "harness_error", "error": f"a protection failed: {problem}"})
    return report


def _sender(way: Way, descriptor: int | None = None) -> Callable[[dict[str, Any]], NoReturn]:
    target, nonce, extra = way.descriptor if descriptor is None else descriptor, way.nonce, dict(way.extra)
    dumps, pack, write, leave = json.dumps, struct.pack, os.write, os._exit

    def send(report: dict[str, Any]) -> NoReturn:
        body = dumps(report | extra).encode()
        data = nonce + pack(">I", len(body)) + body
        while data:
            data = data[write(target, data) :]
        leave(0)

    return send


def _reporter(
    send: Callable[[dict[str, Any]], NoReturn], restore: Callable[[], None], output: Output, limit: float
) -> Callable[[Ran], NoReturn]:
    judge, describe, explain = check, _describe, _explain

    def report(ran: Ran) -> NoReturn:
        restore()
        said: dict[str, Any] = {"seconds": ran.seconds, "stdout": ran.stdout}
        try:
            if ran.problem is not None:
                said |= explain(ran.problem)
            elif ran.value is _MISSING:
                said |= {"status": "error", "error": f"the cell does not set {output.name}"}
            else:
                said |= describe(ran.value, judge(ran.value, output))
        except MemoryError:
            said |= {"status": "memory", "error": "there was no memory left to check the value"}
        except BaseException as fault:  # noqa: BLE001 - the report must leave whatever the value does
            said |= {"status": "harness_error", "error": f"the check failed: {_text(fault)}"}
        if ran.seconds > limit and said["status"] in ("ok", "wrong"):
            said |= {"status": "timeout", "error": f"the cell ran longer than {limit:g} s"}
        send(said)

    return report


def _describe(value: object, verdict: Verdict) -> dict[str, Any]:
    clauses = [(clause.name, clause.passed, clause.grade, clause.message) for clause in verdict.clauses]
    said: dict[str, Any] = {
        "status": "ok" if verdict.passed else "wrong",
        "verdict": {"passed": verdict.passed, "grade": verdict.grade, "clauses": clauses},
        "value_type": type_name(value),
        "preview": asdict(preview(value)),
    }
    try:
        said["value_key"] = value_key(value)
    except NoData as problem:
        said |= {"status": "unserialisable", "error": str(problem)}
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - the value's own methods may raise anything
        said |= {"status": "unserialisable", "error": f"the value cannot be read: {_text(problem)}"}
    return said


def _execute(cell: Cell) -> Ran:
    """Run the code; every way it can end is caught, and an alarm ends the process when its time is over."""
    printed = _Stdout()
    sys.stdout, sys.stderr = printed, _Stdout()
    random.seed(0)
    np.random.seed(0)
    module = types.ModuleType("__main__")
    space = vars(module)
    space.update({"pd": pd, "np": np}, **cell.variables)
    sys.modules["__main__"] = module
    value, problem = _MISSING, None
    clock, set_alarm = time.perf_counter, getattr(signal, "setitimer", None)
    start = clock()
    if set_alarm is not None:
        set_alarm(signal.ITIMER_REAL, cell.seconds)
    try:
        body, last = _compile(cell.code)
        exec(body, space)
        shown = _MISSING if last is None else eval(last, space)
        value = space.get(cell.name, shown)
    except BaseException as raised:  # noqa: BLE001 - exits and interrupts are a cell's way to end too
        problem = raised
    seconds = clock() - start
    if set_alarm is not None:
        set_alarm(signal.ITIMER_REAL, 0)
    return Ran(value, problem, seconds, "".join(printed.parts))


def _compile(code: str) -> tuple[types.CodeType, types.CodeType | None]:
    """The cell's statements, and its last line apart where that is an expression (a notebook would show its value)."""
    tree = ast.parse(code, audit.CELL)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    body = compile(tree, audit.CELL, "exec", dont_inherit=True)
    if not isinstance(last, ast.Expr):
        return body, None
    return body, compile(ast.Expression(last.value), audit.CELL, "eval", dont_inherit=True)


def _explain(problem: BaseException) -> dict[str, Any]:
    status = "error"
    if isinstance(problem, MemoryError):
        status = "memory"
    elif isinstance(problem, audit.Refused):
        status = "refused"
    return {"status": status, "error": _text(problem), "line": _line(problem)}


def _text(problem: BaseException) -> str:
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


def _high_descriptor(descriptor: int) -> int:
    """The same pipe under a number that is not the next one to guess."""
    if sys.platform == "win32":
        return os.dup(descriptor)
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    target = random.SystemRandom().randrange(128, min(most, 1024) if most > 128 else 1024)
    return os.dup2(descriptor, target, inheritable=False)


def _close_all_but(descriptor: int) -> None:
    os.dup2(1, 2)  # the null device in every worker
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, 1100)
