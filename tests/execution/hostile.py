"""Runs the hostile cells as whoever starts it, and prints as JSON what became of each and whether it did any harm.

A script, so that the same run can be made by another user and under a kernel that lacks some of the protections::

    python hostile.py '{"programs": ["fork_bomb"], "deny": ["landlock", "seccomp"], "sandbox": true}'
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import resource
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from gift4code_ext.execution import Limits, Outcome, Runner
from gift4code_ext.execution.confinement import seccomp
from gift4code_ext.spec.model import Output

Run = Callable[..., dict[str, Any]]
EVIL = Path(__file__).parent / "evil"
PROGRAMS = tuple(sorted(program.stem for program in EVIL.glob("*.py")))
MARK = "gift4code-evil"
SECRET = "gift4code-canary"
LIMITS = Limits(seconds=2.0, check_seconds=1.0, memory_mb=256)
HASTY = replace(LIMITS, seconds=0.3, check_seconds=0.3)  # for programs that never end by themselves
WANTED = {
    "six": Output(example=6),
    "frame": Output(example=pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6]})),
}
# (prctl, seccomp, landlock_create_ruleset)
_NUMBERS = {"x86_64": (157, 317, 444), "aarch64": (167, 277, 444)}
_LOAD, _EQUAL, _RETURN, _ALLOW, _ERRNO = 0x20, 0x15, 0x06, 0x7FFF0000, 0x00050000
_NO_NEW_PRIVS, _SET_SECCOMP = 38, 22


def header(program: str) -> dict[str, str]:
    """The facts that a program's first comment lines state."""
    lines = (line[2:] for line in code(program).splitlines() if line.startswith("# "))
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def code(program: str) -> str:
    return (EVIL / f"{program}.py").read_text()


def held_by(active: Collection[str]) -> tuple[str, ...]:
    """The programs that these protections can hold: all but those that need others."""
    needs = {program: header(program).get("needs", "audit").split(" or ") for program in PROGRAMS}
    return tuple(program for program in PROGRAMS if any(layer in active for layer in needs[program]))


