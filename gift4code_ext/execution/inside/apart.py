"""A cell runs in a process of its own, and what it made goes as data to another, which checks it.

The cell's process knows nothing of what is expected and has no way to the worker: all it can do is to say what it made,
or that it made nothing. So there is no verdict that a cell could forge, whatever it patches or finds in its memory.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NoReturn

from gift4code_ext.execution import transport
from gift4code_ext.execution.confinement import audit
from gift4code_ext.execution.confinement.armour import Armour
from gift4code_ext.execution.inside import parcel
from gift4code_ext.execution.inside.cell import MISSING, Cell, execute, explain, in_short
from gift4code_ext.execution.outcome import Preview
from gift4code_ext.spec.values.known import class_name

_SET_PIPE_SIZE = 1031
_STATUSES = ("error", "memory", "refused", "unserialisable", "harness_error")
_TEXT = 300
_STDOUT = 64 * 1024


@dataclass(frozen=True)
class Made:
    """What a cell came to. ``said`` is ready for the report, and has a ``status`` where there is no value to check.

    A status of ``silent`` says that the cell's process ended without a word; its parent knows why.
    """

    said: Mapping[str, Any]
    value: object = None


@dataclass(frozen=True)
class CellWay:
    """How a cell's process says what it made, and what it wears; emptied out of its reach before it runs."""

    descriptor: int
    armour: Armour
    hide: Callable[[], Callable[[], None]]
    parent: int


def receive(descriptor: int) -> Made:
    """What a cell's process says it made, once it has said so or has ended."""
    try:
        message = transport.read(descriptor)
        return Made({"status": "silent"}) if message is None else read(*message)
    except MemoryError:
        return Made({"status": "memory", "error": "there was no memory left to check the value"})
    except Exception:  # noqa: BLE001 - the cell may have written anything
        return Made({"status": "killed", "error": "the cell's process sent something else than its value"})
    finally:
        os.close(descriptor)


def run(box: list[Any]) -> NoReturn:
    """Run the cell in ``box`` (a :class:`~.cell.Cell`, then its :class:`CellWay`) and say what it made."""
    leave = os._exit
    way: CellWay = box.pop()
    cell: Cell = box.pop()
    try:
        _widen(way.descriptor)
        with os.fdopen(way.descriptor, "wb") as stream:
            armour, parent = way.armour, way.parent
            way.hide()
            del way
            try:
                armour.put_on(parent)
                close_all_but(stream.fileno())  # among them the rules that the armour is made of
                audit.install(armour.readable)
            except OSError as problem:
                said: dict[str, Any] = {"status": "harness_error", "error": f"a protection failed: {problem}"}
                buffers: list[parcel.Buffer] = []
            else:
                said, buffers = claim(cell)
            transport.write(stream, {**said, "stdout": ""}, buffers)  # the worker reads what it printed
    finally:
        leave(0)


def _widen(pipe: int) -> None:
    """Let large values through in few steps."""
    if sys.platform.startswith("linux"):
        import fcntl

        with contextlib.suppress(OSError):  # where many pipes are open already the kernel may refuse
            fcntl.fcntl(pipe, _SET_PIPE_SIZE, 2**20)


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


def close_all_but(*descriptors: int) -> None:
    """Leave a process its standard descriptors, which are the null device in every worker, and these."""
    os.dup2(1, 2)
    start = 3
    for descriptor in sorted(number for number in descriptors if number >= start):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, 1100)
