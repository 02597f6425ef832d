"""The processes that check what cells make, as their worker sees them.

A judge knows one expected output and nothing of any cell's process but the data that comes from it, by a pipe of its
own for each. It is as confined as a cell, checks a few values one after the other, which a process forked for each
could not do as fast (all that it touches would have to be copied first), and ends after any value that was no plain
data, after a few others, or as soon as nothing more is to come.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gift4code_ext.execution import transport

USES = 16
NONCE = 16
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass(frozen=True)
class Seat:
    """A judge's own end: where its reports and its requests go, and a pipe for each value it may be asked about."""

    descriptor: int
    requests: int
    values: tuple[int, ...]
    nonce: bytes
    parent: int


@dataclass(eq=False)
class Judge:
    """A worker's end of a judge; ``output`` is the key of what it knows, ``values`` are the pipes not used yet."""

    pid: int
    output: int
    descriptor: int
    requests: int
    values: list[int]
    nonce: bytes

    def ask(self, request: Mapping[str, Any]) -> int:
        """Have it wait for a value; the pipe's end to write that into.

        Raises:
            OSError: it has ended.
        """
        data = transport.frame(request)
        if os.write(self.requests, data) < len(data):
            raise BrokenPipeError
        return self.values.pop()


class Judges:
    """The judges that are free to take a value."""

    def __init__(self) -> None:
        self._free: list[Judge] = []

    @property
    def pids(self) -> list[int]:
        return [judge.pid for judge in self._free]

    def take(self, output: int) -> Judge | Seat:
        """A judge for a value that is to be that output; in the process of one that is forked for it, its own end.

        Raises:
            OSError: there is no process to be had.
        """
        for judge in self._free:
            if judge.output == output:
                self._free.remove(judge)
                return judge
        return _fork(output)

    def give_back(self, judge: Judge) -> None:
        if judge.values:
            self._free.append(judge)
        else:
            end(judge)

    def dismiss(self) -> None:
        """End those that are free."""
        while self._free:
            end(self._free.pop())


def end(judge: Judge) -> int:
    """End a judge; its exit status."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(judge.pid, _KILL)
    status = os.waitpid(judge.pid, 0)[1]
    for descriptor in (judge.descriptor, judge.requests, *judge.values):
        os.close(descriptor)
    return status


def _fork(output: int) -> Judge | Seat:
    nonce, parent = secrets.token_bytes(NONCE), os.getpid()
    pipes: list[tuple[int, int]] = []
    try:
        pipes.extend(os.pipe() for _ in range(USES + 2))
        pid = os.fork()
    except OSError:
        for pipe in pipes:
            for descriptor in pipe:
                os.close(descriptor)
        raise
    (report, said), (requests, asked), *values = pipes
    if pid == 0:
        os.setsid()
        return Seat(said, requests, tuple(read for read, _ in reversed(values)), nonce, parent)
    for descriptor in (said, requests, *(read for read, _ in values)):
        os.close(descriptor)
    return Judge(pid, output, report, asked, [write for _, write in values], nonce)