def lose(names: list[str]) -> None:
    """Make this kernel answer, for this process and its children, as one without these protections does."""
    prctl, filters, rules = _NUMBERS[platform.machine()]
    steps = [(_LOAD, 0, 0, 0)]
    if "landlock" in names:
        steps += [(_EQUAL, 0, 1, rules), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    if "seccomp" in names:
        steps += [(_EQUAL, 0, 1, filters), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
        steps += [(_EQUAL, 0, 3, prctl), (_LOAD, 0, 0, 16), (_EQUAL, 0, 1, _SET_SECCOMP)]
        steps += [(_RETURN, 0, 0, _ERRNO | errno.EINVAL)]
    steps += [(_RETURN, 0, 0, _ALLOW)]
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    seccomp.install(libc, b"".join(struct.pack("HBBI", *instruction) for instruction in steps))


@contextmanager
def listening() -> Iterator[tuple[int, list[socket.socket]]]:
    """A port on which nobody may call, for streams and datagrams, with the sockets that would notice."""
    with ExitStack() as stack:
        port, sockets = 0, []
        families = [(socket.AF_INET, "127.0.0.1")] + ([(socket.AF_INET6, "::1")] if socket.has_ipv6 else [])
        for family, host in families:
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                try:
                    open_socket = stack.enter_context(socket.socket(family, kind))
                    open_socket.bind((host, port))
                except OSError:
                    continue  # a machine without IPv6
                port = open_socket.getsockname()[1]
                sockets.append(open_socket)
        local = stack.enter_context(socket.socket(socket.AF_UNIX))
        local.bind(f"\0{MARK}-{os.getpid()}")
        sockets.append(local)
        for listener in sockets:
            listener.setblocking(False)
            if listener.type == socket.SOCK_STREAM:
                listener.listen()
        yield port, sockets


def heard(sockets: list[socket.socket]) -> list[str]:
    found = []
    for listener in sockets:
        try:
            found.append(repr(listener.accept() if listener.type == socket.SOCK_STREAM else listener.recv(100)))
        except BlockingIOError:
            continue
    return found


def state(outside: Path) -> dict[str, Any]:
    """All that the programs try to change: files, the process that runs them, what this process may use."""
    places = [outside, *sorted(outside.rglob("*"))]
    folders = map(Path, ("/tmp", "/dev/shm", "/var/tmp", os.getcwd()))
    marked = [place for folder in folders for place in folder.glob(f"{MARK}*")]
    return {
        "files": [(str(place), place.stat().st_mode, place.stat().st_mtime_ns) for place in places],
        "contents": [place.read_text() for place in places if stat.S_ISREG(place.stat().st_mode)],
        "attributes": [os.listxattr(place) for place in places],
        "marked": [str(place) for place in marked],
        "shared memory": _keys("shm"),
        "priority": os.getpriority(os.PRIO_PROCESS, 0),
        "processors": sorted(os.sched_getaffinity(0)),
        "limits": [resource.getrlimit(which) for which in (resource.RLIMIT_AS, resource.RLIMIT_CORE)],
    }


def _keys(kind: str) -> list[str]:
    listed = Path(f"/proc/sysvipc/{kind}")
    return [line.split()[0] for line in listed.read_text().splitlines()[1:]] if listed.exists() else []


def relatives(worker: int, home: str) -> list[str]:
    """The processes that descend from a worker or were started in its environment, other than itself."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            mine = f"HOME={home}\0".encode() in (place / "environ").read_bytes()
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue  # it ended, or belongs to somebody else
        if (mine or parent == worker) and int(place.name) != worker:
            found.append(f"{place.name} {command[:80]}")
    return found


def run(names: list[str], *, sandbox: bool) -> dict[str, Any]:
    """Run the programs; see the module."""
    os.environ["GIFT4CODE_SECRET"] = SECRET
    endless = [name for name in names if header(name)["status"] == "timeout"]
    with tempfile.TemporaryDirectory() as folder, listening() as (port, sockets):
        outside = Path(folder)
        (outside / "canary").write_text(SECRET)
        frames = {"df": pd.DataFrame({"a": [1, 2, 3]}), "port": port, "outside": folder}
        before = state(outside)
        parts = [
            _run_part([name for name in names if name not in endless], frames, replace(LIMITS, sandbox=sandbox)),
            _run_part(endless, frames, replace(HASTY, sandbox=sandbox)),
        ]
        return {
            "uid": os.getuid(),
            "outcomes": parts[0].pop("outcomes") | parts[1].pop("outcomes"),
            "harm": {
                "changed": [name for name, what in state(outside).items() if before[name] != what],
                "heard": heard(sockets),
                **{name: parts[0][name] + parts[1][name] for name in parts[0]},
            },
        }


def _run_part(names: list[str], frames: Mapping[str, object], limits: Limits) -> dict[str, Any]:
    """The outcomes of some programs, and what they did to the worker that ran them."""
    outcomes: dict[str, Any] = {}
    with Runner(frames, limits=limits) as runner:
        worker = runner.worker_pid
        assert worker is not None
        home, before = os.readlink(f"/proc/{worker}/cwd"), _worker(worker)
        for wanted, output in WANTED.items():
            mine = [name for name in names if header(name).get("wanted", "six") == wanted]
            codes = [code(name) for name in mine]
            outcomes |= dict(zip(mine, map(_plain, runner.run_many(codes, output)), strict=True))
        left, planted = relatives(worker, home), os.listdir(home)
        worker_changed = [] if runner.worker_pid == worker and _worker(worker) == before else ["the worker"]
        good = runner.run("result = int(df['a'].sum())", WANTED["six"])
        spoilt = [] if good.status == "ok" else [f"a harmless cell is {good.status}: {good.error}"]
    return {"outcomes": outcomes, "left": left, "planted": planted, "worker": worker_changed, "spoilt": spoilt}


def _plain(outcome: Outcome) -> dict[str, Any]:
    return {
        "status": outcome.status,
        "passed": outcome.verdict is not None and outcome.verdict.passed,
        "error": outcome.error[:300],
        "stdout": len(outcome.stdout),
        "protections": outcome.protections,
    }


def _worker(pid: int) -> tuple[Any, ...]:
    limits = Path(f"/proc/{pid}/limits").read_text()
    return os.getpriority(os.PRIO_PROCESS, pid), sorted(os.sched_getaffinity(pid)), limits


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    if asked["deny"]:
        lose(asked["deny"])
    print(json.dumps(run(asked["programs"], sandbox=asked["sandbox"])))
