"""Trying the protections out: each layer is put on and then bumped into, in a process made for that."""

from __future__ import annotations

import ctypes
import json
import os
import socket
import sys
from collections.abc import Callable, Mapping

from gift4code_ext.execution.armour import Armour, prepare
from gift4code_ext.execution.limits import Limits

_PR_GET_NO_NEW_PRIVS = 39


def report(*, sandbox: bool = True) -> None:
    """Print as JSON what each layer did when it was tried; run in a process made for this."""
    armour = prepare(Limits(sandbox=sandbox), cwd=os.getcwd())
    results: dict[str, tuple[bool, str]] = {"audit": (True, "Python's own hooks refuse what a data cell does not need")}
    if sys.platform == "win32":
        results["rlimits"] = (False, "Windows has no resource limits")
    else:
        results |= _try_layers(armour)
    sys.stdout.write(json.dumps(results | {name: (False, reason) for name, reason in armour.missing.items()}))


def _try_layers(armour: Armour) -> dict[str, tuple[bool, str]]:
    read, write = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            armour.put_on(parent)
            os.write(write, json.dumps({name: _try(name) for name in armour.active if name in _TRIALS}).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    found: dict[str, tuple[bool, str]] = json.loads(answer or b"{}")
    if "parent-death" in armour.active:
        found["parent-death"] = (True, "the kernel ends a cell with its worker")
    return found


def _try(name: str) -> tuple[bool, str]:
    attempt, holds = _TRIALS[name]
    try:
        attempt()
    except (OSError, MemoryError):
        return True, holds
    return False, "it was set but does not hold"


def _allocate() -> None:
    bytearray(2**42)


def _no_new_privileges() -> None:
    if ctypes.CDLL(None).prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1:
        raise PermissionError


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


_TRIALS: Mapping[str, tuple[Callable[[], object], str]] = {
    "rlimits": (_allocate, "address space, processor time, file size and open files are limited"),
    "no_new_privs": (_no_new_privileges, "a cell cannot gain privileges"),
    "landlock": (lambda: os.listdir("/"), "files outside Python's own cannot be read, and none can be written"),
    "seccomp": (_fork, "system calls that computing does not need are closed"),
    "network": (lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM), "no socket can be opened"),
}
