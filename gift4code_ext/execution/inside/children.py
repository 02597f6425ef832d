"""The children a worker forks: started, heard, ended with all they started, and reaped, whatever they do.

A job's words come on a pipe of its own, what a cell came to from the judge that checked it; each message is led by the
nonce that the worker gave its sender, and anything else on the pipe is no report.
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
from gift4code_ext.execution.inside.judges import NONCE, Judge, Judges, Seat, end

_REPORT = 2**22
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_READ = 2**16
_PATIENCE = 0.05


@dataclass(eq=False)
class Child:
    """One forked process: ``request`` is the runner's number for it, ``judge`` checks what it makes if it is a cell.

    ``repeats`` says that a second run follows if it passes.
    """

    pid: int
    request: int
    descriptor: int
    nonce: bytes
    seconds: float
    deadline: float
    area: mmap.mmap
    judge: Judge | None = None
    repeats: bool = False
    data: bytearray = field(default_factory=bytearray)
    report: dict[str, Any] | None = None

    @property
    def what(self) -> str:
        return "job" if self.judge is None else "cell"


@dataclass(frozen=True)
class Start:
    """What a forked process is told of itself: where its report or its value goes."""

    descriptor: int
    nonce: bytes
    parent: int
    area: mmap.mmap


@dataclass(frozen=True)
class Asked:
    """What the runner asks of a cell: the key of its expected output, and what is wanted of its value."""

    request: int
    seconds: float
    output: int
    wanted: Mapping[str, Any]
    repeats: bool


class Children:
    """All children of a worker; ``reply`` passes what they say on to the runner, in messages of ``most`` bytes."""

    def __init__(self, reply: Callable[[Mapping[str, Any]], None], patience: float, most: int = _REPORT) -> None:
        self._reply = reply
        self._patience = patience
        self._most = most
        self._all: dict[int, Child] = {}
        self._judges = Judges()
        self.more = False
        """Whether more cells wait to be run: while they do, judges are kept for them."""

    @property
    def descriptors(self) -> list[int]:
        return [child.descriptor for child in self._all.values()]

    @property
    def deadline(self) -> float | None:
        """When the next of them has to be ended, by ``time.monotonic()``."""
        return min((child.deadline for child in self._all.values()), default=None)

    def run(self, asked: Asked) -> Start | Seat | None:
        """Fork a process for a cell, which gets a :class:`Start`, and a judge for it, which gets its :class:`Seat`.

        The parent gets nothing. A cell is ended ``patience`` after its seconds.
        """
        try:
            judge = self._judges.take(asked.output)
        except OSError as problem:
            self._refuse(asked.request, "cell", problem)
            return None
        if isinstance(judge, Seat):
            return judge
        try:
            value = judge.ask({"wanted": asked.wanted, "seconds": asked.seconds})
        except OSError as problem:
            end(judge)
            self._refuse(asked.request, "cell", problem)
            return None
        parent, area, pid = os.getpid(), None, -1
        try:
            area = printed.shared()
            pid = os.fork()
        except OSError as problem:
            os.close(value)
            end(judge)
            self._refuse(asked.request, "cell", problem)
            return None
        if pid == 0:
            os.setsid()
            return Start(value, b"", parent, area)
        os.close(value)
        until = time.monotonic() + asked.seconds + self._patience
        self._all[pid] = Child(
            pid, asked.request, judge.descriptor, judge.nonce, asked.seconds, until, area, judge, asked.repeats
        )
        return None

    def work(self, request: int, seconds: float) -> Start | None:
        """Fork a process for a job, which gets a :class:`Start`; it is ended after its seconds."""
        nonce, parent = secrets.token_bytes(NONCE), os.getpid()
        pipe: Sequence[int] = ()
        try:
            area, pipe = printed.shared(), os.pipe()
            pid = os.fork()
        except OSError as problem:
            for descriptor in pipe:
                os.close(descriptor)
            self._refuse(request, "job", problem)
            return None
        read, write = pipe
        if pid == 0:
            os.setsid()
            return Start(write, nonce, parent, area)
        os.close(write)
        self._all[pid] = Child(pid, request, read, nonce, seconds, time.monotonic() + seconds, area)
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
            if not part or child.report is not None or len(child.data) > self._most:
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
                if child.judge is not None:
                    end(child.judge)
        self.rest()

    def rest(self) -> None:
        """Nothing more is to come for now: no judge is kept."""
        self.more = False
        self._judges.dismiss()
        self._sweep()

    def _finish(self, child: Child, *, overdue: bool = False) -> None:
        """End a child and all it started, reap it, and tell the runner what became of it."""
        report, text = child.report, printed.text(child.area)
        silent = report is None or report["status"] == "silent"
        ended = _ended(child.pid, _PATIENCE if silent and not overdue else 0.0)
        status = self._remove(child)
        if child.judge is not None:
            sound = report is not None and report.pop("sound", False) and not child.data
            follows = child.repeats and report is not None and report["status"] == "ok"
            if sound and (self.more or follows):
                self._judges.give_back(child.judge)
            else:
                fate = end(child.judge)
                status, ended = (status, ended) if report is not None or overdue else (fate, True)
            if not self.more and not follows:
                self._judges.dismiss()
        self._sweep()
        if report is None or silent:
            report = _death(child, status, ended=ended, overdue=overdue)
        self._tell(child.request, {**report, "stdout": text})

    def _refuse(self, request: int, what: str, problem: OSError) -> None:
        self._tell(request, {"status": "harness_error", "error": f"no process for the {what}: {problem}"})

    def _tell(self, request: int, report: Mapping[str, Any]) -> None:
        self._reply({**report, "op": "outcome", "id": request})

    def _remove(self, child: Child) -> int:
        """Kill a child's process group and reap it; its exit status."""
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(child.pid, _KILL)
        status = os.waitpid(child.pid, 0)[1]
        del self._all[child.pid]
        child.area.close()
        if child.judge is None:
            os.close(child.descriptor)
        return status

    def _sweep(self) -> None:
        """End the processes that a finished child left behind; they became this process's own children."""
        try:
            with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
                left = {int(pid) for pid in file.read().split()}
        except OSError:
            return
        judges = {child.judge.pid for child in self._all.values() if child.judge is not None}
        for pid in left - judges - set(self._judges.pids) - set(self._all):
            with contextlib.suppress(OSError):
                os.kill(pid, _KILL)
                os.waitpid(pid, 0)


def _said(child: Child) -> dict[str, Any] | None:
    """The child's next message if it has come in whole and carries the nonce; it is taken off what came in."""
    start = NONCE + 4
    if len(child.data) < start or not secrets.compare_digest(bytes(child.data[:NONCE]), child.nonce):
        return None
    end = start + struct.unpack(">I", child.data[NONCE:start])[0]
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
