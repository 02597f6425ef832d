"""A host's life: load, listen, write the address down, wait for a signal or idleness, leave nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import time
from collections.abc import Callable
from typing import TypeAlias

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from gift4code_ext.host.errors import HostError
from gift4code_ext.host.load import load
from gift4code_ext.host.models import ModelFiles
from gift4code_ext.host.runtime import Address, Lock, Place, place
from gift4code_ext.host.server import MOST_BYTES, Service, application

IDLE_SECONDS = 900.0
_ANSWER_SECONDS = 2.0  # given to requests that are cut short, to say so to their clients


def idle_seconds() -> float:
    """Seconds without a request after which a host stops: ``GIFT4CODE_IDLE_SECONDS``, else 900; 0 is never."""
    text = os.environ.get("GIFT4CODE_IDLE_SECONDS", "")
    try:
        return float(text) if text else IDLE_SECONDS
    except ValueError as error:
        raise HostError(f"GIFT4CODE_IDLE_SECONDS must be a number of seconds, not {text!r}.") from error


Ready: TypeAlias = Callable[[Address, Place], None]


def serve(files: ModelFiles, *, port: int = 0, idle: float = IDLE_SECONDS, ready: Ready) -> None:
    """Host ``files`` until a signal, or until nobody has asked for ``idle`` seconds (0: never).

    Args:
        files: The model.
        port: Port on 127.0.0.1; 0 takes a free one.
        idle: Seconds.
        ready: Called once the host answers.

    Raises:
        HostError: A host of this model already runs, the port is taken, or the model cannot be loaded.
    """
    spot = place(files)
    with Lock(spot.alive) as alive:
        if not alive.take(1.0):  # a second: somebody may just be looking whether it is held
            raise HostError(f"A host of {files.id} already runs; its address is in {spot.entry}.")
        spot.remove()  # left by a host that was killed
        service = Service(files, load(files), secrets.token_urlsafe(32))
        asyncio.run(_run(service, spot, port, idle, ready))


async def _run(service: Service, spot: Place, port: int, idle: float, ready: Ready) -> None:
    ended = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(sign, ended.set)
    try:
        sockets = bind_sockets(port, "127.0.0.1")
    except OSError as error:
        raise HostError(f"Port {port} of 127.0.0.1 cannot be used: {error.strerror}.") from error
    server = HTTPServer(application(service), max_body_size=MOST_BYTES, max_buffer_size=MOST_BYTES)
    server.add_sockets(sockets)
    address = Address(
        f"http://127.0.0.1:{sockets[0].getsockname()[1]}/v1", service.token, os.getpid(), service.files.id
    )
    try:
        spot.write(address)
        ready(address, spot)
        while not ended.is_set() and (idle <= 0 or service.idle_seconds() < idle):
            with contextlib.suppress(TimeoutError, asyncio.TimeoutError):
                await asyncio.wait_for(ended.wait(), min(1.0, idle / 4) if idle > 0 else None)
    finally:
        spot.remove()
        server.stop()
        for cancel in service.cancels:
            cancel.set()
        deadline = time.monotonic() + _ANSWER_SECONDS
        while service.cancels and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        service.executor.shutdown()
        await server.close_all_connections()
