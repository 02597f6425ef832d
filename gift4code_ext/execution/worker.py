"""The worker: one clean, single-threaded process that holds the frames and forks a child for every candidate.

It keeps the clock for its children, ends them with all they started, reaps them, and passes their reports on. It ends
itself when its control pipe closes, so nothing survives the notebook's kernel. Where forking is not safe (macOS,
Windows) a worker runs one candidate itself and ends; the runner then starts the next.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import secrets
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import gift4code_ext.spec
from gift4code_ext.execution import armour, guard, limits, transport
from gift4code_ext.execution.child import Cell, Way, enter
from gift4code_ext.spec.model import Output

_IDLE = 5.0
_NONCE = 16
_REPORT = 2**22
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass
class _Child:
    pid: int
    request: int
    descriptor: int
    nonce: bytes
    seconds: float
    deadline: float
    data: bytearray = field(default_factory=bytearray)


@dataclass
class _State:
    control: int
    replies: BinaryIO
    limits: limits.Limits
    armour: armour.Armour
    hide: Callable[[], Callable[[], None]]
    parent: int
    variables: dict[str, object] = field(default_factory=dict)
    output: Output = field(default_factory=Output)
    children: dict[int, _Child] = field(default_factory=dict)


def main(settings: str, *, fork: bool) -> None:
    """Serve a runner on standard input and output until it closes its end."""
    _preload()
    box = _serve(_open(settings), fork=fork)
    if box:
        enter(box)
    with contextlib.suppress(OSError):
        os.rmdir(os.getcwd())


def _preload() -> None:
    """Everything a child uses is imported before the first fork, so that no cell can get in between."""
    warnings.simplefilter("ignore")
    for module in pkgutil.iter_modules(gift4code_ext.spec.__path__):
        importlib.import_module(f"gift4code_ext.spec.{module.name}")
    importlib.import_module("pandas.api.types")
    importlib.import_module("pandas.testing")
    importlib.import_module("ctypes")


def _open(settings: str) -> _State:
    """Move the wire away from the standard descriptors, which stray prints would reach."""
    control, replies = os.dup(0), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    own = limits.from_json(settings)
    armour.adopt_orphans()
    return _State(control, replies, own, armour.prepare(own, cwd=os.getcwd()), guard.remember(), os.getppid())


def _serve(state: _State, *, fork: bool) -> list[Any]:
    """Returns in a process that is to run a cell, with the cell and its way out; otherwise when the runner is gone."""
    while True:
        ready = _wait(state) if fork else [state.control]
        for child in [child for child in state.children.values() if child.descriptor in ready]:
            _hear(state, child)
        now = time.monotonic()
        for child in [child for child in state.children.values() if child.deadline <= now]:
            _finish(state, child, overdue=True)
        if state.control in ready:
            message = transport.read(state.control)
            if message is None:
                break
            box = _obey(state, *message, fork=fork)
            if box:
                return box
        if sys.platform != "win32" and os.getppid() != state.parent:
            break
    _end_all(state)
    return []


def _wait(state: _State) -> list[int]:
    deadlines = [child.deadline for child in state.children.values()]
    timeout = max(0.0, min(deadlines) - time.monotonic()) if deadlines else _IDLE
    sources = [state.control, *(child.descriptor for child in state.children.values())]
    return select.select(sources, [], [], timeout)[0]


def _obey(state: _State, message: Mapping[str, Any], buffers: Sequence[bytearray], *, fork: bool) -> list[Any]:
    match message["op"]:
        case "load":
            _load(state, message["parts"], buffers)
        case "output":
            try:
                state.output = transport.unpack(buffers)
            except Exception as problem:  # noqa: BLE001 - as for frames: what an example holds may not exist here
                _reply(state, {"op": "unreadable", "error": transport.one_line(problem)})
        case "stop":
            _end_all(state)
            _reply(state, {"op": "stopped"})
        case "run":
            # the reply stream is closed with the state, which is gone before the cell runs
            return (
                _fork(state, message)
                if fork
                else _box(state, message, os.dup(state.replies.fileno()), b"", state.parent)
            )
    return []


def _load(state: _State, parts: Sequence[tuple[str, int]], buffers: Sequence[bytearray]) -> None:
    state.variables = {}
    errors: dict[str, str] = {}
    rest = list(buffers)
    for name, count in parts:
        mine, rest = rest[:count], rest[count:]
        try:
            state.variables[name] = transport.unpack(mine)
        except Exception as problem:  # noqa: BLE001 - classes of the person's own may not exist here, or refuse
            errors[name] = transport.one_line(problem)
    gc.collect()
    gc.freeze()
    _reply(state, {"op": "loaded", "errors": errors})


def _box(state: _State, message: Mapping[str, Any], descriptor: int, nonce: bytes, parent: int) -> list[Any]:
    seconds = message["seconds"]
    extra: dict[str, Any] = {"protections": list(state.armour.active)}
    if not nonce:
        extra |= {"op": "outcome", "id": message["id"]}
    way = Way(descriptor, nonce, extra, state.output, seconds, state.armour, state.hide, parent)
    return [Cell(message["code"], state.variables, state.output.name, seconds), way]


def _fork(state: _State, message: Mapping[str, Any]) -> list[Any]:
    nonce, parent = secrets.token_bytes(_NONCE), os.getpid()
    try:
        read, write = os.pipe()
    except OSError as problem:
        _reply(state, _harness_error(message["id"], problem))
        return []
    try:
        pid = os.fork()
    except OSError as problem:
        os.close(read)
        os.close(write)
        _reply(state, _harness_error(message["id"], problem))
        return []
    if pid == 0:
        os.setsid()
        return _box(state, message, write, nonce, parent)
    os.close(write)
    deadline = time.monotonic() + message["seconds"] + state.limits.check_seconds
    state.children[pid] = _Child(pid, message["id"], read, nonce, message["seconds"], deadline)
    return []


def _harness_error(request: int, problem: OSError) -> dict[str, Any]:
    return {"op": "outcome", "id": request, "status": "harness_error", "error": f"no process for the cell: {problem}"}


def _hear(state: _State, child: _Child) -> None:
    part = os.read(child.descriptor, 2**16)
    child.data += part
    if not part or _report(child) is not None or len(child.data) > _REPORT:
        _finish(state, child)


def _report(child: _Child) -> dict[str, Any] | None:
    """The child's report if it has come in whole and carries the nonce."""
    start = _NONCE + 4
    if len(child.data) < start or not secrets.compare_digest(bytes(child.data[:_NONCE]), child.nonce):
        return None
    size = struct.unpack(">I", child.data[_NONCE:start])[0]
    if len(child.data) < start + size:
        return None
    try:
        report: dict[str, Any] = json.loads(child.data[start : start + size])
    except ValueError:
        return {"status": "harness_error", "error": "the report cannot be read"}
    return report


