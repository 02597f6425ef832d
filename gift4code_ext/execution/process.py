"""A runner's end of one worker process: started, spoken to, listened to, ended; nothing of it stays behind."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from gift4code_ext.execution import launch, limits, transport
from gift4code_ext.execution.outcome import ExecutionError

_PATIENCE = 0.25


class WorkerGone(Exception):
    """The worker ended; the message says what is known of why."""


class Process:
    """One worker. :meth:`end` may be called from any thread and any number of times.

    Raises:
        ExecutionError: the machine gives it no folder, file or process.
    """

    def __init__(self, settings: limits.Limits, *, fork: bool) -> None:
        call = f"from gift4code_ext.execution import worker; worker.main({limits.as_json(settings)!r}, fork={fork!r})"
        with contextlib.ExitStack() as undo:
            try:
                self._home = tempfile.mkdtemp(prefix="gift4code-")
                undo.callback(shutil.rmtree, self._home, ignore_errors=True)
                self._errors = undo.enter_context(tempfile.TemporaryFile())
                self._popen = subprocess.Popen(
                    launch.command(call),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._errors,
                    cwd=self._home,
                    env=launch.environment(self._home),
                    # an interrupt for the notebook's kernel must not reach the worker
                    start_new_session=sys.platform != "win32",
                )
            except OSError as problem:
                raise ExecutionError(
                    f"The process that runs candidates cannot be started ({problem.strerror or problem}): it needs "
                    "memory, and room in the folder for temporary files."
                ) from problem
            undo.pop_all()  # end() does it from here on
        self._inbox: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, name="gift4code-worker", daemon=True)
        self._listener.start()
        self._ending = threading.Lock()
        self._ended = False

    @property
    def pid(self) -> int:
        return self._popen.pid

    def send(self, header: Mapping[str, Any], buffers: Sequence[transport.Buffer] = ()) -> None:
        """Send one message; waits while the worker is busy reading.

        Raises:
            WorkerGone: nobody reads any more.
        """
        try:
            transport.write(self._stdin, header, buffers)
        except (OSError, ValueError) as problem:
            raise WorkerGone(self._last_words()) from problem

    def receive(self, timeout: float) -> dict[str, Any] | None:
        """The next message, or ``None`` after ``timeout`` seconds without one.

        Raises:
            WorkerGone: the worker ended.
        """
        try:
            message = self._inbox.get(timeout=timeout)
        except queue.Empty:
            return None
        if message is None:
            self._inbox.put(None)
            raise WorkerGone(self._last_words())
        return message

    def end(self) -> None:
        """Close the control pipe, on which the worker ends its children and itself; kill it if it does not."""
        with self._ending:
            if self._ended:
                return
            self._ended = True
            with contextlib.suppress(OSError):
                self._stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._popen.wait(_PATIENCE)
            self._popen.kill()
            self._popen.wait()
            self._listener.join(_PATIENCE)
            if self._popen.stdout is not None and not self._listener.is_alive():
                self._popen.stdout.close()
            self._errors.close()
            shutil.rmtree(self._home, ignore_errors=True)

    @property
    def _stdin(self) -> BinaryIO:
        assert self._popen.stdin is not None
        return self._popen.stdin  # type: ignore[return-value]

    def _listen(self) -> None:
        assert self._popen.stdout is not None
        try:
            while (message := transport.read(self._popen.stdout.fileno())) is not None:
                self._inbox.put(message[0])
        except (OSError, ValueError, json.JSONDecodeError):
            pass  # a torn message is the same as none: the worker is of no use any more
        self._inbox.put(None)

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(_PATIENCE)
        try:
            size = self._errors.seek(0, os.SEEK_END)
            self._errors.seek(max(0, size - 2000))
            lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        except ValueError:
            return "it was ended"
        return lines[-1] if lines else f"it ended with exit code {self._popen.returncode}"
