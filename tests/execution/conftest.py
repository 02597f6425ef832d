"""The hostile cells, run once for each kind of user and of kernel, and counted at the end of the tests."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from execution.hostile import Run

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NOBODY = "65534"
_COUNTED = pytest.StashKey[list[str]]()


def command_as(who: str) -> list[str]:
    """What makes a command run as root or as an ordinary user; skips where that cannot be."""
    if os.geteuid() != 0:
        if who == "root":
            pytest.skip("these tests were not started as root")
        return []
    if who == "root":
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv (of util-linux) is not installed, so that root cannot become an ordinary user")
    # the interpreter may lie in root's home: this user may read it, and nothing else of root's
    reading = [f"--{kind}-caps=-all,+dac_read_search" for kind in ("inh", "ambient")]
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *reading]


@pytest.fixture(scope="session")
def hostile(request: pytest.FixtureRequest) -> Run:
    """``hostile(who, programs, deny=(), sandbox=True)``: what came of a run of ``hostile.py``, made once."""

    @functools.cache
    def run(who: str, programs: tuple[str, ...], deny: tuple[str, ...] = (), sandbox: bool = True) -> dict[str, Any]:
        asked = json.dumps({"programs": programs, "deny": deny, "sandbox": sandbox})
        done = subprocess.run(
            [*command_as(who), sys.executable, str(HERE / "hostile.py"), asked],
            env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        passed = sum(outcome["status"] == "ok" or outcome["passed"] for outcome in found["outcomes"].values())
        lacking = f" without {' and '.join(deny)}" if deny else "" if sandbox else " without the sandbox"
        line = f"{len(found['outcomes'])} hostile programs as {who}{lacking}: {passed} passed"
        request.config.stash.setdefault(_COUNTED, []).append(f"{line}, harm: {_harm(found['harm'])}")
        return found

    return run


def _harm(harm: dict[str, list[str]]) -> str:
    return ", ".join(f"{name} {what}" for name, what in harm.items() if what) or "none"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(_COUNTED, []):
        terminalreporter.write_line(line)
