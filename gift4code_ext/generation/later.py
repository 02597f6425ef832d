"""Calls that run beside the caller, who may stop waiting for them at any time."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

_T = TypeVar("_T")
_POLL = 0.02  # seconds between looks at the stop event


class Stopped(Exception):
    """The stop event was set before the call ended."""


class Unfinished(Exception):
    """The time to wait was over before the call ended."""


class Later(Generic[_T]):
    """Starts ``call`` in a thread of its own; :meth:`wait` gives what it returned or raises what it raised."""

    def __init__(self, call: Callable[[], _T]) -> None:
        self._call = call
        self._result: list[_T] = []
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._work, name="gift4code-later", daemon=True)
        self._thread.start()

    def wait(self, stop: threading.Event, seconds: float = math.inf) -> _T:
        """The call's result.

        Raises:
            Stopped: ``stop`` was set; the call goes on by itself and its result is dropped.
            Unfinished: it took longer than ``seconds``; it goes on all the same.
        """
        until = time.monotonic() + seconds
        while self._thread.is_alive():
            self._thread.join(_POLL)
            if stop.is_set():
                raise Stopped
            if time.monotonic() >= until and self._thread.is_alive():
                raise Unfinished
        if self._failure is not None:
            raise self._failure
        return self._result[0]

    def _work(self) -> None:
        try:
            self._result.append(self._call())
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            self._failure = error
