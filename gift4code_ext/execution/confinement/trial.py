"""Trying the protections out: each layer is put on and then bumped into, in a process made for that."""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping

from gift4code_ext.execution.confinement import audit
from gift4code_ext.execution.confinement.armour import CAPABILITIES, Armour, prepare
from gift4code_ext.execution.limits import Limits

Found = dict[str, tuple[bool, str]]
_PR_GET_NO_NEW_PRIVS = 39
_FAILS = "it was set but does not hold"
_PATIENCE = 5.0


def report(*, sandbox: bool = True) -> None:
    """Print as JSON what each layer did when it was tried; run in a process made for this."""
    armour = prepare(Limits(sandbox=sandbox), cwd=os.getcwd())
    results: Found
    if sys.platform == "win32":
        results = {"rlimits": (False, "Windows has no resource limits"), "audit": _try_audit(armour)}
    else:
        results = _try_layers(armour)
        if "parent-death" in armour.active:
            results["parent-death"] = _try_parent_death(armour)
    sys.stdout.write(json.dumps(results | {name: (False, reason) for name, reason in armour.missing.items()}))


def _try_layers(armour: Armour) -> Found:
    """Every layer but the tie to the parent, one after the other, in a fork that wears them all."""
    read, write = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(write, json.dumps(_bump(armour, parent)).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    silent = dict.fromkeys(armour.active, (False, "the process that tried it ended without an answer"))
    found: Found = json.loads(answer) if answer else silent
    return found


def _bump(armour: Armour, parent: int) -> Found:
    try:
        armour.put_on(parent)
    except OSError as problem:
        return dict.fromkeys(armour.active, (False, f"the kernel refused it: {problem.strerror or problem}"))
    found = {name: _try(name) for name in armour.active if name in _TRIALS}
    return found | {"audit": _try_audit(armour)}


def _try(name: str) -> tuple[bool, str]:
    attempt, holds = _TRIALS[name]
    try:
        attempt()
    except (OSError, MemoryError):
        return True, holds
    return False, _FAILS


def _try_audit(armour: Armour) -> tuple[bool, str]:
    """The last of all: what Python's hooks refuse, no other layer gets to see."""
    audit.install(armour.readable)
    try:
        os.kill(os.getpid(), 0)
    except audit.Refused:
        return True, "Python's own hooks refuse what a data cell does not need"
    except OSError:
        pass
    return False, _FAILS


def _try_parent_death(armour: Armour) -> tuple[bool, str]:
    """A process whose child wears the armour ends; the child would say so if it were still there some time later."""
    read, write = os.pipe()
    middle = os.fork()
    if middle == 0:
        _end_before_child(armour, write)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(middle, 0)
    return (True, "the kernel ends a cell with its worker") if answer == b"+" else (False, _FAILS)


def _end_before_child(armour: Armour, write: int) -> None:
    own, (ready, told) = os.getpid(), os.pipe()
    try:
        if os.fork() == 0:
            armour.put_on(own)
            os.write(write, b"+")
            os.close(told)
            time.sleep(_PATIENCE)
            os.write(write, b"!")
        else:
            os.close(told)
            os.read(ready, 1)
    finally:
        os._exit(0)


def _allocate() -> None:
    mmap.mmap(-1, 2 * Limits().memory_mb * 2**20).close()


def _privileges() -> None:
    """Fails where none can be gained and none are held."""
    libc = ctypes.CDLL(None)
    held = ctypes.create_string_buffer(24)
    libc.capget(struct.pack("Ii", *CAPABILITIES), held)
    effective, permitted = struct.unpack_from("2I", held)
    if libc.prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 and (effective | permitted).bit_count() <= 1:
        raise PermissionError


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


_TRIALS: Mapping[str, tuple[Callable[[], object], str]] = {
    "rlimits": (_allocate, "address space, processor time, file size and open files are limited"),
    "no_new_privs": (_privileges, "a cell cannot gain privileges, and root's are given up"),
    "landlock": (lambda: os.listdir("/"), "files outside Python's own cannot be read, and none can be written"),
    "seccomp": (_fork, "system calls that computing does not need are closed"),
    "network": (lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM), "no socket can be opened"),
}
