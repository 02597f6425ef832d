"""The children a worker forks: started, heard, ended with all they started, and reaped, whatever they do.

A child's words come on a pipe of its own, each message led by the nonce that its parent gave it; anything else on the
pipe is not its report.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import secrets
import signal
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gift4code_ext.execution import printed

_NONCE = 16
_REPORT = 2**22
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_READ = 2**16


@dataclass(eq=False)
class Child:
    """One forked process: ``request`` is the runner's number for it, ``what`` says whether it is a cell or a job."""

    pid: int
    request: int
    what: str
    descriptor: int
    nonce: bytes
    seconds: float
    deadline: float
    area: mmap.mmap
    data: bytearray = field(default_factory=bytearray)
    report: dict[str, Any] | None = None


@dataclass(frozen=True)
class Start:
    """What a forked process is told of itself."""

    descriptor: int
    nonce: bytes
    parent: int
    area: mmap.mmap


class Children:
    """All children of a worker; ``reply`` passes what they say on to the runner."""

    def __init__(self, reply: Callable[[Mapping[str, Any]], None]) -> None:
        self._reply = reply
        self._all: dict[int, Child] = {}

    @property
    def descriptors(self) -> list[int]:
        return [child.descriptor for child in self._all.values()]

    @property
    def deadline(self) -> float | None:
        """When the next of them has to be ended, by ``time.monotonic()``."""
        return min((child.deadline for child in self._all.values()), default=None)

    def fork(self, request: int, what: str, seconds: float, patience: float) -> Start | None:
        """Fork; the child gets a :class:`Start`, the parent nothing.

        Args:
            seconds: what is told of its limit if it is ended; that happens after ``seconds + patience``.
        """
        nonce, parent = secrets.token_bytes(_NONCE), os.getpid()
        pipe: Sequence[int] = ()
        try:
            area, pipe = printed.shared(), os.pipe()
            pid = os.fork()
        except OSError as problem:
            for descriptor in pipe:
                os.close(descriptor)
            self._tell(request, {"status": "harness_error", "error": f"no process for the {what}: {problem}"})
            return None
        read, write = pipe
        if pid == 0:
            os.setsid()
            return Start(write, nonce, parent, area)
        os.close(write)
        deadline = time.monotonic() + seconds + patience
        self._all[pid] = Child(pid, request, what, read, nonce, seconds, deadline, area)
        return None

    def hear(self, ready: Sequence[int]) -> None:
        """Read what those with a descriptor in ``ready`` say, and finish those that are done."""
        for child in [child for child in self._all.values() if child.descriptor in ready]:
            part = os.read(child.descriptor, _READ)
            child.data += part
            while (said := _said(child)) is not None:
                if said.get("op") == "tell":
                    self._reply({"op": "tell", "id": child.request, "tell": said.get("tell")})
                else:
                    child.report = said
            if not part or child.report is not None or len(child.data) > _REPORT:
                self._finish(child)

    def end_overdue(self) -> None:
        now = time.monotonic()
        for child in [child for child in self._all.values() if child.deadline <= now]:
            self._finish(child, overdue=True)

    def end(self, requests: Sequence[int] | None = None) -> None:
        """End those with a number in ``requests``, or all, without a word to the runner."""
        for child in list(self._all.values()):
            if requests is None or child.request in requests:
                self._remove(child)
        self._sweep()

    def _finish(self, child: Child, *, overdue: bool = False) -> None:
        """End a child and all it started, reap it, and tell the runner what became of it."""
        report = child.report
        ended = _ended(child.pid, 0.0 if overdue or report else 0.05)
        text = printed.text(child.area) if report is None else ""
        status = self._remove(child)
        self._sweep()
        if report is None:
            report = _death(child, status, ended=ended, overdue=overdue) | {"stdout": text}
        self._tell(child.request, report)

    def _tell(self, request: int, report: Mapping[str, Any]) -> None:
        self._reply({**report, "op": "outcome", "id": request})

    def _remove(self, child: Child) -> int:
        """Kill a child's process group and reap it; its exit status."""
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                end(child.pid, _KILL)
        status = os.waitpid(child.pid, 0)[1]
        del self._all[child.pid]
        os.close(child.descriptor)
        child.area.close()
        return status

    def _sweep(self) -> None:
        """End the processes that a finished child left behind; they became this process's own children."""
        try:
            with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
                left = {int(pid) for pid in file.read().split()} - set(self._all)
        except OSError:
            return
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, _KILL)
                os.waitpid(pid, 0)


def _said(child: Child) -> dict[str, Any] | None:
    """The child's next message if it has come in whole and carries the nonce; it is taken off what came in."""
    start = _NONCE + 4
    if len(child.data) < start or not secrets.compare_digest(bytes(child.data[:_NONCE]), child.nonce):
        return None
    end = start + struct.unpack(">I", child.data[_NONCE:start])[0]
    if len(child.data) < end:
        return None
    try:
        said: dict[str, Any] = json.loads(child.data[start:end])
    except ValueError:
        said = {"status": "harness_error", "error": "the report cannot be read"}
    del child.data[:end]
    return said


def _ended(pid: int, patience: float) -> bool:
    """Whether the child is already dead; a closed pipe is seen a moment before."""
    until = time.monotonic() + patience
    while True:
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(0.001)


def _death(child: Child, status: int, *, ended: bool, overdue: bool) -> dict[str, Any]:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if overdue or (ended and number in (signal.SIGALRM, signal.SIGXCPU)):
        error = f"the {child.what} ran longer than {child.seconds:g} s"
        return {"status": "timeout", "error": error, "seconds": child.seconds}
    if not ended:
        error = f"the {child.what} closed the way out of its report"
    elif number:
        error = f"the {child.what}'s process was ended by {signal.strsignal(number) or number}"
    else:
        error = f"the {child.what} ended its process (exit code {os.WEXITSTATUS(status)})"
    return {"status": "killed", "error": error}
