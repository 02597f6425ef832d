"""The wire between a runner and its worker: length-prefixed JSON, followed by the raw buffers it announces.

What comes back from a worker is JSON and nothing else.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

Buffer = bytes | bytearray | memoryview
_LENGTH = struct.Struct(">I")


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


def one_line(problem: BaseException) -> str:
    """An error as one line of bounded length."""
    return f"{type(problem).__name__}: {problem}".splitlines()[0][:200]
