"""A runner's end of one worker process: started, spoken to, listened to, ended; nothing of it stays behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO

from gift4code_ext.execution import launch, limits, printed, transport
from gift4code_ext.execution.outcome import ExecutionError

_PATIENCE = 0.25


class WorkerGone(Exception):
    """The worker ended; the message says what is known of why."""


class Process:
    """One worker. :meth:`end` may be called from any thread and any number of times.

    Args:
        fork: whether it forks a child for each candidate, or runs a single one itself.
        hear: called in a thread of its own with each message of the worker, and with ``None`` when it is gone.
        python: another interpreter.

    Raises:
        ExecutionError: the machine gives it no folder, file or process.
    """

    def __init__(
        self,
        settings: limits.Limits,
        hear: Callable[[dict[str, Any] | None], None],
        *,
        fork: bool,
        hash_seed: int = 0,
        python: str | None = None,
    ) -> None:
        start = "from gift4code_ext.execution.inside.worker import main"
        call = f"{start}; main({limits.as_json(settings)!r}, fork={fork!r})"
        with contextlib.ExitStack() as undo:
            try:
                self._home = tempfile.mkdtemp(prefix="gift4code-")
                undo.callback(shutil.rmtree, self._home, ignore_errors=True)
                self._errors = undo.enter_context(tempfile.TemporaryFile())
                if not fork:
                    printed.make(self._home)
                self._popen = subprocess.Popen(
                    launch.command(call, python),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._errors,
                    cwd=self._home,
                    env=launch.environment(self._home, hash_seed),
                    # an interrupt for the notebook's kernel must not reach the worker
                    start_new_session=sys.platform != "win32",
                )
            except OSError as problem:
                raise ExecutionError(
                    f"The process that runs candidates cannot be started ({problem.strerror or problem}): it needs "
                    "memory, and room in the folder for temporary files."
                ) from problem
            undo.pop_all()  # end() does it from here on
        self._hear = hear
        self._ending = threading.Lock()
        self._ended = False
        self._listener = threading.Thread(target=self._listen, name="gift4code-worker", daemon=True)

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
            raise WorkerGone(self.last_words()) from problem

    def listen(self) -> None:
        """Begin to call ``hear``."""
        self._listener.start()

    def printed(self) -> str:
        """What the one cell of a worker that does not fork has printed so far."""
        return printed.read(self._home)

    def last_words(self) -> str:
        """The last line of its error stream, or how it ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(_PATIENCE)
        try:
            size = self._errors.seek(0, os.SEEK_END)
            self._errors.seek(max(0, size - 2000))
            lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        except ValueError:
            return "it was ended"
        return lines[-1] if lines else f"it ended with exit code {self._popen.returncode}"

    def end(self, *, at_once: bool = False) -> None:
        """Close the control pipe, on which the worker ends its children and itself; kill it if it does not.

        Args:
            at_once: kill it without that; where it forks its children die with it all the same.
        """
        with self._ending:
            if self._ended:
                return
            self._ended = True
            if at_once:
                self._kill()
            with contextlib.suppress(OSError):
                self._stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._popen.wait(_PATIENCE)
            self._kill()
            self._popen.wait()
            self._listener.join(_PATIENCE)
            if self._popen.stdout is not None and not self._listener.is_alive():
                self._popen.stdout.close()
            self._errors.close()
            shutil.rmtree(self._home, ignore_errors=True)

    def kill(self) -> None:
        """Kill it, from any thread and whatever the others do; :meth:`end` is still to come."""
        with contextlib.suppress(OSError):
            self._kill()

    def _kill(self) -> None:
        if self._popen.poll() is None:
            if sys.platform != "win32":
                with contextlib.suppress(OSError):
                    os.killpg(self._popen.pid, signal.SIGKILL)
            self._popen.kill()

    @property
    def _stdin(self) -> BinaryIO:
        assert self._popen.stdin is not None
        return self._popen.stdin  # type: ignore[return-value]

    def _listen(self) -> None:
        assert self._popen.stdout is not None
        try:
            while (message := transport.read(self._popen.stdout.fileno())) is not None:
                self._hear(message[0])
        except (OSError, ValueError, AttributeError, TypeError):
            pass  # a torn message is the same as none: the worker is of no use any more
        self._hear(None)
