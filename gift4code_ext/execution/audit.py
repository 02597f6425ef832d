"""Python's audit hook as one more layer: what no data cell needs is refused by name, on every platform.

The kernel's layers hold whatever the cell does; this one gives the message, and stands alone where they are missing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

CELL = "<cell>"

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = {
    "socket": "open a network connection",
    "subprocess": "start a program",
    "pty": "start a program",
    "os.system": "start a program",
    "os.exec": "start a program",
    "os.posix_spawn": "start a program",
    "os.spawn": "start a program",
    "os.startfile": "start a program",
    "os.fork": "start a process",
    "os.forkpty": "start a process",
    "os.kill": "send a signal",
    "os.killpg": "send a signal",
    "signal.pthread_kill": "send a signal",
    "os.remove": "delete a file",
    "os.rmdir": "delete a folder",
    "os.rename": "move a file",
    "os.mkdir": "make a folder",
    "os.link": "make a link",
    "os.symlink": "make a link",
    "os.truncate": "change a file",
    "os.chmod": "change a file",
    "os.chown": "change a file",
    "os.utime": "change a file",
    "os.chdir": "leave its folder",
    "gc.get_objects": "search the interpreter's memory",
    "gc.get_referrers": "search the interpreter's memory",
    "gc.get_referents": "search the interpreter's memory",
    "sys._current_frames": "look into other threads",
    "sys._current_exceptions": "look into other threads",
    "sys.remote_exec": "run code in another process",
    "winreg": "use the Windows registry",
}
_READING = ("os.listdir", "os.scandir", "glob.glob")


class Refused(PermissionError):
    """What a cell gets when it tries something that no data cell needs."""


def install(readable: Sequence[str]) -> None:
    """Refuse forbidden events in this process, for good; files may be read below ``readable`` only."""
    roots = tuple(os.path.realpath(root) for root in readable)
    inside = tuple(os.path.join(root, "") for root in roots)

    def allowed(path: str) -> bool:
        return (real := os.path.realpath(path)) in roots or real.startswith(inside)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING:
                raise Refused("a cell may not write files")
            if isinstance(path, (str, bytes)) and not allowed(os.fsdecode(path)):
                raise Refused(f"a cell may not read {os.fsdecode(path)!r}")
        elif event in _READING:
            path = arguments[0]
            if isinstance(path, (str, bytes)) and not allowed(os.fsdecode(path)):
                raise Refused(f"a cell may not list {os.fsdecode(path)!r}")
        elif event.startswith("ctypes."):
            if _asked_by_cell(sys._getframe(1)):
                raise Refused("a cell may not use ctypes")
        else:
            what = _REFUSED.get(event) or _REFUSED.get(event.partition(".")[0])
            if what:
                raise Refused(f"a cell may not {what}")

    sys.addaudithook(hook)


def _asked_by_cell(frame: FrameType | None) -> bool:
    """Whether the cell itself reached for ctypes, and not a library on its behalf."""
    while frame is not None and frame.f_globals.get("__name__") in ("ctypes", "ctypes.util", __name__):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename == CELL
