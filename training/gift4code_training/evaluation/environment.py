"""Where a suite's answers run: a virtual environment with the versions that the suite pins, made and checked.

Under other versions right answers fail (DS-1000 under pandas 2.2 loses 20 of its 291 Pandas references), so what is
there is compared with what is pinned before anything is scored, and named in every report.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gift4code_training.evaluation.problem import Environment, EvaluationError, Pins, Suite

_PLACE = ".venv-{name}"
_LIST = """\
import json, platform, re
from importlib import metadata
found = {re.sub(r"[-_.]+", "-", each.metadata["Name"] or "").lower(): each.version for each in metadata.distributions()}
found.pop("", None)
print(json.dumps({**dict(sorted(found.items())), "python": platform.python_version()}))
"""
_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"
_PATIENCE = 120.0


def place(suite: Suite) -> Path:
    """Where a suite's environment is by default: ``.venv-NAME`` in the working folder. Variants of a suite, named by
    what follows a hyphen, share one.
    """
    return Path(_PLACE.format(name=suite.name.partition("-")[0]))


def python_of(folder: Path) -> Path:
    """The interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make(suite: Suite, where: Path | None = None) -> Environment:
    """Make the environment that a suite pins, or complete one that is there already.

    Args:
        where: its folder; by default :func:`place`.

    Raises:
        EvaluationError: the suite pins none, there is no such interpreter, or a package cannot be installed.
    """
    if not suite.pins.packages:
        raise EvaluationError(f"{suite.name} runs in the environment of gift4code itself: there is nothing to make.")
    folder = where or place(suite)
    python = python_of(folder)
    if not python.exists():
        _run([_interpreter(suite.pins.python), "-m", "venv", str(folder)], f"{folder} cannot be made")
    if differences(suite.pins, inventory(str(python))):
        wanted = [f"{name}=={version}" for name, version in suite.pins.packages.items()]
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
            *wanted,
        ]
        _run(install, f"the packages of {suite.name} cannot be installed")
    return check(suite, str(python))


def check(suite: Suite, python: str | None = None) -> Environment:
    """The environment in which a suite's answers run, if it is the pinned one.

    Args:
        python: its interpreter; ``None``: this one.

    Raises:
        EvaluationError: it is another, and in what.
    """
    found = inventory(python)
    if other := differences(suite.pins, found):
        told = "; ".join(f"{name} is {what}" for name, what in other.items())
        raise EvaluationError(
            f"{python or sys.executable} is not what {suite.name} runs on: {told}. "
            f"Make it with `gift4code-train evaluate env {suite.name}`."
        )
    return Environment(key(found), python, found)


def differences(pins: Pins, found: Mapping[str, str]) -> dict[str, str]:
    """What is not as pinned: package (or ``python``) -> ``"missing, not 1.5.3"``, ``"2.2.3, not 1.5.3"``."""
    wanted = {"python": pins.python} if pins.python else {}
    other = {name: (found.get(name, "missing"), version) for name, version in (wanted | dict(pins.packages)).items()}
    return {
        name: f"{there}, not {version}"
        for name, (there, version) in other.items()
        if there != version and not (name == "python" and there.startswith(f"{version}."))
    }


def inventory(python: str | None = None) -> dict[str, str]:
    """The packages of an interpreter and their versions, Python's own as ``python``; names as PyPI writes them.

    Raises:
        EvaluationError: it cannot be asked.
    """
    asked = [python or sys.executable, "-I", "-c", _LIST]
    found: Any = json.loads(_run(asked, f"{asked[0]} cannot be asked for its packages"))
    return {str(name): str(version) for name, version in found.items()}


def key(found: Mapping[str, str]) -> str:
    """Sixteen hexadecimal digits, equal for equal inventories."""
    return hashlib.sha256(json.dumps(dict(sorted(found.items()))).encode()).hexdigest()[:16]


def _interpreter(version: str) -> str:
    """A Python of that version.

    Raises:
        EvaluationError: there is none.
    """
    names = [sys.executable, *(shutil.which(name) for name in (f"python{version}", "python3", "python"))]
    for name in dict.fromkeys(name for name in names if name):
        try:
            asked = subprocess.run([name, "-I", "-c", _VERSION], capture_output=True, text=True, timeout=_PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if not version or asked.stdout.strip() == version:
            return name
    raise EvaluationError(
        f"There is no Python {version} on the path: install it (e.g. with uv, pyenv or the system's packages), and run "
        "the command again."
    )


def _run(command: list[str], fails: str) -> str:
    """The output of a command.

    Raises:
        EvaluationError: it fails; the message ends with the last line it printed.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        done = subprocess.run(command, env=kept, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except OSError as problem:
        raise EvaluationError(f"{fails}: {problem}.") from None
    if done.returncode:
        lines = [line for line in (done.stderr or done.stdout).strip().splitlines() if not line.startswith("WARNING")]
        raise EvaluationError(f"{fails}: {lines[-1] if lines else f'exit code {done.returncode}'}")
    return done.stdout
