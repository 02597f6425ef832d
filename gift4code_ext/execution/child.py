"""One candidate or one job: confine the process, check what the candidate made or do the job, and report.

A candidate does not run here: its cell has a process of its own (:mod:`~.apart`), and only data comes from there. What
is expected and the way to the worker are known in this process and in no cell's. Where no process can be forked the
cell runs in this one; then a closure made before holds the way, and what the cell patched is put back before the check.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import struct
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NoReturn

from gift4code_ext.execution import apart, audit, parcel
from gift4code_ext.execution.armour import Armour
from gift4code_ext.execution.cell import explain, in_short, settle
from gift4code_ext.execution.fingerprint import NoData, keys
from gift4code_ext.execution.preview import preview
from gift4code_ext.spec.check import Verdict, check
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.values.kinds import type_name

Send = Callable[..., None]


@dataclass(frozen=True)
class Job:
    """What runs instead of a cell: a function of this package, which may tell its parent things while it runs."""

    function: Callable[..., None]
    variables: Mapping[str, object]
    argument: Mapping[str, Any]
    printed: mmap.mmap


@dataclass(frozen=True)
class Wanted:
    """What of a value is reported beside its key: the check, and the rest with rows from place ``show_from`` on."""

    checked: bool = True
    shown: bool = True
    show_from: int = 0


@dataclass(frozen=True)
class Way:
    """How its report gets out; ``apart``: the cell gets a process of its own, out of whose reach this is."""

    descriptor: int
    nonce: bytes
    extra: Mapping[str, Any]
    output: Output
    seconds: float
    armour: Armour
    hide: Callable[[], Callable[[], None]]
    parent: int
    wanted: Wanted
    apart: bool


def enter(box: list[Any]) -> None:
    """Run what is in ``box`` (a :class:`~.cell.Cell` or a :class:`Job`, then its :class:`Way`) and end the process.

    The cell's own process is forked while nothing but the box, which it empties, leads to the way; where there is none,
    the way is taken out of the box first, and the closure it becomes stays on the value stack while the cell runs.
    """
    leave = os._exit
    try:
        if isinstance(box[0], Job):
            _perform(box[0], box.pop())
        elif box[1].apart:
            _judge(apart.start(box), box.pop())
        else:
            _arm(box.pop())(*apart.claim(box.pop()))
    finally:
        leave(1)


def _perform(job: Job, way: Way) -> None:
    """Confine the process as for a cell and call the job's function; nothing is hidden from it."""
    send = _sender(way)
    try:
        send = _sender(way, _confine(way))
        audit.install(way.armour.readable)
    except OSError as problem:
        send({"status": "harness_error", "error": f"a protection failed: {problem}"}, last=True)
    printed = settle(job.printed, 0)
    start = time.perf_counter()
    said: dict[str, Any] = {"status": "ok"}

    def tell(message: Mapping[str, Any]) -> None:
        send({"op": "tell", "tell": dict(message)})

    try:
        job.function(dict(job.variables), way.output, job.argument, tell)
    except BaseException as raised:  # noqa: BLE001 - whatever ends the job is its outcome
        said = explain(raised)
    send(said | {"seconds": time.perf_counter() - start, "stdout": printed.text()}, last=True)


def _judge(running: apart.Running, way: Way) -> None:
    """Wait for what the cell's process makes, and check it in this one."""
    send = _sender(way)
    try:
        send = _sender(way, _confine(way, running.descriptor))
        audit.install(way.armour.readable)
    except OSError as problem:
        send({"status": "harness_error", "error": f"a protection failed: {problem}"}, last=True)
    _report(send, running.wait(), way)


def _arm(way: Way) -> Callable[[Mapping[str, Any], Sequence[parcel.Buffer]], None]:
    """Put every protection on; the function returned reports what a cell claims and ends the process."""
    send = _sender(way)
    try:
        send = _sender(way, _confine(way))
        restore = way.hide()
        audit.install(way.armour.readable)
    except OSError as problem:
        send({"status": "harness_error", "error": f"a protection failed: {problem}"}, last=True)
    read, report = apart.read, _report

    def finish(said: Mapping[str, Any], buffers: Sequence[parcel.Buffer]) -> None:
        restore()
        report(send, read(said, buffers), way)

    return finish


def _confine(way: Way, other: int = -1) -> int:
    """Put the armour on and close what the process does not need; returns the report's descriptor."""
    descriptor = _high_descriptor(way.descriptor)
    way.armour.put_on(way.parent)
    apart.close_all_but(descriptor, other)
    return descriptor


def _sender(way: Way, descriptor: int | None = None) -> Send:
    target, nonce, extra = way.descriptor if descriptor is None else descriptor, way.nonce, dict(way.extra)
    encode, pack, write, leave = _encoder(), struct.pack, os.write, os._exit

    def send(report: Mapping[str, Any], *, last: bool = False) -> None:
        body = encode({**extra, **report}).encode()
        data = nonce + pack(">I", len(body)) + body
        while data:
            data = data[write(target, data) :]
        if last:
            leave(0)

    return send


def _encoder() -> Callable[[Any], str]:
    """JSON as text, by the part of ``json`` that is written in C: its Python part is a cell's to change."""
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return json.JSONEncoder().encode
    text = json.encoder.encode_basestring_ascii
    chunks = make({}, _refuse, text, None, ": ", ", ", False, False, True)
    return lambda value: "".join(chunks(value, 0))


def _refuse(value: object) -> NoReturn:
    raise TypeError(f"a value of type {type(value).__name__} is not JSON serializable")


def _report(send: Send, made: apart.Made, way: Way) -> None:
    said = dict(made.said)
    try:
        if "status" not in said:
            said |= _describe(made.value, way.output, way.wanted)
    except MemoryError:
        said |= {"status": "memory", "error": "there was no memory left to check the value"}
    except Exception as fault:  # noqa: BLE001 - the report must leave whatever the value is
        said |= {"status": "harness_error", "error": f"the check failed: {in_short(fault)}"}
    if said.get("seconds", 0.0) > way.seconds and said["status"] in ("ok", "wrong"):
        said |= {"status": "timeout", "error": f"the cell ran longer than {way.seconds:g} s"}
    send(said, last=True)


def _describe(value: object, output: Output, wanted: Wanted) -> dict[str, Any]:
    said: dict[str, Any] = {"status": "ok"}
    if wanted.checked:
        said |= _judged(check(value, output))
    try:
        key, rows = keys(value)
        said |= {"value_key": key, "row_keys": rows} if wanted.shown else {"value_key": key}
    except NoData as problem:
        said |= {"status": "unserialisable", "error": str(problem)}
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - the value's own methods may raise anything
        said |= {"status": "unserialisable", "error": f"the value cannot be read: {in_short(problem)}"}
    if wanted.shown:
        said |= {"value_type": type_name(value), "preview": asdict(preview(value, wanted.show_from))}
    return said


def _judged(verdict: Verdict) -> dict[str, Any]:
    clauses = [(clause.name, clause.passed, clause.grade, clause.message) for clause in verdict.clauses]
    return {
        "status": "ok" if verdict.passed else "wrong",
        "verdict": {"passed": verdict.passed, "grade": verdict.grade, "clauses": clauses},
    }


def _high_descriptor(descriptor: int) -> int:
    """The same pipe under a number that is not the next one to guess."""
    if sys.platform == "win32":
        return os.dup(descriptor)
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    target = random.SystemRandom().randrange(128, min(most, 1024) if most > 128 else 1024)
    return os.dup2(descriptor, target, inheritable=False)
