"""Runs every check, says how long each took, and fails if one failed: ``make test``."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = {
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "lint": ["ruff", "check", "--quiet", "."],
    "types": ["mypy"],
    "tests": ["pytest"],
}


def main() -> int:
    took: dict[str, tuple[float, int]] = {}
    for name, command in CHECKS.items():
        print(f"gift4code: {name}: {' '.join(command)}", flush=True)
        start = time.monotonic()
        status = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode
        took[name] = (time.monotonic() - start, status)
    print("\ncheck    seconds  result")
    for name, (seconds, status) in took.items():
        print(f"{name:<8} {seconds:7.1f}  {'ok' if status == 0 else f'failed ({status})'}")
    return int(any(status for _, status in took.values()))


if __name__ == "__main__":
    sys.exit(main())
