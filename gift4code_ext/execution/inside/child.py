"""One candidate or one job: confine the process, check what the candidate made or do the job, and report.

A candidate does not run here: its cell has a process of its own (:mod:`~.apart`), and only data comes from there. What
is expected and the way to the worker are known in this process and in no cell's. Where no process can be forked the
cell runs in this one; then a closure made before holds the way, and what the cell patched is put back before the check.
"""

from __future__ import annotations

import gc
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

from gift4code_ext.execution import transport
from gift4code_ext.execution.confinement import audit
from gift4code_ext.execution.confinement.armour import Armour
from gift4code_ext.execution.inside import apart, parcel
from gift4code_ext.execution.inside.cell import explain, in_short, settle
from gift4code_ext.execution.inside.fingerprint import NoData, keys
from gift4code_ext.execution.inside.judges import Seat
from gift4code_ext.execution.inside.preview import COLUMNS, ROWS, preview
from gift4code_ext.spec.check import Verdict, check
from gift4code_ext.spec.comparing.differing import differing
from gift4code_ext.spec.model import Output
from gift4code_ext.spec.values.kinds import type_name

Send = Callable[..., None]
_SOUND = ("ok", "wrong", "error", "refused", "timeout", "silent")


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
    """How a report gets out."""

    descriptor: int
    nonce: bytes
    extra: Mapping[str, Any]
    output: Output
    seconds: float
    armour: Armour
    hide: Callable[[], Callable[[], None]]
    parent: int
    wanted: Wanted


@dataclass(frozen=True)
class Judging:
    """What a judge knows: its own end of the pipes, and what is expected."""

    seat: Seat
    output: Output
    armour: Armour


def enter(box: list[Any]) -> None:
    """Run what is in ``box`` and end the process.

    That is a :class:`Judging`; or a :class:`Job` and its :class:`Way`; or a :class:`~.cell.Cell` and either its
    :class:`~.apart.CellWay` or, where no process can be forked, its :class:`Way`. That way is taken out of the box
    first, and the closure it becomes stays on the value stack while the cell runs.
    """
    leave = os._exit
    try:
        if isinstance(box[0], Judging):
            _judge(box[0])
        elif isinstance(box[0], Job):
            _perform(box[0], box.pop())
        elif isinstance(box[1], apart.CellWay):
            apart.run(box)
        else:
            _arm(box.pop())(*apart.claim(box.pop()))
    finally:
        leave(1)


def _perform(job: Job, way: Way) -> None:
    """Confine the process as for a cell and call the job's function; nothing is hidden from it."""
    send = _sender(way.descriptor, way.nonce, way.extra)
    try:
        send = _sender(_confine(way.armour, way.parent, way.descriptor), way.nonce, way.extra)
        audit.install(way.armour.readable, way.armour.writable)
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


def _judge(judging: Judging) -> None:
    """Check what cells make, one after the other; no further after one whose value was anything but plain data."""
    seat = judging.seat
    send = _sender(seat.descriptor, seat.nonce, {})
    try:
        descriptor = _confine(judging.armour, seat.parent, seat.descriptor, seat.requests, *seat.values)
        send = _sender(descriptor, seat.nonce, {})
        audit.install(judging.armour.readable)
    except OSError as problem:
        send({"status": "harness_error", "error": f"a protection failed: {problem}"}, last=True)
    for value in seat.values:
        request = transport.read(seat.requests)
        if request is None:
            break
        said = _said(apart.receive(value), judging.output, Wanted(**request[0]["wanted"]), request[0]["seconds"])
        send({**said, "sound": said["status"] in _SOUND})
        gc.collect()


def _arm(way: Way) -> Callable[[Mapping[str, Any], Sequence[parcel.Buffer]], None]:
    """Put every protection on; the function returned reports what a cell claims and ends the process."""
    send = _sender(way.descriptor, way.nonce, way.extra)
    try:
        send = _sender(_confine(way.armour, way.parent, way.descriptor), way.nonce, way.extra)
        restore = way.hide()
        audit.install(way.armour.readable)
    except OSError as problem:
        send({"status": "harness_error", "error": f"a protection failed: {problem}"}, last=True)
    read, say = apart.read, _said

    def finish(said: Mapping[str, Any], buffers: Sequence[parcel.Buffer]) -> None:
        restore()
        send(say(read(said, buffers), way.output, way.wanted, way.seconds), last=True)

    return finish


def _confine(armour: Armour, parent: int, descriptor: int, *others: int) -> int:
    """Put the armour on and close what the process does not need; returns the report's descriptor."""
    descriptor = _high_descriptor(descriptor, others)
    armour.put_on(parent)
    apart.close_all_but(descriptor, *others)
    return descriptor


def _sender(target: int, nonce: bytes, extra: Mapping[str, Any]) -> Send:
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


def _said(made: apart.Made, output: Output, wanted: Wanted, limit: float) -> dict[str, Any]:
    """The report of what a cell made."""
    said = dict(made.said)
    try:
        if "status" not in said:
            said |= _describe(made.value, output, wanted)
    except MemoryError:
        said |= {"status": "memory", "error": "there was no memory left to check the value"}
    except Exception as fault:  # noqa: BLE001 - the report must leave whatever the value is
        said |= {"status": "harness_error", "error": f"the check failed: {in_short(fault)}"}
    if said.get("seconds", 0.0) > limit and said["status"] in ("ok", "wrong"):
        said |= {"status": "timeout", "error": f"the cell ran longer than {limit:g} s"}
    return said


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
    if wanted.shown and said["status"] == "wrong":
        said["differs"] = _differing(value, output, wanted.show_from)
    return said


def _differing(value: object, output: Output, start: int) -> list[tuple[int, int]]:
    """The cells of the preview that are known to be wrong."""
    try:
        return list(differing(value, output, start=start, rows=ROWS, columns=COLUMNS))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the value's own methods may raise anything; then no cell is marked
        return []


def _judged(verdict: Verdict) -> dict[str, Any]:
    clauses = [(clause.name, clause.passed, clause.grade, clause.message) for clause in verdict.clauses]
    return {
        "status": "ok" if verdict.passed else "wrong",
        "verdict": {"passed": verdict.passed, "grade": verdict.grade, "clauses": clauses},
    }


def _high_descriptor(descriptor: int, taken: Sequence[int]) -> int:
    """The same pipe under a number that is not the next one to guess."""
    if sys.platform == "win32":
        return os.dup(descriptor)
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    free = [number for number in range(128, min(most, 1024) if most > 128 else 1024) if number not in taken]
    return os.dup2(descriptor, random.SystemRandom().choice(free), inheritable=False)
