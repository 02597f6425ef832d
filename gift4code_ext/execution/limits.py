"""The limits a candidate runs under, and which protections this machine can hold (for ``gift4code doctor``)."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

from gift4code_ext.execution.launch import command, environment


@dataclass(frozen=True)
class Limits:
    """What one candidate may use.

    Args:
        seconds: wall clock for the cell; its check gets ``check_seconds`` more.
        memory_mb: address space beyond what the worker itself holds.
        sample_mb: a frame that would take more to send is cut to the first rows that fit.
        readable: files or folders a cell may read besides Python's own.
        sandbox: whether to use Landlock and seccomp where the machine has them.
    """

    seconds: float = 2.0
    memory_mb: int = 2048
    check_seconds: float = 1.0
    sample_mb: float = 200.0
    readable: tuple[str, ...] = ()
    sandbox: bool = True


def as_json(limits: Limits) -> str:
    """For handing the limits to a worker."""
    return json.dumps({**limits.__dict__, "readable": list(limits.readable)})


def from_json(text: str) -> Limits:
    data = json.loads(text)
    readable: Sequence[str] = data.pop("readable")
    return Limits(**data, readable=tuple(readable))


@dataclass(frozen=True)
class Protection:
    """One layer, whether it works on this machine, and why it does or does not."""

    name: str
    active: bool
    why: str


def protections(limits: Limits | None = None) -> tuple[Protection, ...]:
    """Which layers hold on this machine, tried out in a throw-away process."""
    settings = limits or Limits()
    call = f"from gift4code_ext.execution.confinement.trial import report; report(sandbox={settings.sandbox!r})"
    found, why = {}, ""
    try:
        with tempfile.TemporaryDirectory(prefix="gift4code-") as home:
            done = subprocess.run(
                command(call),
                env=environment(home),
                cwd=home,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=60,
            )
        found = json.loads(done.stdout)
    except OSError as problem:
        why = f"the test process cannot be started ({problem.strerror or problem})"
    except subprocess.TimeoutExpired:
        why = "the test process did not answer"
    except ValueError:
        why = "the test process ended without an answer"
    names = ("rlimits", "no_new_privs", "landlock", "seccomp", "network", "parent-death", "audit")
    return tuple(Protection(name, *found.get(name, (False, why))) for name in names)
