"""Blocking work beside the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


def aside(work: Callable[[], _T]) -> asyncio.Future[_T]:
    """Run ``work`` in a thread of its own and give its result here.

    The thread is a daemon, unlike those of an executor: a host that is slow to start, or a keyring that waits for an
    answer, never keeps the server from ending. Whoever awaits the future may leave; what the work raises is lost then.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def settle(result: _T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
            future.exception()  # seen: nobody may be waiting any more
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result: _T | None = None
        error: BaseException | None = None
        try:
            result = work()
        except Exception as raised:  # noqa: BLE001 - raised again where it is awaited
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="gift4code-aside", daemon=True).start()
    return future
