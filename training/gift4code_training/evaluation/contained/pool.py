"""The near end of a server (:mod:`.server`): calls go out, a few at a time, and come back in their order."""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast, get_args

import gift4code_training
from gift4code_ext.execution import Status, launch, limits, transport
from gift4code_training.evaluation.contained.call import Ran, Work
from gift4code_training.evaluation.problem import EvaluationError

_START = 180.0
_GRACE = 10.0  # beyond its clock, until a server that says nothing is given up
_ATTEMPTS = 2
_PACKAGE = Path(gift4code_training.__file__).resolve().parent
_CALL = """\
from importlib import util
spec = util.spec_from_file_location({name!r}, {file!r}, submodule_search_locations=[{folder!r}])
sys.modules[{name!r}] = package = util.module_from_spec(spec)
spec.loader.exec_module(package)
del util, spec, package
from gift4code_training.evaluation.contained.server import main
main({settings!r})
"""


@dataclass(eq=False)
class _Task:
    place: int
    argument: Mapping[str, Any]
    attempts: int = 0
    until: float = 0.0


class Contained:
    """Runs one function in another interpreter, each call in a confined process. A context manager.

    A call that the server does not outlive, or that a fault of the harness ends, is made once more, alone; then it is
    a ``harness_error``.

    Args:
        work: the function and what one call may use.
        python: the interpreter, 3.10 or newer with pandas; ``None``: this one.
        width: calls at a time.

    Raises:
        EvaluationError: the server does not start, and why.
    """

    def __init__(self, work: Work, *, python: str | None = None, width: int = 2) -> None:
        if not hasattr(os, "fork"):
            raise EvaluationError("This benchmark's programs run in forked processes, which this system does not have.")
        self._work = work
        self._python = python
        self._width = max(1, width)
        self._numbers = count(1)
        self._server: _Server | None = None
        self._live()

    def __enter__(self) -> Contained:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def protections(self) -> tuple[str, ...]:
        """Layers that hold what runs."""
        return tuple(self._live().ready["protections"])

    @property
    def lacking(self) -> Mapping[str, str]:
        """Layers that this machine does not have, and why."""
        return dict(self._live().ready["lacking"])

    @property
    def pid(self) -> int:
        """The server's process number."""
        return self._live().pid

    def run(self, arguments: Iterable[Mapping[str, Any]]) -> Generator[Ran, None, None]:
        """Call the function with each argument; outcomes in their order, as they come.

        Closing the iterator ends what runs.

        Raises:
            EvaluationError: a server that ended cannot be started again.
        """
        waiting = deque(_Task(place, argument) for place, argument in enumerate(arguments))
        running: dict[int, _Task] = {}
        done: dict[int, Ran] = {}
        total = len(waiting)
        try:
            for place in range(total):
                while place not in done:
                    self._fill(waiting, running)
                    for task, ran in self._settled(running):
                        if ran.status == "harness_error" and task.attempts < _ATTEMPTS:
                            waiting.appendleft(task)
                        else:
                            done[task.place] = ran
                yield done.pop(place)
        finally:
            if running:
                self.close()

    def close(self) -> None:
        """End the server and all it runs."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _fill(self, waiting: deque[_Task], running: dict[int, _Task]) -> None:
        while waiting and len(running) < self._width:
            again = waiting[0].attempts > 0
            if running and (again or any(task.attempts > 1 for task in running.values())):
                return  # what has failed once runs alone
            task, number = waiting.popleft(), next(self._numbers)
            task.attempts += 1
            seconds = self._work.limits.seconds
            task.until = time.monotonic() + seconds + _GRACE
            running[number] = task
            with contextlib.suppress(OSError):  # it has ended, which shows when it is listened to
                self._live().send({"id": number, "seconds": seconds, "argument": task.argument})

    def _settled(self, running: dict[int, _Task]) -> list[tuple[_Task, Ran]]:
        """What the next message settles; everything that runs where the server has ended."""
        server = self._live()
        message = server.hear(min(task.until for task in running.values()))
        if message is None:
            why = server.last_words()
            lost = [(task, Ran("harness_error", error=f"the server ended: {why}")) for task in running.values()]
            running.clear()
            self.close()
            return lost
        if message["op"] == "tell":
            if message["id"] in running:
                server.said[message["id"]] = message["tell"]
            return []
        said = server.said.pop(message["id"], None)
        task = running.pop(message["id"], None)
        return [] if task is None else [(task, _ran(message, said))]

    def _live(self) -> _Server:
        """The server; it is started where none runs."""
        if self._server is not None:
            return self._server
        settings = {
            "function": self._work.function,
            "preload": list(self._work.preload),
            "limits": limits.as_json(self._work.limits),
            "file_mb": self._work.file_mb,
            "said_mb": self._work.said_mb,
        }
        self._server = _Server(settings, self._python)
        return self._server


class _Server:
    """One process; spoken to, listened to, ended; nothing of it stays behind."""

    def __init__(self, settings: Mapping[str, Any], python: str | None) -> None:
        self.said: dict[int, Any] = {}
        self._home = tempfile.mkdtemp(prefix="gift4code-")
        own, folders = os.path.join(self._home, "own"), os.path.join(self._home, "calls")
        os.mkdir(own)
        os.mkdir(folders)
        name = "gift4code_training"
        call = _CALL.format(
            name=name,
            file=str(_PACKAGE / "__init__.py"),
            folder=str(_PACKAGE),
            settings=json.dumps({**settings, "folders": folders}),
        )
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        try:
            self._popen = subprocess.Popen(
                launch.command(call, python),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd=own,
                # joblib would start processes, which are refused; without them it computes in turn
                env={**launch.environment(own), "JOBLIB_MULTIPROCESSING": "0"},
                start_new_session=True,
            )
        except OSError as problem:
            self._errors.close()
            shutil.rmtree(self._home, ignore_errors=True)
            raise EvaluationError(
                f"The interpreter {python or 'of this process'} cannot be started: {problem}."
            ) from None
        ready = self.hear(time.monotonic() + _START)
        if ready is None or ready.get("op") != "ready":
            why = self.last_words()
            self.close()
            raise EvaluationError(f"{python or 'This interpreter'} cannot run the benchmark's programs: {why}.")
        self.ready = ready

    @property
    def pid(self) -> int:
        return self._popen.pid

    def send(self, message: Mapping[str, Any]) -> None:
        transport.write(cast(BinaryIO, self._popen.stdin), message)

    def hear(self, until: float) -> dict[str, Any] | None:
        """The next message; ``None`` once it has ended, or says nothing until then."""
        assert self._popen.stdout is not None
        descriptor = self._popen.stdout.fileno()
        try:
            if not select.select([descriptor], [], [], max(0.0, until - time.monotonic()))[0]:
                return None
            message = transport.read(descriptor)
        except (OSError, ValueError):
            return None
        return None if message is None else message[0]

    def last_words(self) -> str:
        """The last line of its error stream, or how it ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(0.25)
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - 2000))
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        if lines:
            return lines[-1]
        code = self._popen.poll()
        return "it did not answer" if code is None else f"it ended with exit code {code}"

    def close(self) -> None:
        """Close the control pipe, on which it ends its processes and itself; kill it if it does not."""
        if self._errors.closed:
            return
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        with contextlib.suppress(OSError):
            self._popen.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(1.0)
        if self._popen.poll() is None:
            with contextlib.suppress(OSError):
                os.killpg(self._popen.pid, signal.SIGKILL)  # its children die with it
            self._popen.wait()
        self._popen.stdout.close()
        self._errors.close()
        shutil.rmtree(self._home, ignore_errors=True)


def _ran(message: Mapping[str, Any], said: Any) -> Ran:
    status = message.get("status")
    if status not in get_args(Status) or (status == "ok" and not isinstance(said, dict)):
        return Ran("harness_error", error="what came back is no outcome")
    return Ran(
        cast(Status, status),
        said=said if status == "ok" else {},
        error=str(message.get("error", "")),
        seconds=_seconds(message.get("seconds")),
        stdout=str(message.get("stdout", "")),
    )


def _seconds(told: Any) -> float:
    """Told beside an answer: anything but a time is none."""
    return float(told) if isinstance(told, (int, float)) and math.isfinite(told) else 0.0
