"""What a cell prints, in memory that its parent reads too: a cell that is ended at its limit keeps it.

At most 64 kB of UTF-8; what comes after is dropped. In front of the text stands its length in bytes.
"""

from __future__ import annotations

import contextlib
import io
import mmap
import os
import struct

_MOST = 64 * 1024
_LENGTH = struct.Struct("<Q")
_SIZE = _LENGTH.size + _MOST
_FILE = "printed"


class Printed(io.TextIOBase):
    """A text stream into such memory; without any, into its own."""

    def __init__(self, area: mmap.mmap | None = None) -> None:
        self._area = bytearray(_SIZE) if area is None else area
        self._used = 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        left = _MOST - self._used
        if left > 0 and text:
            data = text[:left].encode("utf-8", "backslashreplace")[:left]
            start = _LENGTH.size + self._used
            self._area[start : start + len(data)] = data
            self._used += len(data)
            _LENGTH.pack_into(self._area, 0, self._used)
        return len(text)

    def text(self) -> str:
        return text(self._area)


def text(area: mmap.mmap | bytearray | bytes) -> str:
    """What stands in such memory, whatever was done to it."""
    used = min(_MOST, _LENGTH.unpack_from(area, 0)[0])
    return bytes(area[_LENGTH.size : _LENGTH.size + used]).decode("utf-8", "replace")


def shared() -> mmap.mmap:
    """Memory that a process shares with the children it forks."""
    return mmap.mmap(-1, _SIZE)


def make(home: str) -> None:
    """Put such memory into a file in the folder of a worker that does not fork; on a full disk there is none."""
    with contextlib.suppress(OSError), open(os.path.join(home, _FILE), "wb") as file:
        file.write(bytes(_SIZE))


def find(home: str) -> mmap.mmap:
    """The memory in that file; memory of one's own where there is no such file."""
    try:
        with open(os.path.join(home, _FILE), "r+b") as file:
            return mmap.mmap(file.fileno(), _SIZE)
    except (OSError, ValueError):
        return shared()


def read(home: str) -> str:
    """What was printed into that file."""
    with contextlib.suppress(OSError, struct.error), open(os.path.join(home, _FILE), "rb") as file:
        return text(file.read())
    return ""
