"""The wire between a runner and its worker: length-prefixed JSON, followed by the raw buffers it announces.

Only the runner's side pickles (its own frames, for its own worker). What comes back is JSON and nothing else.
"""

from __future__ import annotations

import json
import os
import pickle
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from gift4code_ext.execution.outcome import ExecutionError

Buffer = bytes | bytearray | memoryview
_LENGTH = struct.Struct(">I")
_PROBE_ROWS = 1000


@dataclass(frozen=True)
class Packed:
    """A value on its way: the pickle, then its out-of-band buffers; ``note`` says what was left out."""

    buffers: tuple[Buffer, ...]
    note: str = ""

    def kept(self) -> Packed:
        """The same, sharing no memory with the live value: it may be changed or deleted."""
        return Packed(tuple(bytes(buffer) for buffer in self.buffers), self.note)


class _TooLarge(Exception):
    """More than the cap."""


def frame(header: Mapping[str, Any]) -> bytes:
    """One message without buffers."""
    data = json.dumps(header).encode()
    return _LENGTH.pack(len(data)) + data


def write(stream: BinaryIO, header: Mapping[str, Any], buffers: Sequence[Buffer] = ()) -> None:
    """Send one message with its buffers."""
    stream.write(frame({**header, "sizes": [memoryview(buffer).nbytes for buffer in buffers]}))
    for buffer in buffers:
        stream.write(buffer)
    stream.flush()


def read(descriptor: int) -> tuple[dict[str, Any], list[bytearray]] | None:
    """Receive one message; ``None`` at the end of the stream."""
    start = _exactly(descriptor, _LENGTH.size)
    if start is None:
        return None
    data = _exactly(descriptor, _LENGTH.unpack(start)[0])
    if data is None:
        return None
    header: dict[str, Any] = json.loads(data)
    buffers = [_exactly(descriptor, size) for size in header.get("sizes", ())]
    whole = [buffer for buffer in buffers if buffer is not None]
    return (header, whole) if len(whole) == len(buffers) else None


def _exactly(descriptor: int, size: int) -> bytearray | None:
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size:
        got = os.readv(descriptor, [view[done:]]) if hasattr(os, "readv") else _into(descriptor, view[done:])
        if got == 0:
            return None
        done += got
    return data


def _into(descriptor: int, view: memoryview) -> int:
    part = os.read(descriptor, min(len(view), 2**20))
    view[: len(part)] = part
    return len(part)


def unpack(buffers: Sequence[Buffer]) -> Any:
    """The value of :func:`pack`; for the worker, which trusts its runner."""
    return pickle.loads(buffers[0], buffers=buffers[1:])


def pack(name: str, value: object, cap: int) -> Packed:
    """A value in at most ``cap`` bytes: whole, or its first rows.

    Raises:
        ExecutionError: it cannot be pickled, or is too large and has no rows.
    """
    try:
        return Packed(_pickle(value, cap))
    except _TooLarge:
        return _head(name, value, cap)
    except Exception as problem:  # the value's own reduce methods may raise anything
        raise ExecutionError(
            f"{name!r} cannot be sent to the process that runs candidates ({one_line(problem)}): "
            "leave it out, or make a plain DataFrame of it."
        ) from problem


def _head(name: str, value: Any, cap: int) -> Packed:
    cut = _cutter(value)
    if cut is None:
        raise ExecutionError(
            f"{name!r} is larger than {cap / 2**20:,.0f} MB and has no rows to take a part of: leave it out."
        )
    total = len(value)
    probe = min(_PROBE_ROWS, total)
    try:
        size = sum(memoryview(buffer).nbytes for buffer in _pickle(cut(probe), cap))
        rows = min(total - 1, max(1, int(probe * cap / max(1, size))))
    except _TooLarge:
        rows = max(1, probe // 2)
    while rows:
        try:
            return Packed(_pickle(cut(rows), cap), f"{name}: only the first {rows:,} of {total:,} rows were used")
        except _TooLarge:
            rows = rows * 3 // 4
    raise ExecutionError(f"a single row of {name!r} is larger than {cap / 2**20:,.0f} MB: leave it out.")


def _cutter(value: Any) -> Callable[[int], Any] | None:
    if hasattr(value, "iloc"):
        return lambda rows: value.iloc[:rows]
    if isinstance(value, (list, tuple, str)) or (hasattr(value, "__array__") and getattr(value, "ndim", False)):
        return lambda rows: value[:rows]
    return None


def _pickle(value: object, cap: int) -> tuple[Buffer, ...]:
    sink = _Capped(cap)
    pickle.Pickler(sink, protocol=5, buffer_callback=sink.take).dump(value)
    return (b"".join(sink.parts), *sink.buffers)


class _Capped:
    """A file for a pickler that gives up as soon as the value proves too large, instead of copying all of it."""

    def __init__(self, cap: int) -> None:
        self.left = cap
        self.parts: list[bytes] = []
        self.buffers: list[memoryview] = []

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _TooLarge

    def write(self, data: bytes | memoryview) -> int:
        size = memoryview(data).nbytes
        self._spend(size)
        self.parts.append(bytes(data))
        return size

    def take(self, buffer: pickle.PickleBuffer) -> bool:
        """Keep a buffer outside the pickle, without a copy; ``True`` would put it inside."""
        try:
            raw = buffer.raw()
        except BufferError:
            return True  # not contiguous: it has to be copied into the pickle
        self._spend(raw.nbytes)
        self.buffers.append(raw)
        return False


def one_line(problem: BaseException) -> str:
    """An error as one line of bounded length."""
    return f"{type(problem).__name__}: {problem}".splitlines()[0][:200]
