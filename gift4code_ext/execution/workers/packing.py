"""A live value as bytes for another process: a pickle and its out-of-band buffers, whole or cut to its first rows.

Only the runner's side pickles, its own frames for its own worker. Where the worker's pandas is another one, the pickle
is written in neutral terms (:mod:`gift4code_ext.execution.workers.neutral`).
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gift4code_ext.execution.outcome import ExecutionError
from gift4code_ext.execution.transport import Buffer, one_line

_PROBE_ROWS = 1000


@dataclass(frozen=True)
class Packing:
    """How values are packed: in at most ``cap`` bytes each; ``neutral`` for a worker whose pandas is another one."""

    cap: int
    neutral: bool = False


@dataclass(frozen=True)
class Packed:
    """A value on its way: the pickle, then its out-of-band buffers; ``note`` says what was left out.

    The buffers still share memory with the live value.
    """

    buffers: tuple[Buffer, ...]
    note: str = ""


class _TooLarge(Exception):
    """More than the cap."""


def same_libraries(there: Mapping[str, str]) -> bool:
    """Whether pickles made here can be read with those versions: the same release of pandas, the same major numpy."""
    return all(
        _release(version, parts) == _release(str(getattr(sys.modules.get(name), "__version__", version)), parts)
        for name, parts in (("pandas", 2), ("numpy", 1))
        if (version := there.get(name)) is not None
    )


def _release(version: str, parts: int) -> list[str]:
    return version.split(".")[:parts]


def unpack(buffers: Sequence[Buffer]) -> Any:
    """The value of :func:`pack`; for the worker, which trusts its runner."""
    return pickle.loads(buffers[0], buffers=buffers[1:])


def pack(name: str, value: object, packing: Packing) -> Packed:
    """A value as bytes: whole, or its first rows.

    Raises:
        ExecutionError: it cannot be pickled, or is too large and has no rows.
    """
    try:
        return Packed(_pickle(value, packing))
    except _TooLarge:
        return _head(name, value, packing)
    except Exception as problem:  # the value's own reduce methods may raise anything
        raise ExecutionError(
            f"{name!r} cannot be sent to the process that runs candidates ({one_line(problem)}): "
            "leave it out, or make a plain DataFrame of it."
        ) from problem


def _head(name: str, value: Any, packing: Packing) -> Packed:
    cut, cap = _cutter(value), packing.cap
    if cut is None:
        raise ExecutionError(
            f"{name!r} is larger than {cap / 2**20:,.0f} MB and has no rows to take a part of: leave it out."
        )
    total = len(value)
    probe = min(_PROBE_ROWS, total)
    try:
        size = sum(memoryview(buffer).nbytes for buffer in _pickle(cut(probe), packing))
        rows = min(total - 1, max(1, int(probe * cap / max(1, size))))
    except _TooLarge:
        rows = max(1, probe // 2)
    while rows:
        try:
            return Packed(_pickle(cut(rows), packing), f"{name}: only the first {rows:,} of {total:,} rows were used")
        except _TooLarge:
            rows = rows * 3 // 4
    raise ExecutionError(f"a single row of {name!r} is larger than {cap / 2**20:,.0f} MB: leave it out.")


def _cutter(value: Any) -> Callable[[int], Any] | None:
    if hasattr(value, "iloc"):
        return lambda rows: value.iloc[:rows]
    if hasattr(value, "num_rows") and hasattr(value, "take"):
        return lambda rows: value.take(list(range(rows)))  # a slice of an Arrow table pickles all of it
    if type(value).__module__.partition(".")[0] == "polars" and hasattr(value, "head"):
        return lambda rows: value.head(rows)
    if isinstance(value, (list, tuple, str)) or (hasattr(value, "__array__") and getattr(value, "ndim", False)):
        return lambda rows: value[:rows]
    return None


def _pickle(value: object, packing: Packing) -> tuple[Buffer, ...]:
    sink = _Capped(packing.cap)
    if packing.neutral:
        from gift4code_ext.execution.workers.neutral import NeutralPickler

        NeutralPickler(sink, protocol=5, buffer_callback=sink.take).dump(value)
    else:
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
