"""Runs every check, says how long each took, and fails if one failed: ``make test``.

A check whose tool is missing here is skipped, and the table says so; where ``CI`` is set it fails instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import chromium

ROOT = Path(__file__).resolve().parent.parent
LAB = ROOT / "labextension"
UI = LAB / "ui-tests"
ASSETS = "labextension/scripts/assets.py"
BIN = Path(sys.executable).parent
IN_CI = bool(os.environ.get("CI"))
NO_NODE = "Node 20 or newer is not on the PATH"


@dataclass(frozen=True)
class Check:
    """A row of the table: a command, where it runs, and what it cannot do without."""

    name: str
    command: list[str]
    where: Path = ROOT
    needs: str = ""


def _python(name: str, *command: str, needs: str = "") -> Check:
    return Check(name, [sys.executable, *command], needs=needs)


def _npm(name: str, *command: str, where: Path = LAB, needs: str = "node") -> Check:
    return Check(name, ["npm", *command], where, needs)


CHECKS = [
    _python("format", "-m", "ruff", "format", "--check", "--quiet", "."),
    _python("lint", "-m", "ruff", "check", "--quiet", "."),
    _python("types", "-m", "mypy"),
    _python("catalogue", "labextension/scripts/catalogue.py", "--check"),
    _python("npm ci", ASSETS, "install", "labextension", "labextension/ui-tests", needs="node"),
    _npm("prettier", "run", "--silent", "format:check"),
    _npm("eslint", "run", "--silent", "lint"),
    _npm("tsc", "run", "--silent", "typecheck"),
    _npm("vitest", "run", "--silent", "test"),
    _python("build", ASSETS, needs="node"),
    Check("link", [str(BIN / "jupyter-builder"), "develop", "--overwrite", "gift4code_ext"], needs="node"),
    _python("tests", "-m", "pytest", "-n", "2", "--dist", "loadfile"),
    _npm("browser", "run", "--silent", "test", where=UI, needs="chromium"),
]


def lacking(check: Check) -> str:
    """What a check needs and is not here, in words; empty if nothing is."""
    if check.needs and not (shutil.which("node") and shutil.which("npm")):
        return NO_NODE
    if check.needs == "chromium" and chromium.found(install=IN_CI) is None:
        return chromium.MISSING
    return ""


def run(check: Check) -> str:
    """``ok``, or why not."""
    lacks = lacking(check)
    if lacks:
        print(f"gift4code: {check.name}: not run: {lacks}", flush=True)
        return f"failed: {lacks}" if IN_CI else f"skipped: {lacks}"
    print(f"gift4code: {check.name}: {' '.join(check.command)}", flush=True)
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    tools = {"PATH": path, "CHROMIUM": chromium.found() or "", "UI_TESTS_PYTHON": sys.executable}
    status = subprocess.run(check.command, cwd=check.where, env={**os.environ, **tools}, check=False).returncode
    return f"failed ({status})" if status else "ok"


def main() -> int:
    rows: list[tuple[str, float, str]] = []
    for check in CHECKS:
        start = time.monotonic()
        result = run(check)
        rows.append((check.name, time.monotonic() - start, result))
    print("\ncheck     seconds  result")
    for name, seconds, result in rows:
        print(f"{name:<9} {seconds:7.1f}  {result}")
    return int(any(result.startswith("failed") for _, _, result in rows))


if __name__ == "__main__":
    sys.exit(main())
