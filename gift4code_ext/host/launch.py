"""Start a model host when one is needed, find the one that runs, stop it. Light: imports nothing of the model.

One host serves every process of the person; it is started detached, so that it outlives the notebook that asked first,
and stops by itself when idle.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from gift4code_ext.host.errors import HostError
from gift4code_ext.host.models import ModelFiles, resolve
from gift4code_ext.host.runtime import Address, Lock, Place, place, places
from gift4code_ext.web import load_httpx

_POLL = 0.03  # seconds
_STOP_SECONDS = 5.0
_START_SECONDS = {"onnx": 30.0, "transformers": 300.0}  # checkpoints may be gigabytes


def ensure(
    model: str | Path | None = None, *, adapter: str | Path | None = None, seconds: float | None = None
) -> Address:
    """The address of a host that answers for this model, started if none runs.

    Args:
        model: As for ``models.resolve``: a directory, or None for the bundled model.
        adapter: PEFT adapter directory, if any.
        seconds: How long to wait for a host to start; by default 30, for transformers checkpoints 300.

    Raises:
        ModelFilesError: The model's files are missing or damaged.
        HostError: The host did not start in time or at all; the sentence ends with the last line of its log.
    """
    files = resolve(model, adapter)
    spot = place(files)
    if address := _answering(spot):
        return address
    deadline = time.monotonic() + (seconds or _START_SECONDS[files.engine])
    with Lock(spot.start) as lock:
        if not lock.take(max(0.0, deadline - time.monotonic())):
            raise HostError(f"Another process has been starting the model host for too long; see {spot.log}.")
        while time.monotonic() < deadline:
            if address := _answering(spot):
                return address
            if spot.read() or not spot.occupied():
                break  # written down and not answering: replaced; one that is still loading is waited for
            time.sleep(_POLL)
        _clear(spot)
        return _start(files, spot, deadline)


def running() -> list[Address]:
    """Hosts of this person that answer now."""
    return [address for spot in places() if (address := _answering(spot))]


def stop(address: Address | None = None) -> int:
    """Stop one host, or all of this person's; returns how many were stopped."""
    chosen = [spot for spot in places() if address is None or spot.read() == address]
    return sum(_clear(spot) for spot in chosen)


def _answering(spot: Place) -> Address | None:
    load_httpx()
    import httpx

    address = spot.read()
    if address is None or not spot.occupied():
        return None
    try:
        headers = {"Authorization": f"Bearer {address.token}"}
        # a proxy from the environment has no business on the loopback, and no certificate is read for plain http
        response = httpx.get(f"{address.base_url}/models", headers=headers, timeout=5.0, trust_env=False, verify=False)
    except httpx.HTTPError:
        return None
    return address if response.status_code == 200 else None


def _clear(spot: Place) -> bool:
    """Stop the host that lives at this place and remove what is written; says whether there was one."""
    stopped = False
    for sign in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        address = spot.read()
        if address is None or not spot.occupied():
            break
        stopped = True
        try:
            os.kill(address.pid, sign)
        except ProcessLookupError:
            break
        deadline = time.monotonic() + _STOP_SECONDS
        while spot.occupied() and time.monotonic() < deadline:
            time.sleep(_POLL)
    spot.remove()
    return stopped


def _start(files: ModelFiles, spot: Place, deadline: float) -> Address:
    process = _spawn(files, spot)
    try:
        while time.monotonic() < deadline:
            if (address := spot.read()) and address.pid == process.pid and _answering(spot):
                threading.Thread(target=process.wait, daemon=True).start()  # reaps it should it stop before us
                return address
            if process.poll() is not None:
                raise HostError(f"The model host could not start: {_last_line(spot)}")
            time.sleep(_POLL)
        raise HostError(f"The model host did not answer in time: {_last_line(spot)}")
    except BaseException:
        process.kill()
        process.wait()
        spot.remove()
        raise


def _spawn(files: ModelFiles, spot: Place) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gift4code_ext.host", "--model", str(files.directory)]
    if files.adapter is not None:
        command += ["--adapter", str(files.adapter)]
    packages = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(part for part in (packages, os.environ.get("PYTHONPATH")) if part)
    descriptor = os.open(spot.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as log:
        return subprocess.Popen(
            command,
            cwd=spot.log.parent,  # `-m` puts the working directory first on sys.path: never the notebook's
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _last_line(spot: Place) -> str:
    try:
        lines = spot.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1] if lines else f"it said nothing in {spot.log}."
