"""A cell runs in a process of its own, and what it made goes as data to another, which checks it.

The cell's process knows nothing of what is expected and has no way to the worker: all it can do is to say what it made,
or that it made nothing. So there is no verdict that a cell could forge, whatever it patches or finds in its memory.
"""

from __future__ import annotations

import contextlib
import math
import mmap
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NoReturn

from gift4code_ext.execution import audit, parcel, printed, transport
from gift4code_ext.execution.armour import Armour
from gift4code_ext.execution.cell import MISSING, Cell, execute, explain, in_short
from gift4code_ext.execution.outcome import Preview
from gift4code_ext.spec.values.known import class_name

_PATIENCE = 0.05
_SET_PIPE_SIZE = 1031
_STATUSES = ("error", "memory", "refused", "unserialisable", "harness_error")
_TEXT = 300
_STDOUT = 64 * 1024


@dataclass(frozen=True)
class Made:
    """What a cell came to. ``said`` is ready for the report, and has a ``status`` where there is no value to check."""

    said: Mapping[str, Any]
    value: object = None


@dataclass(frozen=True)
class Running:
    """A cell's process, of which this one is the parent; ``problem`` says why there is none."""

    seconds: float
    printed: mmap.mmap
    pid: int = 0
    descriptor: int = -1
    problem: str = ""

    def wait(self) -> Made:
        """What it says it made, once it has said so or has ended."""
        made = self._listen()
        return replace(made, said={**made.said, "stdout": printed.text(self.printed)})

    def _listen(self) -> Made:
        if self.problem:
            return Made({"status": "harness_error", "error": f"no process for the cell: {self.problem}"})
        try:
            message = transport.read(self.descriptor)
            return Made(_death(self.pid, self.seconds)) if message is None else read(*message)
        except MemoryError:
            return Made({"status": "memory", "error": "there was no memory left to check the value"})
        except Exception:  # noqa: BLE001 - the cell may have written anything
            return Made({"status": "killed", "error": "the cell's process sent something else than its value"})


def start(box: list[Any]) -> Running:
    """Fork the process of the cell that is first in the box, to wear the armour of the way that is second.

    In that process the box is emptied, so that nothing else of what it holds can be reached from the cell.
    """
    cell: Cell = box[0]
    try:
        receive, send = os.pipe()
        _widen(send)
        parent, pid = os.getpid(), os.fork()
    except OSError as problem:
        return Running(cell.seconds, cell.printed, problem=str(problem))
    if pid == 0:
        armour, hide = box[1].armour, box[1].hide
        box.clear()
        hide()
        _run(cell, armour, parent, send)
    os.close(send)
    return Running(cell.seconds, cell.printed, pid, receive)


def _widen(pipe: int) -> None:
    """Let large values through in few steps."""
    if sys.platform.startswith("linux"):
        import fcntl

        with contextlib.suppress(OSError):  # where many pipes are open already the kernel may refuse
            fcntl.fcntl(pipe, _SET_PIPE_SIZE, 2**20)


def _run(cell: Cell, armour: Armour, parent: int, descriptor: int) -> NoReturn:
    leave = os._exit
    try:
        with os.fdopen(descriptor, "wb") as stream:
            try:
                armour.put_on(parent)
                close_all_but(descriptor)  # among them the rules that the armour is made of
                audit.install(armour.readable)
            except OSError as problem:
                said: dict[str, Any] = {"status": "harness_error", "error": f"a protection failed: {problem}"}
                buffers: list[parcel.Buffer] = []
            else:
                said, buffers = claim(cell)
            transport.write(stream, said, buffers)
    finally:
        leave(0)


def claim(cell: Cell) -> tuple[dict[str, Any], list[parcel.Buffer]]:
    """Run the cell in this process; what it says it came to, and the value's parcel if it made one."""
    ran = execute(cell)
    said: dict[str, Any] = {"seconds": ran.seconds, "stdout": ran.stdout}
    if ran.problem is not None:
        return said | explain(ran.problem), []
    if ran.value is MISSING:
        return said | {"status": "error", "error": f"the cell does not set {cell.name}"}, []
    try:
        said["value_type"] = class_name(ran.value)
        return said, parcel.pack(ran.value)
    except MemoryError:
        return said | {"status": "memory", "error": "there was no memory left for the value"}, []
    except BaseException as problem:  # noqa: BLE001 - a value may refuse in any way
        return said | {"status": "unserialisable", "error": _no_data(in_short(problem))}, []


def read(header: Mapping[str, Any], buffers: Sequence[parcel.Buffer]) -> Made:
    """What the cell's process said, believed only as far as it could be true.

    Raises:
        ValueError: it does not have the shape of a claim.
    """
    seconds, line = float(header.get("seconds", 0.0)), header.get("line")
    if not math.isfinite(seconds) or not (line is None or isinstance(line, int)):
        raise ValueError("no claim")
    said: dict[str, Any] = {
        "seconds": max(0.0, seconds),
        "stdout": str(header.get("stdout", ""))[:_STDOUT],
        "line": line,
    }
    name = str(header.get("value_type", ""))[:_TEXT]
    status, error = header.get("status"), str(header.get("error", ""))[:_TEXT]
    if status is None:
        try:
            return Made(said, parcel.unpack(buffers))
        except MemoryError:
            status, error = "memory", "there was no memory left to check the value"
        except parcel.NotData as problem:
            status, error = "unserialisable", _no_data(str(problem))
    if status not in _STATUSES:
        raise ValueError("no claim")
    if status == "unserialisable":
        said |= {"value_type": name, "preview": asdict(Preview(type=name, text=f"<{name}>"))}
    return Made(said | {"status": status, "error": error})


def _no_data(why: str) -> str:
    return f"the value is no data: {why}"[:_TEXT]


def _death(pid: int, seconds: float) -> dict[str, Any]:
    """Why a cell's process said nothing."""
    until = time.monotonic() + _PATIENCE  # a closed pipe is seen a moment before the end of its process
    while (found := os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG)) is None:
        if time.monotonic() >= until:
            return {"status": "killed", "error": "the cell closed the way out of its value"}
        time.sleep(0.001)
    if found.si_code == os.CLD_EXITED:
        return {"status": "killed", "error": f"the cell ended its process (exit code {found.si_status})"}
    if found.si_status in (signal.SIGALRM, signal.SIGXCPU):
        return {"status": "timeout", "error": f"the cell ran longer than {seconds:g} s", "seconds": seconds}
    name = signal.strsignal(found.si_status) or found.si_status
    return {"status": "killed", "error": f"the cell's process was ended by {name}"}


def close_all_but(*descriptors: int) -> None:
    """Leave a process its standard descriptors, which are the null device in every worker, and these."""
    os.dup2(1, 2)
    start = 3
    for descriptor in sorted(number for number in descriptors if number >= start):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, 1100)
