"""What a runner keeps of the values it was given: bytes that its workers map, one copy for all of them.

A value is put away once for each version of its data. Whether it has changed is decided by comparing, byte for byte,
what would be sent now with what was sent: exact, whatever was changed in place, and about as fast as memory is read.

On Linux the bytes lie in a sealed file in memory, on macOS in a temporary file; workers map them privately, so what a
worker changes is its own. Small values, and all where no such file can be had (a full disk, Windows), go through the
worker's pipe.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from gift4code_ext.execution.transport import Buffer
from gift4code_ext.execution.workers.packing import Packed, Packing, pack

_ALIGNED = 64
_CHUNK = 2**17  # both sides of a comparison stay in the processor's cache
_SMALL = 2**16
_numbers = count(1)


class Kept:
    """One version of one value.

    Args:
        key: its number.
        note: what was left out of it.
        large: whether it is worth a file.
    """

    def __init__(self, packed: Packed) -> None:
        self.key = next(_numbers)
        self.note = packed.note
        views = [_flat(buffer) for buffer in packed.buffers]
        self._parts, size = _places(views)
        self.large = size > _SMALL
        self._area: Any = None
        self._path = ""
        if self.large:
            with contextlib.suppress(OSError):
                self._area, self._path = self._file(views, size)
        if self._area is None:
            self._area = bytearray(size)
            for (start, length), view in zip(self._parts, views, strict=True):
                self._area[start : start + length] = view

    def same(self, packed: Packed) -> bool:
        """Whether these are the bytes it holds."""
        views = [_flat(buffer) for buffer in packed.buffers]
        if [len(view) for view in views] != [length for _, length in self._parts] or packed.note != self.note:
            return False
        return all(
            self._area[start + done : start + min(done + _CHUNK, length)].startswith(view[done : done + _CHUNK])
            for (start, length), view in zip(self._parts, views, strict=True)
            for done in range(0, length, _CHUNK)
        )

    def place(self, *, mapped: bool = True) -> tuple[dict[str, Any], list[Buffer]]:
        """Where a worker finds the bytes: a file and the parts of it, or the buffers themselves."""
        if self._path and mapped:
            return {"key": self.key, "path": self._path, "parts": self._parts, "count": 0}, []
        buffers: list[Buffer] = [memoryview(self._area)[start : start + length] for start, length in self._parts]
        return {"key": self.key, "path": "", "count": len(buffers)}, buffers

    def _file(self, views: Sequence[memoryview], size: int) -> tuple[mmap.mmap, str]:
        descriptor, path = _open()
        discard = weakref.finalize(self, _discard, descriptor, path)
        try:
            for (start, _), view in zip(self._parts, views, strict=True):
                os.lseek(descriptor, start, os.SEEK_SET)
                while view:
                    view = view[os.write(descriptor, view) :]
            os.truncate(descriptor, size)
            _seal(descriptor)
            return mmap.mmap(descriptor, size, access=mmap.ACCESS_READ), path
        except BaseException:
            discard()
            raise


def stow(values: Mapping[str, object], before: Mapping[str, Kept], packing: Packing) -> dict[str, Kept]:
    """The values as kept ones; those that hold what ``before`` held under their name are the same as there.

    Raises:
        ExecutionError: a value cannot be packed.
    """
    return {name: keep(name, value, before.get(name), packing) for name, value in values.items()}


def keep(name: str, value: object, before: Kept | None, packing: Packing) -> Kept:
    """``before`` if it holds this value already, otherwise a new version.

    Raises:
        ExecutionError: the value cannot be packed.
    """
    packed = pack(name, value, packing)
    return before if before is not None and before.same(packed) else Kept(packed)


def _flat(buffer: Buffer) -> memoryview:
    view = memoryview(buffer)
    return view.cast("B") if view.nbytes else memoryview(b"")


def _places(views: Sequence[memoryview]) -> tuple[list[tuple[int, int]], int]:
    """Start and length of each buffer in one file, aligned as arrays want it, and the file's size."""
    parts, end = [], 0
    for view in views:
        start = -(-end // _ALIGNED) * _ALIGNED
        parts.append((start, len(view)))
        end = start + len(view)
    return parts, end


def _open() -> tuple[int, str]:
    """A new file, and the path under which a worker finds it.

    Raises:
        OSError: there is none to be had.
    """
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("gift4code", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        return descriptor, f"/proc/{os.getpid()}/fd/{descriptor}"
    if sys.platform == "win32":
        raise OSError("a file that is mapped cannot be removed there")
    return tempfile.mkstemp(prefix="gift4code-")


def _seal(descriptor: int) -> None:
    """Nobody can change a file in memory any more, this process included."""
    if hasattr(os, "memfd_create"):
        import fcntl

        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)


def _discard(descriptor: int, path: str) -> None:
    os.close(descriptor)
    if not path.startswith("/proc/"):
        with contextlib.suppress(OSError):
            os.unlink(path)
