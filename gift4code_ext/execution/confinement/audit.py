"""Python's audit hook as one more layer: what no data cell needs is refused by name, on every platform.

The kernel's layers hold whatever the cell does; this one gives the message, and stands alone where they are missing.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path
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
    "os.setxattr": "change a file",
    "os.removexattr": "change a file",
    "os.chflags": "change a file",
    "os.lockf": "lock a file",
    "fcntl.flock": "lock a file",
    "fcntl.lockf": "lock a file",
    "os.chdir": "leave its folder",
    "gc.get_objects": "search the interpreter's memory",
    "gc.get_referrers": "search the interpreter's memory",
    "gc.get_referents": "search the interpreter's memory",
    "sys._current_frames": "look into other threads",
    "sys._current_exceptions": "look into other threads",
    "sys.remote_exec": "run code in another process",
    "sys.settrace": "watch what runs",
    "sys.setprofile": "watch what runs",
    "sys.monitoring": "watch what runs",
    "sys.addaudithook": "watch what runs",
    "cpython.PyInterpreterState_New": "start another interpreter",
    "resource.setrlimit": "change its limits",
    "resource.prlimit": "change its limits",
    "sqlite3.enable_load_extension": "load a library",
    "syslog": "write to the system's log",
    "webbrowser": "start a program",
    "winreg": "use the Windows registry",
    "_winapi": "use the Windows interface",
}
_CHANGING = {"os.remove": 1, "os.rmdir": 1, "os.mkdir": 1, "os.truncate": 1, "os.rename": 2}  # event -> paths
_FROZEN = "<frozen "
_CTYPES = (ctypes.__file__, os.path.join(os.path.dirname(ctypes.__file__), "util.py"))
_PATH = type(Path())
_READING = ("os.listdir", "os.scandir", "glob.glob")


class Refused(PermissionError):
    """What a cell gets when it tries something that no data cell needs."""


class _Files:
    """Which files may be read, and which code is a library's."""

    def __init__(self, readable: Sequence[str]) -> None:
        both = [path for root in readable for path in (os.path.abspath(root), os.path.realpath(root))]
        self.roots = tuple(dict.fromkeys(both))
        self.inside = tuple(os.path.join(root, "") for root in self.roots)

    def allow(self, path: str) -> bool:
        return (real := os.path.realpath(path)) in self.roots or real.startswith(self.inside)

    def hold(self, filename: object) -> bool:
        """Whether code that names this file passes for a library's."""
        name = os.fsdecode(filename) if isinstance(filename, (str, bytes)) else ""
        return name.startswith((*self.inside, _FROZEN))

    def wrote(self, frame: FrameType | None) -> bool:
        """Whether a library asks on its own behalf, be it through ctypes' own functions."""
        while frame is not None and frame.f_code.co_filename in _CTYPES:
            frame = frame.f_back
        return frame is not None and self.hold(frame.f_code.co_filename)


def install(readable: Sequence[str], writable: Sequence[str] = ()) -> None:
    """Refuse forbidden events in this process, for good.

    Args:
        readable: files may be read below these only.
        writable: below these they may be read and changed.
    """
    files, own = _Files((*readable, *writable)), _Files(writable)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING and not _inside(own, (path,)):
                raise Refused("a cell may not write files")
            _check_path(files, path, "read")
        elif event in _READING:
            _check_path(files, arguments[0], "list")
        elif event == "sqlite3.connect":
            if arguments[0] not in (":memory:", b":memory:", ""):
                raise Refused("a cell may not open a database file")
        elif event.startswith("ctypes."):
            if not files.wrote(sys._getframe(1)):
                raise Refused("a cell may not use ctypes")
        elif event in ("compile", "code.__new__"):
            if files.hold(arguments[1]) and not files.wrote(sys._getframe(1)):
                raise Refused("a cell may not pass its code off as a library's")
        elif event not in _CHANGING or not _inside(own, arguments[: _CHANGING[event]]):
            what = (
                _REFUSED.get(event) or _REFUSED.get(event.partition(".")[0]) or _REFUSED.get(event.rpartition(".")[0])
            )
            if what:
                raise Refused(f"a cell may not {what}")

    sys.addaudithook(hook)


def _inside(own: _Files, paths: Sequence[object]) -> bool:
    """Whether all these are open already or in the process's own folder. Only plain text is believed, as below."""
    names = [str(path) if type(path) is _PATH else os.fsdecode(path) if type(path) is bytes else path for path in paths]
    return bool(own.roots) and all(type(name) is int or (type(name) is str and own.allow(name)) for name in names)


def _check_path(files: _Files, path: object, what: str) -> None:
    if path is None or isinstance(path, int):
        return  # the process's own folder, or a file that is open already
    path = str(path) if type(path) is _PATH else os.fsdecode(path) if isinstance(path, bytes) else path
    # a subclass of str may answer differently each time it is asked: its characters are what will be opened
    if not isinstance(path, str) or not files.allow(str.__str__(path)):
        raise Refused(f"a cell may not {what} {path!r}")