def _finish(state: _State, child: _Child, *, overdue: bool = False) -> None:
    """End a child and all it started, reap it, and tell the runner what became of it."""
    report = _report(child)
    ended = _ended(child.pid, 0.0 if overdue or report else 0.05)
    status = _kill(child.pid)
    del state.children[child.pid]
    os.close(child.descriptor)
    _sweep(state)
    if report is None:
        report = _death(status, ended=ended, overdue=overdue, seconds=child.seconds)
    _reply(state, report | {"op": "outcome", "id": child.request, "protections": list(state.armour.active)})


def _ended(pid: int, patience: float) -> bool:
    """Whether the child is already dead; a closed pipe is seen a moment before."""
    until = time.monotonic() + patience
    while True:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.001)


def _kill(pid: int) -> int:
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            end(pid, _KILL)
    return os.waitpid(pid, 0)[1]


def _sweep(state: _State) -> None:
    """End the processes that a finished child left behind; they became this process's own children."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            left = {int(pid) for pid in file.read().split()} - set(state.children)
    except OSError:
        return
    for pid in left:
        with contextlib.suppress(OSError):
            os.kill(pid, _KILL)
            os.waitpid(pid, 0)


def _death(status: int, *, ended: bool, overdue: bool, seconds: float) -> dict[str, Any]:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if overdue or (ended and number in (signal.SIGALRM, signal.SIGXCPU)):
        return {"status": "timeout", "error": f"the cell ran longer than {seconds:g} s", "seconds": seconds}
    if not ended:
        return {"status": "killed", "error": "the cell closed the way out of its report"}
    if number:
        return {"status": "killed", "error": f"the cell's process was ended by {signal.strsignal(number) or number}"}
    return {"status": "killed", "error": f"the cell ended its process (exit code {os.WEXITSTATUS(status)})"}


def _end_all(state: _State) -> None:
    for child in list(state.children.values()):
        _kill(child.pid)
        os.close(child.descriptor)
    state.children.clear()
    _sweep(state)


def _reply(state: _State, message: Mapping[str, Any]) -> None:
    with contextlib.suppress(BrokenPipeError):  # the runner is gone, which the control pipe will say too
        state.replies.write(transport.frame(message))
        state.replies.flush()
